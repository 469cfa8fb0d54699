import type { SparseScores } from "./criterionKind.js";
import { indexKeys } from "./postings.js";
import { type NamedCriterion, type NamedRule, NEUTRAL, type Scorer } from "./scorer.js";

/** How many pairs a rule stands in the way of, of those that no ban and no request to avoid forbids. */
export interface RuleCounts {
  /** Pairs that it forbids, whatever other rules say. */
  forbidden: number;
  /** Pairs that it forbids and no other rule does. */
  alone: number;
  /** Pairs that it cannot decide, because an answer is missing. */
  undecided: number;
}

/** What stood in the way of pairs, over all rows that were scored. */
export interface PairCounts {
  /** One person in two parts, or banned. */
  banned: number;
  /** Not banned, and one asked to avoid the other. */
  avoided: number;
  /** Not banned or avoided, and forbidden by rules. */
  forbidden: number;
  /** In the order of the rules' names. */
  readonly rules: readonly RuleCounts[];
}

/** Scores mentees by all mentors, a row at a time, counting what stands in the way. */
export interface RowScorer {
  /**
   * Fills a row: millionths for each mentor, `-Infinity` where not allowed. True where rules gave way, because nobody
   * would have been left.
   */
  readonly score: (mentee: number, row: Float64Array) => boolean;
  readonly counts: PairCounts;
}

/** What a mentor is to one mentee before scoring. */
const ALLOWED = 0;
/** Forbidden by rules that give way where nobody is left. */
const SOFT = 1;
const FORBIDDEN = 2;
/** Codes are 16 bits wide. */
const MOST_CODES = 1 << 16;

/**
 * Makes a scorer ready for whole rows.
 *
 * Hard conditions come first, so that a custom criterion is called only for pairs that they allow. Where criteria and
 * rules have groups or sparse rows, a row takes O(mentors) with a small constant, and no object is touched pair by pair.
 */
export function createRowScorer(scorer: Scorer): RowScorer {
  const { criteria, rules } = scorer;
  const columns = scorer.cohort.mentors.length;
  const marks = new Uint8Array(columns);
  const counts: PairCounts = {
    banned: 0,
    avoided: 0,
    forbidden: 0,
    rules: rules.map(() => ({ forbidden: 0, alone: 0, undecided: 0 })),
  };
  const markPeople = peopleMarker(scorer, marks, counts);
  const markRules = ruleMarker(rules, marks, counts);
  const contributors = criteria.map((criterion) => contributorOf(criterion, columns));
  const minimums = rules.flatMap(({ rule, compiled }, index) =>
    compiled.minimum === undefined ? [] : [{ index, least: compiled.minimum, gives: rule.otherwise === "relax" }],
  );
  const mayRelax = rules.some(({ rule }) => rule.otherwise === "relax");

  let marked = 0;
  /** Scores whoever is marked at most so, and forbids the others. */
  const fill = (mentee: number, row: Float64Array, most: number): void => {
    const weights = scorer.weightsOf(mentee);
    const layers: Layer[] = [];
    const others: { readonly add: Contributor["add"]; readonly target: Target }[] = [];
    let neutral = 0;
    for (let c = 0; c < criteria.length; c++) {
      const weight = weights[c];
      if (weight === 0) continue;
      if (!criteria[c].compiled.asks(mentee)) {
        neutral += Math.round(weight * NEUTRAL);
        continue;
      }
      const target = { mentee, weight, row, marks, most };
      const layer = contributors[c].layer(target);
      if (layer !== undefined) layers.push(layer);
      else others.push({ add: contributors[c].add, target });
    }
    fillWithLayers(row, layers);
    for (const { add, target } of others) add(target);
    if (neutral > 0) addToAll(row, neutral);
    if (marked > 0) for (let j = 0; j < columns; j++) if (marks[j] > most) row[j] = Number.NEGATIVE_INFINITY;
  };

  /** Forbids what scores too low; the counts are those of the first time. */
  const applyMinimums = (row: Float64Array, isRelaxed: boolean): void => {
    for (let j = 0; j < columns; j++) {
      if (row[j] === Number.NEGATIVE_INFINITY) continue;
      const low = minimums.filter(({ least }) => row[j] < least);
      if (low.length === 0) continue;
      if (!isRelaxed) {
        counts.forbidden++;
        for (const { index } of low) counts.rules[index].forbidden++;
        if (low.length === 1) counts.rules[low[0].index].alone++;
      }
      if (!isRelaxed || low.some(({ gives }) => !gives)) row[j] = Number.NEGATIVE_INFINITY;
    }
  };

  const score = (mentee: number, row: Float64Array): boolean => {
    marks.fill(ALLOWED);
    marked = markPeople(mentee) + markRules(mentee);
    fill(mentee, row, ALLOWED);
    if (minimums.length > 0) applyMinimums(row, false);
    if (!mayRelax || !isEmpty(row)) return false;
    fill(mentee, row, SOFT);
    if (minimums.length > 0) applyMinimums(row, true);
    return !isEmpty(row);
  };
  return { score, counts };
}

