import fc from "fast-check";
import { match, type People, type Policy, reopen } from "telemachus";
import { type Cell, matchingSheets, type Sheet, writeCsv, writeXlsx } from "telemachus/io";
import { sampleProgramme } from "telemachus/sample";
import { describe, expect, test } from "vitest";
import { cohorts, loadedProgrammes, policies, programmes, seeded } from "../../support/programmes.js";
import { problemsOf } from "../../support/refusal.js";
import { SECRET, withOtherSecrets } from "../../support/secrets.js";
import { people, policy } from "../../support/story.js";

const named = (sheets: readonly Sheet[], name: string) => sheets.find((sheet) => sheet.name === name)!;
const column = ({ header, rows }: Sheet, name: string): Cell[] => rows.map((row) => row[header.indexOf(name)]);
const nobodyReads = { side: "mentees", id: "" } as const;

describe("matchingSheets() for an administrator", () => {
  test("says everything of Ada and her cohort", () => {
    const sheets = matchingSheets(match(people, policy), people, { audience: "administrator" });
    expect(sheets.map(({ name }) => name)).toEqual(["Pairs", "Unmatched", "Mentors", "Warnings", "Summary"]);
    expect(writeCsv(named(sheets, "Pairs")).slice(1)).toMatchInlineSnapshot(`
      ""Mentee id","Mentee","Mentor id","Mentor","Score","Confidence","Contribution: experience","Contribution: goals","Contribution: interests","Contribution: skills","Fixed by the programme","Rules that gave way","Decided by lottery"
      ada,Ada Obi,lin,Lin Zhao,0.8125,1,,0.375,0.0625,0.375,FALSE,,FALSE
      ben,Ben Kowalczyk,sam,Sam Owusu,0.95,1,0.2,0.3,0.05,0.4,FALSE,,FALSE
      dora,Dora Pappas,noor,Noor Haddad,0.9375,1,,0.375,0.0625,0.5,FALSE,,FALSE
      elif,Elif Demir,lin,Lin Zhao,0.375,1,,0.1875,0.0625,0.125,FALSE,,FALSE
      "
    `);
    expect(writeCsv(named(sheets, "Unmatched")).slice(1)).toMatchInlineSnapshot(`
      ""Id","Name","Mentors missing","Code","Reason"
      chidi,Chidi Nwosu,1,CAPACITY_SHORT,"Chidi Nwosu (chidi) is unmatched (CAPACITY_SHORT): 5 mentees can have no one but 3 mentors with 4 seats, so one must stay without. Every matching with a mentor for Chidi Nwosu reaches less.
      Mentors the mentee may have: Sam Owusu (sam) at 0.25, without a free seat; Noor Haddad (noor) at 0.0625, without a free seat."
      "
    `);
    expect(writeCsv(named(sheets, "Mentors")).slice(1)).toMatchInlineSnapshot(`
      ""Id","Name","Seats","Taken","Free","Code","Why free"
      lin,Lin Zhao,2,2,0,,
      noor,Noor Haddad,1,1,0,,
      sam,Sam Owusu,1,1,0,,
      "
    `);
  });

  test("its numbers are those of the matching: contributions add up, every mentee and every seat is there", () => {
    let pairs = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 6, mentors: 4, demand: 2 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const sheets = matchingSheets(matching, people, { audience: "administrator" });
        const shown = named(sheets, "Pairs");
        const parts = [...shown.header.keys()].filter((i) => shown.header[i].startsWith("Contribution: "));
        const millionths = (cell: Cell) => Math.round(Number(cell) * 1e6);
        for (const [i, row] of shown.rows.entries()) {
          expect(row[4]).toBe(matching.pairs[i].score);
          expect(row[5]).toBe(matching.pairs[i].confidence);
          expect(parts.reduce((sum, part) => sum + millionths(row[part]), 0)).toBe(millionths(row[4]));
          pairs++;
        }
        const ids = [...column(shown, "Mentee id"), ...matching.unmatched.mentees.map(({ id }) => id)];
        expect(new Set(ids)).toEqual(new Set(people.mentees.map(({ id }) => id)));
        const mentors = named(sheets, "Mentors");
        const sum = (name: string) => column(mentors, name).reduce((total: number, cell) => total + Number(cell), 0);
        expect(sum("Taken")).toBe(matching.pairs.length);
        expect(sum("Free")).toBe(matching.manifest.counts.freeSeats);
        expect(mentors.rows).toHaveLength(people.mentors.length);
        expect(named(sheets, "Warnings").rows).toHaveLength(matching.warnings.length);
      }),
      { numRuns: 150 },
    );
    expect(pairs).toBeGreaterThan(100);
  });

  test("can be written as a workbook and as CSV files, whatever the programme", async () => {
    await fc.assert(
      fc.asyncProperty(programmes({ mentees: 5, mentors: 4 }), async ({ people, policy }) => {
        const matching = match(people, policy);
        for (const audience of ["committee", "administrator"] as const) {
          const sheets = matchingSheets(matching, people, { audience });
          for (const sheet of sheets) expect(writeCsv(sheet)).toContain("\r\n");
          expect((await writeXlsx(sheets)).length).toBeGreaterThan(1000);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("matchingSheets() for a committee", () => {
  const text = (sheets: readonly Sheet[]) => JSON.stringify(sheets);

  test("is what is asked for where no audience is named", () => {
    const matching = match(people, policy);
    expect(matchingSheets(matching, people)).toEqual(matchingSheets(matching, people, { audience: "committee" }));
    expect(text(matchingSheets(matching, people))).not.toContain("experience");
  });

  test("holds no secret of anybody, and a pair's score is the sum of what is shown", () => {
    let told = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), (programme, seed) => {
        const { people, policy } = withOtherSecrets(programme, nobodyReads, seeded(seed));
        const sheets = matchingSheets(match(people, policy), people);
        expect(text(sheets)).not.toContain(SECRET);
        const { header, rows } = named(sheets, "Pairs");
        for (const row of rows) {
          const parts = row.filter((_, i) => header[i].startsWith("Contribution: "));
          const sum = parts.reduce((total: number, part) => total + Math.round(Number(part) * 1e6), 0);
          expect(sum).toBe(Math.round(Number(row[4]) * 1e6));
          told++;
        }
      }),
      { numRuns: 150 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test("reads the same where only hidden answers differ and the same people are matched", () => {
    let [same, scores] = [0, 0];
    fc.assert(
      fc.property(cohorts({ mentees: 5, mentors: 4 }), policies(), fc.nat(), (people, drawn, seed) => {
        const policy: Policy = { ...drawn, criteria: { ...drawn.criteria, theirs: { kind: "experience", weight: 2 } } };
        const below = seeded(seed);
        const [one, other] = [0, 1].map(() => withOtherSecrets({ people, policy }, nobodyReads, below).people);
        const [first, second] = [one, other].map((given) => match(given, policy));
        const pairsOf = ({ pairs }: typeof first) =>
          JSON.stringify(pairs.map(({ mentee, mentor }) => [mentee, mentor]));
        if (pairsOf(first) !== pairsOf(second) || first.status !== second.status) return;
        const [a, b] = [matchingSheets(first, one), matchingSheets(second, other)];
        // the summary as well: no digest in it can be tried
        expect(b).toEqual(a);
        if (first.pairs.length === 0) return;
        same++;
        if (first.total !== second.total) scores++;
      }),
      { numRuns: 600 },
    );
    expect(same).toBeGreaterThan(100);
    expect(scores).toBeGreaterThan(20);
  });
});

describe("matchingSheets()", () => {
  test("is fit for a programme of a company", () => {
    const { people, policy } = sampleProgramme();
    const sheets = matchingSheets(match(people, policy), people);
    expect(named(sheets, "Pairs").header).toMatchInlineSnapshot(`
      [
        "Mentee id",
        "Mentee",
        "Mentor id",
        "Mentor",
        "Score",
        "Confidence",
        "Contribution: goals",
        "Contribution: interests",
        "Contribution: seniority",
        "Contribution: skills",
        "Fixed by the programme",
        "Rules that gave way",
      ]
    `);
    expect(named(sheets, "Unmatched").rows.slice(0, 3)).toMatchInlineSnapshot(`
      [
        [
          "jaewon-kang",
          "Jaewon Kang",
          1,
          "NO_PLACE",
          "The programme's rules allow 5 mentors; in the matching as a whole there was no place with them.",
        ],
        [
          "ngoc-duong",
          "Ngọc Dương",
          1,
          "NO_PLACE",
          "The programme's rules allow 2 mentors; in the matching as a whole there was no place with them.",
        ],
        [
          "rodrigo-rojas",
          "Rodrigo Rojas",
          1,
          "NO_ELIGIBLE_MENTOR",
          "The programme's rules allow no mentor.",
        ],
      ]
    `);
  });

  test("keeps hostile names as they are, and no cell of a file starts a formula", () => {
    const hostile: People = {
      mentees: [{ id: "=1+1", name: '=HYPERLINK("http://x")', skills: ["SQL"] }],
      mentors: [{ id: "@lin", name: "<script>alert(1)</script>", skills: ["SQL"] }],
    };
    const [pairs] = matchingSheets(match(hostile, policy), hostile);
    expect(pairs.rows[0].slice(0, 4)).toEqual(["=1+1", '=HYPERLINK("http://x")', "@lin", "<script>alert(1)</script>"]);
    expect(writeCsv(pairs)).toContain(`'=1+1,"'=HYPERLINK(""http://x"")",'@lin,<script>alert(1)</script>`);
  });

  test("refuses a stored matching, other people and options that are none", () => {
    const matching = match(people, policy);
    const stored: typeof matching = JSON.parse(JSON.stringify(matching));
    expect(problemsOf(() => matchingSheets(stored, people))).toEqual([["E_DETACHED", "matching", "/matching"]]);
    expect(matchingSheets(reopen(stored, people, policy), people)).toEqual(matchingSheets(matching, people));
    expect(problemsOf(() => matchingSheets(matching, { ...people, mentors: people.mentors.slice(1) }))).toEqual([
      ["E_UNKNOWN_ID", "people.mentors", "/people/mentors"],
    ]);
    const options = { audience: "everyone", sheet: 1 } as never;
    expect(problemsOf(() => matchingSheets(matching, people, options)).map(([code]) => code)).toEqual([
      "E_OPTION",
      "E_UNKNOWN_KEY",
    ]);
  });
});
