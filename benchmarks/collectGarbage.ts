import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: (options?: { type: "minor" }) => void = runInNewContext("gc");

/**
 * Collects young garbage, so that a timed run does not pay for the one before it. A full collection would also throw
 * away compiled code, and the next run would pay for that.
 */
export function collectGarbage(): void {
  collect({ type: "minor" });
}

/** Collects all garbage, so that memory is not counted that only making an instance took. */
export function collectAllGarbage(): void {
  // with any options at all, Node.js 20 collects young garbage only
  collect();
}
