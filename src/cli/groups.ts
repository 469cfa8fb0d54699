import { MOST_ATTRIBUTES } from "../audit/options.js";
import type { Issue } from "../errors.js";
import { quote } from "../errors.js";
import { compareText, nearest } from "../numeric/nearest.js";
import { Misuse } from "./command.js";
import { Refusal } from "./problems.js";
import type { Programme } from "./programme.js";

/**
 * Checks the attributes of `--groups` before anything is matched.
 *
 * @throws Misuse for too many; Refusal (E_UNKNOWN_GROUP) with those that nobody has
 */
export function checkGroups(names: readonly string[], { people }: Pick<Programme, "people">): void {
  if (names.length > MOST_ATTRIBUTES)
    throw new Misuse(`Expected at most ${MOST_ATTRIBUTES} names for --groups, received ${names.length}.`);
  const known = new Set([...people.mentees, ...people.mentors].flatMap(({ auditOnly = {} }) => Object.keys(auditOnly)));
  const issues = names.filter((name) => !known.has(name)).map((name) => unknownGroup(name, [...known]));
  if (issues.length > 0) throw new Refusal({ issues, unlisted: 0 });
}

const LISTED = 10;

function unknownGroup(name: string, known: readonly string[]): Issue {
  const expected = "an attribute that somebody has in auditOnly";
  const near = nearest(name, known);
  const listed = [...known].sort(compareText).slice(0, LISTED).map(quote).join(", ");
  const hint =
    near !== undefined
      ? `Did you mean ${quote(near)}?`
      : known.length > 0
        ? `There ${known.length === 1 ? "is" : "are"} ${listed}${known.length > LISTED ? " and others" : ""}.`
        : `Nobody has any: the policy's columns name them, as in "auditOnly.gender": "Gender".`;
  const received = quote(name);
  const message = `Expected --groups to be ${expected}, received ${received}. ${hint}`;
  return { code: "E_UNKNOWN_GROUP", path: "--groups", pointer: "", expected, received, hint, message };
}
