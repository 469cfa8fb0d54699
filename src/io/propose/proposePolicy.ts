import type { ColumnOptions } from "../../problem/policy.js";
import type { Side } from "../fields.js";
import type { InputFile } from "../inputFile.js";
import { readTable } from "../readTable.js";
import type { Table } from "../table.js";
import { guessConcepts, guessExact, guessRoles, guessSpecial } from "./answersGuess.js";
import { checkAnswers, checkColumnAnswers, columnAnswer } from "./checkAnswers.js";
import type { ColumnFacts } from "./columnFacts.js";
import { columnFor } from "./columnFor.js";
import { type AnswerOf, carry, claim, createDraft, type Draft, factsOf } from "./draft.js";
import { guessGrids } from "./grids.js";
import { guessIdentity, namesOf, sureIds } from "./identity.js";
import { guessLivedExperience } from "./livedExperience.js";
import { policyOf } from "./policyOf.js";
import type { Answers, ColumnGuess, Proposal } from "./proposal.js";
import { guessReferences } from "./references.js";
import { askAboutText, guessShared } from "./sharedAnswers.js";

/** The two files of a programme's people. */
export interface PeopleFiles {
  readonly mentees: InputFile;
  readonly mentors: InputFile;
}

/**
 * Proposes a first policy for two spreadsheets: what each column is taken for, what counts and what a pair must meet, and
 * asks only where the files do not tell.
 *
 * Free text and answers of special kinds (gender, age, religion …) are never scored unasked: the one is carried along, the
 * others are kept for an audit. The policy holds for the answers given, and for the proposed ones elsewhere; the same
 * files and answers give the same proposal. Time O(characters of both files).
 *
 * @throws E_UNKNOWN_KEY, E_OPTION, E_TYPE for answers that are none
 * @example
 * const { policy, questions } = await proposePolicy({ mentees, mentors });
 * const settled = await proposePolicy({ mentees, mentors }, { [questions[0].id]: questions[0].proposed });
 */
export async function proposePolicy(files: PeopleFiles, answers: Answers = {}): Promise<Proposal> {
  const [mentees, mentors] = [await readTable(files.mentees), await readTable(files.mentors)];
  const issues = [...mentees.issues, ...mentors.issues];
  if (mentees.table === undefined || mentors.table === undefined) return { ...NOTHING, issues };
  return { ...propose({ mentees: mentees.table, mentors: mentors.table }, answers), issues };
}

/** What is proposed for files that cannot be read. */
const NOTHING: Omit<Proposal, "issues"> = {
  policy: { criteria: { skills: { kind: "coverage", field: "skills", weight: 1 } } },
  questions: [],
  columns: [],
};

function propose(tables: { readonly [side in Side]: Table }, answers: Answers): Omit<Proposal, "issues"> {
  checkColumnAnswers(answers, { mentees: tables.mentees.header, mentors: tables.mentors.header });
  const answerOf: AnswerOf = (question) => (Object.hasOwn(answers, question) ? answers[question] : undefined);
  const [mentees, mentors] = [createDraft(tables.mentees, "mentees"), createDraft(tables.mentors, "mentors")];

  for (const draft of [mentees, mentors]) {
    takeAnswers(draft, answers);
    guessExact(draft);
    guessSpecial(draft);
    guessRoles(draft);
  }
  const theirs = [sureIds(mentors), sureIds(mentees)];
  const identities = [mentees, mentors].map((draft, i) => guessIdentity(draft, { theirs: theirs[i], answerOf }));
  const known = [mentees, mentors].map((draft, i) => ({
    ids: new Set(factsOf(draft, "id").flatMap(({ cells }) => cells)),
    names: new Set(namesOf(identities[i].name)),
  }));
  const lived = guessLivedExperience(mentees, new Set(), answerOf);
  const shared = guessLivedExperience(mentors, lived.experiences, answerOf);
  for (const [i, draft] of [mentees, mentors].entries()) {
    guessGrids(draft);
    guessReferences(draft, known[1 - i]);
  }
  const texts = askAboutText(mentees, mentors, answerOf);
  const ids = new Set(known.flatMap((side) => [...side.ids]));
  for (const draft of [mentees, mentors]) guessConcepts(draft, ids);
  guessShared(mentees, mentors);

  const counts = { mentees: tables.mentees.rows.length, mentors: tables.mentors.rows.length };
  const { policy, questions } = policyOf({ mentees, mentors, counts }, answerOf);
  const all = [
    ...identities.flatMap((one) => one.questions),
    ...lived.questions,
    ...shared.questions,
    ...texts,
    ...questions,
  ];
  checkAnswers(answers, all);
  return {
    policy,
    questions: all
      .filter(({ isAnswered }) => !isAnswered)
      .sort((a, b) => a.rank - b.rank)
      .map(({ id, text, choices, proposed, why }) => ({ id, text, choices, proposed, why })),
    columns: [...columnsOf(mentees, tables.mentees), ...columnsOf(mentors, tables.mentors)],
  };
}

/** Takes columns for what somebody said they are; several for one field are joined. */
function takeAnswers(draft: Draft, answers: Answers): void {
  const byField = new Map<string, ColumnFacts[]>();
  for (const facts of draft.facts) {
    const field = columnAnswer(answers, draft.side, facts.header);
    if (field === undefined) continue;
    if (field === "") carry(draft, facts, "You said that it is not read.");
    else byField.set(field, [...(byField.get(field) ?? []), facts]);
  }
  for (const [field, facts] of byField) {
    const column = columnFor(field, facts[0]);
    const options: ColumnOptions = typeof column === "string" ? {} : column;
    const joined = facts.length === 1 ? column : { ...options, from: facts.map(({ header }) => header) };
    claim(draft, facts, { field, why: "You said so." }, joined);
  }
}

/** A guess for every header, in their order; of blank ones that nothing stands under it. */
function columnsOf({ side, guesses }: Draft, { header }: Table): ColumnGuess[] {
  return header.map((name, index) => {
    return guesses.get(index) ?? { side, header: name, field: null, sure: true, why: "It has no header and no cells." };
  });
}
