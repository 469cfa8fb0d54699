import type { Stage } from "../solve/assignment.js";
import { stagesOf } from "../solve/objective.js";
import type { PolicyOf } from "./policy.js";
import { stableMethodOf } from "./stableMethod.js";

/** Stages that nobody's answers change. */
const answerless: readonly Stage[] = ["matched", "priority", "balance", "continuity"];

/** Whether the lottery settles who gets a seat before anything that answers change. */
export function isDrawnFirst({ objective, method }: Pick<PolicyOf<unknown, unknown>, "objective" | "method">): boolean {
  if (stableMethodOf(method) !== undefined) return false;
  return (stagesOf(objective) ?? []).find((stage) => !answerless.includes(stage)) === "draw";
}
