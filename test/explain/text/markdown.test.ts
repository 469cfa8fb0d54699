import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnyExplanation, type Audience, toText } from "../../../src/explain/toText.js";
import { explanations } from "../../support/explanations.js";
import { runs } from "../../support/instances.js";

const audiences: readonly Audience[] = ["mentee", "mentor", "administrator", "auditor"];

/** Marks of every kind, between signs that only people write here. */
const marks = [
  ..."*_`~#>|-+=!&;:.,/\\[](){}<>$@^%'\"?",
  ..."<script>alert(1)</script>|![x](y)|[x]: y|```|---|***|# x|> x|1. x|- x|&amp;|&#42;|http://x.y|a@b.c|\\*|\\".split(
    "|",
  ),
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...marks), fc.constantFrom("ж", "щ", " ", "\n", "\t", "    ")), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => `ж${parts.join("")}щ`);

/** What stays of markdown for a reader: escapes are the marks themselves. */
function withoutEscapes(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** Every mark of what people wrote is after a backslash: it is followed by the sign that ends people's words. */
function unescapedMarks(markdown: string): string[] {
  return [...markdown.matchAll(/ж[^жщ]*(?:ж[^жщ]*)*щ/g)].flatMap(
    ([written]) => written.replace(/\\[!-/:-@[-`{-~]/g, "").match(/[!-/:-@[-`{-~]/g) ?? [],
  );
}

describe("toText(): markdown", () => {
  test("toText(): nothing that people wrote is markup, and its reader reads what they wrote", () => {
    const seen = { told: 0, marked: 0 };
    fc.assert(
      fc.property(
        nasty.chain((written) =>
          fc.tuple(fc.constant(written), fc.oneof(...Object.values(explanations(fc.constant(written))))),
        ),
        ([written, explanation]) => {
          for (const audience of audiences) {
            const markdown = tell(explanation, audience, "markdown");
            const text = tell(explanation, audience, "text");
            if (markdown === undefined || text === undefined) continue;
            expect(unescapedMarks(markdown)).toEqual([]);
            const line = written.replace(/[\n\t]+/g, " ");
            expect(count(withoutEscapes(markdown), line)).toBe(count(text, line));
            seen.told += 1;
            if (count(text, line) > 0 && markdown !== text) seen.marked += 1;
          }
        },
      ),
      runs(500),
    );
    expect(seen.told).toBeGreaterThan(1000);
    expect(seen.marked).toBeGreaterThan(800);
  });

  test("toText(): paragraphs and lists stand apart, and say what the plain text says", () => {
    let lists = 0;
    const kinds = explanations(fc.constantFrom("ada", "lin", "Rust"));
    fc.assert(
      fc.property(fc.oneof(...Object.values(kinds)), (explanation) => {
        for (const audience of ["administrator", "auditor"] as const) {
          const markdown = tell(explanation, audience, "markdown")!;
          const blocks = markdown.split("\n\n");
          const lines = blocks.flatMap((block) => {
            if (!block.startsWith("- ")) {
              expect(block).not.toContain("\n");
              return [block];
            }
            lists += 1;
            return block.split("\n").map((item) => {
              expect(item.startsWith("- ")).toBe(true);
              return item.slice(2);
            });
          });
          // what the library names itself holds no mark but those of sentences
          expect(withoutEscapes(lines.join("\n"))).toBe(tell(explanation, audience, "text"));
        }
      }),
      runs(400),
    );
    expect(lists).toBeGreaterThan(200);
  });

  test("toText(): a list for several mentees, or several mentors, and none for one", () => {
    const list = (...names: string[]) => ({
      kind: "shortlist" as const,
      mentee: { id: "ada" },
      mentors: names.map((name, at) => ({ mentor: { id: `m${at}`, name }, score: 0.5, price: 0.1, net: 0.4 })),
    });
    const options = { audience: "mentee", format: "markdown", contact: "[us](mailto:us@example.org)" } as const;
    expect(toText(list("Lin *Zhao*", "Noor"), options)).toMatchInlineSnapshot(`
      "Mentors who may suit you, the best first:

      - Lin \\*Zhao\\*
      - Noor

      Something wrong, or any questions? Write to \\[us\\]\\(mailto\\:us\\@example\\.org\\)."
    `);
    expect(toText(list("Lin *Zhao*", "Noor"), { ...options, format: "text" })).toMatchInlineSnapshot(
      `"Mentors who may suit you, the best first: Lin *Zhao* and Noor. Something wrong, or any questions? Write to [us](mailto:us@example.org)."`,
    );
    expect(toText(list("Lin"), { audience: "mentee", format: "markdown" })).toMatchInlineSnapshot(
      `"Mentors who may suit you, the best first: Lin."`,
    );
    expect(toText(list(), { audience: "mentee" })).toMatchInlineSnapshot(
      `"There is no mentor to show you yet. This says nothing about you or your answers."`,
    );
  });
});

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** The text, or nothing where the audience may not read it. */
function tell(explanation: AnyExplanation, audience: Audience, format: "text" | "markdown"): string | undefined {
  try {
    return toText(explanation, { audience, format });
  } catch (error) {
    expect(error).toMatchObject({ code: "E_OPTION" });
    return undefined;
  }
}
