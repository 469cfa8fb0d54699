/**
 * Scores that can be changed and can grow, by rows and by columns, so that both are read in order.
 *
 * `given` holds the scores as they were given. `byRow` and `byColumn` hold them as a kernel reads them: whole multiples
 * of `unit`, times `scale`, `-Infinity` where forbidden. Lists may be longer than there are rows or columns. Where all
 * scores are whole and `unit` and `scale` are 1, `given` and `byRow` are the same lists: 16 bytes for each pair, not 24.
 */
export interface ScoreTable {
  rows: number;
  columns: number;
  unit: number;
  scale: number;
  readonly given: Float64Array[];
  byRow: Float64Array[];
  readonly byColumn: Float64Array[];
  /** The greatest absolute score of each row, as given. */
  readonly largestOfRow: number[];
  /** How many allowed scores are no whole numbers. */
  fractions: number;
  /** How many allowed scores are no multiples of `unit`. */
  inexact: number;
}

const FORBIDDEN = Number.NEGATIVE_INFINITY;

/** A table of scores as they were given, one list for each row, in units of 1. */
export function createTable(lines: readonly ArrayLike<number>[], columns: number): ScoreTable {
  const rows = lines.length;
  const given = lines.map((line) => lengthened(line, withSpare(columns)));
  const byColumn = Array.from({ length: columns }, () => new Float64Array(withSpare(rows)).fill(FORBIDDEN));
  const table: ScoreTable = {
    rows,
    columns,
    unit: 1,
    scale: 1,
    given,
    byRow: given,
    byColumn,
    largestOfRow: [],
    fractions: 0,
    inexact: 0,
  };
  for (let i = 0; i < rows; i++) {
    table.largestOfRow.push(largestOf(table, i));
    for (let j = 0; j < columns; j++) table.fractions += isFraction(given[i][j]);
  }
  rescale(table, 1, 1);
  return table;
}

/** Appends a row whose pairs are all forbidden. */
export function appendRow(table: ScoreTable): void {
  const { given, byRow, byColumn, columns } = table;
  const length = given.length > 0 ? given[0].length : withSpare(columns);
  given.push(new Float64Array(length).fill(FORBIDDEN));
  if (byRow !== given) byRow.push(new Float64Array(length).fill(FORBIDDEN));
  table.largestOfRow.push(0);
  table.rows++;
  for (let j = 0; j < columns; j++) byColumn[j] = withRoom(byColumn[j], table.rows);
}

/** Appends a column whose pairs are all forbidden. */
export function appendColumn(table: ScoreTable): void {
  const { given, byRow, byColumn, rows } = table;
  byColumn.push(new Float64Array(byColumn.length > 0 ? byColumn[0].length : withSpare(rows)).fill(FORBIDDEN));
  table.columns++;
  for (let i = 0; i < rows; i++) {
    if (byRow !== given) byRow[i] = withRoom(byRow[i], table.columns);
    given[i] = withRoom(given[i], table.columns);
  }
}

/** The list, or where it is too short, a longer one with room to grow; what is not in use is forbidden. */
function withRoom(line: Float64Array, least: number): Float64Array {
  return line.length >= least ? line : lengthened(line, withSpare(least));
}

function lengthened(line: ArrayLike<number>, length: number): Float64Array {
  const longer = new Float64Array(length).fill(FORBIDDEN);
  longer.set(line);
  return longer;
}

/** A length with room to grow by a quarter. */
export function withSpare(length: number): number {
  return length + Math.ceil(length / 4) + 4;
}

/** Writes one score. */
export function write(table: ScoreTable, row: number, column: number, score: number): void {
  const { given, byColumn, largestOfRow } = table;
  const before = given[row][column];
  if (table.byRow === given && isFraction(score)) table.byRow = given.map((line) => line.slice());
  // Adding 0 turns -0 into 0.
  given[row][column] = score + 0;
  table.byRow[row][column] = byColumn[column][row] = scaled(table, score);
  table.fractions += isFraction(score) - isFraction(before);
  table.inexact += isInexact(table, score) - isInexact(table, before);
  if (sizeOf(score) >= largestOfRow[row]) largestOfRow[row] = sizeOf(score);
  else if (sizeOf(before) === largestOfRow[row]) largestOfRow[row] = largestOf(table, row);
}

/** Forbids all pairs of a row. */
export function clearRow(table: ScoreTable, row: number): void {
  // no score is as great as this, so that the greatest of those left is not looked for again and again
  table.largestOfRow[row] = Number.POSITIVE_INFINITY;
  for (let j = 0; j < table.columns; j++) write(table, row, j, FORBIDDEN);
  table.largestOfRow[row] = 0;
}

/** Forbids all pairs of a column. */
export function clearColumn(table: ScoreTable, column: number): void {
  for (let i = 0; i < table.rows; i++) write(table, i, column, FORBIDDEN);
}

/** Reads all scores in another unit and with another factor. */
export function rescale(table: ScoreTable, unit: number, scale: number): void {
  const { given, byColumn, rows, columns } = table;
  const isAsGiven = unit === 1 && scale === 1 && table.fractions === 0;
  table.unit = unit;
  table.scale = scale;
  table.inexact = 0;
  if (isAsGiven) table.byRow = given;
  else if (table.byRow === given) table.byRow = given.map((line) => line.slice());
  for (let i = 0; i < rows; i++) {
    const line = given[i];
    const target = table.byRow[i];
    for (let j = 0; j < columns; j++) {
      table.inexact += isInexact(table, line[j]);
      target[j] = byColumn[j][i] = scaled(table, line[j]);
    }
  }
}

/** The greatest absolute score of a row, as given; of one column the score may be left out. */
export function largestOf({ given, columns }: ScoreTable, row: number, except = -1): number {
  const line = given[row];
  let largest = 0;
  for (let j = 0; j < columns; j++) if (j !== except && sizeOf(line[j]) > largest) largest = sizeOf(line[j]);
  return largest;
}

/** Whether every score but that of one pair is a multiple of a unit. */
export function areMultiples(
  { given, rows, columns }: ScoreTable,
  unit: number,
  [row, column]: readonly [number, number],
): boolean {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (!isMultiple(given[i][j], unit) && !(i === row && j === column)) return false;
    }
  }
  return true;
}

/** Whether a score is forbidden or a multiple of a unit. */
export function isMultiple(score: number, unit: number): boolean {
  const units = score / unit;
  return units === Math.floor(units);
}

export function isFraction(score: number): 0 | 1 {
  return isMultiple(score, 1) ? 0 : 1;
}

/** The absolute score; 0 of one that is forbidden. */
export function sizeOf(score: number): number {
  return score === FORBIDDEN ? 0 : Math.abs(score);
}

function isInexact({ unit }: ScoreTable, score: number): 0 | 1 {
  return isMultiple(score, unit) ? 0 : 1;
}

function scaled({ unit, scale }: ScoreTable, score: number): number {
  return score === FORBIDDEN ? score : Math.round(score / unit) * scale + 0;
}
