/** Every code an error can carry, in one place. What each stands for is told by the sentences of its issues. */
export type ErrorCode =
  | "E_ABORTED"
  | "E_BLIND_READ"
  | "E_BOUNDS"
  | "E_CAPACITY"
  | "E_CERTIFICATE"
  | "E_CONFLICT"
  | "E_CSV"
  | "E_CYCLE"
  | "E_DATE"
  | "E_DETACHED"
  | "E_DUPLICATE"
  | "E_ENCODING"
  | "E_HEADER"
  | "E_HOLE"
  | "E_ID"
  | "E_IO"
  | "E_JSON"
  | "E_KEY"
  | "E_LOG"
  | "E_MANIFEST"
  | "E_MISSING"
  | "E_NONDETERMINISTIC"
  | "E_NOT_FINITE"
  | "E_NOT_LAMINAR"
  | "E_OBJECTIVE"
  | "E_OPTION"
  | "E_OUT_OF_RANGE"
  | "E_PATH"
  | "E_POLICY_REQUIRED"
  | "E_RANGE"
  | "E_READ"
  | "E_SCALE"
  | "E_SCORER"
  | "E_SCORER_ASYNC"
  | "E_SEED"
  | "E_SHAPE"
  | "E_TOO_DEEP"
  | "E_TOO_LARGE"
  | "E_TOO_LONG"
  | "E_TYPE"
  | "E_UNICODE"
  | "E_UNKNOWN_CRITERION"
  | "E_UNKNOWN_GROUP"
  | "E_UNKNOWN_ID"
  | "E_UNKNOWN_KEY"
  | "E_UNKNOWN_RULE"
  | "E_WEIGHTS"
  | "E_WORKER"
  | "E_XLSX";

/** Where in the input something is: keys and indices from the outside in. */
export type Path = readonly (string | number)[];

/** One problem of the input. No field holds a person's data other than an id. */
export interface Issue {
  readonly code: ErrorCode;
  /** The place as a user would type it: `mentors[3].capacity`. */
  readonly path: string;
  /** The same place as a JSON Pointer (RFC 6901): `/mentors/3/capacity`. */
  readonly pointer: string;
  readonly expected: string;
  readonly received: string;
  readonly hint?: string;
  /** The whole sentence. */
  readonly message: string;
}

/** Problems beyond this many are counted in `total` but not listed. */
export const LISTED_ISSUES = 100;

/**
 * The one error this library throws.
 *
 * Invariant: `issues` holds at least one and at most 100 problems, in the order in which they stand in the input;
 * `total` counts all of them; `code` is the first one's.
 */
export class TelemachusError extends Error {
  override readonly name = "TelemachusError";
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  readonly total: number;

  /** `total` says how many there are, where `issues` are not all of them. */
  constructor(
    issues: readonly Issue[],
    { total = issues.length, ...options }: { cause?: unknown; total?: number } = {},
  ) {
    const listed = issues.slice(0, LISTED_ISSUES);
    super(summarise(listed, total), options);
    this.code = issues[0].code;
    this.issues = listed;
    this.total = total;
    if (issues.length > listed.length) whole.set(this, issues);
  }
}

/** The problems of errors that do not list all of theirs. */
const whole = new WeakMap<TelemachusError, readonly Issue[]>();

/** Every problem of an error, listed or not, as far as it was made of them. */
export function everyIssue(error: TelemachusError): readonly Issue[] {
  return whole.get(error) ?? error.issues;
}

/** Builds one issue; its sentence follows the grammar "Expected X to be …, received Y." */
export function issue(
  code: ErrorCode,
  path: Path,
  problem: { expected: string; received: string; hint?: string },
): Issue {
  const place = formatPath(path);
  const { expected, received, hint } = problem;
  const sentence = `Expected ${place === "" ? "the input" : place} to be ${expected}, received ${received}.`;
  return {
    code,
    path: place,
    pointer: formatPointer(path),
    expected,
    received,
    ...(hint === undefined ? {} : { hint }),
    message: hint === undefined ? sentence : `${sentence} ${hint}`,
  };
}

/** Throws one error for all the issues, or returns when there are none. */
export function throwIssues(issues: readonly Issue[], cause?: unknown): void {
  if (issues.length > 0) throw new TelemachusError(issues, cause === undefined ? undefined : { cause });
}

/** `["mentors", 3, "capacity"]` as `mentors[3].capacity`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$]{0,63}$/u.test(key)) text += text === "" ? key : `.${key}`;
    else text += `[${quote(key)}]`;
  }
  return text;
}

/** `["mentors", 3, "capacity"]` as `/mentors/3/capacity`. */
export function formatPointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

const LONGEST_QUOTE = 80;

/** An id or a key in quotation marks, fit for one line: shortened, and with what does not show as escapes. */
export function quote(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTE)];
  const short =
    characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("")}…` : characters.join("");
  return JSON.stringify(short).replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** Says what a value is without repeating anything personal: numbers and truth values as they are, the rest by type. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return value === null ? "null" : "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  switch (typeof value) {
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "boolean":
      return String(value);
    case "string":
      return value.trim() === "" ? "an empty text" : "a text";
    case "object":
      return "an object";
    default:
      return `a ${typeof value}`;
  }
}

function summarise(listed: readonly Issue[], total: number): string {
  if (total === 1) return listed[0].message;
  const lines = listed.map(({ message }) => `- ${message}`);
  if (total > listed.length) lines.push(`- and ${total - listed.length} more.`);
  return `${total} problems:\n${lines.join("\n")}`;
}
