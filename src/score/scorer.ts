import { type Issue, issue, TelemachusError } from "../errors.js";
import { compareText } from "../numeric/nearest.js";
import { inInputOrder } from "../problem/inputOrder.js";
import type { MenteeRequests } from "../problem/people.js";
import type { Problem } from "../problem/problem.js";
import { type Cohort, CohortError, type ScoredPerson, toCohort } from "./cohort.js";
import type { CompiledCriterion } from "./criterionKind.js";
import {
  type Criterion,
  type CriterionEvidence,
  criterionKindOf,
  type Rule,
  type RuleEvidence,
  ruleKindOf,
} from "./registry.js";
import type { CompiledRule } from "./ruleKind.js";
import { spreadWeights } from "./weights.js";

/** A criterion with its name, ready to score. */
export interface NamedCriterion {
  readonly name: string;
  readonly criterion: Criterion;
  readonly compiled: CompiledCriterion<CriterionEvidence>;
  /** From 0 to 1: the score of a mentor who did not answer. */
  readonly missing: number;
}

/** A rule with its name, ready to decide. */
export interface NamedRule {
  readonly name: string;
  readonly rule: Rule;
  readonly compiled: CompiledRule<RuleEvidence>;
}

/** Why a pair is not allowed. */
export type Block =
  | { readonly kind: "self" }
  | { readonly kind: "ban" }
  | { readonly kind: "manual" }
  | { readonly kind: "avoid" }
  | { readonly kind: "rule"; readonly rule: string }
  | { readonly kind: "belowMinimum"; readonly rule: string };

/** What a criterion gives to a pair's score. */
export interface Contribution {
  readonly criterion: NamedCriterion;
  /** In millionths; what the mentee left unanswered has none. */
  readonly weight: number;
  /** From 0 to 1. */
  readonly score: number;
  /** In millionths: the rounded product of the two. */
  readonly contribution: number;
  readonly status: ContributionStatus;
}

/**
 * `mentorUnanswered` criteria take the criterion's `missing`; `menteeUnanswered` ones are not scored, or scored neutrally;
 * `notAsked` ones, where the mentee answered that there is nothing to ask for, are not scored.
 */
export type ContributionStatus = "scored" | "mentorUnanswered" | "menteeUnanswered" | "notAsked";

/**
 * Turns pairs of a problem into scores. Indices are the problem's.
 *
 * Criteria and rules stand in the order of their names; a criterion of weight 0 is not among them.
 */
export interface Scorer {
  readonly problem: Problem<Criterion, Rule>;
  readonly cohort: Cohort;
  readonly criteria: readonly NamedCriterion[];
  readonly rules: readonly NamedRule[];
  /** The mentee's weights in millionths, in the order of the criteria. */
  readonly weightsOf: (mentee: number) => readonly number[];
  /** Whom a mentee or a mentor asked to avoid, of the other side. */
  readonly avoids: (mentee: number, mentor: number) => boolean;
}

/**
 * Makes criteria and rules ready for the people of a problem. Where reads are watched, functions of the host's own that
 * try to read what is blind fail.
 *
 * @throws E_SCALE with every answer that is not a number and not on its scale
 */
export function compileScorer(problem: Problem<Criterion, Rule>, { isWatched = false } = {}): Scorer {
  const cohort = toCohort(problem, { isWatched });
  const issues: Issue[] = [];
  const criteria = inNameOrder(problem.policy.criteria).flatMap(([name, criterion]) => {
    if (criterion.weight === 0) return [];
    const kind = criterionKindOf(criterion);
    const compiled = collect(issues, () => kind.compile(criterion, cohort, name));
    return compiled === undefined ? [] : [{ name, criterion, compiled, missing: criterion.missing ?? kind.missing }];
  });
  const rules = inNameOrder(problem.policy.rules ?? {}).flatMap(([name, rule]) => {
    const compiled = collect(issues, () => ruleKindOf(rule).compile(rule, cohort, name));
    return compiled === undefined ? [] : [{ name, rule, compiled }];
  });
  if (issues.length > 0) throw new TelemachusError(inInputOrder(withoutRepeats(issues), { mentors: [], mentees: [] }));

  const weightsOf = weightsByAnswers(criteria, cohort);
  const avoidedBy = avoidedIn(cohort.mentees);
  const avoidedByMentor = avoidedIn(cohort.mentors);
  const avoids = (mentee: number, mentor: number) =>
    (avoidedBy.get(mentee)?.has(cohort.mentors[mentor].id) ?? false) ||
    (avoidedByMentor.get(mentor)?.has(cohort.mentees[mentee].id) ?? false);
  return { problem, cohort, criteria, rules, weightsOf, avoids };
}

/** The ids that people asked to avoid, by the index of whoever did. */
function avoidedIn(people: readonly ScoredPerson[]): ReadonlyMap<number, ReadonlySet<string>> {
  return new Map(
    people.flatMap(({ requests }, index) =>
      requests?.avoid === undefined ? [] : [[index, new Set(requests.avoid)] as const],
    ),
  );
}

function inNameOrder<Value>(record: { readonly [name: string]: Value }): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b));
}

function collect<Result>(issues: Issue[], work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CohortError)) throw error;
    for (const found of error.issues) issues.push(found);
    return undefined;
  }
}

