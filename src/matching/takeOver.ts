import { issue, TelemachusError } from "../errors.js";
import { attachAs } from "./context.js";
import { readDecision } from "./decision.js";
import { deepFreeze } from "./deepFreeze.js";
import { firstDifference } from "./differences.js";
import type { Matching } from "./matching.js";

/**
 * A stored matching, open: `again` was made of the people and the policy that it should be from.
 *
 * @throws E_MANIFEST where the two are not the same
 */
export function takeOver<Opened extends Matching>(stored: Matching, again: Opened): Opened {
  const other = firstDifference(stored, again);
  if (other !== undefined) {
    const expected = "what these people and this policy give";
    throw new TelemachusError([
      issue("E_MANIFEST", ["matching", ...other.path], { expected, received: "something else" }),
    ]);
  }
  const decision = readDecision(stored.decision);
  return decision.state === "proposal" ? again : attachAs(deepFreeze({ ...again, decision }), again);
}
