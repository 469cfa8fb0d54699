import type { Issue, Path } from "../errors.js";
import { fieldOf, type Side } from "./fields.js";
import type { FilePeople } from "./filePeople.js";
import { type FileIssue, fileIssue, formatPlace } from "./place.js";

const REFERENCE = /\b(mentees|mentors)\[([0-9]+)\](?:\.([A-Za-z]+))?(?:\.[A-Za-z]+|\[[0-9]+\])*/g;

/**
 * Says of problems found in people where they stand in the files that the people came from.
 *
 * A problem whose pointer starts with `/mentees/3` or `/mentors/3` becomes one at the line and column of that field, and
 * so does every mention of a person in its words; one of a field whose column the file lacks is left out, as the file's
 * own issues have named the column. Other problems are returned apart, as they are.
 */
export function relocate(
  issues: readonly Issue[],
  files: { readonly [side in Side]: FilePeople },
): { placed: FileIssue[]; others: Issue[] } {
  const placed: FileIssue[] = [];
  const others: Issue[] = [];
  for (const problem of issues) {
    const [side, person, ...path] = parsePointer(problem.pointer);
    if ((side !== "mentees" && side !== "mentors") || typeof person !== "number") others.push(problem);
    else if (fieldOf(path, (field) => files[side].absent.has(field)) === undefined) {
      placed.push(relocated(problem, files[side].locate(person, path), files));
    }
  }
  return { placed, others };
}

function relocated(
  problem: Issue,
  { place, subject }: ReturnType<FilePeople["locate"]>,
  files: { readonly [side in Side]: FilePeople },
): FileIssue {
  const reword = (text: string) =>
    text.replace(REFERENCE, (_, side: Side, person: string, field?: string) =>
      formatPlace(files[side].locate(Number(person), field === undefined ? [] : [field]).place),
    );
  const { code, expected, received, hint, pointer } = problem;
  const words = { subject, expected: reword(expected), received: reword(received) };
  return { ...fileIssue(code, place, hint === undefined ? words : { ...words, hint: reword(hint) }), pointer };
}

function parsePointer(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => (/^(?:0|[1-9][0-9]{0,8})$/.test(key) ? Number(key) : key.replaceAll("~1", "/").replaceAll("~0", "~")));
}
