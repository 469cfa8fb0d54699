import { type Audit, type AuditOptions, audit, auditText } from "telemachus";
import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/refusal.js";
import { block, storedRound } from "./storedRound.js";

const auditOf = (round: ReturnType<typeof storedRound>, options: Partial<AuditOptions> = {}): Audit =>
  audit(round.matching, round.people, { groups: ["group"], permutations: 199, ...options });

/** What stands before the tables. */
const leadOf = (text: string) => text.slice(0, text.indexOf("Mentees:"));

describe("auditText()", () => {
  test("prints the rates in New York City's form: category, number, selected, selection rate, impact ratio", () => {
    const report = auditOf(storedRound([block("Male", 667, 1390), block("Female", 555, 1181), block(undefined, 3, 9)]));
    const text = auditText(report);
    const at = text.indexOf("Match rate, with at least one mentor");
    expect(text.slice(at, text.indexOf("\n\nAll groups", at))).toMatchInlineSnapshot(`
      "Match rate, with at least one mentor (47.5 % of 2580 in all):

        Category  Number  Selected  Selection rate  Impact ratio     95 % interval  Fisher's p  Smallest gap it could have called
        Female      1181       555          47.0 %         0.979  44.2 % to 49.8 %      0.6345                         4.0 points
        Male        1390       667          48.0 %         1.000  45.4 % to 50.6 %           –                                  –"
    `);
    expect(text).toMatch(/Not known +9/);
    const markdown = auditText(report, { format: "markdown" });
    expect(markdown).toContain("| Female | 1181 | 555 | 47.0 % | 0.979 | 44.2 % to 49.8 % | 0.6345 |");
    expect(markdown).toContain("| Category | Number | Above the median | Scoring rate | Impact ratio |");
  });

  test("leads with what matters: ratios below four-fifths and what is significant, before any table", () => {
    const text = auditText(auditOf(storedRound([block("a", 18, 20), block("b", 4, 20), block("c", 17, 20)])));
    expect(leadOf(text)).toMatchInlineSnapshot(`
      "Audit by group
      ==============

      This is the programme's own look at its matching. It is not an independent audit.

      What matters first
      ------------------

      - All 39 mentors are matched, so match rates say nothing: what counts is how well.
      - 1 impact ratio below four-fifths: match rate of mentees by group, “b” (4 of 20) against “a” (18 of 20): 0.222.
      - 4 comparisons called significant at 5 %: match rate of mentees by group, “b” against all others shown: p < 0.0001; match rate of mentees by group, “a” against all others shown: p = 0.0043; match rate of mentees by group, all groups together: p = 0.0050; match rate of mentees by group, “c” against all others shown: p = 0.0248.
      - 4 comparisons were made, 4 of them called significant; one in twenty, here 0.2, is the most that chance alone calls on average.
      - Nobody's group is known, so nothing can be said: mentors by group.
      - Groups hidden, whole or in part, because they are small or would tell of one that is: mentees by group (2).
      - The matching is a stored one, so what people could have had is left out; reopen it with people and policy to see it.

      "
    `);
  });

  test("nothing found is never worded fair", () => {
    const text = auditText(auditOf(storedRound([block("a", 10, 20), block("b", 11, 20)])));
    expect(leadOf(text)).toContain("That is not evidence that groups fared alike");
    expect(text.toLowerCase()).not.toContain("fair");
    expect(text).toContain("It is not an independent audit.");
    expect(text).toContain("Tests on rates of small groups are conservative");
  });

  test("where everybody is matched it says so first, and has the quality first", () => {
    const text = auditText(auditOf(storedRound([block("a", 9, 9), block("b", 9, 9, 0.9)])));
    expect(leadOf(text)).toMatch(/first\n-+\n\n- All 18 mentees are matched, so match rates say nothing/);
    expect(text.indexOf("Quality and choice")).toBeLessThan(text.indexOf("Match rate, with"));
  });

  test("every comparison has the smallest gap that it could have called, or that there is none", () => {
    const text = auditText(auditOf(storedRound([block("a", 3, 6), block("b", 3, 6), block("c", 20, 40)])));
    expect(text).toMatch(/c +40 +20 +50\.0 % +1\.000 [^\n]+ 1\.0000/);
    expect(text).toMatch(
      /permutation test p = 1\.0000; the smallest difference that it could have called significant is \d+\.\d points/,
    );
    expect(auditText(auditOf(storedRound([block("a", 1, 2), block("b", 1, 2)]), { minimumCell: 1 }))).toContain(
      "no difference at all could have been called significant",
    );
  });

  test("hidden groups are said to be, and nothing of them is printed", () => {
    const report = auditOf(
      storedRound([block("secret", 3, 3), block("b", 20, 31), block("c", 11, 31), block("d", 8, 8)]),
    );
    const text = auditText(report, { format: "markdown" });
    const rows = text
      .slice(0, text.indexOf("## Mentors"))
      .split("\n")
      .filter((line) => line.startsWith("| secret |"));
    expect(rows.length).toBeGreaterThan(2);
    for (const one of rows) {
      expect(one.replace("fewer than 5", "")).not.toMatch(/\d/);
      expect(one).toContain("hidden");
    }
    expect(rows[0]).toContain("hidden (fewer than 5, or would tell one)");
    expect(leadOf(text)).toContain("mentees by group (2)");
  });

  test("says what is undefined and why", () => {
    const none = auditText(auditOf(storedRound([block("a", 0, 8), block("b", 0, 8)])));
    expect(none).toContain("None of the mentees is matched");
    expect(none).toContain("ratio – (0/0)");
    expect(auditText(auditOf(storedRound([block("a", 3, 8)])))).toContain("There is one group only");
    expect(auditText(auditOf(storedRound([block(" ", 3, 8)])))).toContain("Nobody's group is known");
    expect(none).toContain("reopen it with people and policy");
    expect(none + auditText(auditOf(storedRound([block("a", 3, 8)])))).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  test("flags what is under 2 % of its side", () => {
    const text = auditText(auditOf(storedRound([block("a", 6, 9), block("b", 500, 991)])));
    expect(text).toMatch(/a +9 +0\.9 % +under 2 % of the side/);
  });

  test("labels are on one line, escaped in Markdown, and shortened", () => {
    const labels = [
      "<script>alert(1)</script>",
      "a | b",
      "two\nlines",
      "x".repeat(5000),
      "[link](http://a.b)",
      "`code`",
    ];
    const report = auditOf(storedRound(labels.map((label) => block(label, 5, 6))));
    const markdown = auditText(report, { format: "markdown" });
    expect(markdown).not.toContain("<script>");
    expect(markdown).toContain("| a \\| b | 6 |");
    expect(markdown).toContain("| two lines | 6 |");
    expect(markdown).toContain("\\[link\\]");
    expect(markdown).not.toContain("x".repeat(81));
    // as many cells in each row of a table as in its head
    const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
    const lines = markdown.split("\n");
    let rows = 0;
    lines.forEach((line, at) => {
      if (!line.startsWith("|") || !lines[at - 1].startsWith("|")) return;
      rows++;
      expect(cells(line)).toBe(cells(lines[at - 1]));
    });
    expect(rows).toBeGreaterThan(20);
    expect(auditText(report)).toContain("two lines");
  });

  test("words a stored report, and one of nobody", () => {
    const report = auditOf(storedRound([block("a", 7, 9), block("b", 5, 9)]));
    expect(auditText(JSON.parse(JSON.stringify(report)))).toBe(auditText(report));
    const { matching } = storedRound([]);
    expect(auditText(audit(matching, { mentees: [], mentors: [] }, { groups: { group: {} } }))).toContain(
      "No comparison could be made",
    );
  });

  test("refuses what is no audit, and formats that there are not", () => {
    const report = auditOf(storedRound([block("a", 7, 9)]));
    expect(problemsOf(() => auditText({} as Audit))).toEqual([["E_TYPE", "audit", "/audit"]]);
    expect(problemsOf(() => auditText(report, { format: "html" as "text" }))[0][0]).toBe("E_OPTION");
  });
});
