import fc from "fast-check";
import { match, Policy, TelemachusError } from "telemachus";
import { proposePolicy, readProgramme, writeCsv } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { anyText } from "../../support/hostileTexts.js";
import { filesOf } from "../../support/proposals.js";

const headers = [
  ..."Email|Email Address|ID|Staff number|Name|Full name|First name|Last name|Timestamp|Team|Department|Organisation".split(
    "|",
  ),
  ..."Grade|Level|Years of experience|Skills|Which skills would you like to learn?|Goals|Interests|Languages|Gender|Age".split(
    "|",
  ),
  ..."Skills [Python]|Skills [SQL]|How well do you know these? [Python]|How well do you know these? [SQL]|Location|Region".split(
    "|",
  ),
  ..."Manager|Line manager email|Time zone|Availability|When can you meet? [Monday]|When can you meet? [Friday]|First choice mentor".split(
    "|",
  ),
  ..."Second choice mentor|Who should you not be matched with?|Match with similar identity|Identity to match|Characteristics".split(
    "|",
  ),
  ..."How many mentees can you take on?|How many mentors would you like?|Biography|Anything else?|id|name|skills|seniority".split(
    "|",
  ),
  ..."capacity|demand|load|availability|timeZone|team|manager|requests.choices|requests.avoid|attributes.site|display.note".split(
    "|",
  ),
];

const cells = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "",
      "Yes",
      "No",
      "Maybe",
      "None",
      "N/A",
      "1",
      "2",
      "3 or more",
      "Senior",
      "Junior",
      "Lead",
      "SEO",
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "SQL, Rust",
      "SQL; Rust",
      "Python (advanced)",
      "Very well",
      "Not at all",
      "Mon 9-11",
      "9-11",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "Europe/London",
      "Europe/Paris",
      "2026-02-03",
      "ada@x.example",
      "lin@x.example",
      "Ada Obi",
      "Lin Zhao",
    ),
  },
  { weight: 1, arbitrary: anyText },
);

/** A file with up to eight questions, each answered out of a few cells. */
const file = (side: string) =>
  fc
    .record({
      header: fc.uniqueArray(
        fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(...headers) },
          { weight: 1, arbitrary: anyText.map((text) => text.trim()).filter((text) => text !== "") },
        ),
        {
          minLength: 1,
          maxLength: 8,
          selector: (name) =>
            name
              .replace(/[\s\p{C}]+/gu, " ")
              .replace(/^'+/, "")
              .trim(),
        },
      ),
      pools: fc.array(fc.array(cells, { minLength: 1, maxLength: 4 }), { minLength: 8, maxLength: 8 }),
      rows: fc.array(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 8 }),
    })
    .map(({ header, pools, rows }) => ({
      header: ["E-mail", ...header.map((name) => (name === "E-mail" ? "E-mail 2" : name))],
      rows: rows.map((picks, i) => [
        `${side}${i}@y.example`,
        ...header.map((_, column) => pools[column][picks[column] % pools[column].length]),
      ]),
    }));

describe("proposePolicy() on any files", () => {
  test("names every header once, and its policy is valid, reads the files and never scores what is special", async () => {
    let [read, matched, asked] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(file("a"), file("b"), async (mentees, mentors) => {
        const text = (sheet: typeof mentees) => writeCsv({ name: "x", ...sheet });
        const files = filesOf({ mentees: text(mentees), mentors: text(mentors) });
        const { policy, columns, questions, issues } = await proposePolicy(files);
        if (issues.length > 0) return;
        expect(Policy.safeParse(policy).error?.issues ?? []).toEqual([]);
        expect(columns).toHaveLength(mentees.header.length + mentors.header.length);
        for (const { field, header } of columns) {
          if (/^(?:Gender|Age)$/.test(header)) expect(field).toMatch(/^auditOnly\./);
        }
        for (const { id, proposed } of questions) await proposePolicy(files, { [id]: proposed });
        if (questions.length > 0) asked++;
        const found = await readProgramme({ ...files, policy });
        const ofPolicy = found.issues.filter(
          ({ pointer, code }) => pointer.startsWith("/policy") || code === "E_HEADER",
        );
        expect(ofPolicy).toEqual([]);
        if (found.people === undefined || found.policy === undefined) return;
        read++;
        try {
          match(found.people, found.policy);
          matched++;
        } catch (error) {
          if (!(error instanceof TelemachusError)) throw error;
          expect(error.issues).toEqual([]);
        }
      }),
      { numRuns: 250 },
    );
    expect(read).toBeGreaterThan(100);
    expect(matched).toBe(read);
    expect(asked).toBeGreaterThan(60);
  });
});
