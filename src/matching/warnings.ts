import { quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import { scoredFields } from "../problem/people.js";
import { type Warning, warnAbout } from "../problem/problem.js";
import { answerOf, type ScoredPerson } from "../score/cohort.js";
import type { Scorer } from "../score/scorer.js";

/** Rules that could not be decided for some pairs, and what became of these. */
export function undecidedWarnings({ rules }: Scorer, undecided: readonly number[]): Warning[] {
  return rules.flatMap(({ name, rule }, index) => {
    if (undecided[index] === 0) return [];
    const verdict = rule.unknown === "forbid" ? "forbidden" : "allowed";
    const message = `Answers are missing for the rule ${quote(name)}: pairs that it cannot decide are ${verdict}.`;
    return [{ code: "W_RULE_UNKNOWN" as const, message, count: undecided[index] }];
  });
}

/** Scores and fields that say nothing: of people, of all pairs, of a criterion, of a rule. */
export function signalWarnings(scorer: Scorer, scores: Float64Array): Warning[] {
  if (scorer.problem.mentees.length === 0) return [];
  return [...silenceWarnings(scorer, scores), ...emptyRuleFields(scorer.problem), ...emptyCriteria(scorer)];
}

function silenceWarnings({ problem, weightsOf }: Scorer, scores: Float64Array): Warning[] {
  const warnings: Warning[] = [];
  const silent = problem.mentees.filter((_, mentee) => weightsOf(mentee).every((weight) => weight === 0));
  if (silent.length > 0) {
    const message = "These mentees answered nothing that a criterion could score: all their scores are 0.";
    warnings.push(
      warnAbout(
        "W_NO_SIGNAL",
        message,
        silent.map(({ id }) => id),
      ),
    );
  }
  const isSilent = silent.length === problem.mentees.length;
  if (!isSilent && problem.pins.length === 0 && scores.includes(0) && !scores.some((score) => score > 0)) {
    warnings.push({
      code: "W_NO_SIGNAL",
      message: "Every pair that is allowed scores 0.",
    });
  }
  return warnings;
}

function emptyCriteria({ problem, criteria }: Scorer): Warning[] {
  return criteria.flatMap(({ name, criterion, compiled }) => {
    if (criterion.unanswered === "neutral" || problem.mentees.some((_, mentee) => compiled.asks(mentee))) return [];
    const message = `No mentee answered what the criterion ${quote(name)} reads: it scores nobody.`;
    return [{ code: "W_EMPTY_FIELD" as const, message }];
  });
}

/** A rule on a field that a whole side leaves empty decides nothing: most likely it is misspelt. */
function emptyRuleFields({ policy, mentees, mentors }: Scorer["problem"]): Warning[] {
  const fields = [...new Set([...mentees, ...mentors].flatMap((person) => Object.keys(person.attributes ?? {})))];
  return Object.entries(policy.rules ?? {}).flatMap(([name, rule]) => {
    if (!("field" in rule)) return [];
    const isEmpty = (people: readonly ScoredPerson[]) => people.every((one) => answerOf(one, rule.field) === undefined);
    const sides = [...(isEmpty(mentees) ? ["mentee"] : []), ...(isEmpty(mentors) ? ["mentor"] : [])];
    if (sides.length === 0 || mentors.length === 0) return [];
    const hint = didYouMean(
      rule.field,
      [...scoredFields, ...fields].filter((field) => field !== rule.field),
    );
    const message = `No ${sides.join(" and no ")} has the field ${quote(rule.field)}, which the rule ${quote(name)} reads.`;
    return [{ code: "W_EMPTY_FIELD" as const, message: hint === undefined ? message : `${message} ${hint}` }];
  });
}
