import type { Matching } from "../matching/matching.js";
import type { People } from "../problem/people.js";
import { checkSameRun } from "./data/checkSameRun.js";
import { reportData } from "./data/reportData.js";
import { viewOf } from "./data/view.js";
import { checkReportOptions, type ReportOptions } from "./options.js";
import { renderPage } from "./page/renderPage.js";

/**
 * A matching as one HTML page to put before a committee: who is matched with whom and why, who is not, how well people
 * fit, what mentors take on, what to recruit, how groups fared, and how to check it all.
 *
 * The page is one file that fetches nothing; it can be read without its script, printed, and sent. A committee's page
 * holds nothing that people said in confidence: lived experience, requests, choices, answers of special kinds and what
 * is for an audit or for output only (`auditOnly`, `display`) are not in it, nor which pairs are ruled out or why others
 * are fixed; its scores, reasons, alternatives and comparisons are made without all that. An administrator's page holds
 * exact scores and requests, an auditor's ids in place of names.
 *
 * What a committee's page cannot keep to itself is what follows from the matching: whoever sees a fitting mentor passed
 * over, somebody left out beside a free seat, or minimums that cannot be met, may guess that something on neither side's
 * open answers stood in the way. Where much weight lies on lived experience, pairs with a low fit beside better ones that
 * are free are likely those of people who asked for some: give such a page to few. Whoever knows all open answers can
 * also match again with guesses of the others, and see which give these pairs. An `audit` tells of groups from all answers
 * as far as its own limits let it, but not by an attribute of which all who have a match, or all who have none, are of one
 * group. Texts of the caller (`title`, `notes`, names in the policy, the reason of a confirmation) stand as they are.
 *
 * The same input gives the same bytes. Time: that of scoring every pair once more, up to 40 million pairs; beyond, and
 * for some parts before, the page says what is left out.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_MANIFEST for people or a policy that it was not made from;
 * E_OPTION, E_UNKNOWN_KEY; E_TYPE and the like for what is no people
 * @example writeFileSync("report.html", renderReport(matching, people, { title: "Spring 2026" }))
 */
export function renderReport(matching: Matching, people: People, options: ReportOptions = {}): string {
  checkReportOptions(options);
  const view = viewOf(matching, options.audience ?? "committee");
  checkSameRun(view, people, options.policy);
  return renderPage(reportData(view, options));
}
