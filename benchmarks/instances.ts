import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { drawCohort, type Participant } from "./cohort.js";

export const families = ["unif", "ties", "mw", "ment", "equal", "block"] as const;

/**
 * How scores are drawn: `unif` uniform in [0, 1) to 6 decimals; `ties` whole numbers from 0 to 10; `mw` Machol and Wien's
 * (i + 1)(j + 1), hard for every Hungarian method; `ment` mentoring scores to 4 decimals with 35–39 % of the pairs
 * forbidden; `equal` 1 for every pair; `block` one drawn score for each of 10 × 10 blocks; `rank 1` the product of a
 * number of the row and one of the column, both drawn from 1 to 1000; `sparse` some candidates for each row, drawn
 * evenly without repetition, with scores as in `unif`.
 */
export type Family = (typeof families)[number] | "rank 1" | "sparse";

/** Rows and columns, with the seats of each column: a number for all, or drawn evenly from `from` to `to`. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly capacity: number | { readonly from: number; readonly to: number };
  /** How many columns each row may have, where the others are not listed at all. */
  readonly candidates?: number;
}

/** A problem to maximise, in whole numbers (`unif`, `ment`, `block` and `sparse` in millionths). */
export type Instance = DenseInstance | SparseInstance;

interface Problem {
  readonly name: string;
  readonly family: Family;
  readonly rows: number;
  readonly columns: number;
  readonly capacities: Int32Array;
}

/** `scores` is row-major, `-Infinity` where a pair is forbidden. */
export interface DenseInstance extends Problem {
  readonly form: "dense";
  readonly scores: Float64Array;
}

/** Row i has the entries from `start[i]` to `start[i + 1]` of `column`, ascending, and of `scores`. */
export interface SparseInstance extends Problem {
  readonly form: "sparse";
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly scores: Float64Array;
}

const SEED = 20_260_101;
const MILLION = 1_000_000;
/** `block` has so many blocks of rows and of columns. */
const BLOCKS = 10;
/** The factors of `rank 1` are drawn from 1 to this. */
const GREATEST_FACTOR = 1000;
const FORBIDDEN_SHARE = { least: 0.35, most: 0.39 };
/** Hours of a working day, and how many of them a pair must share. */
const WORKING_HOURS = 8;
const SHARED_HOURS = 3;

/** A square shape with one seat for each column. */
export function square(size: number): Shape {
  return { rows: size, columns: size, capacity: 1 };
}

/** Makes the instance of a family and a shape, the same every time. */
export function makeInstance(family: Family, shape: Shape): Instance {
  const { rows, columns } = shape;
  const problem = { name: nameOf(family, shape), family, rows, columns, capacities: drawCapacities(shape) };
  if (shape.candidates !== undefined) return { ...problem, form: "sparse", ...drawCandidates(shape, shape.candidates) };
  const scores = scoresOf(family, shape);
  if (family === "ment") assertForbiddenShare(scores);
  return { ...problem, form: "dense", scores };
}

/** The instance with every column of capacity c as c columns of capacity 1, and the column each of them stands for. */
export function copyColumns(instance: DenseInstance): {
  readonly copied: DenseInstance;
  readonly originals: Int32Array;
} {
  const { rows, columns, scores, capacities } = instance;
  const originals = Int32Array.from(
    Array.from(capacities, (capacity, column) => Array<number>(capacity).fill(column)).flat(),
  );
  const copies = new Float64Array(rows * originals.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (const column of originals) copies[at++] = scores[row * columns + column];
  }
  return {
    copied: {
      ...instance,
      columns: originals.length,
      scores: copies,
      capacities: new Int32Array(originals.length).fill(1),
    },
    originals,
  };
}

/** `ment 4000 × 1000, 8 each`: the family, rows × columns (× candidates), and the seats of each column where they are not 1. */
export function nameOf(family: Family, { rows, columns, capacity, candidates }: Shape): string {
  const name = `${family} ${rows} × ${columns}${candidates === undefined ? "" : ` × ${candidates}`}`;
  if (capacity === 1) return name;
  const seats = typeof capacity === "number" ? `${capacity} each` : `${capacity.from}..${capacity.to}`;
  return `${name}, ${seats}`;
}

/** The score of a pair, `-Infinity` where it is forbidden or not listed. */
export function scoreOf(instance: Instance, row: number, column: number): number {
  if (instance.form === "dense") return instance.scores[row * instance.columns + column];
  const at = instance.column.subarray(instance.start[row], instance.start[row + 1]).indexOf(column);
  return at < 0 ? Number.NEGATIVE_INFINITY : instance.scores[instance.start[row] + at];
}

function drawCapacities({ columns, capacity }: Shape): Int32Array {
  if (typeof capacity === "number") return new Int32Array(columns).fill(capacity);
  const random = xoroshiro128plus(SEED + 1);
  return Int32Array.from({ length: columns }, () => uniformInt(random, capacity.from, capacity.to));
}

