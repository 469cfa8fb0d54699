import * as fs from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { registry } from "../../src/cli/registry.js";
import { type Desk, openDesk } from "../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const names = registry.map(({ name }) => name);

describe("telemachus: help", () => {
  test("telemachus --help lists every command, and the exit codes", async () => {
    const { code, stdout, stderr } = await desk.run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name, summary } of registry) expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, "m"));
    expect(stdout).toContain("130  stopped by Ctrl-C");
  });

  test("telemachus --version prints the version of package.json", async () => {
    const { version } = JSON.parse(fs.readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await desk.run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each(names)("telemachus %s --help says what it does, with its options and examples", async (name) => {
    const command = await registry.find((entry) => entry.name === name)!.load();
    const { code, stdout, stderr } = await desk.run([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(command).toMatchObject({ name, summary: registry.find((entry) => entry.name === name)!.summary });
    for (const { flags } of [...command.options, { flags: "--json" }, { flags: "--no-color" }]) {
      expect(stdout).toContain(`  ${flags} `);
    }
    for (const argument of command.arguments) expect(stdout).toContain(argument.text);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) expect(stdout).toContain(`  ${example}\n`);
    expect(stdout).toContain("Exit codes:");
  });

  test.each(names)("telemachus %s: every example of its help is a command line that can be read", async (name) => {
    const command = await registry.find((entry) => entry.name === name)!.load();
    for (const example of command.examples) {
      const [, ...words] = example.replace(/ >.*$/, "").split(" ");
      const { code, stderr } = await desk.run([...words, "--help"]);
      expect({ example, code, stderr }).toEqual({ example, code: 0, stderr: "" });
      const known = command.options.map(({ flags }) => flags.split(" ")[0]);
      for (const word of words.filter((one) => one.startsWith("--"))) expect(known).toContain(word);
    }
  });
});

describe("telemachus: misuse", () => {
  const misused = async (...argv: string[]) => {
    const { code, stdout, stderr } = await desk.run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr;
  };

  test.each<[argv: string, said: string]>([
    ["", "A command is missing."],
    ["mach", "Unknown command 'mach' (Did you mean match?)"],
    ["match --mentee a.csv", "Unknown option '--mentee' (Did you mean --mentees?)"],
    ["match extra", "Too many arguments for 'match'. Expected 0 arguments but got 1."],
    ["match", "Missing: --mentees <file>, --mentors <file>, --policy <file>."],
    ["match --mentees a.csv --policy p.json", "Missing: --mentors <file>."],
    ["match --out", "Option '--out <file>' argument missing."],
    ["match --mentees= --mentors b --policy c", "Option '--mentees <file>' argument '' is invalid. It is empty."],
    ["match --policy a --policy b", "Option '--policy <file>' argument 'b' is invalid. It is given twice."],
    [
      "match --mentees a --mentors b --policy c --out x.doc",
      'The file of --out must end in .json, .csv, .xlsx; received "x.doc".',
    ],
    ["match --mentees a --mentors b --policy c --contact me", "--contact needs --letters <file>."],
    ["match --mentees a --mentors b --policy c --groups g", "--groups needs --report <file>."],
    [
      "match --mentees a --mentors b --policy c --audience auditor",
      "--audience needs --report <file> or --out <file>.",
    ],
    [
      "match --audience everybody",
      "Option '--audience <who>' argument 'everybody' is invalid. It is one of committee, administrator, auditor.",
    ],
    ["explain", "Missing required argument 'id'."],
    ["why-not ada", "Missing required argument 'mentor'."],
    ["what-if --mentees a --mentors b --policy c", "Missing: --pin, --ban, --capacity or --weight."],
    ["audit --mentees a --mentors b --policy c", "Missing: --groups <names> or --table <file>."],
    [
      "audit --mentees a --mentors b --policy c --groups a,,b",
      "Expected names separated by commas for --groups, as in --groups gender,team.",
    ],
    [
      "audit --mentees a --mentors b --policy c --groups a --minimum-cell few",
      'Expected a whole number for --minimum-cell, received "few".',
    ],
    ["compare a.json", "Missing required argument 'other'."],
    ["compare a.json b.json --mentees c", "Either all of --mentees, --mentors and --policy are given, or none."],
    ["replay", "Missing required argument 'matching'."],
    [
      "schema persons",
      "Command-argument value 'persons' is invalid for argument 'of'. Allowed choices are people, policy.",
    ],
    ["sample", "Missing: --out <folder>."],
    ["sample --out . --mentees -3", 'Expected a whole number for --mentees, received "-3".'],
    ["init --mentees a --mentors b --out", "Option '--out <file>' argument missing."],
    ["check --polcy p.json", "Unknown option '--polcy' (Did you mean --policy?)"],
  ])("telemachus %s", async (line, said) => {
    const stderr = await misused(...line.split(" ").filter((word) => word !== ""));
    expect(stderr.split("\n")[0]).toBe(`telemachus: ${said}`);
  });

  test("telemachus: misuse is said shortly, with where to read more", async () => {
    expect(await misused("check")).toMatchInlineSnapshot(`
      "telemachus: Missing: --mentees <file>, --mentors <file>, --policy <file>.
      Help: telemachus check --help
      "
    `);
    expect(await misused()).toContain("Help: telemachus --help");
  });

  test("telemachus: what a command line holds is shown without escapes", async () => {
    expect(await misused("\u001b[31mmatch\u202e")).not.toMatch(/[^\P{C}\n]/u);
    expect(await misused("match", "--\u001b]0;x\u0007out")).not.toMatch(/[^\P{C}\n]/u);
  });
});

describe("telemachus --json", () => {
  test.each(names)("telemachus %s --json: misuse is one JSON document on stdout", async (name) => {
    const { code, stdout, stderr } = await desk.run([name, "--json", "--nonsense"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      error: {
        exitCode: 2,
        code: "E_USAGE",
        message: expect.stringContaining("Unknown option '--nonsense'"),
      },
    });
  });

  test("telemachus --json: problems of files are one JSON document on stdout, in the order of the files", async () => {
    const files = desk.files({ mentors: "id,capacity\nlin,-1\n", mentees: "id,name\nada\n" });
    const { code, stdout, stderr } = await desk.run(["match", ...files, "--json"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ exitCode: 1, code: "E_CSV", message: error.issues[0].message, unlisted: 0 });
    expect(error.issues.map(({ path }: { path: string }) => path)).toEqual(["mentees.csv:2:1", "mentors.csv:2:5"]);
  });

  test("telemachus --json: nothing in it acts on a terminal, and it reads back the same", async () => {
    const name = "A\u001b[31mda\u009b2J\u202e\u2028😀";
    const mentees = JSON.stringify([{ id: "ada", name }]);
    const [, , ...files] = desk.files();
    const { code, stdout } = await desk.run(["match", "--mentees", desk.write("m.json", mentees), ...files, "--json"]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
    expect(JSON.parse(stdout).people.mentees[0].name).toBe(name);
  });
});

describe("telemachus: colours", () => {
  const coloured = async (env: { [name: string]: string }, isTerminal: boolean, ...more: string[]) =>
    (await desk.run(["match", ...desk.files(), ...more], { env, isTerminal })).stdout.includes("\u001b[");

  test.each<[boolean, { [name: string]: string }, boolean, string[]]>([
    [true, {}, true, []],
    [false, {}, false, []],
    [false, { NO_COLOR: "1" }, true, []],
    [true, { NO_COLOR: "" }, true, []],
    [false, {}, true, ["--no-color"]],
    [true, { FORCE_COLOR: "1" }, false, []],
    [false, { FORCE_COLOR: "0" }, true, []],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true, []],
    [false, { FORCE_COLOR: "1" }, true, ["--no-color"]],
    [false, { TERM: "dumb" }, true, []],
    [false, {}, true, ["--json"]],
  ])("telemachus: colours are %s with %j on a terminal (%s) and %j", async (expected, env, isTerminal, more) => {
    expect(await coloured(env, isTerminal, ...more)).toBe(expected);
  });

  test("telemachus: colours change no other character", async () => {
    const plain = await desk.run(["match", ...desk.files()]);
    const shown = await desk.run(["match", ...desk.files()], { env: { FORCE_COLOR: "1" } });
    expect(stripVTControlCharacters(shown.stdout)).toBe(plain.stdout);
  });
});
