import { type Issue, TelemachusError } from "../errors.js";
import { bad, type Line } from "./lines.js";

/** Problems to tell, and how many more were found and are not listed. */
export interface Problems {
  readonly issues: readonly Issue[];
  readonly unlisted: number;
}

/** What keeps a command from being done: exit code 1. */
export class Refusal extends Error implements Problems {
  override readonly name = "Refusal";
  readonly issues: readonly Issue[];
  readonly unlisted: number;

  constructor({ issues, unlisted }: Problems) {
    super(issues[0]?.message);
    this.issues = issues;
    this.unlisted = unlisted;
  }
}

/** The problems of a library's error, or of a refusal; undefined for any other error. */
export function problemsOf(error: unknown): Problems | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof TelemachusError) return { issues: error.issues, unlisted: error.total - error.issues.length };
  return undefined;
}

const LISTED = 100;

/** Says all problems, one a line; `unlisted` counts those found beside them. */
export function problemLines({ issues, unlisted }: Problems, writes: boolean): Line[] {
  const total = issues.length + unlisted;
  const rest = total - Math.min(issues.length, LISTED);
  const count = total === 1 ? "1 problem" : `${total} problems`;
  return [
    bad(`telemachus: ${count}${writes ? ", nothing was written" : ""}.`),
    ...issues.slice(0, LISTED).map(({ message }) => message),
    ...(rest > 0 ? [`… and ${rest} more.`] : []),
  ];
}
