import { type NamedCriterion, type NamedRule, type Scorer, weightsByAnswers } from "../score/scorer.js";

/** The same scorer with other weights: weight of each criterion times its factor, in the order of the criteria. */
export function reweigh(scorer: Scorer, factors: readonly number[]): Scorer {
  const criteria = scorer.criteria.map((named, index): NamedCriterion => {
    const { criterion } = named;
    return { ...named, criterion: { ...criterion, weight: times(criterion.weight ?? 1, factors[index]) } };
  });
  return { ...scorer, criteria, weightsOf: weightsByAnswers(criteria, scorer.cohort) };
}

/** A weight above 0 stays above 0, and finite. */
function times(weight: number, factor: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, weight * factor));
}

/** Bytes that may be taken to remember answers. */
const MOST_BYTES = 2 ** 28;

/**
 * A scorer that asks its criteria and rules about a pair once, and remembers, as far as there is room: first of all
 * those that go through all pairs, as functions of the policy's own and vectors do. For whoever scores the same pairs
 * many times.
 */
export function remembering(scorer: Scorer): Scorer {
  const [mentees, mentors] = [scorer.cohort.mentees.length, scorer.cohort.mentors.length];
  const isRemembered = chooseRemembered(scorer, mentees * mentors);
  return {
    ...scorer,
    criteria: scorer.criteria.map((named) => {
      if (!isRemembered(named)) return named;
      const { compiled } = named;
      return { ...named, compiled: { ...compiled, score: rememberScores(compiled.score, mentees, mentors) } };
    }),
    rules: scorer.rules.map((named) => {
      if (!isRemembered(named)) return named;
      const { compiled } = named;
      return { ...named, compiled: { ...compiled, holds: rememberVerdicts(compiled.holds, mentees, mentors) } };
    }),
  };
}

/** What there is room for: a score takes eight bytes, a verdict one. */
function chooseRemembered({ criteria, rules }: Scorer, pairs: number): (part: NamedCriterion | NamedRule) => boolean {
  const asked = criteria.filter(({ compiled }) => compiled.sparse === undefined);
  const parts = [
    ...asked.filter(({ compiled }) => compiled.groups === undefined),
    ...rules.filter(({ compiled }) => compiled.groups === undefined && compiled.minimum === undefined),
    ...asked.filter(({ compiled }) => compiled.groups !== undefined),
  ];
  const chosen = new Set<NamedCriterion | NamedRule>();
  let left = MOST_BYTES;
  for (const part of parts) {
    const bytes = pairs * ("criterion" in part ? 8 : 1);
    if (bytes > left) continue;
    left -= bytes;
    chosen.add(part);
  }
  return (part) => chosen.has(part);
}

type ScoreOf = (mentee: number, mentor: number) => number;
type Holds = (mentee: number, mentor: number) => boolean | undefined;

/** No score is below 0. */
const UNASKED = -1;

function rememberScores(score: ScoreOf, mentees: number, mentors: number): ScoreOf {
  const known = new Float64Array(mentees * mentors).fill(UNASKED);
  return (mentee, mentor) => {
    const at = mentee * mentors + mentor;
    if (known[at] === UNASKED) known[at] = score(mentee, mentor);
    return known[at];
  };
}

function rememberVerdicts(holds: Holds, mentees: number, mentors: number): Holds {
  const verdicts = [undefined, false, true];
  const known = new Uint8Array(mentees * mentors);
  return (mentee, mentor) => {
    const at = mentee * mentors + mentor;
    if (known[at] === 0) known[at] = 1 + verdicts.indexOf(holds(mentee, mentor));
    return verdicts[known[at] - 1];
  };
}
