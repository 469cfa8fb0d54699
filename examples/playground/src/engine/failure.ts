import { TelemachusError } from "telemachus";
import type { Failure } from "./messages.js";

/** Errors of the library are data already; anything else is told by its message. */
export function toFailure(error: unknown): Failure {
  if (error instanceof TelemachusError) return { message: error.message, issues: error.issues, total: error.total };
  return { message: error instanceof Error ? error.message : String(error), issues: [], total: 0 };
}
