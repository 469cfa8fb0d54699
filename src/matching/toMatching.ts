import { inOrder, type Warning, warnAbout } from "../problem/problem.js";
import { type Contribution, confidenceOf, contributionsOf, nondeterministic, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Component, ProofPrices, StageResult, Ties } from "../solve/assignment.js";
import { componentInUnits, resultInUnits, stageResults } from "../solve/stageResults.js";
import { deepFreeze } from "./deepFreeze.js";
import { toInfeasibility } from "./infeasibility.js";
import { recordLottery } from "./lotteryRecord.js";
import { identify, summarise } from "./manifest.js";
import type { Certificate, Manifest, Matching, Pair, PairExclusions } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";
import { wholeLoads } from "./programmeLoads.js";
import { pairsOf, type RowPairs, type Solution, type SolvedProgramme } from "./solution.js";
import { explainUnmatched } from "./unmatched.js";

/** Turns numbers back into people. The result is plain JSON, deeply frozen; `digestKey` keys the digests of people. */
export function toMatching(solved: SolvedProgramme, digestKey: string | undefined): Matching {
  const { open, solution } = solved;
  const { scorer } = open;
  const ties = solution.kind === "optimal" ? solution.assignment.ties : undefined;
  const pairs = solution.kind === "infeasible" ? [] : toPairs(open, pairsOf(solution), ties);
  const { unmatched, shortages } = explainUnmatched(solved);
  // scores are whole millionths, so rounding gives back what dividing made inexact
  const total = pairs.reduce((sum, { score }) => sum + Math.round(score * MILLIONTHS), 0) / MILLIONTHS;
  const warnings = [...scorer.problem.warnings, ...open.warnings, ...weakPairs(solved, pairs)];
  const matched = new Set(pairsOf(solution).map(([row]) => row));
  const matching = {
    status: solution.kind,
    pairs,
    unmatched,
    ...(solution.kind === "infeasible" ? { infeasibility: toInfeasibility(open, solution.infeasible) } : {}),
    shortages,
    exclusions: toExclusions(open),
    total,
    objective: {
      stages: solution.kind === "optimal" ? toResults(open, pairs, total) : [],
      lottery: recordLottery(open, ties, matched),
    },
    certificate: toCertificate(open, solution),
    warnings: inOrder(warnings),
  };
  return deepFreeze({
    ...matching,
    decision: { state: "proposal" },
    manifest: { ...identify(scorer, digestKey), ...summarise(matching, countAll(open, pairs, unmatched)) },
  });
}

function toPairs(
  { scorer, mentees, summary, scoreOf }: OpenProgramme,
  solved: RowPairs,
  ties: Ties | undefined,
): Pair[] {
  const isTied = tiedPairs(ties);
  const pairs = scorer.problem.pins.map(({ mentee, mentor }) => {
    const pair = { mentee, mentor, pinned: true, tied: false };
    return { mentee, mentor, pair: toPair(scorer, pair, contributionsOf(scorer, mentee, mentor)) };
  });
  for (const [row, mentor] of solved) {
    const mentee = mentees[row];
    const contributions = contributionsOf(scorer, mentee, mentor);
    if (sumOf(contributions) !== scoreOf(row, mentor)) throw nondeterministic("criteria");
    const pair = toPair(scorer, { mentee, mentor, pinned: false, tied: isTied(row, mentor) }, contributions);
    if (pair.gaveWay.length > 0 && !summary.relaxed.has(mentee)) throw nondeterministic("rules");
    pairs.push({ mentee, mentor, pair });
  }
  return pairs.sort((a, b) => a.mentee - b.mentee || a.mentor - b.mentor).map(({ pair }) => pair);
}

function tiedPairs(ties: Ties | undefined): (row: number, column: number) => boolean {
  if (ties === undefined) return () => false;
  const { start, column } = ties.pairs;
  return (row, wanted) => column.subarray(start[row], start[row + 1]).includes(wanted);
}

/** What each stage reached, pins included. */
function toResults(open: OpenProgramme, pairs: readonly Pair[], total: number): StageResult[] {
  const { scorer, lottery, assignment } = open;
  const { stages, loads } = assignment;
  if (loads === undefined) {
    // nothing else can be among the stages then
    const value = { matched: pairs.length, total };
    return stages.map((stage) => ({ stage: stage as "matched" | "total", value: value[stage as "matched" | "total"] }));
  }
  const { mentees, mentors } = scorer.problem;
  const menteeOf = new Map(mentees.map(({ id }, index) => [id, index]));
  const mentorOf = new Map(mentors.map(({ id }, index) => [id, index]));
  const results = stageResults(stages, {
    columns: mentors.length,
    loads: wholeLoads(scorer.problem, lottery),
    pairs: pairs.map(({ mentee, mentor }) => [menteeOf.get(mentee)!, mentorOf.get(mentor)!] as const),
    scores: pairs.map(({ score }) => Math.round(score * MILLIONTHS)),
  });
  return results.map((result) => resultInUnits(result, MILLIONTHS));
}

