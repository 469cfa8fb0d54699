import * as z from "zod";
import { describe, formatPath, issue, type Path, quote, TelemachusError } from "../errors.js";
import { expected } from "../problem/expected.js";
import type { Cohort, CustomPerson, Side } from "./cohort.js";
import { viewForFunctions } from "./functionView.js";

const text = z.string(expected("E_TYPE", "a text")).min(1, expected("E_MISSING", "a text that is not empty"));

/** The fields by which a manifest tells functions apart. */
export const customFields = { name: text, version: text };

/** The schema of a function of the caller's own. */
export function functionSchema<Callback>() {
  return z.custom<Callback>((value) => typeof value === "function", expected("E_TYPE", "a function"));
}

/** A function of the caller's own, where it stands in the policy, and what it has to return. */
export interface CustomFunction<Answer> {
  readonly call: (mentor: CustomPerson, mentee: CustomPerson) => unknown;
  readonly path: Path;
  /** "a function that returns …" */
  readonly expected: string;
  readonly accepts: (answer: unknown) => answer is Answer;
}

/**
 * Makes a function ready for a cohort: by indices, with people as custom functions see them. Undefined where it cannot tell.
 *
 * @throws E_BLIND_READ where reads are watched; E_SCORER with the pair, and the cause where the function throws; E_SCORER_ASYNC where it returns a promise
 */
export function callCustom<Answer>(
  { call, path, expected, accepts }: CustomFunction<Answer>,
  cohort: Cohort,
): (mentee: number, mentor: number) => Answer | undefined {
  const viewOf = (side: Side) => {
    const placeOf = (index: number) => cohort.placeOf(side, index);
    return viewForFunctions(cohort[side], cohort.governance, { isWatched: cohort.isWatched, placeOf });
  };
  const [mentees, mentors] = [viewOf("mentees"), viewOf("mentors")];
  const refuseReads = (): void => {
    const read = mentees.takeRead() ?? mentors.takeRead();
    if (read === undefined) return;
    const received = `a read by ${formatPath(path)}`;
    throw new TelemachusError([issue("E_BLIND_READ", read, { expected: "read by nobody", received })]);
  };
  return (menteeIndex, mentorIndex) => {
    const [mentee, mentor] = [mentees.people[menteeIndex], mentors.people[mentorIndex]];
    const fail = (code: "E_SCORER" | "E_SCORER_ASYNC", received: string, cause?: unknown): never => {
      const pair = `for mentor ${quote(mentor.id)} and mentee ${quote(mentee.id)}`;
      const found = issue(code, path, { expected, received: `${received} ${pair}` });
      throw new TelemachusError([found], cause === undefined ? undefined : { cause });
    };
    let answer: unknown;
    try {
      answer = call(mentor, mentee);
    } catch (cause) {
      refuseReads();
      return fail("E_SCORER", "an exception", cause);
    }
    refuseReads();
    if (answer === undefined || accepts(answer)) return answer;
    if (typeof answer === "object" && answer !== null && "then" in answer) {
      // whatever becomes of it has been answered by this error
      Promise.resolve(answer).catch(() => undefined);
      return fail("E_SCORER_ASYNC", "a promise");
    }
    return fail("E_SCORER", describe(answer));
  };
}
