import * as fs from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTable } from "../../../src/io.js";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const match = (given: Parameters<Desk["files"]>[0], ...more: string[]) =>
  desk.run(["match", ...desk.files(given), ...more]);

/** The cells of a file that was written, header first. */
async function cellsOf(name: string, sheet?: string): Promise<(readonly string[])[]> {
  const { table, issues } = await readTable({ name, bytes: fs.readFileSync(desk.path(name)), sheet });
  expect(issues).toEqual([]);
  return [table!.header, ...table!.rows];
}

describe("telemachus match: files", () => {
  test("telemachus match: writes each kind of file, and says so", async () => {
    const names = ["m.json", "m.csv", "m.xlsx", "page.html", "letters.csv"];
    const [json, csv, xlsx, page, letters] = names.map(desk.path);
    const outs = ["--out", json, "--out", csv, "--out", xlsx, "--report", page, "--letters", letters];
    const { code, stdout, stderr } = await match({}, ...outs, "--contact", "hello@example.org");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(
      "\nWritten: m.json\nWritten: m.csv\nWritten: m.xlsx\nWritten: page.html\nWritten: letters.csv\n",
    );
    expect(JSON.parse(desk.read("m.json")).pairs).toHaveLength(4);
    expect((await cellsOf("m.csv")).length).toBe(1 + 4);
    expect((await cellsOf("m.xlsx")).slice(1)).toHaveLength(4);
    expect(desk.read("page.html")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n?$/);
    const [header, ...rows] = await cellsOf("letters.csv");
    expect(rows.length).toBe(5 + 3);
    expect(rows.find(([id]) => id === "ada")![header.indexOf("Text")]).toContain("hello@example.org");
    expect(fs.readdirSync(desk.folder).sort()).toEqual([...names, "mentees.csv", "mentors.csv", "policy.json"].sort());
  });

  test("telemachus match: the tables of a committee are not those of an administrator", async () => {
    await match({}, "--out", desk.path("c.csv"));
    await match({}, "--out", desk.path("a.csv"), "--audience", "administrator");
    const [committee] = await cellsOf("c.csv");
    const [administrator] = await cellsOf("a.csv");
    expect(administrator).not.toEqual(committee);
  });

  test("telemachus match --report --groups: the audit is in the report", async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `m${at},sql,${at % 2 === 0 ? "northern" : "southern"}`);
    const policy = { ...story.policy, columns: { mentees: { "auditOnly.home": "home" } } };
    const given = {
      policy,
      mentees: `id,skills,home\n${rows.join("\n")}\n`,
      mentors: "id,skills,capacity\nlin,sql,9\n",
    };
    expect((await match(given, "--report", desk.path("with.html"), "--groups", "home")).code).toBe(0);
    expect((await match(given, "--report", desk.path("without.html"))).code).toBe(0);
    expect(desk.read("with.html")).toContain("northern");
    expect(desk.read("without.html")).not.toContain("northern");
    const unknown = await match(given, "--report", desk.path("page.html"), "--groups", "age");
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(fs.existsSync(desk.path("page.html"))).toBe(false);
  });

  test("telemachus match: what cannot be is written too, with why", async () => {
    const quota = { side: "mentors", attribute: "team", value: "Data", min: 3 };
    const given = {
      policy: { ...story.policy, quotas: [quota] },
      mentors: "id,skills,team\nlin,sql,Data\nsam,ts,Apps\n",
    };
    const outs = ["--out", desk.path("m.json"), "--report", desk.path("page.html"), "--letters", desk.path("l.csv")];
    const { code } = await match(given, ...outs);
    expect(code).toBe(1);
    expect(JSON.parse(desk.read("m.json")).status).toBe("infeasible");
    expect(desk.read("page.html")).toContain("</html>");
  });

  test("telemachus match --json: the matching, its people, and what was written", async () => {
    const { stdout } = await match({}, "--out", desk.path("m.json"), "--json");
    const found = JSON.parse(stdout);
    const { people, ...matching } = JSON.parse(desk.read("m.json"));
    expect(found).toEqual({
      status: "optimal",
      matching,
      people,
      rejected: { mentees: 0, mentors: 0 },
      written: ["m.json"],
    });
  });
});

describe("telemachus match --rejects", () => {
  const damaged = {
    mentees: "id,name,skills\nada,Ada,sql\nben,Ben\nada,Dora,sql\nelif,Elif,ts\n",
    mentors: "id,skills,capacity\nlin,sql,-1\nnoor,ts,1\nsam,sql,1\n",
  };

  test("telemachus match --rejects: matches the rest, and writes the rows as they were, with line and reason", async () => {
    const { code, stdout } = await match(damaged, "--rejects", desk.path("r.csv"));
    expect(code).toBe(0);
    expect(stdout).toContain("Mentees: 1, 1 of them matched\nMentors: 2 with 2 seats, 1 of them free\n");
    expect(stdout).toContain(
      "\nLeft out for problems: 3 rows of mentees and 1 row of mentors, each with its reason in r.csv\n",
    );
    const [header, ...rows] = await cellsOf("r.csv");
    expect(header).toEqual(["side", "id", "name", "skills", "Line", "Problem", "capacity"]);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ["mentees", "ada", "Ada", "sql", "2"],
      ["mentees", "ben", "Ben", "", "3"],
      ["mentees", "ada", "Dora", "sql", "4"],
      ["mentors", "lin", "", "sql", "2"],
    ]);
    expect(rows[3].slice(5)).toEqual([expect.stringContaining("received -1"), "-1"]);
  });

  test("telemachus match --rejects: as a workbook each side has a sheet", async () => {
    await match(damaged, "--rejects", desk.path("r.xlsx"));
    expect((await cellsOf("r.xlsx", "mentees")).length).toBe(1 + 3);
    expect((await cellsOf("r.xlsx", "mentors"))[0]).toEqual(["id", "skills", "capacity", "Line", "Problem"]);
  });

  test("telemachus match --rejects: where nothing is left out, an empty table replaces the last one", async () => {
    const path = desk.write("r.csv", "old");
    const { stdout } = await match({}, "--rejects", path);
    expect(stdout).toContain("Left out for problems: 0 rows of mentees and 0 rows of mentors\n");
    expect(desk.read("r.csv")).not.toContain("old");
  });

  test("telemachus match: without it any problem refuses everything", async () => {
    const { code, stderr } = await match(damaged);
    expect(code).toBe(1);
    expect(stderr).toContain("telemachus: 3 problems, nothing was written.");
  });

  test("telemachus match --rejects: a header or a policy that is wrong refuses everything all the same", async () => {
    const { code } = await match({ ...damaged, mentors: "id,id\nlin,x\n" }, "--rejects", desk.path("r.csv"));
    expect(code).toBe(1);
    expect(fs.existsSync(desk.path("r.csv"))).toBe(false);
  });
});

