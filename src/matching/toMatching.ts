import { compareText } from "../numeric/nearest.js";
import { type Warning, warnAbout } from "../problem/problem.js";
import { type Contribution, confidenceOf, contributionsOf, nondeterministic, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Assignment } from "../solve/assignment.js";
import { deepFreeze } from "./deepFreeze.js";
import { identify } from "./manifest.js";
import type { Certificate, Manifest, Matching, Pair, PairExclusions } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";
import { explainUnmatched } from "./unmatched.js";

/** Turns numbers back into people. The result is plain JSON, deeply frozen. */
export function toMatching(open: OpenProgramme, assignment: Assignment): Matching {
  const { scorer } = open;
  const pairs = toPairs(open, assignment);
  const { unmatched, shortages } = explainUnmatched(open, assignment);
  // scores are whole millionths, so rounding gives back what dividing made inexact
  const total = pairs.reduce((sum, { score }) => sum + Math.round(score * MILLIONTHS), 0) / MILLIONTHS;
  const value = { matched: pairs.length, total };
  const warnings = [...scorer.problem.warnings, ...open.warnings, ...weakPairs(open, pairs)];
  return deepFreeze({
    status: assignment.status,
    pairs,
    unmatched,
    shortages,
    exclusions: toExclusions(open),
    total,
    objective: {
      stages: open.assignment.stages.map((stage) => ({ stage, value: value[stage] })),
      lottery: { seed: scorer.problem.seed },
    },
    certificate: toCertificate(open, assignment),
    warnings: warnings.sort((a, b) => compareText(a.code + a.message, b.code + b.message)),
    manifest: { ...identify(scorer), counts: countAll(open, pairs, unmatched) },
  });
}

function toPairs({ scorer, mentees, summary, scoreOf }: OpenProgramme, { columnOfRow }: Assignment): Pair[] {
  const pairs = scorer.problem.pins.map(({ mentee, mentor }) => {
    return { mentee, pair: toPair(scorer, { mentee, mentor, pinned: true }, contributionsOf(scorer, mentee, mentor)) };
  });
  columnOfRow.forEach((mentor, row) => {
    if (mentor < 0) return;
    const mentee = mentees[row];
    const contributions = contributionsOf(scorer, mentee, mentor);
    if (sumOf(contributions) !== scoreOf(row, mentor)) throw nondeterministic("criteria");
    const pair = toPair(scorer, { mentee, mentor, pinned: false }, contributions);
    if (pair.gaveWay.length > 0 && !summary.relaxed.has(mentee)) throw nondeterministic("rules");
    pairs.push({ mentee, pair });
  });
  return pairs.sort((a, b) => a.mentee - b.mentee).map(({ pair }) => pair);
}

interface PairOfIndices {
  readonly mentee: number;
  readonly mentor: number;
  readonly pinned: boolean;
}

function toPair(
  { problem, rules }: Scorer,
  { mentee, mentor, pinned }: PairOfIndices,
  parts: readonly Contribution[],
): Pair {
  const score = sumOf(parts);
  const applied = parts.filter(({ weight }) => weight > 0);
  return {
    mentee: problem.mentees[mentee].id,
    mentor: problem.mentors[mentor].id,
    score: score / MILLIONTHS,
    confidence: confidenceOf(parts),
    contributions: Object.fromEntries(
      applied.map(({ criterion, contribution }) => [criterion.name, contribution / MILLIONTHS]),
    ),
    pinned,
    gaveWay: rules.flatMap(({ name, rule, compiled }) => {
      const holds = compiled.holds(mentee, mentor) ?? rule.unknown !== "forbid";
      return holds && score >= (compiled.minimum ?? 0) ? [] : [name];
    }),
  };
}

/** What stood in the way of pairs, by the names of rules. */
export function toExclusions({ scorer, summary }: OpenProgramme): PairExclusions {
  const { banned, avoided, forbidden, rules } = summary.counts;
  return {
    banned,
    avoided,
    forbidden,
    rules: Object.fromEntries(scorer.rules.map(({ name }, index) => [name, rules[index]])),
  };
}

/** In millionths. */
function sumOf(contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, { contribution }) => sum + contribution, 0);
}

function toCertificate({ scorer, mentees, assignment }: OpenProgramme, solved: Assignment): Certificate {
  const { stages } = assignment;
  const priceOf = (prices: readonly Float64Array[], index: number) =>
    stages.map((stage, k) => prices[k][index] / (stage === "total" ? MILLIONTHS : 1));
  return {
    method: solved.method,
    stages,
    mentees: mentees.map((mentee, row) => {
      return { mentee: scorer.problem.mentees[mentee].id, price: priceOf(solved.rowPrices, row) };
    }),
    seats: scorer.problem.mentors.map(({ id }, column) => {
      return { mentor: id, price: priceOf(solved.columnPrices, column) };
    }),
  };
}

/** A score below which a pair is called weak. */
const WEAK_SCORE = 0.2;

/** Where the number of matched mentees comes first, it can explain pairs that their scores do not. */
function weakPairs({ assignment }: OpenProgramme, pairs: readonly Pair[]): Warning[] {
  const weak = pairs.filter(({ score, pinned }) => !pinned && score < WEAK_SCORE).map(({ mentee }) => mentee);
  if (assignment.stages[0] !== "matched" || weak.length === 0) return [];
  const message = `These mentees' pairs score below ${WEAK_SCORE}: the objective prefers a weak match to none.`;
  return [warnAbout("W_WEAK_PAIR", message, weak)];
}

function countAll(open: OpenProgramme, pairs: readonly Pair[], unmatched: Matching["unmatched"]): Manifest["counts"] {
  const { problem } = open.scorer;
  return {
    mentees: problem.mentees.length,
    mentors: problem.mentors.length,
    seats: problem.capacities.reduce((sum, capacity) => sum + capacity, 0),
    allowedPairs: open.summary.allowed,
    matched: pairs.length,
    unmatched: unmatched.mentees.length,
    freeSeats: unmatched.seats.reduce((sum, { free }) => sum + free, 0),
  };
}
