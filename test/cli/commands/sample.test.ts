import * as fs from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleProgramme } from "../../../src/sample.js";
import { type Desk, openDesk } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const sample = (...more: string[]) => desk.run(["sample", "--out", desk.folder, ...more]);
const files = () => ["mentees.csv", "mentors.csv", "policy.json"];
const named = () =>
  ["mentees.csv", "mentors.csv", "policy.json"].flatMap((name) => [`--${name.split(".")[0]}`, desk.path(name)]);

describe("telemachus sample", () => {
  test("telemachus sample: writes files that match reads, and says how to go on", async () => {
    expect(await sample("--mentees", "12", "--mentors", "6")).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "12 mentees and 6 mentors
      Written: mentees.csv
      Written: mentors.csv
      Written: policy.json
      Next: telemachus match --mentees mentees.csv --mentors mentors.csv --policy policy.json
      ",
      }
    `);
    expect(fs.readdirSync(desk.folder).sort()).toEqual(files());
    const { code, stdout } = await desk.run(["match", ...named()]);
    expect(code).toBe(0);
    expect(stdout).toContain("Mentees: 12, ");
    expect(stdout).not.toContain("carried to display");
  });

  test("telemachus sample: the people read back are those of the sample", async () => {
    await sample("--mentees", "30", "--mentors", "15", "--seed", "7");
    const { stdout } = await desk.run(["match", ...named(), "--json"]);
    const { people } = sampleProgramme({ mentees: 30, mentors: 15, seed: 7 });
    const shown = JSON.parse(stdout).people;
    for (const side of ["mentees", "mentors"] as const) {
      const expected = people[side].map(({ id, name }) => [id, name]).sort();
      expect(shown[side].map(({ id, name }: { id: string; name: string }) => [id, name]).sort()).toEqual(expected);
    }
  });

  test("telemachus sample: the same numbers give the same files, another seed others", async () => {
    await sample("--mentees", "8", "--mentors", "4");
    const first = files().map(desk.read);
    await sample("--mentees", "8", "--mentors", "4", "--force");
    expect(files().map(desk.read)).toEqual(first);
    await sample("--mentees", "8", "--mentors", "4", "--seed", "2", "--force");
    expect(files().map(desk.read)).not.toEqual(first);
  });

  test("telemachus sample: replaces no file unless told to, writes into no folder that is not there, and not too much", async () => {
    desk.write("policy.json", "mine");
    const { code, stderr } = await sample();
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem, nothing was written.
      policy.json: Expected --out to be a new file, unless --force is given, received one that is there.
      "
    `);
    expect(fs.readdirSync(desk.folder)).toEqual(["policy.json"]);
    expect((await desk.run(["sample", "--out", desk.path("none")])).code).toBe(1);
    expect((await sample("--force", "--mentees", "100001")).stderr).toMatchInlineSnapshot(`
      "telemachus: Expected a whole number from 1 to 100000 for --mentees, received 100001.
      "
    `);
  });

  test("telemachus sample --json: what was written", async () => {
    const { stdout } = await sample("--mentees", "2", "--mentors", "1", "--json");
    expect(JSON.parse(stdout)).toEqual({ mentees: 2, mentors: 1, written: files() });
  });
});
