import { everyIssue, type Issue, TelemachusError } from "../errors.js";
import type { Policy } from "../policy.js";
import { policyForm } from "../policy.js";
import { checkProblem } from "../problem/checkProblem.js";
import { compileScorer } from "../score/scorer.js";
import type { Side } from "./fields.js";

/** Everything that `match` would refuse of these people under this policy: all of it, however much. */
export function checkPeople(people: { readonly [side in Side]: readonly unknown[] }, policy: Policy): readonly Issue[] {
  try {
    compileScorer(checkProblem(people, policy, policyForm));
    return [];
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    return everyIssue(error);
  }
}
