import fc from "fast-check";
import { explain, match, toText } from "telemachus";
import { lettersSheet, rejectsSheet, writeCsv } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { fileIssue } from "../../../src/io/place.js";
import { loadedProgrammes } from "../../support/programmes.js";
import { problemsOf } from "../../support/refusal.js";
import { people, policy } from "../../support/story.js";

describe("lettersSheet()", () => {
  test("has a row for each person, with whom they have and what they read", () => {
    const { header, rows } = lettersSheet(match(people, policy), people, { contact: "team@example.org" });
    expect(header).toEqual(["Id", "Name", "Side", "Match ids", "Match names", "Text"]);
    expect(rows.map((row) => row.slice(0, 5))).toMatchInlineSnapshot(`
      [
        [
          "ada",
          "Ada Obi",
          "mentee",
          "lin",
          "Lin Zhao",
        ],
        [
          "ben",
          "Ben Kowalczyk",
          "mentee",
          "sam",
          "Sam Owusu",
        ],
        [
          "chidi",
          "Chidi Nwosu",
          "mentee",
          "",
          "",
        ],
        [
          "dora",
          "Dora Pappas",
          "mentee",
          "noor",
          "Noor Haddad",
        ],
        [
          "elif",
          "Elif Demir",
          "mentee",
          "lin",
          "Lin Zhao",
        ],
        [
          "lin",
          "Lin Zhao",
          "mentor",
          "ada; elif",
          "Ada Obi; Elif Demir",
        ],
        [
          "noor",
          "Noor Haddad",
          "mentor",
          "dora",
          "Dora Pappas",
        ],
        [
          "sam",
          "Sam Owusu",
          "mentor",
          "ben",
          "Ben Kowalczyk",
        ],
      ]
    `);
    expect([rows[0][5], rows[2][5], rows[5][5]]).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with your goal: becoming a technical lead. They can help with one of the two things you asked for: Rust. You are both interested in chess. You share English. They did not list public speaking. Something wrong, or want someone else? Write to team@example.org.",
        "This is a proposal: nobody has confirmed the matching yet.
      Chidi Nwosu, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next. Something wrong, or any questions? Write to team@example.org.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You can help with Ada Obi's goal: becoming a technical lead. You can help with one of the two things Ada Obi asked for: Rust. You are both interested in chess. You share English. You did not list public speaking.
      Your mentee is Elif Demir. You can help with one of Elif Demir's two goals: being promoted. You can help with one of the two things Elif Demir asked for: code review. You are both interested in running. You share English. You did not list moving into management or giving feedback.
      Something wrong, or want someone else? Write to team@example.org.",
      ]
    `);
  });

  test("its texts are those that toText has for a participant, also where a mentee has several mentors", () => {
    let several = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 5, mentors: 4, demand: 3 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const { rows } = lettersSheet(matching, people);
        expect(rows).toHaveLength(people.mentees.length + people.mentors.length);
        for (const [id, , side, , , text] of rows) {
          if (side === "mentor") {
            expect(text).toBe(toText(explain(matching, { mentor: String(id) }), { audience: "mentor" }));
            continue;
          }
          const own = matching.pairs.filter(({ mentee }) => mentee === id);
          if (own.length > 1) several++;
          const terms = { unconfirmed: "" };
          for (const { mentor } of own) {
            const told = toText(explain(matching, { mentee: String(id), mentor }), { audience: "mentee", terms });
            expect(text).toContain(told.trim());
          }
          expect(String(text).match(/This is a proposal/g)).toHaveLength(1);
        }
      }),
      { numRuns: 100 },
    );
    expect(several).toBeGreaterThan(10);
  });

  test("refuses options that are none", () => {
    const options = { contact: " ", sender: "x" } as never;
    expect(problemsOf(() => lettersSheet(match(people, policy), people, options)).map(([code]) => code)).toEqual([
      "E_OPTION",
      "E_UNKNOWN_KEY",
    ]);
  });
});

describe("rejectsSheet()", () => {
  const why = (received: string) =>
    fileIssue("E_CSV", { file: "m.csv", line: 3, column: 1 }, { subject: "the row", expected: "whole", received });

  test("keeps rows as they were under their own headers, and says why", () => {
    const rejected = [
      { line: 3, cells: ["ada", "=1", "more"], issues: [why("3 fields"), why("a formula")] },
      { line: 9, cells: ["ben"], issues: [why("1 field")] },
    ];
    const sheet = rejectsSheet({ header: ["id", "Line"], rejected }, "Left out");
    expect(sheet).toEqual({
      name: "Left out",
      header: ["id", "Line", "Beyond the header 1", "Line (2)", "Problem"],
      rows: [
        ["ada", "=1", "more", 3, `${rejected[0].issues[0].message} ${rejected[0].issues[1].message}`],
        ["ben", null, null, 9, rejected[1].issues[0].message],
      ],
    });
    expect(writeCsv(sheet)).toContain("ada,'=1,more,3,");
  });

  test("has a header where nothing was left out", () => {
    expect(rejectsSheet({ header: ["id"], rejected: [] }, "x").header).toEqual(["id", "Line", "Problem"]);
  });
});
