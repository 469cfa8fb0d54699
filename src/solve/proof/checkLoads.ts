import { scoreOf } from "../read/scores.js";
import { forbiddenPair, LISTED_VIOLATIONS, type Violation } from "./claim.js";
import { type ClaimedPair, limitStarts, type StagedInstance } from "./stagedClaim.js";

/** How many pairs there are of each row, of each column, and under each limit of the quotas; and which they are. */
export interface Standing {
  readonly degree: Int32Array;
  readonly load: Int32Array;
  readonly counted: Int32Array;
  /** Row i has the columns from `start[i]` to `start[i + 1]`. */
  readonly start: Int32Array;
  readonly column: Int32Array;
}

/** Pairs that are none, given twice or forbidden, and demands, capacities, minimums and quotas that are not kept. */
export function loadViolations(instance: StagedInstance, pairs: readonly ClaimedPair[]): Violation[] {
  const unreal = rangeViolations(instance, pairs);
  if (unreal.length > 0) return unreal;
  const standing = standingOf(instance, pairs);
  return [
    ...pairViolations(instance, standing),
    ...rowViolations(instance, standing),
    ...columnViolations(instance, standing),
    ...quotaViolations(instance, standing),
  ].slice(0, LISTED_VIOLATIONS);
}

function rangeViolations({ rows, columns }: StagedInstance, pairs: readonly ClaimedPair[]): Violation[] {
  const isIndex = (index: unknown, length: number) =>
    Number.isInteger(index) && (index as number) >= 0 && (index as number) < length;
  const violations: Violation[] = [];
  for (let at = 0; at < pairs.length && violations.length < LISTED_VIOLATIONS; at++) {
    const [row, column] = pairs[at];
    if (isIndex(row, rows) && isIndex(column, columns)) continue;
    const message = `Pair number ${at} is of row ${row} and column ${column}, and there are ${rows} rows and ${columns} columns.`;
    violations.push({ kind: "column", message });
  }
  return violations;
}

/** Counts the pairs, all of which are in range. */
export function standingOf(instance: StagedInstance, pairs: readonly ClaimedPair[]): Standing {
  const { rows, columns, loads } = instance;
  const start = new Int32Array(rows + 1);
  const load = new Int32Array(columns);
  for (const [row, column] of pairs) {
    start[row + 1]++;
    load[column]++;
  }
  const degree = start.slice(1);
  for (let row = 0; row < rows; row++) start[row + 1] += start[row];
  const next = start.slice();
  const column = new Int32Array(pairs.length);
  for (const pair of pairs) column[next[pair[0]]++] = pair[1];

  const starts = limitStarts(instance);
  const counted = new Int32Array(starts[loads.quotas.length]);
  loads.quotas.forEach(({ side, of, members, used }, quota) => {
    counted.set(used, starts[quota]);
    const counts = new Uint8Array(side === "rows" ? rows : columns);
    for (const member of members) counts[member] = 1;
    for (const [i, j] of pairs) {
      if (counts[side === "rows" ? i : j] === 1) counted[starts[quota] + (of === "perColumn" ? j : 0)]++;
    }
  });
  return { degree, load, counted, start, column };
}

function pairViolations({ rows, columns, scores }: StagedInstance, { start, column }: Standing): Violation[] {
  const violations: Violation[] = [];
  const lastRow = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row++) {
    for (let at = start[row]; at < start[row + 1]; at++) {
      const j = column[at];
      if (lastRow[j] === row) {
        violations.push({ kind: "duplicate", row, column: j, message: `Row ${row} has column ${j} more than once.` });
      }
      lastRow[j] = row;
      if (scoreOf(scores, columns, row, j) === Number.NEGATIVE_INFINITY) violations.push(forbiddenPair(row, j));
    }
  }
  return violations;
}

function rowViolations({ rows, loads }: StagedInstance, { degree }: Standing): Violation[] {
  const violations: Violation[] = [];
  for (let row = 0; row < rows; row++) {
    if (degree[row] <= loads.demands[row]) continue;
    const message = `Row ${row} has more columns (${degree[row]}) than it wants (${loads.demands[row]}).`;
    violations.push({ kind: "demand", row, message });
  }
  return violations;
}

function columnViolations({ columns, capacities, loads }: StagedInstance, { load }: Standing): Violation[] {
  const violations: Violation[] = [];
  for (let column = 0; column < columns; column++) {
    if (load[column] > capacities[column]) {
      const message = `Column ${column} has more rows (${load[column]}) than seats (${capacities[column]}).`;
      violations.push({ kind: "capacity", column, message });
    }
    if (load[column] < loads.minimums[column]) {
      const message = `Column ${column} has fewer rows (${load[column]}) than its minimum (${loads.minimums[column]}).`;
      violations.push({ kind: "minimum", column, message });
    }
  }
  return violations;
}

function quotaViolations(instance: StagedInstance, { counted }: Standing): Violation[] {
  const violations: Violation[] = [];
  const starts = limitStarts(instance);
  instance.loads.quotas.forEach(({ of, min, max }, quota) => {
    for (let limit = starts[quota]; limit < starts[quota + 1]; limit++) {
      const count = counted[limit];
      if (count >= min && count <= max) continue;
      const bound = count < min ? `at least ${min}` : `at most ${max}`;
      const column = of === "perColumn" ? limit - starts[quota] : undefined;
      const where = column === undefined ? "" : ` at column ${column}`;
      const message = `Quota ${quota} counts ${count} pairs${where} instead of ${bound}.`;
      violations.push({ kind: "quota", column, message });
    }
  });
  return violations;
}
