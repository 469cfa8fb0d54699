import { compareText } from "../../numeric/nearest.js";
import { answerOf, entriesOf, keysFor } from "../../problem/answers.js";
import { normaliseTerm } from "../../problem/terms.js";
import { type Cohort, readTerms, type ScoredPerson, type Side } from "../../score/cohort.js";
import { cramersV, etaSquared, noFigure, type Strength } from "./association.js";

/** What the answers of a field are, which decides how they are compared. */
export type AnswerKind = "numbers" | "truthValues" | "words" | "lists" | "other";

/** How strongly a field goes together with groups. */
export interface FieldStrength extends Strength {
  readonly answers: AnswerKind;
  /** V for words, truth values and lists; η² for numbers. */
  readonly measure: "cramersV" | "etaSquared";
  /** Of a list, the term that goes together with groups most, how many gave it, and how many terms were compared. */
  readonly strongestTerm?: { readonly term: string; readonly people: number; readonly terms: number };
}

/** A field of a side. */
export interface AskedField {
  readonly cohort: Cohort;
  readonly side: Side;
  readonly field: string;
}

/** A person's group and their answer as it was given. */
interface Answered {
  readonly group: string;
  readonly person: ScoredPerson;
  readonly answer: unknown;
}

/** What kind of answers a field has: lists as soon as one answer is a list; numbers on a scale are numbers. */
export function kindOfAnswers({ cohort, side, field }: AskedField): AnswerKind {
  const scale = Object.hasOwn(cohort.scales, field) ? cohort.scales[field].map(normaliseTerm) : [];
  const kinds = new Set<AnswerKind>();
  for (const person of cohort[side]) {
    const answer = answerOf(person, field);
    if (answer !== undefined) kinds.add(kindOfAnswer(answer, scale));
  }
  return (["other", "lists"] as const).find((kind) => kinds.has(kind)) ?? (kinds.size === 1 ? [...kinds][0] : "words");
}

function kindOfAnswer(answer: unknown, scale: readonly string[]): AnswerKind {
  if (typeof answer === "number") return "numbers";
  if (typeof answer === "boolean") return "truthValues";
  if (typeof answer === "string") return scale.includes(normaliseTerm(answer)) ? "numbers" : "words";
  const isTerm = (entry: unknown) =>
    typeof entry === "string" || typeof (entry as { name?: unknown }).name === "string";
  return Array.isArray(answer) && answer.every(isTerm) ? "lists" : "other";
}

/** How strongly a field goes together with the groups of the people of its side; undefined where theirs is not known. */
export function strengthOf(
  asked: AskedField,
  groups: readonly (string | undefined)[],
  minimumCell: number,
): FieldStrength {
  const { cohort, side, field } = asked;
  const answered = cohort[side].flatMap((person, index): Answered[] => {
    const [answer, group] = [answerOf(person, field), groups[index]];
    return answer === undefined || group === undefined ? [] : [{ group, person, answer }];
  });
  const answers = kindOfAnswers(asked);
  switch (answers) {
    case "numbers": {
      const scale = Object.hasOwn(cohort.scales, field) ? cohort.scales[field].map(normaliseTerm) : [];
      const toNumber = (answer: unknown) =>
        typeof answer === "number" ? answer : scale.indexOf(normaliseTerm(String(answer)));
      const observations = answered.map(({ group, answer }) => ({ group, value: toNumber(answer) }));
      return { answers, measure: "etaSquared", ...etaSquared(observations, minimumCell) };
    }
    case "words":
    case "truthValues": {
      const observations = answered.map(({ group, answer }) => ({
        group,
        value: keysFor(answer, cohort.vocabulary)(String(answer)),
      }));
      return { answers, measure: "cramersV", ...cramersV(observations, { minimumCell }) };
    }
    case "lists":
      return { answers, measure: "cramersV", ...strongestTerm(asked, answered, minimumCell) };
    case "other":
      return { answers, measure: "cramersV", ...noFigure(answered.length, "NOTHING_TO_COMPARE") };
  }
}

/** Of each term, whether people gave it; the strongest counts, against the chance of the strongest of so many. */
function strongestTerm({ cohort }: AskedField, answered: readonly Answered[], minimumCell: number) {
  const lists = answered.map(({ answer }) =>
    readTerms({ keyOf: keysFor(answer, cohort.vocabulary) }, entriesOf(answer)),
  );
  const givers = new Map<string, number>();
  const spelt = new Map<string, string>();
  for (const list of lists) {
    for (const [key, { name }] of list) {
      givers.set(key, (givers.get(key) ?? 0) + 1);
      const known = spelt.get(key);
      spelt.set(key, known === undefined || compareText(name, known) < 0 ? name : known);
    }
  }
  const isCommon = (count: number) => count >= minimumCell && answered.length - count >= minimumCell;
  const common = [...givers].filter(([, count]) => isCommon(count)).sort(([a], [b]) => compareText(a, b));
  const values = givers.size - common.length;
  if (answered.length === 0) return noFigure(0, "NO_ANSWERS");
  const compared = common.map(([key, people]) => {
    const observations = answered.map(({ group }, index) => ({
      group,
      value: lists[index].has(key) ? "given" : "not",
    }));
    const strength = cramersV(observations, { minimumCell, trials: common.length });
    return { strength, term: { term: spelt.get(key)!, people, terms: common.length } };
  });
  const defined = compared.filter(({ strength }) => strength.value !== null);
  if (defined.length === 0) {
    const { people, reason, leftOut } = compared[0]?.strength ?? noFigure(answered.length, "NOTHING_TO_COMPARE");
    return noFigure(people, reason!, { groups: leftOut.groups, values });
  }
  const strongest = defined.reduce((best, one) => (isStronger(one.strength, best.strength) ? one : best));
  const { strength, term } = strongest;
  return { ...strength, leftOut: { groups: strength.leftOut.groups, values }, strongestTerm: term };
}

/** The corrected figure counts; where both are 0, the other. Of equal ones the first in code-unit order stays. */
function isStronger(one: Strength, other: Strength): boolean {
  return one.value! > other.value! || (one.value === other.value && one.uncorrected! > other.uncorrected!);
}
