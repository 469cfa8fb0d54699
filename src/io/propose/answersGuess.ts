import { specialCategoryOf } from "../../problem/specialFields.js";
import { isTimeZone } from "../../problem/times.js";
import { isField } from "../fields.js";
import { categoryOfAnswers } from "./answerWords.js";
import { type ColumnFacts, guessSplit, isEmail, isNumeric, isProse, isYesNo, mostOf } from "./columnFacts.js";
import { availabilitySplit, columnFor, countOf } from "./columnFor.js";
import { carry, claim, type Draft, freeField, openFacts } from "./draft.js";
import { type Concept, conceptOf, keyOf } from "./headerWords.js";

/** Fields whose cells cannot be read unless they are of the right kind. */
const STRICT: readonly string[] = ["availability", "timeZone", "seniority", "capacity", "load", "demand"];

/** Takes columns that are headed by the path of a field for that field. */
export function guessExact(draft: Draft): void {
  for (const facts of openFacts(draft)) {
    const { header } = facts;
    if (!isField(draft.side, header) || draft.columns.has(header)) continue;
    const doubt = STRICT.includes(header) ? misfit(header, facts) : undefined;
    const why = "Its header is the name of the field.";
    if (doubt === undefined) claim(draft, [facts], { field: header, why }, columnFor(header, facts));
    else carry(draft, facts, doubt === OTHERWISE ? `Its cells are no answers about ${header}.` : doubt, false);
  }
}

/** What a question speaks of beside an identity where it asks what a match should share. */
const SHARED =
  /\b(?:lived?|life|experien\w*|erfahrung\w*|lebenserfahrung\w*|vecues?|viv\w+|shar\w*|teilen|match\w*|similar\w*)\b/;

/** Keeps answers of special kinds for an audit: they are never scored. */
export function guessSpecial(draft: Draft): void {
  for (const facts of openFacts(draft)) {
    const { words, distinct } = facts;
    const isLived = conceptOf(words, draft.side) === "livedExperience";
    if (isLived && SHARED.test(words)) continue;
    const named = specialCategoryOf(facts.header)?.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
    const category = named ?? (isLived ? undefined : categoryOfAnswers(distinct.keys()));
    if (category === undefined) continue;
    const field = freeField(draft, "auditOnly", keyOf(words));
    const what = named === undefined ? "Its answers speak" : "Its header speaks";
    const why = `${what} of ${category}: kept for an audit and never scored.`;
    claim(draft, [facts], { field, why, sure: named !== undefined }, facts.header);
  }
}

/** A column that says who is a mentor and who a mentee. */
const ROLE =
  /^(?:(?:to be|as|i am|an?|both|either|mentors?|mentees?|mentorin|mentoree?|and|or|und|oder|et|ou|y|o|a|the|[/&+,;]) *)+$/;

/** Notes columns that show that people of both sides share a file: nothing leaves out the others' rows. */
export function guessRoles(draft: Draft): void {
  for (const facts of openFacts(draft)) {
    const roles = [...facts.distinct.keys()].map((cell) => cell.toLowerCase());
    const isRole =
      roles.some((role) => /\bment(?:ors?|orin|ees?|oree?)\b/.test(role)) && roles.every((role) => ROLE.test(role));
    if (!isRole) continue;
    const why =
      roles.length === 1
        ? "It says who is a mentor and who a mentee: shown, never scored."
        : `It says who is a mentor and who a mentee, but every row of this file is read as one of the ${draft.side}: delete the others' rows.`;
    carry(draft, facts, why, roles.length === 1);
  }
}

/** What is carried along, and why. */
const carried: { readonly [Name in Concept]?: string } = {
  technical: "The form's own record of the answer.",
  personal: "It may be personal: shown, never scored.",
  email: "An address to write to: shown, never scored.",
  number: "A number or code: shown, never scored.",
  contact: "A way to reach or present somebody: shown, never scored.",
  consent: "A question about taking part: shown, never scored.",
  title: "Job titles are too different from each other to compare: shown, never scored.",
  prose: "Free text may hold anything: shown, never scored.",
  name: "A further name: shown, never scored.",
  firstName: "A further name: shown, never scored.",
  lastName: "A further name: shown, never scored.",
  livedExperience: "A further question about lived experience: shown, never scored.",
};

