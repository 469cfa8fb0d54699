import { describe, expect, test } from "vitest";
import { parseCommand } from "../../src/cli/parseCommand.js";

const parse = (line: string) => parseCommand(line === "" ? [] : line.split(" "));
const problem = (line: string) => {
  const command = parse(line);
  return command.kind === "misuse" ? command.problem : command.kind;
};
const files = "--mentees a.csv --mentors b.json --policy p.json";

describe("parseCommand()", () => {
  test("parseCommand(): reads what is asked for", () => {
    expect(parse("--help")).toEqual({ kind: "help", topic: undefined });
    expect(parse("match --help")).toEqual({ kind: "help", topic: "match" });
    expect(parse("match --mentees a.csv --help")).toEqual({ kind: "help", topic: "match" });
    expect(parse("--version")).toEqual({ kind: "version" });
    expect(parse(`match ${files}`)).toEqual({
      kind: "match",
      files: { mentees: "a.csv", mentors: "b.json", policy: "p.json" },
    });
    expect(parse(`${files} --out=o.json match`)).toMatchObject({ kind: "match", files: { out: "o.json" } });
    expect(parse("match --mentees A.CSV --mentors B.Json --policy p")).toMatchObject({ kind: "match" });
  });

  test.each([
    ["", "A command is missing."],
    ["mach", 'There is no command "mach". Did you mean "match"?'],
    ["solve", 'There is no command "solve".'],
    [`match ${files} extra`, 'Expected options only, received "extra".'],
    ["match", "Missing: --mentees FILE, --mentors FILE, --policy FILE."],
    ["match --mentees a.csv --policy p.json", "Missing: --mentors FILE."],
    [`match ${files} --mentee c.csv`, 'There is no option --mentee. Did you mean "--mentees"?'],
    [`match ${files} -o o.json`, "There is no option -o."],
    [`match ${files} --version`, "There is no option --version."],
    [`match ${files} --out o.json --out q.json`, "The option --out is given twice."],
    [`match ${files} --out`, "The option --out needs a file."],
    [`match ${files} --out=`, "The option --out needs a file."],
    ["match --mentees a.xlsx --mentors b.csv --policy p.json", "The file of --mentees must end in .csv or .json."],
    ["--mentees a.csv", "There is no option --mentees."],
    ["--version=2", "The option --version takes no value."],
  ])("parseCommand(): says what is wrong with %j", (line, expected) => {
    expect(problem(line)).toBe(expected);
  });
});