/** Marks the mentors whom this mentee cannot have for their own sakes: themselves, those banned, those avoided. */
function peopleMarker({ problem, cohort }: Scorer, marks: Uint8Array, counts: PairCounts): (mentee: number) => number {
  const mentorOf = new Map(cohort.mentors.map(({ id }, index) => [id, index]));
  const avoidedBy = indexKeys(cohort.mentors.map(({ requests }) => requests?.avoid ?? []));
  return (mentee) => {
    const { id, requests } = cohort.mentees[mentee];
    const self = mentorOf.get(id);
    const banned = new Set([...(problem.bans.get(mentee) ?? []), ...(self === undefined ? [] : [self])]);
    const avoided = new Set(avoidedBy.get(id));
    for (const other of requests?.avoid ?? []) if (mentorOf.has(other)) avoided.add(mentorOf.get(other)!);
    for (const mentor of banned) avoided.delete(mentor);
    for (const mentor of banned) marks[mentor] = FORBIDDEN;
    for (const mentor of avoided) marks[mentor] = FORBIDDEN;
    counts.banned += banned.size;
    counts.avoided += avoided.size;
    return banned.size + avoided.size;
  };
}

const HOLDS = 0;
const FAILS = 1;
const UNDECIDED = 2;

/** Marks the mentors that rules forbid, of those not marked yet. Rules that ask for a score have their say later. */
function ruleMarker(rules: readonly NamedRule[], marks: Uint8Array, counts: PairCounts): (mentee: number) => number {
  const columns = marks.length;
  const hits = new Uint16Array(columns);
  const firm = new Uint8Array(columns);
  const last = new Uint16Array(columns);
  const deciding = rules.flatMap((named, index) => (named.compiled.minimum === undefined ? [{ ...named, index }] : []));
  const deciders = deciding.map(({ compiled }) => deciderOf(compiled, columns));
  return (mentee) => {
    if (deciding.length === 0) return 0;
    hits.fill(0);
    firm.fill(0);
    for (let r = 0; r < deciding.length; r++) {
      const { rule, index } = deciding[r];
      const { verdicts, of } = deciders[r](mentee);
      const count = counts.rules[index];
      const allowsUnknown = rule.unknown !== "forbid";
      const isFirm = rule.otherwise === "relax" ? 0 : 1;
      for (let j = 0; j < columns; j++) {
        const verdict = verdicts[of === undefined ? j : of[j]];
        if (verdict === HOLDS || marks[j] !== ALLOWED) continue;
        if (verdict === UNDECIDED) {
          count.undecided++;
          if (allowsUnknown) continue;
        }
        count.forbidden++;
        hits[j]++;
        last[j] = index;
        firm[j] |= isFirm;
      }
    }
    let marked = 0;
    for (let j = 0; j < columns; j++) {
      if (hits[j] === 0) continue;
      marked++;
      marks[j] = firm[j] === 1 ? FORBIDDEN : SOFT;
      if (hits[j] === 1) counts.rules[last[j]].alone++;
    }
    counts.forbidden += marked;
    return marked;
  };
}

/** What a rule says of a mentee's mentors, one by one or, where `of` is given, group by group. */
function deciderOf({ holds, groups }: NamedRule["compiled"], columns: number) {
  const size = groups?.first.length ?? columns;
  const verdicts = new Uint8Array(size);
  return (mentee: number): { readonly verdicts: Uint8Array; readonly of: Int32Array | undefined } => {
    for (let k = 0; k < size; k++) {
      const answer = holds(mentee, groups === undefined ? k : groups.first[k]);
      verdicts[k] = answer === undefined ? UNDECIDED : answer ? HOLDS : FAILS;
    }
    return { verdicts, of: groups?.of };
  };
}

/** What is to be scored: a mentee, and the mentors who are marked at most so. */
interface Target {
  readonly mentee: number;
  /** In millionths, above 0. */
  readonly weight: number;
  readonly row: Float64Array;
  readonly marks: Uint8Array;
  readonly most: number;
}

/** A row as codes with what each code adds. */
interface Layer {
  readonly codes: Uint16Array;
  readonly parts: Float64Array;
}

/** How a criterion gives its part of a row: as a layer, where it can, or by adding to the row. */
interface Contributor {
  readonly layer: (target: Target) => Layer | undefined;
  readonly add: (target: Target) => void;
}

const noLayer = () => undefined;

/** Makes a criterion ready to give contributions row by row, in the way that its shape allows. */
function contributorOf({ compiled, missing }: NamedCriterion, columns: number): Contributor {
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
    const parts = new Float64Array(MOST_CODES);
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
function fillWithLayers(row: Float64Array, layers: readonly Layer[]): void {
  if (layers.length % 2 === 1) fillOne(row, layers[0]);
  else row.fill(0);
  for (let at = layers.length % 2; at < layers.length; at += 2) addTwo(row, layers[at], layers[at + 1]);
}

// four steps at a time, which takes two thirds of the time

function fillOne(row: Float64Array, { codes, parts }: Layer): void {
  const whole = row.length & ~3;
  for (let j = 0; j < whole; j += 4) {
    row[j] = parts[codes[j]];
    row[j + 1] = parts[codes[j + 1]];
    row[j + 2] = parts[codes[j + 2]];
    row[j + 3] = parts[codes[j + 3]];
  }
  for (let j = whole; j < row.length; j++) row[j] = parts[codes[j]];
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

function addToAll(row: Float64Array, part: number): void {
  for (let j = 0; j < row.length; j++) row[j] += part;
}

function isEmpty(row: Float64Array): boolean {
  return row.every((score) => score === Number.NEGATIVE_INFINITY);
}