/** A field that several criteria and rules read is reported once. */
function withoutRepeats(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((found) => [JSON.stringify([found.pointer, found.expected]), found])).values()];
}

/**
 * The weights of each mentee in millionths, from those that the criteria state. They depend only on which criteria apply
 * and on the mentee's emphasis, so they are spread once for each combination.
 */
export function weightsByAnswers(
  criteria: readonly NamedCriterion[],
  { mentees }: Cohort,
): (mentee: number) => readonly number[] {
  const stated = criteria.map(({ criterion }) => criterion.weight ?? 1);
  const known = new Map<string, readonly number[]>();
  return (mentee) => {
    const emphasis = emphasisOf(mentees[mentee]);
    const applies = criteria.map(
      ({ criterion, compiled }) =>
        compiled.asks(mentee) || (criterion.unanswered === "neutral" && !compiled.answered(mentee)),
    );
    const factors = criteria.map(({ name }) => (Object.hasOwn(emphasis, name) ? emphasis[name] : 1));
    const key = factors.map((factor, k) => (applies[k] ? factor : "")).join();
    const weights =
      known.get(key) ??
      spreadWeights(
        stated.map((weight, k) => times(weight, factors[k])),
        applies,
      );
    known.set(key, weights);
    return weights;
  };
}

function emphasisOf({ requests }: ScoredPerson): { readonly [criterion: string]: number } {
  return (requests as MenteeRequests | undefined)?.emphasis ?? {};
}

/** The product to 15 digits, which takes binary noise away: 0.1 · 3 = 0.3. It stays finite, and above 0. */
function times(weight: number, factor: number): number {
  if (factor === 1 || weight === 0) return weight;
  const product = Number((weight * factor).toPrecision(15));
  return Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, product));
}

/** What each criterion gives to a pair's score, in the order of their names. The pair's score is the sum. */
export function contributionsOf(scorer: Scorer, mentee: number, mentor: number): Contribution[] {
  const weights = scorer.weightsOf(mentee);
  return scorer.criteria.map((criterion, index) => {
    const weight = weights[index];
    const asks = criterion.compiled.asks(mentee);
    const answer = asks ? criterion.compiled.score(mentee, mentor) : Number.NaN;
    const known = !Number.isNaN(answer);
    const score = known ? answer : asks ? criterion.missing : NEUTRAL;
    const status = asks ? (known ? "scored" : "mentorUnanswered") : silenceOf(criterion, mentee);
    return { criterion, weight, score, contribution: Math.round(weight * score), status };
  });
}

function silenceOf({ compiled }: NamedCriterion, mentee: number): ContributionStatus {
  return compiled.answered(mentee) ? "notAsked" : "menteeUnanswered";
}

/** What an unanswered criterion scores where the policy says so. */
export const NEUTRAL = 0.5;

/** The share of a pair's weight that rests on answers of both, from 0 to 1; 0 where nothing applied. */
export function confidenceOf(contributions: readonly Contribution[]): number {
  const weight = (parts: readonly Contribution[]) => parts.reduce((sum, part) => sum + part.weight, 0);
  const all = weight(contributions);
  return all === 0 ? 0 : weight(contributions.filter(({ status }) => status === "scored")) / all;
}

/**
 * Everything that forbids a pair; empty where it is allowed. Pins play no part: they alone match whoever is left to a
 * human. The lowest score is asked only of pairs that nothing else forbids.
 */
export function blocksOf(scorer: Scorer, mentee: number, mentor: number): Block[] {
  const { problem, cohort, rules } = scorer;
  const blocks: Block[] = [];
  if (cohort.mentees[mentee].id === cohort.mentors[mentor].id) blocks.push({ kind: "self" });
  if (problem.bans.get(mentee)?.has(mentor)) blocks.push({ kind: "ban" });
  const isManual = problem.mentees[mentee].manual === true || problem.mentors[mentor].manual === true;
  if (isManual) blocks.push({ kind: "manual" });
  if (scorer.avoids(mentee, mentor)) blocks.push({ kind: "avoid" });
  for (const { name, rule, compiled } of rules) {
    const holds = compiled.holds(mentee, mentor) ?? rule.unknown !== "forbid";
    if (!holds) blocks.push({ kind: "rule", rule: name });
  }
  return blocks.length > 0 ? blocks : belowMinimum(scorer, mentee, mentor);
}

/** The rules that ask for a higher score than the pair has. */
export function belowMinimum(scorer: Scorer, mentee: number, mentor: number): Block[] {
  const asking = scorer.rules.filter(({ compiled }) => compiled.minimum !== undefined);
  if (asking.length === 0) return [];
  const score = contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
  return asking
    .filter(({ compiled }) => score < (compiled.minimum ?? 0))
    .map(({ name }) => ({ kind: "belowMinimum", rule: name }));
}

/** The error for a pair of which some custom function did not say the same twice. */
export function nondeterministic(part: "criteria" | "rules"): TelemachusError {
  const [expected, received] =
    part === "criteria"
      ? ["custom functions that score the same pair alike every time", "two different scores of one pair"]
      : ["custom functions that decide the same pair alike every time", "two different decisions of one pair"];
  return new TelemachusError([issue("E_NONDETERMINISTIC", ["policy", part], { expected, received })]);
}
