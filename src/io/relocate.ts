import { formatPath, formatPointer, type Issue, type Path } from "../errors.js";
import { fieldOf, type Side } from "./fields.js";
import type { FilePeople } from "./filePeople.js";
import type { JsonFile } from "./parseJson.js";
import { type FileIssue, fileIssue, formatPlace, type Place } from "./place.js";

/** A reference to a person; quoted text, which may be anything, comes first so that it is passed over. */
const REFERENCE = /"(?:[^"\\]|\\.)*"|\b(mentees|mentors)\[([0-9]+)\](?:\.([A-Za-z]+))?(?:\.[A-Za-z]+|\[[0-9]+\])*/g;

/** The files from which people and policy came. */
export type InputFiles = { readonly [side in Side]: FilePeople } & {
  /** Absent where the policy came from no file. */
  readonly policy?: JsonFile;
};

/**
 * Says of problems found in people and policy where they stand in the files.
 *
 * A problem whose pointer starts with `/mentees/3` or `/mentors/3` becomes one at the line and column of that field, one
 * whose pointer starts with `/policy` one of the policy's file, and every mention of a person in their words a place
 * too. A problem of a field whose column the file lacks is left out, as the file's own issues have named the column;
 * one of anything else stays as it is.
 */
export function relocate(issues: readonly Issue[], files: InputFiles): (FileIssue | Issue)[] {
  return issues.flatMap((problem): (FileIssue | Issue)[] => {
    const [root, person, ...path] = parsePointer(problem.pointer);
    if (root === "policy" && files.policy !== undefined) {
      return [placed(problem, policyPlace(problem.pointer, files.policy), files)];
    }
    if ((root !== "mentees" && root !== "mentors") || typeof person !== "number") return [problem];
    const lacking = fieldOf(path, (field) => files[root].absent.has(field)) !== undefined;
    return lacking ? [] : [placed(problem, files[root].locate(person, path), files)];
  });
}

function policyPlace(pointer: string, policy: JsonFile): { place: Place; subject: string } {
  const path = parsePointer(pointer).slice(1);
  return { place: policy.place(formatPointer(path)), subject: path.length === 0 ? "the policy" : formatPath(path) };
}

function placed(problem: Issue, at: { place: Place; subject: string }, files: InputFiles): FileIssue {
  const reword = (text: string) =>
    text.replace(REFERENCE, (quoted, side: Side | undefined, person: string, field?: string) =>
      side === undefined
        ? quoted
        : formatPlace(files[side].locate(Number(person), field === undefined ? [] : [field]).place),
    );
  const { code, expected, received, hint, pointer } = problem;
  const words = { subject: at.subject, expected: reword(expected), received: reword(received) };
  const moved = fileIssue(code, at.place, hint === undefined ? words : { ...words, hint: reword(hint) });
  return { ...moved, pointer };
}

function parsePointer(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((key) =>
      /^(?:0|[1-9][0-9]{0,8})$/.test(key) ? Number(key) : key.replaceAll("~1", "/").replaceAll("~0", "~"),
    );
}
