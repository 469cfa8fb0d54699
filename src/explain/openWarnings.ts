import type { Warning, WarningCode } from "../problem/problem.js";

/** Warnings that no answer given in confidence can cause. */
const openCodes: ReadonlySet<WarningCode> = new Set([
  "W_CONFUSABLE",
  "W_CONTRADICTORY_RULES",
  "W_DEFAULT_CAPACITY",
  "W_EMPTY_OBJECTIVE",
  "W_INCOMPLETE_CHAIN",
  "W_OVERLOADED",
]);

/** Whether somebody may read a warning who must learn of no answer given in confidence. */
export function isOpenWarning({ code }: Warning): boolean {
  return openCodes.has(code);
}