describe("telemachus match --keep", () => {
  const kept = async (given: Parameters<Desk["files"]>[0], last: Parameters<Desk["files"]>[0] = {}) => {
    const path = desk.path("last.json");
    await match(last, "--out", path);
    return match(given, "--keep", path);
  };
  const pairsOf = (stdout: string) => stdout.split("\n").filter((line) => /^[A-Z]\w+ +[A-Z]\w+ +\d/.test(line));

  test("telemachus match --keep: pairs stay although others would score more", async () => {
    const skills = (ada: string, ben: string) => `id,name,skills\nada,Ada,${ada}\nben,Ben,${ben}\n`;
    const mentors = "id,name,skills\nlin,Lin,sql\nsam,Sam,ts\n";
    const last = { mentees: skills("sql", "ts"), mentors };
    const now = { mentees: skills("ts", "sql"), mentors };
    expect(pairsOf((await match(now)).stdout)[0]).toMatch(/^Ada +Sam/);
    const { stdout } = await kept(now, last);
    expect(pairsOf(stdout)[0]).toMatch(/^Ada +Lin/);
    expect(stdout).toContain("Proven optimal: 2 mentees matched, then 2 current pairs kept, then total 0.000\n");
    expect(stdout).toContain("\nPairs of the earlier matching: 2 of 2 kept\n");
  });

  test("telemachus match --keep: names the pairs that are no more, and why", async () => {
    const bans = [{ mentee: "ben", mentor: "sam", reason: "they fell out" }];
    const { stdout } = await kept({
      policy: { ...story.policy, bans },
      mentors: story.mentors.replace("noor,Noor,design,1\n", "").replace("lin,Lin,sql;ts,2", "lin,Lin,sql;ts,1"),
    });
    expect(stdout.slice(stdout.indexOf("Pairs of the earlier"))).toMatchInlineSnapshot(`
      "Pairs of the earlier matching: 1 of 4 kept
        1: one of them takes no part any more (chidi with noor)
        1: rules, bans or requests no longer allow them (ben with sam)
        1: gave way to others (ada with lin)
      "
    `);
  });

  test("telemachus match --keep: as many mentees as possible come before the pairs", async () => {
    const mentors = "id,skills,team\nlin,sql,A\nsam,ts,A\n";
    const last = { policy: story.policy, mentees: "id,skills,team\nada,sql,A\n", mentors };
    const now = {
      policy: { ...story.policy, bans: [{ mentee: "ben", mentor: "sam", reason: "kin" }] },
      mentees: "id,skills,team\nada,sql,A\nben,sql,A\n",
      mentors,
    };
    const { stdout } = await kept(now, last);
    expect(stdout).toContain("Mentees: 2, 2 of them matched");
    expect(stdout).toContain("  1: gave way to others (ada with lin)\n");
  });

  test("telemachus match --keep: the stage is put in once, behind matched or behind the first", async () => {
    const stages = async (objective: unknown) => {
      const { stdout } = await kept({ policy: { ...story.policy, objective } });
      return /(?<=Proven optimal: ).*/.exec(stdout)![0];
    };
    expect(await stages("best")).toBe("total 4.000, then 4 current pairs kept");
    expect(await stages(["total", "matched"])).toBe("total 4.000, then 4 mentees matched, then 4 current pairs kept");
    expect(await stages(["continuity", "total"])).toBe("4 current pairs kept, then total 4.000");
  });

  test("telemachus match --keep: a stable matching holds no pairs, and what is no matching is named", async () => {
    const { code, stderr } = await kept({ policy: { ...story.policy, method: "stable" } });
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem, nothing was written.
      Expected policy.method to be "optimal" with --keep, as a stable matching holds no pairs, received a stable one.
      "
    `);
    const wrong = await match({}, "--keep", desk.write("x.json", { pairs: [] }));
    expect(wrong.stderr).toContain("x.json: Expected matching to be a matching as it was made");
  });

  test("telemachus match --keep --json: what became of every pair", async () => {
    const path = desk.path("last.json");
    await match({}, "--out", path);
    const { stdout } = await match({ mentors: "id,skills\nlin,sql\n" }, "--keep", path, "--json");
    expect(JSON.parse(stdout).kept).toMatchObject({
      kept: [{ mentee: "dora", mentor: "lin" }],
      gone: [
        { mentee: "ben", mentor: "sam" },
        { mentee: "chidi", mentor: "noor" },
      ],
      forbidden: [],
      gaveWay: [{ mentee: "ada", mentor: "lin" }],
    });
  });
});