interface PairOfIndices {
  readonly mentee: number;
  readonly mentor: number;
  readonly pinned: boolean;
  readonly tied: boolean;
}

function toPair(
  { problem, rules }: Scorer,
  { mentee, mentor, pinned, tied }: PairOfIndices,
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
    tied,
    gaveWay: rules.flatMap(({ name, rule, compiled }) => {
      const holds = compiled.holds(mentee, mentor) ?? rule.unknown !== "forbid";
      return holds && score >= (compiled.minimum ?? 0) ? [] : [name];
    }),
  };
}

/** What stood in the way of pairs, by the names of rules. */
export function toExclusions({ scorer, summary }: OpenProgramme): PairExclusions {
  const { banned, manual, avoided, forbidden, rules } = summary.counts;
  return {
    banned,
    manual,
    avoided,
    forbidden,
    rules: Object.fromEntries(scorer.rules.map(({ name }, index) => [name, rules[index]])),
  };
}

/** In millionths. */
function sumOf(contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, { contribution }) => sum + contribution, 0);
}

function toCertificate(open: OpenProgramme, solution: Solution): Certificate {
  if (solution.kind === "stable") {
    return { method: "stable", components: [], mentees: [], seats: [], stable: solution.stable.certificate };
  }
  if (solution.kind === "infeasible") return { method: "network", components: [], mentees: [], seats: [] };
  const { method, components, floor } = solution.assignment;
  const inUnits = (component: Component) => componentInUnits(component, MILLIONTHS);
  return {
    method,
    components: components.map(inUnits),
    ...toPrices(open, components, solution.assignment),
    ...(floor === undefined
      ? {}
      : {
          floor: {
            component: inUnits(floor.component),
            pairs: floor.pairs.map(([row, column]) => ({
              mentee: menteeOf(open, row),
              mentor: mentorOf(open, column),
            })),
            ...toPrices(open, components, floor),
          },
        }),
  };
}

function toPrices(
  open: OpenProgramme,
  components: readonly Component[],
  { rowPrices, columnPrices, quotaPrices = [] }: ProofPrices,
): Pick<Certificate, "mentees" | "seats" | "quotas"> {
  const { problem } = open.scorer;
  const priceOf = (prices: readonly Float64Array[], index: number) =>
    prices.map((part, k) => part[index] / (components[k].stage === "total" ? MILLIONTHS : 1));
  const limits = problem.quotas.flatMap(({ of, index }) =>
    of === "perMentor" ? problem.mentors.map(({ id }) => ({ quota: index, mentor: id })) : [{ quota: index }],
  );
  return {
    mentees: open.mentees.map((_, row) => ({ mentee: menteeOf(open, row), price: priceOf(rowPrices, row) })),
    seats: problem.mentors.map(({ id }, column) => ({ mentor: id, price: priceOf(columnPrices, column) })),
    ...(limits.length === 0 || quotaPrices.length === 0
      ? {}
      : { quotas: limits.map((limit, at) => ({ ...limit, price: priceOf(quotaPrices, at) })) }),
  };
}

function menteeOf({ scorer, mentees }: OpenProgramme, row: number): string {
  return scorer.problem.mentees[mentees[row]].id;
}

function mentorOf({ scorer }: OpenProgramme, column: number): string {
  return scorer.problem.mentors[column].id;
}

/** A score below which a pair is called weak. */
const WEAK_SCORE = 0.2;

/** Where the number of matched mentees comes first, it can explain pairs that their scores do not. */
function weakPairs({ open: { assignment }, solution }: SolvedProgramme, pairs: readonly Pair[]): Warning[] {
  const weak = pairs.filter(({ score, pinned }) => !pinned && score < WEAK_SCORE).map(({ mentee }) => mentee);
  if (solution.kind === "stable" || assignment.stages[0] !== "matched" || weak.length === 0) return [];
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
    matched: new Set(pairs.map(({ mentee }) => mentee)).size,
    unmatched: unmatched.mentees.length,
    freeSeats: unmatched.seats.reduce((sum, { free }) => sum + free, 0),
  };
}
