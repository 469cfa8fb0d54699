import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const asked = (...more: string[]) => {
  const rows = Array.from({ length: 24 }, (_, at) => `m${at},sql,${at % 3 === 0 ? "women" : "men"}`);
  const policy = { ...story.policy, columns: { mentees: { "auditOnly.gender": "gender" } } };
  const mentors = "id,skills,capacity\nlin,sql,10\n";
  const files = desk.files({ policy, mentors, mentees: `id,skills,gender\n${rows.join("\n")}\n` });
  return desk.run(["audit", ...files, ...more]);
};
const table = `id,gender,shift\n${Array.from({ length: 24 }, (_, at) => `m${at},${at % 2 ? "x" : "y"},day`).join("\n")}\n`;

describe("telemachus audit", () => {
  test("telemachus audit: how groups fared, what matters first", async () => {
    const { code, stdout, stderr } = await asked("--groups", "gender");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").slice(0, 9).join("\n")).toMatchInlineSnapshot(`
      "Audit by gender
      ===============

      This is the programme's own look at its matching. It is not an independent audit.

      What matters first
      ------------------

      - All 1 mentors are matched, so match rates say nothing: what counts is how well."
    `);
    expect(stdout).toContain("How to read this");
  });

  test("telemachus audit --table: groups that the programme's files do not hold", async () => {
    const path = desk.write("groups.csv", table);
    const { stdout } = await asked("--table", path);
    expect(stdout).toContain("Audit by gender, shift");
    expect((await asked("--table", path, "--groups", "shift")).stdout).toContain("Audit by shift\n");
    const found = JSON.parse((await asked("--table", path, "--groups", "gender", "--json")).stdout);
    expect(found).toMatchObject({ kind: "audit", attributes: ["gender"], minimumCell: 5 });
  });

  test("telemachus audit --minimum-cell and --audience reach the audit", async () => {
    const json = async (...more: string[]) => JSON.parse((await asked("--groups", "gender", "--json", ...more)).stdout);
    expect((await json("--minimum-cell", "9")).minimumCell).toBe(9);
    expect(JSON.stringify(await json("--audience", "auditor"))).toContain("lowestScore");
    expect(JSON.stringify(await json())).not.toContain("lowestScore");
  });

  test("telemachus audit: groups that nobody has, and tables that lack something, are named", async () => {
    expect((await asked("--groups", "age")).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      Expected --groups to be an attribute that somebody has in auditOnly, received "age". There is "gender".
      "
    `);
    const path = desk.write("groups.csv", "ID,gender\nm1,x\nm1,y\n");
    expect((await asked("--table", path, "--groups", "gendre")).stderr).toMatchInlineSnapshot(`
      "telemachus: 2 problems.
      groups.csv:1:1: Expected the column "id" to be in the header, received no such column. Did you mean "ID"?
      groups.csv:1:1: Expected the column "gendre" to be in the header, received no such column. Did you mean "gender"?
      "
    `);
    expect((await asked("--table", desk.write("groups.csv", "id,gender\nm1,x\nm1,y\n"))).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      groups.csv:3:1: Expected id to be an id of one row only, received "m1".
      "
    `);
    expect((await asked("--table", desk.write("groups.csv", "id,gender\nzoe,x\n"))).code).toBe(1);
  });
});
