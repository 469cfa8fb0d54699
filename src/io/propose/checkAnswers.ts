import { describe, type Issue, issue, quote, throwIssues } from "../../errors.js";
import { didYouMean } from "../../numeric/nearest.js";
import { day } from "../../problem/expected.js";
import { isField, type Side } from "../fields.js";
import type { Asked } from "./draft.js";
import { isOrderOf } from "./programmeQuestions.js";
import type { Answers } from "./proposal.js";

/** Questions that are asked of some files: an answer that was given before another made it idle is none too many. */
const STANDING = [
  "id:mentees",
  "id:mentors",
  "order:seniority",
  "gap",
  "organisation",
  "team",
  "capacity",
  "maybe:mentees",
  "maybe:mentors",
  "date",
];

const COLUMN = /^column:(mentees|mentors):(.*)$/s;

/** What a column is to be taken for: undefined where nobody said so, "" where it is carried along. */
export function columnAnswer(answers: Answers, side: Side, header: string): string | undefined {
  const key = `column:${side}:${header}`;
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

/** @throws E_TYPE, E_UNKNOWN_KEY, E_OPTION with every answer about columns that is none */
export function checkColumnAnswers(answers: Answers, headers: { readonly [side in Side]: readonly string[] }): void {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) {
    throwIssues([issue("E_TYPE", ["answers"], { expected: "an object of answers", received: describe(answers) })]);
  }
  throwIssues(
    Object.entries(answers).flatMap(([key, value]): Issue[] => {
      if (typeof value !== "string") {
        return [issue("E_TYPE", ["answers", key], { expected: "a text", received: describe(value) })];
      }
      const [, side, header] = COLUMN.exec(key) ?? [];
      if (side === undefined) return [];
      if (!headers[side as Side].includes(header)) {
        const problem = { expected: `a column of the ${side}' file`, received: quote(header) };
        return [
          issue("E_UNKNOWN_KEY", ["answers", key], { ...problem, hint: didYouMean(header, headers[side as Side]) }),
        ];
      }
      if (value === "" || isField(side as Side, value)) return [];
      const expected = `a field of ${side} such as attributes.grade, or an empty text`;
      return [issue("E_OPTION", ["answers", key], { expected, received: quote(value) })];
    }),
  );
}

/** @throws E_UNKNOWN_KEY, E_OPTION with every answer to a question that is none */
export function checkAnswers(answers: Answers, questions: readonly Asked[]): void {
  const known = new Map(questions.map((question) => [question.id, question]));
  throwIssues(
    Object.entries(answers).flatMap(([key, value]): Issue[] => {
      if (COLUMN.test(key)) return [];
      const question = known.get(key);
      if (question !== undefined) return isAnswer(question, value) ? [] : [refuse(question, value)];
      if (STANDING.includes(key) || key.startsWith("text:")) return [];
      const problem = { expected: "the id of a question", received: "an unknown one" };
      return [issue("E_UNKNOWN_KEY", ["answers", key], { ...problem, hint: didYouMean(key, [...known.keys()]) })];
    }),
  );
}

function isAnswer({ id, choices, proposed }: Asked, value: string): boolean {
  if (id === "order:seniority") return isOrderOf(value, proposed);
  if (id === "date") return day.safeParse(value).success;
  return choices.some((choice) => choice.value === value);
}

function refuse({ id, choices, proposed }: Asked, value: string): Issue {
  const expected =
    id === "order:seniority"
      ? `each grade once with < between them, such as ${quote(proposed)}`
      : id === "date"
        ? "a day such as 2026-03-02"
        : `one of ${choices.map((choice) => quote(choice.value)).join(", ")}`;
  return issue("E_OPTION", ["answers", id], { expected, received: quote(value) });
}
