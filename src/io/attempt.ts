import { type Issue, TelemachusError } from "../errors.js";

/** Problems to tell, and how many more were found and are not listed. */
export interface Problems {
  readonly issues: readonly Issue[];
  readonly unlisted: number;
}

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: Problems };

/** The result of a step, or the problems that it threw; any other error is thrown on. */
export function attempt<Value>(step: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: step() };
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    return { ok: false, problems: { issues: error.issues, unlisted: error.total - error.issues.length } };
  }
}
