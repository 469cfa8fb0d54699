import { match } from "telemachus";
import { type Answers, type InputFile, proposePolicy, readProgramme } from "telemachus/io";
import { expect } from "vitest";
import { validateMatching } from "./validateMatching.js";

/** Both sides as files. */
export interface Texts {
  readonly mentees: string;
  readonly mentors: string;
}

/** CSV texts as the files of a programme. */
export function filesOf({ mentees, mentors }: Texts): { readonly mentees: InputFile; readonly mentors: InputFile } {
  const file = (name: string, text: string): InputFile => ({ name, bytes: new TextEncoder().encode(text) });
  return { mentees: file("mentees.csv", mentees), mentors: file("mentors.csv", mentors) };
}

/** What is proposed for two files, after looking that it names every header, can be read and can be matched. */
export async function proposed(texts: Texts, answers: Answers = {}) {
  const files = filesOf(texts);
  const proposal = await proposePolicy(files, answers);
  expect(proposal.issues).toEqual([]);
  const read = await readProgramme({ ...files, policy: proposal.policy });
  expect(read.issues).toEqual([]);
  const { people, policy } = read as Required<typeof read>;
  const matching = match(people, policy);
  validateMatching(matching, people, policy);
  for (const side of ["mentees", "mentors"] as const) {
    expect(proposal.columns.filter((column) => column.side === side).map(({ header }) => header)).toEqual(
      read[side].header,
    );
  }
  for (const { why } of proposal.columns) expect(why).toMatch(/^[A-Z].*\.$/s);
  for (const { text, why, proposed, choices } of proposal.questions) {
    expect(text).toMatch(/[?.]$|\)\?$/);
    expect(why).toMatch(/^[A-Z].*\.$/s);
    if (choices.length > 0) expect(choices.map(({ value }) => value)).toContain(proposed);
  }
  const fieldOf = (side: "mentees" | "mentors", header: string) =>
    proposal.columns.find((column) => column.side === side && column.header === header)?.field;
  return { ...proposal, people, matching, fieldOf };
}
