import { quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import { answerOf } from "../problem/answers.js";
import { scoredFields } from "../problem/people.js";
import { type Warning, warnAbout } from "../problem/problem.js";
import type { ScoredPerson } from "../score/cohort.js";
import { fieldsRead } from "../score/fieldsRead.js";
import type { PairCounts } from "../score/marks.js";
import type { Scorer } from "../score/scorer.js";
import type { PairSummary } from "./pairSummary.js";
import { ruleWarnings } from "./ruleWarnings.js";
import { termWarnings } from "./termWarnings.js";

/** What an administrator should know of how pairs were scored. */
export function scoringWarnings(scorer: Scorer, summary: PairSummary): Warning[] {
  const undecided = undecidedWarnings(scorer, summary.counts);
  const conditions = [...undecided, ...relaxedWarnings(scorer, [...summary.relaxed]), ...ruleWarnings(scorer)];
  if (scorer.problem.mentees.length === 0) return conditions;
  return [
    ...conditions,
    ...silenceWarnings(scorer, summary),
    ...emptyFields(scorer),
    ...emptyCriteria(scorer),
    ...termWarnings(scorer),
  ];
}

/** Rules that could not be decided for some pairs, and what became of these. */
function undecidedWarnings({ rules }: Scorer, counts: PairCounts): Warning[] {
  return rules.flatMap(({ name, rule }, index) => {
    const { undecided } = counts.rules[index];
    if (undecided === 0) return [];
    const verdict = rule.unknown === "forbid" ? "forbidden" : "allowed";
    const message = `Answers are missing for the rule ${quote(name)}: pairs that it cannot decide are ${verdict}.`;
    return [{ code: "W_RULE_UNKNOWN" as const, message, count: undecided }];
  });
}

function relaxedWarnings({ problem, rules }: Scorer, relaxed: readonly number[]): Warning[] {
  if (relaxed.length === 0) return [];
  const names = rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [quote(name)] : []));
  const message = `Rules that may give way (${names.join(", ")}) did so for these mentees, who would have had nobody.`;
  const ids = relaxed.map((mentee) => problem.mentees[mentee].id);
  return [warnAbout("W_RULE_RELAXED", message, ids)];
}

function silenceWarnings({ problem, weightsOf }: Scorer, { highest }: PairSummary): Warning[] {
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
  if (!isSilent && problem.pins.length === 0 && highest === 0) {
    warnings.push({
      code: "W_NO_SIGNAL",
      message: "Every pair that is allowed scores 0.",
    });
  }
  return warnings;
}

function emptyCriteria({ problem, criteria }: Scorer): Warning[] {
  return criteria.flatMap(({ name, criterion, compiled }) => {
    const isRead = (_: unknown, mentee: number) => compiled.asks(mentee) || compiled.answered(mentee);
    if (criterion.unanswered === "neutral" || problem.mentees.some(isRead)) return [];
    const message = `No mentee answered what the criterion ${quote(name)} reads: it scores nobody.`;
    return [{ code: "W_EMPTY_FIELD" as const, message }];
  });
}

/** A field that a whole side leaves empty decides nothing: most likely it is misspelt. */
function emptyFields({ cohort, criteria, rules }: Scorer): Warning[] {
  const { mentees, mentors } = cohort;
  if (mentors.length === 0) return [];
  const isEmpty = (people: readonly ScoredPerson[], field: string) =>
    people.every((person) => answerOf(person, field) === undefined);
  const warn = (part: string, field: string, sides: readonly string[]): Warning[] => {
    if (sides.length === 0) return [];
    const message = `No ${sides.join(" and no ")} has the field ${quote(field)}, which the ${part} reads.`;
    const hint = didYouMean(
      field,
      knownFields(cohort).filter((known) => known !== field),
    );
    return [{ code: "W_EMPTY_FIELD", message: hint === undefined ? message : `${message} ${hint}` }];
  };
  const ofRules = rules.flatMap(({ name, rule }) => {
    const [asked, offered] = [fieldsRead(rule, "mentees"), fieldsRead(rule, "mentors")];
    return [...new Set([...asked, ...offered])].flatMap((field) => {
      const sides = [
        ...(asked.includes(field) && isEmpty(mentees, field) ? ["mentee"] : []),
        ...(offered.includes(field) && isEmpty(mentors, field) ? ["mentor"] : []),
      ];
      return warn(`rule ${quote(name)}`, field, sides);
    });
  });
  // that no mentee answered is told of the criterion as a whole
  const ofCriteria = criteria.flatMap(({ name, criterion, compiled }) =>
    fieldsRead(criterion, "mentors").flatMap((field) => {
      const isAsked = mentees.some((_, mentee) => compiled.asks(mentee));
      return warn(`criterion ${quote(name)}`, field, isAsked && isEmpty(mentors, field) ? ["mentor"] : []);
    }),
  );
  return [...ofRules, ...ofCriteria];
}

function knownFields({ mentees, mentors }: Scorer["cohort"]): string[] {
  const own = [...mentees, ...mentors].flatMap((person) => Object.keys(person.attributes ?? {}));
  return [...new Set([...scoredFields, ...own])];
}
