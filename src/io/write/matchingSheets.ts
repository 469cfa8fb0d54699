import { type Checks, checkOptions } from "../../matching/checkMatchOptions.js";
import type { Matching } from "../../matching/matching.js";
import type { People } from "../../problem/people.js";
import { pairsSheet } from "./pairsSheet.js";
import { programmeView, type SheetAudience } from "./programmeView.js";
import type { Sheet } from "./sheet.js";
import { summarySheet, warningsSheet } from "./summarySheets.js";
import { mentorsSheet, unmatchedSheet } from "./unmatchedSheets.js";

export interface SheetsOptions {
  /** `"committee"` where it is not given. */
  readonly audience?: SheetAudience;
}

const checks: Checks<SheetsOptions> = {
  audience: {
    expected: '"committee" or "administrator"',
    holds: (value) => value === "committee" || value === "administrator",
  },
};

/**
 * A matching as tables: pairs, unmatched mentees, mentors with their seats, warnings, and a summary with what tells the run
 * apart.
 *
 * A committee reads nothing of lived experience, requests, people to avoid or answers of special kinds, nor anything from
 * which they follow, nor which pairs are ruled out: its scores, contributions and confidences come from a second scoring
 * that never had them, and what rests on the exact scores, digests among it, is left out. What may be guessed from who is
 * matched with whom stays (see `renderReport`). An administrator reads everything; there the contributions of a pair add
 * up to its score. Time O(pairs · criteria), for unmatched mentees O(mentors · criteria) each.
 *
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID where the people are not the matching's; E_OPTION, E_UNKNOWN_KEY
 * @example await writeXlsx(matchingSheets(matching, people))
 */
export function matchingSheets(matching: Matching, people: People, options: SheetsOptions = {}): readonly Sheet[] {
  checkOptions(options, checks);
  const view = programmeView(matching, people, options.audience ?? "committee");
  return [pairsSheet(view), unmatchedSheet(view), mentorsSheet(view), warningsSheet(view), summarySheet(view)];
}
