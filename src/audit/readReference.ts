import { describe, type Issue, issue, type Path, TelemachusError, throwIssues } from "../errors.js";
import { compareText, didYouMean } from "../numeric/nearest.js";
import { snapshot } from "../problem/snapshot.js";
import type { AuditGroups } from "./options.js";
import { isNames, labelOf } from "./readGroups.js";

/** By attribute, in code-unit order, and by group as it is compared: how it is spelt, and its part of the whole. */
export type ReadReference = ReadonlyMap<
  string,
  ReadonlyMap<string, { readonly shown: string; readonly weight: number }>
>;

/**
 * Reads the reference for the attributes that are asked for: all of it where none are named.
 *
 * @throws E_MISSING for an attribute that it has not; E_TYPE, E_OUT_OF_RANGE, E_DUPLICATE, E_NOT_FINITE
 */
export function readReference(reference: unknown, groups: AuditGroups | undefined): ReadReference {
  const { value, issues, notFinite, cause } = snapshot(reference, ["reference"]);
  throwIssues([...issues, ...notFinite], cause);
  if (!isObject(value) || Object.keys(value).length === 0) {
    const expected = "an object with shares or counts by attribute and group";
    throw new TelemachusError([issue("E_TYPE", ["reference"], { expected, received: describe(value) })]);
  }
  const known = Object.keys(value);
  const names = groups === undefined ? known : isNames(groups) ? groups : Object.keys(groups);
  const missing = names.filter((name) => !known.includes(name));
  throwIssues(
    missing.map((name) => {
      const problem = { expected: "a share or a count by group", received: "nothing", hint: didYouMean(name, known) };
      return issue("E_MISSING", ["reference", name], problem);
    }),
  );
  const found: Issue[] = [];
  const read = new Map([...names].sort(compareText).map((name) => [name, readAttribute(name, value[name], found)]));
  throwIssues(found);
  return read;
}

function readAttribute(attribute: string, groups: unknown, issues: Issue[]) {
  const read = new Map<string, { shown: string; weight: number }>();
  const path: Path = ["reference", attribute];
  const refuse = (code: "E_TYPE" | "E_DUPLICATE" | "E_OUT_OF_RANGE", expected: string, given: unknown, at = path) =>
    issues.push(issue(code, at, { expected, received: describe(given) }));
  if (!isObject(groups)) {
    refuse("E_TYPE", "an object with a share or a count by group", groups);
    return read;
  }
  for (const [name, weight] of Object.entries(groups)) {
    const label = labelOf(name);
    const at = [...path, name];
    if (label == null) refuse("E_TYPE", "a group's name that is not blank", name, at);
    else if (read.has(label.key)) refuse("E_DUPLICATE", "another group: this one is there", name, at);
    else if (typeof weight !== "number") refuse("E_TYPE", "a share or a count (a number)", weight, at);
    else if (weight < 0) refuse("E_OUT_OF_RANGE", "a share or a count, 0 or more", weight, at);
    else read.set(label.key, { shown: label.shown, weight });
  }
  const total = [...read.values()].reduce((sum, { weight }) => sum + weight, 0);
  if (issues.length === 0 && !(total > 0 && total < Number.MAX_SAFE_INTEGER)) {
    refuse("E_OUT_OF_RANGE", "shares or counts with a sum above 0", total);
  }
  return read;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
