import type { Column } from "../../problem/policy.js";
import { normaliseTerm } from "../../problem/terms.js";
import { type ColumnFacts, isEmail, isUnique } from "./columnFacts.js";
import { type AnswerOf, type Asked, claim, type Draft, openFacts } from "./draft.js";
import { conceptOf } from "./headerWords.js";

/** What people of a side are called, row by row. */
export interface Identity {
  /** Headers whose cells joined are a person's name; none where there is no such column. */
  readonly name: readonly ColumnFacts[];
  readonly questions: readonly Asked[];
}

/** What surely tells people of a side apart: by an address, or by a number under these words. */
export function sureIds(draft: Draft): ReadonlySet<string> {
  const sure = candidatesOf(draft, []).filter((candidate) => candidate.sure);
  return new Set(sure.map(({ facts }) => kindOf(facts[0])));
}

function kindOf(facts: ColumnFacts): string {
  return isEmail(facts) ? "an address" : facts.words;
}

/**
 * Finds names, and then ids: an e-mail address, a staff number, else whatever differs in every row. What surely tells
 * people apart in the other file too (`theirs`) comes first: whoever is in both has to have one id.
 */
export function guessIdentity(
  draft: Draft,
  { theirs, answerOf }: { readonly theirs: ReadonlySet<string>; readonly answerOf: AnswerOf },
): Identity {
  const name = guessName(draft);
  return { name, questions: guessId(draft, name, { theirs, answerOf }) };
}

function guessName(draft: Draft): readonly ColumnFacts[] {
  const known = draft.columns.get("name");
  if (known !== undefined) return draft.facts.filter(({ header }) => headersOf(known).includes(header));
  const open = openFacts(draft);
  const by = (concept: string) => open.find(({ words }) => conceptOf(words, draft.side) === concept);
  const [given, whole, named] = [by("firstName"), by("name"), by("lastName")];
  // beside a last name, a bare "name" is the first one; beside a first name, the last
  const isBare = whole !== undefined && !whole.words.includes(" ");
  const first = given ?? (named !== undefined && isBare ? whole : undefined);
  const last = named ?? (given !== undefined ? whole : undefined);
  const parts =
    first !== undefined && last !== undefined
      ? [first, last]
      : [whole ?? first ?? last].filter((one) => one !== undefined);
  if (parts.length === 0) return [];
  const headers = parts.map(({ header }) => header);
  const why = parts.length === 1 ? "Its header asks for a name." : "First and last names together make the name.";
  claim(draft, parts, { field: "name", why }, parts.length === 1 ? headers[0] : { from: headers });
  return parts;
}

function headersOf(column: Column): readonly string[] {
  return typeof column === "string" ? [column] : [column.from ?? []].flat();
}

interface Candidate {
  readonly value: string;
  readonly facts: readonly ColumnFacts[];
  readonly why: string;
  readonly sure: boolean;
}

const LISTED_CANDIDATES = 6;

/** Forms count their answers from 1, and some are taken out: numbers that are not above so many times the rows may be such counts. */
const ROWS_LEFT_OUT = 3;

function guessId(
  draft: Draft,
  name: readonly ColumnFacts[],
  { theirs, answerOf }: { readonly theirs: ReadonlySet<string>; readonly answerOf: AnswerOf },
): Asked[] {
  if (draft.columns.has("id")) return [];
  const candidates = candidatesOf(draft, name);
  if (candidates.length === 0) return [];
  const best = candidates.find(({ sure, facts }) => sure && theirs.has(kindOf(facts[0]))) ?? candidates[0];
  const question = `id:${draft.side}`;
  const answer = answerOf(question);
  const chosen = candidates.find(({ value }) => value === answer) ?? best;
  const headers = chosen.facts.map(({ header }) => header);
  const why = answer === undefined ? chosen.why : "You said that it tells people apart.";
  claim(
    draft,
    chosen.facts,
    { field: "id", why, sure: chosen.sure || answer !== undefined },
    headers.length === 1 ? headers[0] : { from: headers },
  );
  if (best.sure) return [];
  return [
    {
      id: question,
      text: `Which column of the ${draft.side}' file tells people apart, with another value for everybody?`,
      choices: [best, ...candidates.filter((one) => one !== best)]
        .slice(0, LISTED_CANDIDATES)
        .map(({ value }) => ({ value, label: value })),
      proposed: best.value,
      why: best.why,
      isAnswered: answer !== undefined,
      rank: 0,
    },
  ];
}

