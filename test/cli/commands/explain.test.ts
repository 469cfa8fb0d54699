import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const explain = (id: string, ...more: string[]) => desk.run(["explain", id, ...desk.files(), ...more]);

describe("telemachus explain", () => {
  test("telemachus explain MENTEE: why, for whoever runs the programme", async () => {
    const { code, stdout, stderr } = await explain("ada");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Ada (ada) with Lin (lin): score 1, confidence 100 %.
      skills: 1 = 1 × 1. Covered: sql and ts.
      The score is of rank 1 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Sam (sam) at 0.5, without a free seat; Noor (noor) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
  });

  test("telemachus explain: a mentee without a mentor is told why, and what would help", async () => {
    expect((await explain("elif")).stdout).toMatchInlineSnapshot(`
      "Elif (elif) is unmatched (CAPACITY_SHORT): 5 mentees can have no one but 3 mentors with 4 seats, so one must stay without. Every matching with a mentor for Elif reaches less. 3 mentors are allowed for this mentee, without a free seat.
      What would help:
      One more seat at Lin (lin), Noor (noor) or Sam (sam).
      A pin with Lin (lin): the programme would lose 1 in total score. Who would change: Elif (elif) gets Lin (lin) (0); Ada (ada) loses Lin (lin) and gets nobody (−1).
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
  });

  test("telemachus explain MENTOR: whom the mentor has", async () => {
    expect((await explain("noor")).stdout).toMatchInlineSnapshot(`
      "Noor (noor) has 1 seat, and none is free.
      Chidi (chidi) with Noor (noor): score 1, confidence 100 %.
      skills: 1 = 1 × 1. Covered: design.
      The score is of rank 1 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Lin (lin) at 0, without a free seat; Sam (sam) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
  });

  test("telemachus explain --audience mentee: reasons without numbers, in words alone", async () => {
    const asked = ["--audience", "mentee", "--contact", "hello@example.org"];
    const { stdout } = await explain("ada", ...asked);
    expect(stdout).toMatchInlineSnapshot(`
      "This is a proposal: nobody has confirmed the matching yet.
      Lin can help with everything you asked for: sql and ts. Something wrong, or want someone else? Write to hello@example.org.
      "
    `);
    const { texts } = JSON.parse((await explain("ada", ...asked, "--json")).stdout);
    expect(texts.map((text: string) => `${text}\n`)).toEqual([stdout]);
  });

  test("telemachus explain: somebody on both sides is explained on both, or on the side of the reader", async () => {
    const files = desk.files({ mentees: `${story.mentees}lin,Lin,design\n` });
    const { stdout } = await desk.run(["explain", "lin", ...files]);
    expect(stdout.split("\n\n")).toHaveLength(2);
    const own = await desk.run(["explain", "lin", ...files, "--audience", "mentor"]);
    expect(own.code).toBe(0);
  });

  test("telemachus explain: an id that nobody has is named, with the nearest", async () => {
    expect(await explain("adda")).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "telemachus: 1 problem.
      Expected the id to be the id of a mentee or a mentor, received "adda". Did you mean "ada"?
      ",
        "stdout": "",
      }
    `);
  });

  test("telemachus explain --matching: of the stored matching, and of no other", async () => {
    const out = desk.path("m.json");
    await desk.run(["match", ...desk.files(), "--out", out]);
    const again = await explain("ada", "--matching", out);
    expect(again).toEqual(await explain("ada"));
    const other = desk.files({ mentees: story.mentees.replace("ts\n", "go\n") });
    const { code, stderr } = await desk.run(["explain", "ada", ...other, "--matching", out]);
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      m.json: Expected it to be the matching of these files, received one with another matching.manifest.projection. It takes the files it was made from, with --keep where it was used, and --skip-rejected where --rejects was.
      "
    `);
    expect((await explain("ada", "--matching", desk.write("x.json", { pairs: [] }))).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      x.json: Expected matching to be a matching as it was made, received something else. Expected matching.status to be "optimal" or "stable" or "infeasible", received nothing.
      "
    `);
  });

  test("telemachus explain --json: the explanation", async () => {
    const { answers } = JSON.parse((await explain("elif", "--json")).stdout);
    expect(answers.map(({ kind }: { kind: string }) => kind)).toEqual(["unmatchedMentee"]);
  });
});
