import * as z from "zod";
import { codes, counts, warningCodes } from "../matching/matchingFacts.js";
import { expected } from "../problem/expected.js";
import type { FindingCode } from "../readiness/report.js";

/** What a log takes from what `readiness` found. */
export function readinessFacts() {
  return z.object(
    {
      counts: counts("mentees", "mentors", "both", "seats", "pinned", "pairs", "allowedPairs", "canBeMatched"),
      findings: codes<FindingCode, Record<never, never>>({}),
      warnings: warningCodes(),
    },
    expected("E_TYPE", "what readiness returned (an object)"),
  );
}

/** How often each code occurs, in the order of the first. */
export function countCodes<Code extends string>(
  list: readonly { readonly code: Code }[],
): { readonly code: Code; readonly count: number }[] {
  const found = new Map<Code, number>();
  for (const { code } of list) found.set(code, (found.get(code) ?? 0) + 1);
  return Array.from(found, ([code, count]) => ({ code, count }));
}
