import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { drawCohort, type Participant } from "./cohort.js";

export const families = ["unif", "ties", "mw", "ment"] as const;

/**
 * How scores are drawn: `unif` uniform in [0, 1) to 6 decimals; `ties` whole numbers from 0 to 10; `mw` Machol and Wien's
 * (i + 1)(j + 1), hard for every Hungarian method; `ment` mentoring scores to 4 decimals with 35–39 % of the pairs forbidden.
 */
export type Family = (typeof families)[number];

/** Rows and columns, with the seats of each column: a number for all, or drawn evenly from `from` to `to`. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly capacity: number | { readonly from: number; readonly to: number };
}

/** A problem to maximise. `scores` is row-major: whole numbers (`unif` and `ment` in millionths), `-Infinity` where forbidden. */
export interface Instance {
  readonly name: string;
  readonly family: Family;
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float64Array;
  readonly capacities: Int32Array;
}

const SEED = 20_260_101;
const MILLION = 1_000_000;
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
  const scores = scoresOf(family, shape);
  if (family === "ment") assertForbiddenShare(scores);
  return { name: nameOf(family, shape), family, rows, columns, scores, capacities: drawCapacities(shape) };
}

/** The instance with every column of capacity c as c columns of capacity 1, and the column each of them stands for. */
export function copyColumns(instance: Instance): { readonly copied: Instance; readonly originals: Int32Array } {
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

/** `ment 4000 × 1000, 8 each`: the family, rows × columns, and the seats of each column where they are not 1. */
export function nameOf(family: Family, { rows, columns, capacity }: Shape): string {
  if (capacity === 1) return `${family} ${rows} × ${columns}`;
  const seats = typeof capacity === "number" ? `${capacity} each` : `${capacity.from}..${capacity.to}`;
  return `${family} ${rows} × ${columns}, ${seats}`;
}

function drawCapacities({ columns, capacity }: Shape): Int32Array {
  if (typeof capacity === "number") return new Int32Array(columns).fill(capacity);
  const random = xoroshiro128plus(SEED + 1);
  return Int32Array.from({ length: columns }, () => uniformInt(random, capacity.from, capacity.to));
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
  }
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
