import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const store = async (name: string, given: Parameters<Desk["files"]>[0] = {}) => {
  const out = desk.path(name);
  await desk.run(["match", ...desk.files(given), "--out", out]);
  return out;
};
const others = { mentors: "id,name,skills,capacity\nlin,Lin,sql;ts,1\nnoor,Noor,design,1\nsam,Sam,ts,2\n" };

describe("telemachus compare", () => {
  test("telemachus compare: pairs kept, changed, gained and lost", async () => {
    const [one, other] = [await store("a.json"), await store("b.json", others)];
    const { code, stdout, stderr } = await desk.run(["compare", one, other]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "a.json: 4 of 5 mentees matched, total score 4.000, optimal
      b.json: 4 of 5 mentees matched, total score 3.500, optimal

      Not made from the same answers: totals cannot be compared as they stand.

      3 pairs the same
      1 mentee with other mentors:
        ada: lin → sam
      "
    `);
    expect(JSON.parse((await desk.run(["compare", one, other, "--json"])).stdout)).toMatchObject({
      kept: 3,
      changed: [{ mentee: "ada", before: ["lin"], after: ["sam"] }],
      gained: [],
      lost: [],
    });
  });

  test("telemachus compare: a matching and itself", async () => {
    const one = await store("a.json");
    expect((await desk.run(["compare", one, one])).stdout).toContain("Nothing differs: 4 pairs the same");
  });

  test("telemachus compare with the files: also what the first gains in scores", async () => {
    const other = await store("b.json", others);
    const one = await store("a.json");
    const { stdout } = await desk.run(["compare", one, other, ...desk.files()]);
    expect(stdout.split("\n\n").at(-1)).toMatchInlineSnapshot(`
      "This matching and the other: Mentees matched: 4 here, 4 there. Total score: 4 here, 3.5 there. Lowest score: 1 here, 0.5 there. With this one instead of the other, the programme would gain 0.5 in total score. Better scores here: 1; worse: 0; the same: 4.
      ada: lin here, sam there (+0.5).
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
    const wrong = await desk.run(["compare", other, one, ...desk.files()]);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("b.json: Expected it to be the matching of these files");
  });

  test("telemachus compare: what is no matching is named", async () => {
    const one = await store("a.json");
    expect((await desk.run(["compare", one, desk.write("x.json", "{")])).stderr).toContain("x.json:1:2:");
    expect((await desk.run(["compare", one, desk.path("none.json")])).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      none.json: Expected the matching to be a file that can be read, received a path that does not exist.
      "
    `);
    expect((await desk.run(["compare", one, desk.write("x.json", "[]")])).code).toBe(1);
  });
});
