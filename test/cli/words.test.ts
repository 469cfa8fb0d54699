import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asTyped, shellWord } from "../../src/cli/typed.js";
import { issue } from "../../src/errors.js";
import { type Desk, openDesk } from "../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const said = async (...argv: string[]) => {
  const { code, stderr } = await desk.run(argv);
  return { code, said: stderr.replace(/^telemachus: 1 problem(, nothing was written)?\.\n/, "").trim() };
};

describe("telemachus: words of the command line", () => {
  test("explain, why-not and what-if know names, and who is on the other side", async () => {
    const files = desk.files();
    expect((await said("explain", " chidi", ...files)).said).toContain("That is a name: its id is chidi.");
    expect((await said("why-not", "lin", "sam", ...files)).said).toBe(
      'Expected the mentee to be the id of a mentee, received "lin". It is the id of a mentor.',
    );
    expect((await said("what-if", "--pin", "DORA=sam", ...files)).said).toBe(
      'Expected the mentee of --pin to be the id of a mentee, received "DORA". That is a name: its id is dora.',
    );
    const twice = desk.files({ mentees: "id,name,skills\na1,Ada,sql\na2,Ada,ts\n" });
    expect((await said("explain", "Ada", ...twice)).said).toContain("That is the name of 2: a1, a2.");
  });

  test("what-if: a pin that a rule forbids names what the command line has, and nothing else", async () => {
    const policy = {
      criteria: { skills: { kind: "coverage", field: "skills", weight: 4 } },
      rules: { team: { kind: "differentAttribute", field: "team" } },
    };
    const files = desk.files({
      policy,
      mentees: "id,team,skills\nada,a,sql\n",
      mentors: "id,team,skills\nlin,a,sql\nsam,b,sql\n",
    });
    const { code, said: text } = await said("what-if", "--pin", "ada=lin", ...files);
    expect(code).toBe(1);
    expect(text).toContain("Expected --pin ada=lin to be a pair that the rules allow");
    expect(text).toContain("Only a pin in the policy itself may stand against a rule");
  });

  test.each([
    ["--capacity", "lin=1", "lin=2"],
    ["--weight", "skills=1", "skills=2"],
  ])("what-if: %s twice for one name is misuse, as either would be a guess", async (option, one, other) => {
    const { code, said: text } = await said("what-if", option, one, option, other, ...desk.files());
    expect(code).toBe(2);
    expect(text).toContain(`Expected one ${option} for`);
  });

  test.each(["0x10", "1e3", "", " ", "-1", "Infinity", "1_000", "."])(
    "what-if: a weight of %j is misuse",
    async (text) => {
      expect((await said("what-if", "--weight", `skills=${text}`, ...desk.files())).code).toBe(2);
    },
  );

  test("what-if: one pair to be pinned and banned is misuse", async () => {
    const { code, said: text } = await said("what-if", "--pin", "ada=sam", "--ban", "ada=sam", ...desk.files());
    expect(code).toBe(2);
    expect(text).toContain("received ada=sam for both");
  });

  test("match --groups: what nobody has is told before anything is matched", async () => {
    const work = { matchInWorker: () => Promise.reject(new Error("nothing is to be matched")) };
    const rows = (prefix: string) => Array.from({ length: 250 }, (_, at) => `${prefix}${at},sql`).join("\n");
    const files = desk.files({ mentees: `id,skills\n${rows("a")}\n`, mentors: `id,skills\n${rows("b")}\n` });
    const argv = ["match", ...files, "--report", desk.path("r.html"), "--groups", "gender"];
    expect((await desk.run(argv, { work })).stderr).toContain(
      'Expected --groups to be an attribute that somebody has in auditOnly, received "gender". Nobody has any',
    );
  });

  test("audit --table: rows of nobody are told with their places", async () => {
    const table = desk.write("groups.csv", "id,gender\nada,w\nzoe,m\n");
    const { code, said: text } = await said("audit", "--table", table, ...desk.files());
    expect(code).toBe(1);
    expect(text).toBe(
      'groups.csv:3:1: Expected id to be the id of a mentee or a mentor of these files, received "zoe".',
    );
  });

  test("compare: options about files need files", async () => {
    const files = desk.files();
    const out = desk.path("m.json");
    await desk.run(["match", ...files, "--out", out]);
    expect((await said("compare", out, out, "--skip-rejected")).code).toBe(2);
    expect((await said("compare", out, out)).code).toBe(0);
  });

  test("--json: help and version are JSON too, and it may stand before the command", async () => {
    expect(JSON.parse((await desk.run(["match", "--help", "--json"])).stdout).text).toContain(
      "Usage: telemachus match",
    );
    const { code, stdout } = await desk.run(["--json", "check", ...desk.files()]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  test.each([true, false])(
    "an error inside tells where it came up, and nothing of people (--json: %j)",
    async (isJson) => {
      const work = { matchInWorker: () => Promise.reject(new TypeError("Cannot read 'x' of Ada Lovelace")) };
      const rows = (prefix: string) => Array.from({ length: 250 }, (_, at) => `${prefix}${at},sql`).join("\n");
      const files = desk.files({ mentees: `id,skills\n${rows("a")}\n`, mentors: `id,skills\n${rows("b")}\n` });
      const { code, stdout, stderr } = await desk.run(["match", ...files, ...(isJson ? ["--json"] : [])], { work });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain("Lovelace");
      if (isJson) expect(JSON.parse(stdout).error).toMatchObject({ exitCode: 1, code: "E_INTERNAL" });
      else expect(stderr).toMatch(/^telemachus: An error in telemachus itself.*\nTypeError\n {4}at /);
    },
  );

  test("asTyped(): options of the library become those of the command line", () => {
    const problem = { expected: "x", received: "y" };
    expect(asTyped(issue("E_OPTION", ["options", "minimumCell"], problem)).message).toBe(
      "Expected --minimum-cell to be x, received y.",
    );
    expect(asTyped(issue("E_OPTION", ["answers", "gap"], problem)).path).toBe("--answer gap");
    expect(asTyped(issue("E_OPTION", ["mentees", 3, "options"], problem)).path).toBe("mentees[3].options");
  });

  test.each([
    ["a/b-c.csv", "a/b-c.csv"],
    ["a b.csv", '"a b.csv"'],
    ["-a.csv", '"./-a.csv"'],
    ["Zoë.csv", "Zoë.csv"],
    ["$(x).csv", "'$(x).csv'"],
    ["it's $1", "'it'\\''s $1'"],
  ])("shellWord(): %s can be typed as %s", (path, word) => {
    expect(shellWord(path)).toBe(word);
  });
});