/** The best first. */
function candidatesOf(draft: Draft, name: readonly ColumnFacts[]): Candidate[] {
  const open = [...openFacts(draft), ...name];
  const single = (facts: ColumnFacts, why: string, sure: boolean): Candidate => ({
    value: facts.header,
    facts: [facts],
    why,
    sure,
  });
  const concept = ({ words }: ColumnFacts) => conceptOf(words, draft.side);
  const mails = open.filter((facts) => isEmail(facts) && concept(facts) !== "manager");
  // whose address the header does not say comes first
  const own = mails.filter(isUnique).sort((a, b) => Number(!isPlain(a)) - Number(!isPlain(b)));
  const numbers = open.filter((facts) => concept(facts) === "number" && isUnique(facts));
  const isCounted = ({ cells }: ColumnFacts) => {
    const most = ROWS_LEFT_OUT * (cells.length + 10);
    return cells.every((cell) => /^[0-9]{1,9}$/.test(cell) && Number(cell) <= most);
  };
  const names: Candidate[] =
    name.length === 0 || !areNamesUnique(name)
      ? []
      : [
          {
            value: name.map(({ header }) => header).join(" + "),
            facts: name,
            why: "No two people in the file have the same name.",
            sure: false,
          },
        ];
  const others = open.filter(
    (facts) => isUnique(facts) && facts.meanLength <= 40 && concept(facts) !== "technical" && !name.includes(facts),
  );
  const all = [
    ...own.map((facts) => single(facts, "It holds e-mail addresses, another one in every row.", own.length === 1)),
    ...numbers
      .filter((facts) => !isCounted(facts))
      .map((facts) => single(facts, "Its header names a number or code, and it differs in every row.", true)),
    // an address that comes again is more likely a second answer than another person
    ...mails
      .filter((facts) => !isUnique(facts) && facts.blank === 0 && facts.distinct.size > facts.cells.length / 2)
      .map((facts) =>
        single(
          facts,
          "It holds e-mail addresses, though some rows share one: somebody may have answered twice.",
          false,
        ),
      ),
    ...names,
    ...mails
      .filter((facts) => !isUnique(facts))
      .map((facts) => single(facts, "It holds e-mail addresses, though some rows are blank or share one.", false)),
    ...numbers
      .filter(isCounted)
      .map((facts) =>
        single(facts, "It counts the rows, so the other file may give the same numbers to other people.", false),
      ),
    ...others.map((facts) => single(facts, "It differs in every row.", false)),
    ...name.slice(0, 1).map((facts) => single(facts, "Nothing in the file differs in every row.", false)),
    ...open.slice(0, 1).map((facts) => single(facts, "Nothing in the file differs in every row.", false)),
  ];
  return all.filter(({ value }, i) => all.findIndex((one) => one.value === value) === i);
}

function areNamesUnique(name: readonly ColumnFacts[]): boolean {
  const all = namesOf(name);
  return all.length > 0 && name.every(({ blank }) => blank === 0) && new Set(all).size === all.length;
}

/** The names of a side as they are compared; of several columns only where none has blank cells. */
export function namesOf(name: readonly ColumnFacts[]): string[] {
  if (name.length === 1) return name[0].cells.map(normaliseTerm);
  if (name.length === 0 || name.some(({ blank }) => blank > 0)) return [];
  return name[0].cells.map((_, row) => normaliseTerm(name.map(({ cells }) => cells[row]).join(" ")));
}

/** Whether a header asks for an e-mail address, and not for that of an approver, say. */
function isPlain({ words }: ColumnFacts): boolean {
  return /^(?:(?:please|enter|what|is|s|your|work|business|company|contact|my|the|ihre?|deine?|votre|tu|su|seu|mentee|mentor|participant|dienstliche|professionnelle) )*(?:e ?)?(?:mail|courriel|correo(?: electronico)?)(?: (?:address|adresse|work|business|id))?$/.test(
    words,
  );
}
