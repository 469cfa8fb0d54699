import * as z from "zod";
import { describe, issue, quote, TelemachusError } from "../../errors.js";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, type CustomPerson, toCustomPerson } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";

/** A score of the caller's own. */
export interface Custom extends CriterionBase {
  readonly kind: "custom";
  /** Stands for the function in the manifest, with `version`. */
  readonly name: string;
  /** To be raised whenever the function changes. */
  readonly version: string;
  /**
   * From 0 to 1, or undefined where it cannot tell. It sees neither lived experience nor requests. It must be pure: the same answer for the same two people. It is
   * called once for each allowed pair when scoring, and again for pairs that are matched or explained.
   */
  readonly score: (mentor: CustomPerson, mentee: CustomPerson) => number | undefined;
}

export interface CustomEvidence {
  readonly kind: "custom";
  readonly name: string;
  readonly version: string;
}

/** A criterion of the kind custom: `{ kind: "custom", name, version, score, weight }`. It cannot be written as JSON. */
export function custom<const Options extends Omit<Custom, "kind">>(
  options: Exact<Options, Custom>,
): Options & { kind: "custom" } {
  return { kind: "custom", ...(options as Options) };
}

const text = z.string(expected("E_TYPE", "a text")).min(1, expected("E_MISSING", "a text that is not empty"));

/** Whatever the function says; undefined counts as unknown, anything else that is not from 0 to 1 is E_SCORER. */
export const customKind: CriterionKind<Custom, CustomEvidence> = {
  schema: criterionSchema("custom", {
    name: text,
    version: text,
    score: z.custom<Custom["score"]>((value) => typeof value === "function", expected("E_TYPE", "a function")),
  }) as z.ZodType<Custom>,
  missing: 0.5,
  compile,
};

function compile(criterion: Custom, cohort: Cohort, key: string): CompiledCriterion<CustomEvidence> {
  const mentees = cohort.mentees.map(toCustomPerson);
  const mentors = cohort.mentors.map(toCustomPerson);
  const score = (mentee: number, mentor: number): number => {
    const answer = call(criterion, mentors[mentor], mentees[mentee], key);
    return answer ?? Number.NaN;
  };
  return {
    asks: () => true,
    answered: () => true,
    score,
    evidence: () => ({ kind: "custom", name: criterion.name, version: criterion.version }),
  };
}

function call({ score }: Custom, mentor: CustomPerson, mentee: CustomPerson, key: string): number | undefined {
  const fail = (code: "E_SCORER" | "E_SCORER_ASYNC", received: string, cause?: unknown): never => {
    const pair = `for mentor ${quote(mentor.id)} and mentee ${quote(mentee.id)}`;
    const expected = "a function that returns a number from 0 to 1, or undefined";
    const found = issue(code, ["policy", "criteria", key, "score"], { expected, received: `${received} ${pair}` });
    throw new TelemachusError([found], cause === undefined ? undefined : { cause });
  };
  let answer: unknown;
  try {
    answer = score(mentor, mentee);
  } catch (cause) {
    return fail("E_SCORER", "an exception", cause);
  }
  if (answer === undefined) return undefined;
  // Adding 0 turns -0 into 0.
  if (typeof answer === "number" && answer >= 0 && answer <= 1) return answer + 0;
  if (typeof answer === "object" && answer !== null && "then" in answer) {
    // whatever becomes of it has been answered by this error
    Promise.resolve(answer).catch(() => undefined);
    return fail("E_SCORER_ASYNC", "a promise");
  }
  return fail("E_SCORER", describe(answer));
}