const whys: { readonly [field: string]: string } = {
  skills: "It asks about skills.",
  goals: "It asks about goals.",
  interests: "It asks about interests.",
  languages: "It asks about languages.",
  manager: "It names the manager, by what looks like an id.",
  seniority: "It asks about grade or experience.",
  organisation: "It asks about the organisation.",
  team: "It asks about the team or department.",
  timeZone: "It holds time zones.",
  availability: "It holds times of the week.",
  capacity: "It asks how many mentees a mentor takes.",
  load: "It asks how many mentees a mentor has already.",
  demand: "It asks how many mentors a mentee wants.",
};

/** Takes each column for what its header asks, if its cells look like answers to that; `ids` are those of both sides. */
export function guessConcepts(draft: Draft, ids: ReadonlySet<string>): void {
  for (const facts of openFacts(draft)) {
    const concept = conceptOf(facts.words, draft.side);
    if (concept === undefined || concept === "place") continue;
    if (facts.cells.length === 0) {
      carry(draft, facts, "It is blank throughout.");
      continue;
    }
    const reason = carried[concept];
    if (reason !== undefined) {
      carry(draft, facts, reason);
      continue;
    }
    const why = whys[concept];
    if (why === undefined) continue;
    const doubt = draft.columns.has(concept)
      ? `Another column gives ${concept} already.`
      : (misfit(concept, facts) ?? (concept === "manager" ? strangeManagers(facts, ids) : undefined));
    if (doubt === undefined) claim(draft, [facts], { field: concept, why }, columnFor(concept, facts));
    else if (doubt !== OTHERWISE) carry(draft, facts, doubt, false);
  }
}

/** The column may still be an answer of its own. */
const OTHERWISE = "";
const MOST_GRADES = 20;

/** Why the cells are no answers of the field; undefined where they are. */
function misfit(field: string, facts: ColumnFacts): string | undefined {
  switch (field) {
    case "skills":
    case "goals":
    case "interests":
    case "languages":
      if (isYesNo(facts) || isNumeric(facts)) return OTHERWISE;
      return isProse(facts, guessSplit(facts, true)) ? "Its answers are sentences: shown, never scored." : undefined;
    case "manager":
      if (isYesNo(facts)) return OTHERWISE;
      return isEmail(facts) || facts.cells.every((cell) => !/\s/.test(cell))
        ? undefined
        : "It names managers in words, and only ids can be looked up: shown, so no rule about managers can use it.";
    case "seniority":
      if (isYesNo(facts)) return OTHERWISE;
      return isNumeric(facts) || facts.distinct.size <= MOST_GRADES
        ? undefined
        : "It has too many different answers to be an order.";
    case "timeZone":
      return facts.cells.every(isTimeZone) ? undefined : "Some of its cells are no time zones such as Europe/London.";
    case "availability":
      return availabilitySplit(facts) === undefined ? OTHERWISE : undefined;
    case "capacity":
    case "load":
    case "demand":
      if (facts.cells.some(isDay)) return "Some of its cells are days, as spreadsheets make of answers such as 1-2.";
      return mostOf(facts.cells, (cell) => countOf(cell) !== undefined) ? undefined : "Its cells are no numbers.";
    default:
      return isProse(facts, undefined) ? "Its answers are sentences: shown, never scored." : undefined;
  }
}

/** Managers may be outside the programme, but not all be called by something else than everybody in it. */
function strangeManagers(facts: ColumnFacts, ids: ReadonlySet<string>): string | undefined {
  const looksAlike = isEmail(facts) === isEmail({ ...facts, cells: [...ids] });
  return looksAlike || facts.cells.some((cell) => ids.has(cell))
    ? undefined
    : "It names managers by something else than people's ids: shown, so no rule about managers can use it.";
}

/** "2026-02-01", "01/02/2026", "1-Feb" or "Feb 2". */
function isDay(cell: string): boolean {
  return (
    /^(?:\d{4}-\d\d?-\d\d?\b.*|\d\d?[-./]\d\d?[-./]\d{2,4}|\d\d?[-. ]*[a-zé]{3,4}|[a-zé]{3,4}[-. ]*\d\d?)$/i.test(
      cell,
    ) && !/\b(?:max|min|mind)\b/i.test(cell)
  );
}
