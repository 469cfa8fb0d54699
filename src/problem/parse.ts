import type * as z from "zod";
import { describe, type ErrorCode, type Issue, issue, type Path, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import { parseExpected } from "./expected.js";
import { PlainObject, snapshot } from "./snapshot.js";

type ZodIssue = z.core.$ZodIssue;

/** What a schema made of some input: a frozen copy to work on, or the problems. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly issues: readonly Issue[];
  /** Lists with named properties, which are not read. */
  readonly ignored: readonly Path[];
  /** What the first part that could not be read threw. */
  readonly cause: unknown;
}

/**
 * Copies input and checks it against a schema. `value` may be used only where `issues` is empty.
 *
 * Invariant: one place has problems of one kind: what is not plain data is not also reported as missing.
 */
export function parse<Value>(
  schema: z.ZodType<Value>,
  source: unknown,
  root: Path,
  allowsFunction?: (path: Path) => boolean,
): Parsed<Value> {
  const { value, issues, notFinite, ignored, cause } = snapshot(source, root, allowsFunction);
  const unreadable = new Set(issues.map(({ pointer }) => pointer));
  if (issues.some(({ code }) => code === "E_TOO_LARGE")) return { value: value as Value, issues, ignored, cause };
  const found = holdsInParts(schema, value) ? [] : check(schema, value, root);
  const unfit = found.filter(({ pointer }) => !unreadable.has(pointer));
  const named = new Set(unfit.map(({ pointer }) => pointer));
  const unnamed = notFinite.filter(({ pointer }) => !named.has(pointer));
  return { value: value as Value, issues: [...issues, ...unfit, ...unnamed], ignored, cause };
}

/** Entries of a long list that are checked together: a schema makes a copy of what it checks. */
const PART = 1000;
/** The lists whose entries a schema asks nothing about together. */
const independent = ["mentees", "mentors"];

/** Whether a schema holds for each part of an object's long lists, and so for the whole; false where there are none. */
function holdsInParts(schema: z.ZodType, value: unknown): boolean {
  const lists = Object.entries(value ?? {}).filter(
    ([key, list]) => independent.includes(key) && Array.isArray(list) && list.length > PART,
  );
  const without = Object.fromEntries(lists.map(([key]) => [key, []]));
  const holds = ([key, list]: [string, unknown[]]) => {
    for (let from = 0; from < list.length; from += PART) {
      const part = { ...without, [key]: list.slice(from, from + PART) };
      if (!schema.safeParse(Object.assign(new PlainObject(), value, part)).success) return false;
    }
    return true;
  };
  return lists.length > 0 && lists.every(holds);
}

/** The schema's own recursion gives out where hundreds of thousands of entries are at fault. */
function check(schema: z.ZodType, value: unknown, root: Path): Issue[] {
  try {
    const checked = schema.safeParse(value);
    return checked.success ? [] : readIssues(checked.error.issues, value, root);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const expected = "data in which not hundreds of thousands of entries are at fault";
    return [issue("E_TOO_LARGE", root, { expected, received: "such data" })];
  }
}

function readIssues(found: readonly ZodIssue[], value: unknown, root: Path): Issue[] {
  return found.flatMap((one) => readIssue(one, value, root));
}

function readIssue(found: ZodIssue, value: unknown, root: Path): Issue[] {
  const inner = found.path as Path;
  const path = [...root, ...inner];
  const received = valueAt(value, inner);
  if (found.code === "invalid_union" && found.errors.length > 0) return [...readUnion(found, received, path)];

  const stated = parseExpected(found.message);
  if (found.code === "unrecognized_keys") {
    const known = JSON.parse(stated?.expected ?? "[]") as string[];
    return found.keys.map((key) => unknownKey([...path, key], key, known));
  }
  if (found.code === "invalid_union") return [unknownKind(found, received, path)];
  const { code, expected } = stated ?? { code: "E_TYPE" as const, expected: phraseOf(found) };
  const hint = NAMES.includes(code) ? nearestName(found, received) : undefined;
  // nothing at all, where a whole argument is due, is of the wrong type rather than missing
  const isMissing = received === undefined && path.length > 0;
  return [issue(isMissing ? "E_MISSING" : code, path, { expected, received: say(received, path), hint })];
}

/** The codes of words that are names, of which there are so many that the nearest is worth naming. */
const NAMES: readonly ErrorCode[] = ["E_OBJECTIVE", "E_OPTION"];

function nearestName(found: ZodIssue, received: unknown): string | undefined {
  if (found.code !== "invalid_value" || typeof received !== "string") return undefined;
  return didYouMean(received, found.values.map(String));
}

/** Of the alternatives of a union, reports the one that the value was most likely meant for: an object for an object. */
function readUnion(found: Extract<ZodIssue, { code: "invalid_union" }>, received: unknown, path: Path): Issue[] {
  const fitting = found.errors.find((errors) =>
    errors.every((one) => one.path.length > 0 || !isOfOtherType(one, received)),
  );
  if (fitting !== undefined && received !== undefined) return readIssues(fitting, received, path);
  const phrases = found.errors.flatMap((errors) =>
    errors.slice(0, 1).map((first) => parseExpected(first.message)?.expected ?? phraseOf(first)),
  );
  const stated = parseExpected(found.message) ?? { code: "E_TYPE" as const, expected: phrases.join(", or ") };
  if (received === undefined) return [issue("E_MISSING", path, { expected: stated.expected, received: "nothing" })];
  return [issue(stated.code, path, { expected: stated.expected, received: say(received, path) })];
}

/** Words are asked for by listing them, so that anything else but a text is of another type. */
function isOfOtherType({ code }: ZodIssue, received: unknown): boolean {
  return code === "invalid_type" || (code === "invalid_value" && typeof received !== "string");
}

/** A `kind` that no criterion or no rule has. */
function unknownKind(found: ZodIssue, received: unknown, path: Path): Issue {
  const { options = [] } = found as { options?: readonly string[] };
  const stated = parseExpected(found.message) ?? { code: "E_TYPE" as const, expected: "a known kind" };
  const hint = typeof received === "string" ? didYouMean(received, options) : undefined;
  const expected = `${stated.expected} (${options.join(", ")})`;
  return issue(stated.code, path, { expected, received: say(received, path), hint });
}

function unknownKey(path: Path, key: string, known: readonly string[]): Issue {
  return issue("E_UNKNOWN_KEY", path, {
    expected: "a known key",
    received: "an unknown one",
    hint: didYouMean(key, known),
  });
}

/** A policy's texts are nobody's answers, so they may be repeated; all but what it says of single people. */
function say(received: unknown, path: Path): string {
  return typeof received === "string" && !isOfPeople(path) ? quote(received) : describe(received);
}

function isOfPeople(path: Path): boolean {
  return path[0] !== "policy" || ["pins", "bans", "history"].includes(String(path[1]));
}

function phraseOf(found: ZodIssue): string {
  return found.code === "invalid_type" ? `a ${found.expected}` : "valid";
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) at = (at as Record<string | number, unknown> | undefined | null)?.[key];
  return at;
}
