import { describe, issue, throwIssues } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { AssignmentSolver } from "../solve/assignment.js";
import type { Control } from "./progress.js";

export interface MatchOptions extends Control {
  /** The kernel; the library's own by default. The pairs are the same with any. */
  readonly solver?: AssignmentSolver;
  /** Bytes that may be allocated for scores; 1 GiB by default. */
  readonly memoryLimit?: number;
  /**
   * A secret of the host's own: the manifest's digests of people are keyed with it (HMAC-SHA256), so that nobody else can
   * guess what they are of. Whoever compares with them later (`reopen`, `replay`, `checkMatching`) needs it too.
   */
  readonly digestKey?: string;
  /** Whether functions of the host's own that try to read what is blind fail with E_BLIND_READ, instead of reading nothing. Slower. */
  readonly watchReads?: boolean;
}

/** What each option has to be. */
export type Checks<Options> = {
  readonly [Name in keyof Options]-?: {
    readonly expected: string;
    readonly holds: (value: unknown) => boolean;
    readonly isRequired?: true;
  };
};

/** Short keys could be found by trying all. */
const SHORTEST_KEY = 16;

export const keyCheck = {
  expected: `a text of at least ${SHORTEST_KEY} characters`,
  holds: (value: unknown) => typeof value === "string" && value.length >= SHORTEST_KEY,
};

export const matchChecks: Checks<MatchOptions> = {
  onProgress: { expected: "a function", holds: (value) => typeof value === "function" },
  signal: { expected: "an AbortSignal", holds: (value) => typeof (value as AbortSignal | null)?.aborted === "boolean" },
  solver: {
    expected: "a solver (an object with a function solve)",
    holds: (value) => typeof (value as AssignmentSolver | null)?.solve === "function",
  },
  memoryLimit: { expected: "a number of bytes above 0", holds: (value) => typeof value === "number" && value > 0 },
  digestKey: keyCheck,
  watchReads: { expected: "true or false", holds: (value) => typeof value === "boolean" },
};

/** @throws E_OPTION, E_UNKNOWN_KEY with every option that is none */
export function checkMatchOptions(options: MatchOptions): void {
  checkOptions(options, matchChecks);
}

/** @throws E_OPTION, E_UNKNOWN_KEY with every option that is none */
export function checkOptions<Options extends object>(options: Options, checks: Checks<Options>): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throwIssues([issue("E_OPTION", ["options"], { expected: "an object of options", received: describe(options) })]);
  }
  const missing = (Object.keys(checks) as (keyof Options & string)[]).flatMap((name) => {
    const { expected, isRequired } = checks[name];
    if (isRequired !== true || options[name] !== undefined) return [];
    return [issue("E_OPTION", ["options", name], { expected, received: describe(undefined) })];
  });
  throwIssues([
    ...missing,
    ...Object.entries(options).flatMap(([name, value]) => {
      const path = ["options", name];
      if (!Object.hasOwn(checks, name)) {
        const hint = didYouMean(name, Object.keys(checks));
        return [issue("E_UNKNOWN_KEY", path, { expected: "a known option", received: "an unknown one", hint })];
      }
      const { expected, holds } = checks[name as keyof Options];
      return value === undefined || holds(value)
        ? []
        : [issue("E_OPTION", path, { expected, received: describe(value) })];
    }),
  ]);
}
