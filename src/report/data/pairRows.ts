import type { Pair } from "../../matching/matching.js";
import { compareText } from "../../numeric/nearest.js";
import { createBestOfRow } from "../../score/best.js";
import { isOfHost } from "../../score/fieldsUsed.js";
import { createRowScorer } from "../../score/rows.js";
import { type ContributionStatus, contributionsOf } from "../../score/scorer.js";
import { type Fact, factsOf } from "../words/facts.js";
import type { View } from "./view.js";

/** A pair, and why. Scores are in millionths. */
export interface PairRow {
  /** Indices of the problem. */
  readonly mentee: number;
  readonly mentor: number;
  readonly score: number;
  readonly criteria: readonly CriterionRow[];
  readonly rules: { readonly undecided: readonly string[]; readonly gaveWay: readonly string[] };
  /** Undefined where there are too many pairs to look at, and for a mentee who is left to a human. */
  readonly standing: Standing | undefined;
  readonly isFixed: boolean;
  /** What a committee is not told. */
  readonly inner: InnerRow | undefined;
}

export interface CriterionRow {
  /** An index into the criteria of the view's scorer. */
  readonly criterion: number;
  readonly weight: number;
  /** From 0 to 1. */
  readonly score: number;
  readonly contribution: number;
  readonly status: ContributionStatus;
  readonly facts: readonly Fact[];
}

/** How a pair stands among the mentors whom the mentee has or could have. */
export interface Standing {
  readonly rank: number;
  readonly of: number;
  readonly others: readonly OtherMentor[];
}

export interface OtherMentor {
  readonly mentor: number;
  readonly score: number;
  readonly hasFreeSeat: boolean;
}

export interface InnerRow {
  readonly ids: readonly [mentee: string, mentor: string];
  readonly confidence: number;
  readonly isTied: boolean;
  readonly pinReason: string | undefined;
  readonly requests: readonly string[];
}

/** How many others are named. */
const OTHERS = 3;
/** All pairs are scored again for so many at most; fewer where functions of the host's own are asked. */
const MOST_PAIRS = 40_000_000;
const MOST_OWN_PAIRS = 1_000_000;

/** Whether everybody's other mentors are looked at. */
export function looksAtOthers({ scorer }: View): boolean {
  const { mentees, mentors } = scorer.problem;
  const asksHost = [...scorer.criteria.map((one) => one.criterion), ...scorer.rules.map((one) => one.rule)].some(
    isOfHost,
  );
  return mentees.length * mentors.length <= (asksHost ? MOST_OWN_PAIRS : MOST_PAIRS);
}

/** All pairs, by the names of mentees and then of mentors. */
export function pairRows(view: View): PairRow[] {
  const standingOf: StandingOf = looksAtOthers(view) ? createStandings(view) : () => undefined;
  const rows = view.matching.pairs.map((pair) => toRow(view, pair, standingOf));
  return rows.sort(
    (a, b) =>
      compareText(view.mentees[a.mentee], view.mentees[b.mentee]) ||
      compareText(view.mentors[a.mentor], view.mentors[b.mentor]),
  );
}

/** Undefined where nothing can be said: whoever is left to a human has nobody but by a pin. */
type StandingOf = (mentee: number, score: number) => Standing | undefined;

function toRow(view: View, pair: Pair, standingOf: StandingOf): PairRow {
  const { scorer, audience } = view;
  const [mentee, mentor] = [view.menteeOf.get(pair.mentee)!, view.mentorOf.get(pair.mentor)!];
  const isOpen = audience === "committee";
  const criteria = contributionsOf(scorer, mentee, mentor).map((part, criterion): CriterionRow => {
    const { weight, score, contribution, status } = part;
    const facts = status === "scored" ? factsOf(part.criterion.compiled.evidence(mentee, mentor), isOpen) : [];
    return { criterion, weight, score, contribution, status, facts };
  });
  const score = criteria.reduce((sum, { contribution }) => sum + contribution, 0);
  return {
    ...{ mentee, mentor, score, criteria },
    rules: rulesOf(view, mentee, mentor, score),
    standing: standingOf(mentee, score),
    isFixed: pair.pinned,
    inner: isOpen ? undefined : innerOf(view, pair),
  };
}

