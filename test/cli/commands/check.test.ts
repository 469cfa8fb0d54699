import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const check = (given: Parameters<Desk["files"]>[0] = {}, ...more: string[]) =>
  desk.run(["check", ...desk.files(given), ...more]);

describe("telemachus check", () => {
  test("telemachus check: says what stands in the way, with a way forward, and the code is 1", async () => {
    const { code, stdout, stderr } = await check();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Mentees: 5, 4 of them can be matched
      Mentors: 3 with 4 seats
      Pairs: 15 of 15 allowed

      SEATS_SHORT: There are 4 seats for 5 mentees; at most 4 can be matched.
        Recruit mentors, or raise capacities by 1 in all.

      Warning W_NO_SIGNAL: These mentees answered nothing that a criterion could score: all their scores are 0. (elif)

      1 finding to look at before matching.
      Next: telemachus match --mentees mentees.csv --mentors mentors.csv --policy policy.json --out matching.json --report page.html
      "
    `);
  });

  test("telemachus check: where nothing stands in the way the code is 0", async () => {
    const mentees = "id,skills\nada,sql\nben,ts\n";
    const { code, stdout } = await check({ mentees });
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Mentees: 2, 2 of them can be matched
      Mentors: 3 with 4 seats
      Pairs: 6 of 6 allowed

      Nothing stands in the way of a good matching.
      Next: telemachus match --mentees mentees.csv --mentors mentors.csv --policy policy.json --out matching.json --report page.html
      "
    `);
  });

  test("telemachus check: problems of files are said as match says them", async () => {
    const given = { mentors: "id,capacity\nlin,-1\n" };
    const { code, stdout, stderr } = await check(given);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    const matched = await desk.run(["match", ...desk.files(given)]);
    expect(stderr).toBe(matched.stderr.replace(", nothing was written", ""));
  });

  test("telemachus check --json: everything that was found", async () => {
    const { code, stdout } = await check({}, "--json");
    expect(code).toBe(1);
    const found = JSON.parse(stdout);
    expect(found.counts).toMatchObject({ mentees: 5, mentors: 3, seats: 4 });
    expect(found.findings.map((finding: { code: string }) => finding.code)).toContain("SEATS_SHORT");
  });
});
