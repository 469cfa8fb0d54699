import { quote } from "../errors.js";
import { compareText } from "../numeric/nearest.js";
import { answerOf } from "../problem/answers.js";
import type { Side } from "../score/cohort.js";
import { fieldsRead } from "../score/fieldsRead.js";
import type { Scorer } from "../score/scorer.js";
import type { Finding } from "./report.js";

/** A field is called empty where fewer of a side than this share answered. */
const FEW = 0.5;

/** The fields that criteria and rules read and most of a side leave open. */
export function emptyFields(scorer: Scorer): Finding[] {
  return (["mentees", "mentors"] as const).flatMap((side) => emptyOn(scorer, side));
}

function emptyOn({ cohort, criteria, rules }: Scorer, side: Side): Finding[] {
  const readBy = new Map<string, Set<string>>();
  const readers = [
    ...criteria.map(({ name, criterion: part }) => ({ name, part })),
    ...rules.map(({ name, rule: part }) => ({ name, part })),
  ];
  for (const { name, part } of readers) {
    for (const field of fieldsRead(part, side)) readBy.set(field, (readBy.get(field) ?? new Set()).add(name));
  }
  const people = cohort[side];
  const inOrder = [...readBy].sort(([a], [b]) => compareText(a, b));
  return inOrder.flatMap(([field, names]): Finding[] => {
    const answered = people.filter((person) => answerOf(person, field) !== undefined).length;
    if (people.length === 0 || answered >= FEW * people.length) return [];
    const by = [...names].sort().map(quote).join(", ");
    const message = `${answered} of ${people.length} ${side} answered ${quote(field)} (read by ${by}).`;
    return [
      {
        code: "EMPTY_FIELD",
        message,
        advice: `Ask the others, or check the field's name; ${consequence(side)}`,
        field,
      },
    ];
  });
}

function consequence(side: Side): string {
  return side === "mentees"
    ? "whoever leaves it open is not scored on it."
    : "whoever leaves it open is scored as the criterion's missing says, or as the rule's unknown.";
}
