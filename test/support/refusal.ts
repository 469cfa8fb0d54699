import { type Matching, match, TelemachusError } from "telemachus";

/** `match` as input from outside meets it: anything may come. */
export const matchAny = match as (people: unknown, policy?: unknown, options?: unknown) => Matching;

/** The error with which a call is refused. It has to be this library's own: any other is passed on. */
export function refusal(call: () => unknown): TelemachusError {
  try {
    call();
  } catch (error) {
    if (error instanceof TelemachusError) return error;
    throw error;
  }
  throw new Error("Expected the call to be refused, but it returned.");
}

/** The problems for which a call is refused: code, path as a user would type it, JSON Pointer. */
export function problemsOf(call: () => unknown): [code: string, path: string, pointer: string][] {
  return refusal(call).issues.map(({ code, path, pointer }) => [code, path, pointer]);
}

/** The message with which a call is refused. */
export function messageOf(call: () => unknown): string {
  return refusal(call).message;
}