/** Columns are drawn evenly without repetition; scores are uniform in [0, 1) to 6 decimals, in millionths. */
function drawCandidates({ rows, columns }: Shape, candidates: number): Omit<SparseInstance, keyof Problem | "form"> {
  const random = xoroshiro128plus(SEED + 2);
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * candidates);
  const column = new Int32Array(rows * candidates);
  const drawnBy = new Int32Array(columns).fill(-1);
  for (let row = 0, at = 0; row < rows; row++) {
    while (at < start[row + 1]) {
      const drawn = uniformInt(random, 0, columns - 1);
      if (drawnBy[drawn] === row) continue;
      drawnBy[drawn] = row;
      column[at++] = drawn;
    }
    column.subarray(start[row], at).sort();
  }
  return { start, column, scores: Float64Array.from(column, () => uniformInt(random, 0, MILLION - 1)) };
}

function scoresOf(family: Family, shape: Shape): Float64Array {
  switch (family) {
    case "unif":
      return drawScores(shape, MILLION - 1);
    case "ties":
      return drawScores(shape, 10);
    case "mw":
      return fill(shape, (row, column) => (row + 1) * (column + 1));
    case "ment":
      return mentoringScores(shape);
    case "equal":
      return fill(shape, () => 1);
    case "block":
      return blockScores(shape);
    case "rank 1":
      return productScores(shape);
    case "sparse":
      throw new Error("Expected a shape with candidates for sparse scores.");
  }
}

function blockScores(shape: Shape): Float64Array {
  const scores = drawScores({ rows: BLOCKS, columns: BLOCKS, capacity: 1 }, MILLION - 1);
  const block = (index: number, count: number) => Math.floor((index * BLOCKS) / count);
  return fill(shape, (row, column) => scores[block(row, shape.rows) * BLOCKS + block(column, shape.columns)]);
}

function productScores(shape: Shape): Float64Array {
  const random = xoroshiro128plus(SEED);
  const draw = (length: number) => Int32Array.from({ length }, () => uniformInt(random, 1, GREATEST_FACTOR));
  const [ofRow, ofColumn] = [draw(shape.rows), draw(shape.columns)];
  return fill(shape, (row, column) => ofRow[row] * ofColumn[column]);
}

function drawScores(shape: Shape, greatest: number): Float64Array {
  const random = xoroshiro128plus(SEED);
  return fill(shape, () => uniformInt(random, 0, greatest));
}

function fill({ rows, columns }: Shape, score: (row: number, column: number) => number): Float64Array {
  const scores = new Float64Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) scores[at++] = score(row, column);
  }
  return scores;
}

function mentoringScores(shape: Shape): Float64Array {
  const { mentees, mentors } = drawCohort(SEED, { mentees: shape.rows, mentors: shape.columns });
  const offers = mentors.map(({ skills, goals, interests }) => ({
    skills: marks(skills),
    goals: marks(goals),
    interests: marks(interests),
  }));
  return fill(shape, (row, column) => {
    const mentee = mentees[row];
    const hours = sharedHours(mentee, mentors[column]);
    if (hours < SHARED_HOURS || !mayMeet(mentee, mentors[column])) return Number.NEGATIVE_INFINITY;
    const offer = offers[column];
    const common = held(mentee.interests, offer.interests);
    const score =
      (0.5 * held(mentee.skills, offer.skills)) / mentee.skills.length +
      (0.25 * held(mentee.goals, offer.goals)) / mentee.goals.length +
      (0.1 * common) / (mentee.interests.length + mentors[column].interests.length - common) +
      (0.15 * hours) / WORKING_HOURS;
    return Math.round(score * 10_000) * 100;
  });
}

function sharedHours(mentee: Participant, mentor: Participant): number {
  return Math.max(0, WORKING_HOURS - Math.abs(mentee.zone - mentor.zone));
}

function mayMeet(mentee: Participant, mentor: Participant): boolean {
  return mentee.team !== mentor.team && mentee.languages.some((language) => mentor.languages.includes(language));
}

function marks(answers: readonly number[]): Uint8Array {
  const marked = new Uint8Array(Math.max(...answers) + 1);
  for (const answer of answers) marked[answer] = 1;
  return marked;
}

/** How many of the answers are marked. */
function held(answers: readonly number[], marked: Uint8Array): number {
  let count = 0;
  for (const answer of answers) if (marked[answer] === 1) count++;
  return count;
}

function assertForbiddenShare(scores: Float64Array): void {
  let forbidden = 0;
  for (const score of scores) if (score === Number.NEGATIVE_INFINITY) forbidden++;
  const share = forbidden / scores.length;
  if (share >= FORBIDDEN_SHARE.least && share <= FORBIDDEN_SHARE.most) return;
  throw new Error(`Expected 35–39 % of the pairs to be forbidden, received ${(100 * share).toFixed(1)} %.`);
}
