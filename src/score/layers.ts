import type { SparseScores } from "./criterionKind.js";
import type { NamedCriterion } from "./scorer.js";

/** Codes are 16 bits wide. */
const MOST_CODES = 1 << 16;

/** What is to be scored: a mentee, and the mentors who are marked at most so. */
export interface Target {
  readonly mentee: number;
  /** In millionths, above 0. */
  readonly weight: number;
  readonly row: Float64Array;
  readonly marks: Uint8Array;
  readonly most: number;
}

/** A row as codes with what each code adds. */
export interface Layer {
  readonly codes: Uint16Array;
  readonly parts: Float64Array;
}

/** How a criterion gives its part of a row: as a layer, where it can, or by adding to the row. */
export interface Contributor {
  readonly layer: (target: Target) => Layer | undefined;
  readonly add: (target: Target) => void;
}

const noLayer = () => undefined;

/** Makes a criterion ready to give contributions row by row, in the way that its shape allows. */
export function contributorOf({ compiled, missing }: NamedCriterion, columns: number): Contributor {
  const { score, groups, sparse, coded } = compiled;
  const contribution = (weight: number, answer: number) =>
    Math.round(weight * (Number.isNaN(answer) ? missing : answer));
  if (groups !== undefined && groups.first.length <= MOST_CODES) {
    const parts = new Float64Array(groups.first.length);
    const codes = Uint16Array.from(groups.of);
    const layer = ({ mentee, weight }: Target) => {
      for (let g = 0; g < parts.length; g++) parts[g] = contribution(weight, score(mentee, groups.first[g]));
      return { codes, parts };
    };
    return { layer, add: noLayer };
  }
  if (sparse !== undefined) {
    const into: SparseScores = { count: 0, mentors: new Int32Array(columns), scores: new Float64Array(columns) };
    const parts = new Float64Array(coded === undefined ? 0 : columns + 2);
    const layer = ({ mentee, weight }: Target) => {
      const row = coded?.encode(mentee);
      if (row === undefined) return undefined;
      for (let code = 0; code < row.count; code++) parts[code] = contribution(weight, coded!.scoreOf(mentee, code));
      return { codes: row.codes, parts };
    };
    const add = ({ mentee, weight, row }: Target) => {
      sparse.fill(mentee, into);
      addSparse(row, into, weight);
      const part = Math.round(weight * missing);
      if (part > 0) for (const mentor of sparse.silent) row[mentor] += part;
    };
    return { layer: coded === undefined ? noLayer : layer, add };
  }
  const add = ({ mentee, weight, row, marks, most }: Target) => {
    for (let j = 0; j < columns; j++) if (marks[j] <= most) row[j] += contribution(weight, score(mentee, j));
  };
  return { layer: noLayer, add };
}

/** Fills a row with the sum of layers, two of them at a time. */
export function fillWithLayers(row: Float64Array, layers: readonly Layer[]): void {
  const first = layers.length % 2 === 0 ? 2 : 1;
  if (layers.length === 0) row.fill(0);
  else if (first === 2) fillTwo(row, layers[0], layers[1]);
  else fillOne(row, layers[0]);
  for (let at = first; at < layers.length; at += 2) addTwo(row, layers[at], layers[at + 1]);
}

function fillOne(row: Float64Array, { codes, parts }: Layer): void {
  for (let j = 0; j < row.length; j++) row[j] = parts[codes[j]];
}

// four steps at a time, which takes two thirds of the time

function fillTwo(row: Float64Array, { codes, parts }: Layer, { codes: others, parts: more }: Layer): void {
  const whole = row.length & ~3;
  for (let j = 0; j < whole; j += 4) {
    row[j] = parts[codes[j]] + more[others[j]];
    row[j + 1] = parts[codes[j + 1]] + more[others[j + 1]];
    row[j + 2] = parts[codes[j + 2]] + more[others[j + 2]];
    row[j + 3] = parts[codes[j + 3]] + more[others[j + 3]];
  }
  for (let j = whole; j < row.length; j++) row[j] = parts[codes[j]] + more[others[j]];
}

function addTwo(row: Float64Array, { codes, parts }: Layer, { codes: others, parts: more }: Layer): void {
  const whole = row.length & ~3;
  for (let j = 0; j < whole; j += 4) {
    row[j] += parts[codes[j]] + more[others[j]];
    row[j + 1] += parts[codes[j + 1]] + more[others[j + 1]];
    row[j + 2] += parts[codes[j + 2]] + more[others[j + 2]];
    row[j + 3] += parts[codes[j + 3]] + more[others[j + 3]];
  }
  for (let j = whole; j < row.length; j++) row[j] += parts[codes[j]] + more[others[j]];
}

function addSparse(row: Float64Array, { count, mentors, scores }: SparseScores, weight: number): void {
  for (let k = 0; k < count; k++) row[mentors[k]] += Math.round(weight * scores[k]);
}

export function addToAll(row: Float64Array, part: number): void {
  for (let j = 0; j < row.length; j++) row[j] += part;
}