function rulesOf({ scorer }: View, mentee: number, mentor: number, score: number): PairRow["rules"] {
  const [undecided, gaveWay]: [string[], string[]] = [[], []];
  for (const { name, rule, compiled } of scorer.rules) {
    const holds = score < (compiled.minimum ?? 0) ? false : compiled.holds(mentee, mentor);
    if (!(holds ?? rule.unknown !== "forbid")) gaveWay.push(name);
    else if (holds === undefined) undecided.push(name);
  }
  return { undecided, gaveWay };
}

function innerOf(view: View, pair: Pair): InnerRow {
  const { whole, audience } = view;
  const { policy } = whole.problem;
  const pin = policy.pins?.find(({ mentee, mentor }) => mentee === pair.mentee && mentor === pair.mentor);
  return {
    ids: [pair.mentee, pair.mentor],
    confidence: pair.confidence,
    isTied: pair.tied,
    // written about people, by name
    pinReason: audience === "auditor" ? undefined : pin?.reason,
    requests: requestsOf(view, pair),
  };
}

function requestsOf({ whole: { problem }, menteeOf, mentorOf }: View, pair: Pair): string[] {
  const said = (who: string, choices: readonly string[] | undefined, other: string): string[] => {
    if (choices === undefined || choices.length === 0) return [];
    const place = choices.indexOf(other) + 1;
    const stands = place === 0 ? "not among" : `number ${place} of`;
    return [`The other is ${stands} the ${choices.length} whom the ${who} chose`];
  };
  return [
    ...said("mentee", problem.mentees[menteeOf.get(pair.mentee)!].requests?.choices, pair.mentor),
    ...said("mentor", problem.mentors[mentorOf.get(pair.mentor)!].requests?.choices, pair.mentee),
  ];
}

/** Scores everybody's row once, and says how any score stands in it. */
function createStandings({ scorer, matching, menteeOf, mentorOf, scoreOf }: View): StandingOf {
  const { mentees, mentors } = scorer.problem;
  const own = new Map<number, Set<number>>();
  for (const pair of matching.pairs) {
    const mentee = menteeOf.get(pair.mentee)!;
    own.set(mentee, (own.get(mentee) ?? new Set()).add(mentorOf.get(pair.mentor)!));
  }
  const most = Math.max(0, ...[...own.values()].map(({ size }) => size));
  const hasSeat = new Set(matching.unmatched.seats.map(({ mentor }) => mentorOf.get(mentor)!));
  const pick = createBestOfRow(OTHERS + most);
  const rows = createRowScorer(scorer);
  const row = new Float64Array(mentors.length);
  let ownScores: readonly number[] = [];
  let [scored, of] = [-1, 0];
  let others: readonly OtherMentor[] = [];
  const read = (mentee: number) => {
    rows.score(mentee, row);
    // a pinned mentor is theirs whatever forbids the pair
    ownScores = [...own.get(mentee)!].map((mentor) => scoreOf(mentee, mentor));
    for (const mentor of own.get(mentee)!) row[mentor] = Number.NEGATIVE_INFINITY;
    const { columns, scores } = pick(row);
    others = Array.from(columns, (mentor, at) => ({ mentor, score: scores[at], hasFreeSeat: hasSeat.has(mentor) }))
      .sort((a, b) => b.score - a.score || a.mentor - b.mentor)
      .slice(0, OTHERS);
    of = ownScores.length;
    for (let mentor = 0; mentor < row.length; mentor++) if (row[mentor] !== Number.NEGATIVE_INFINITY) of++;
    scored = mentee;
  };
  return (mentee, score) => {
    if (mentees[mentee].manual === true) return undefined;
    if (mentee !== scored) read(mentee);
    let rank = 1 + ownScores.filter((other) => other > score).length;
    for (let mentor = 0; mentor < row.length; mentor++) if (row[mentor] > score) rank++;
    return { rank, of, others };
  };
}
