import { scoredFields } from "../../problem/people.js";
import { specialCategoryOf } from "../../problem/specialFields.js";
import { normaliseTerm } from "../../problem/terms.js";
import { isField } from "../fields.js";
import { type ColumnFacts, entriesOf, guessSplit, isNumeric, isProse, isYesNo } from "./columnFacts.js";
import { columnFor } from "./columnFor.js";
import { type AnswerOf, type Asked, carry, claim, type Draft, openFacts } from "./draft.js";
import { conceptOf, keyOf } from "./headerWords.js";

/** Answers that people of both sides chose from few. */
const MOST_ANSWERS = 40;

/** Takes what is left: questions that both files have become attributes, and the rest is carried along. */
export function guessShared(mentees: Draft, mentors: Draft): void {
  const [asked, given] = [mentees, mentors].map((draft) => openFacts(draft).filter(isChosen));
  for (const facts of asked) {
    const other = given.find((one) => !mentors.guesses.has(one.index) && isSameQuestion(facts, one));
    const field = attributeOf(facts, mentees, mentors);
    if (other === undefined || specialCategoryOf(field) !== undefined) continue;
    const why = "Both files have the question, and its answers come again.";
    claim(mentees, [facts], { field, why }, columnFor(field, facts));
    claim(mentors, [other], { field, why }, columnFor(field, other));
  }
  for (const draft of [mentees, mentors]) {
    for (const facts of openFacts(draft)) carry(draft, facts, reasonFor(facts), facts.cells.length === 0);
  }
}

function isChosen(facts: ColumnFacts): boolean {
  const split = guessSplit(facts, false);
  const answers = new Set(facts.cells.flatMap((cell) => entriesOf(cell, split)));
  return (
    answers.size >= 2 && answers.size <= MOST_ANSWERS && !isYesNo(facts) && !isNumeric(facts) && !isProse(facts, split)
  );
}

function isSameQuestion(one: ColumnFacts, other: ColumnFacts): boolean {
  if (keyOf(one.words) === keyOf(other.words)) return true;
  const answersOf = (facts: ColumnFacts) =>
    new Set(facts.cells.flatMap((cell) => entriesOf(cell, guessSplit(facts, false))).map(normaliseTerm));
  const [left, right] = [answersOf(one), answersOf(other)];
  const shared = [...left].filter((answer) => right.has(answer)).length;
  return shared >= 2 && shared >= (left.size + right.size - shared) / 2;
}

/** A key that is no field of a person and that neither file has yet. */
function attributeOf({ words }: ColumnFacts, ...drafts: readonly Draft[]): string {
  const key = keyOf(words);
  const isTaken = (field: string) => drafts.some(({ columns }) => columns.has(field));
  const reserved: readonly string[] = scoredFields;
  const base = reserved.includes(key) || !isField("mentees", `attributes.${key}`) ? `${key}Answer` : key;
  let field = `attributes.${base}`;
  for (let next = 2; isTaken(field); next++) field = `attributes.${base}${next}`;
  return field;
}

function reasonFor(facts: ColumnFacts): string {
  if (facts.cells.length === 0) return "It is blank throughout.";
  if (facts.distinct.size === 1) return "Everybody gave the same answer.";
  return "The other file has no such question, or its answers are too different: shown, never scored.";
}

/**
 * Asks of the first question that both files have in free text whether it counts; where the answer is yes it becomes an
 * attribute on both sides.
 */
export function askAboutText(mentees: Draft, mentors: Draft, answerOf: AnswerOf): Asked[] {
  for (const facts of openFacts(mentees).filter(isText)) {
    const other = openFacts(mentors).find((one) => isText(one) && one.words === facts.words);
    if (other === undefined) continue;
    const id = `text:${facts.header}`;
    const answer = answerOf(id);
    if (answer === "yes") {
      const field = attributeOf(facts, mentees, mentors);
      const why = "You said that words in common count.";
      claim(mentees, [facts], { field, why }, facts.header);
      claim(mentors, [other], { field, why }, other.header);
    }
    return [
      {
        id,
        text: `Both files have free text under ${JSON.stringify(facts.header)}. Should pairs that write about the same score higher?`,
        choices: [
          { value: "no", label: "No: show it, but do not score it" },
          { value: "yes", label: "Yes, with a low weight" },
        ],
        proposed: "no",
        why: "Free text may hold anything, also what nobody should be matched by.",
        isAnswered: answer !== undefined,
        rank: 6,
      },
    ];
  }
  return [];
}

function isText(facts: ColumnFacts): boolean {
  const isAboutPerson =
    conceptOf(facts.words, facts.side) === "prose" && !/\b(?:else|comments?|remarks?|notes)\b/.test(facts.words);
  return (
    isAboutPerson && facts.cells.length > 0 && facts.meanLength > 20 && specialCategoryOf(facts.header) === undefined
  );
}
