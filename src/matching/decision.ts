import { issue, TelemachusError } from "../errors.js";
import type { Decision } from "./matching.js";

const isFilled = (value: unknown) => typeof value === "string" && value.trim() !== "";

/** The decision of a stored matching. @throws E_MANIFEST for anything else */
export function readDecision(stored: unknown): Decision {
  const { state, actor, reason } = (stored ?? {}) as { readonly [part: string]: unknown };
  if (state === "proposal") return { state };
  if (state === "confirmed" && isFilled(actor) && isFilled(reason)) {
    return { state, actor: actor as string, reason: reason as string };
  }
  const expected = "a proposal, or a confirmation with an actor and a reason";
  throw new TelemachusError([issue("E_MANIFEST", ["matching", "decision"], { expected, received: "something else" })]);
}
