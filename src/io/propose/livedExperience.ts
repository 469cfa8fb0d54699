import type { ColumnOptions } from "../../problem/policy.js";
import { normaliseTerm } from "../../problem/terms.js";
import { answerOf as yesNoOf } from "./answerWords.js";
import { type ColumnFacts, entriesOf, guessSplit, isProse, isYesNo } from "./columnFacts.js";
import { columnFor } from "./columnFor.js";
import { type AnswerOf, type Asked, carry, claim, type Draft, freeField, openFacts } from "./draft.js";
import { conceptOf, keyOf } from "./headerWords.js";

/** What mentees asked for, as it is compared. */
export type Experiences = ReadonlySet<string>;

/**
 * Takes questions about lived experience: what a mentee would like a mentor to share, and what a mentor shares. Where a
 * yes-or-no question stands before it, only those who said yes are read. Without that, a mentor's answer is read only
 * where mentees asked for the same; else it is kept for an audit.
 */
export function guessLivedExperience(
  draft: Draft,
  asked: Experiences,
  answerOf: AnswerOf,
): { readonly experiences: Experiences; readonly questions: readonly Asked[] } {
  const about = openFacts(draft).filter(({ words }) => conceptOf(words, draft.side) === "livedExperience");
  const gates = about.filter(isYesNo);
  const [list] = about.filter(
    (facts) => !isYesNo(facts) && !isProse(facts, guessSplit(facts, true)) && facts.cells.length > 0,
  );
  if (list === undefined) {
    for (const gate of gates) carry(draft, gate, "It asks about lived experience, but no column says which.");
    return { experiences: new Set(), questions: [] };
  }
  const experiences = new Set(list.cells.flatMap((cell) => entriesOf(cell, guessSplit(list, true)).map(normaliseTerm)));
  const gate = gates.filter(({ index }) => index < list.index).pop() ?? gates[0];
  const field = fieldOf(draft, { list, gate, experiences, asked });
  const isRequest = field === "requests.livedExperiences";
  const { when, questions } =
    gate === undefined || field.startsWith("auditOnly") ? { questions: [] } : gated(draft, gate, answerOf);
  const column = columnFor(field, list);
  const options: ColumnOptions = typeof column === "string" ? { from: column } : column;
  claim(draft, [list], { field, ...claimOf(field) }, when === undefined ? column : { ...options, when });
  if (gate !== undefined)
    claim(draft, [gate], { field, why: "It says for whom the answer about lived experience counts." });
  return { experiences: isRequest ? experiences : new Set(), questions };
}

function claimOf(field: string): { readonly why: string; readonly sure: boolean } {
  switch (field) {
    case "requests.livedExperiences":
      return { why: "It says which lived experience people would like their match to share.", sure: true };
    case "livedExperiences":
      return {
        why: "It holds lived experience that people share for matching: it counts only where somebody asked for it.",
        sure: true,
      };
    default:
      return { why: "It may be personal and nobody asked for it: kept for an audit and never scored.", sure: false };
  }
}

const WISH = /\b(?:match|would you like|share|shares|prefer|wish|similar|looking for|mentor with)\b/;

function fieldOf(
  draft: Draft,
  {
    list,
    gate,
    experiences,
    asked,
  }: { list: ColumnFacts; gate: ColumnFacts | undefined; experiences: Experiences; asked: Experiences },
): string {
  if (draft.side === "mentees" && (gate !== undefined || WISH.test(list.words))) return "requests.livedExperiences";
  const isAskedFor = [...experiences].some((name) => asked.has(name));
  if (isAskedFor || (draft.side === "mentors" && gate !== undefined)) return "livedExperiences";
  return freeField(draft, "auditOnly", keyOf(list.words));
}

/** Only a clear yes counts, unless the answer to a question says otherwise. */
function gated(draft: Draft, gate: ColumnFacts, answerOf: AnswerOf) {
  const question = `maybe:${draft.side}`;
  const answer = answerOf(question);
  const spelt = (wanted: string) => [...gate.distinct.keys()].filter((cell) => yesNoOf(cell) === wanted);
  const [yes, maybe] = [spelt("yes"), spelt("maybe")];
  const when = { column: gate.header, is: answer === "yes" ? [...yes, ...maybe] : yes };
  if (maybe.length === 0) return { when, questions: [] };
  const asked: Asked = {
    id: question,
    text: `Some people answered ${maybe.map((cell) => JSON.stringify(cell)).join(" or ")} to ${JSON.stringify(gate.header)}. Does that count as a yes?`,
    choices: [
      { value: "no", label: "No: only a clear yes counts" },
      { value: "yes", label: "Yes" },
    ],
    proposed: "no",
    why: "Lived experience is personal, so it counts only where somebody clearly said so.",
    isAnswered: answer !== undefined,
    rank: 5,
  };
  return { when, questions: [asked] };
}
