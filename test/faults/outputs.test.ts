import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { registry } from "../../src/cli/registry.js";
import { type Desk, openDesk, story } from "../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

/** Every name in the folder with what it holds, so that nothing new and nothing changed goes unseen. */
const contents = () =>
  fs
    .readdirSync(desk.folder, { withFileTypes: true })
    .map((entry) => [entry.name, entry.isFile() ? desk.read(entry.name) : "no file"])
    .sort();

describe("116: files that cannot be written", () => {
  /** Options that name something to be written, each as the only one at fault. */
  const options = ["--out", "--report", "--letters", "--rejects"] as const;
  const ending = { "--out": "json", "--report": "html", "--letters": "csv", "--rejects": "csv" };

  describe.each(options)("match %s", (option) => {
    const name = `bad.${ending[option]}`;
    const refused = async (path: string) => {
      const good = options
        .filter((other) => other !== option)
        .flatMap((other) => [other, desk.write(`good.${other.slice(2)}.${ending[other]}`, "old")]);
      const files = desk.files();
      const before = contents();
      const { code, stdout, stderr } = await desk.run(["match", ...files, ...good, option, path, "--json"]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      expect(contents()).toEqual(before);
      return JSON.parse(stdout).error.issues.map(
        (issue: { code: string; received: string }) => `${issue.code} ${issue.received}`,
      );
    };

    test("a directory, a pipe, a link, a place that is none", async () => {
      fs.mkdirSync(desk.path(name));
      expect(await refused(desk.path(name))).toEqual(["E_PATH a directory"]);
      fs.rmdirSync(desk.path(name));
      execFileSync("mkfifo", [desk.path(name)]);
      expect(await refused(desk.path(name))).toEqual(["E_PATH something else than a regular file"]);
      fs.unlinkSync(desk.path(name));
      fs.symlinkSync(desk.path("mentees.csv"), desk.path(name));
      expect(await refused(desk.path(name))).toEqual(["E_PATH something else than a regular file"]);
      expect(await refused(desk.path(`none/${name}`))).toEqual(["E_PATH a path that does not exist"]);
    });

    test("a file that is read, and a file that another option names", async () => {
      desk.files();
      fs.linkSync(desk.path("mentees.csv"), desk.path(name));
      expect(await refused(desk.path(name))).toEqual(["E_PATH one of the files to be read"]);
      const other = option === "--letters" ? "good.rejects.csv" : "good.letters.csv";
      if (ending[option] === "csv") {
        expect(await refused(desk.path(other))).toEqual(["E_PATH one that another option names too"]);
      }
    });
  });

  test("match --out twice the same", async () => {
    const out = desk.write("m.json", "old");
    const { code, stderr } = await desk.run(["match", ...desk.files(), "--out", out, "--out", desk.path("./m.json")]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      "m.json: Expected --out to be a new file, or one that can be replaced, received one that another option names too.",
    );
    expect(desk.read("m.json")).toBe("old");
  });

  test("match --out into a folder without permission", async () => {
    fs.mkdirSync(desk.path("locked"), { mode: 0o500 });
    const files = desk.files();
    const { code, stderr } = await asNobody(() => desk.run(["match", ...files, "--out", desk.path("locked/m.json")]));
    expect(code).toBe(1);
    expect(stderr).toContain("received one without permission");
  });

  test.each([1, 5, 17])(
    "a device that takes no more after %i KiB: E_IO, no part of a file, the old ones intact",
    (kibibytes) => {
      const [one, two] = [desk.write("m.json", "old"), desk.write("n.json", "old")];
      const files = desk.files({
        mentees: `id,skills\n${Array.from({ length: 60 }, (_, at) => `m${at},sql`).join("\n")}\n`,
      });
      const before = contents();
      const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
      // the shell's limit on the size of files is in KiB; going beyond it is an error like a full device
      const script = `ulimit -f ${kibibytes}; exec "$@"`;
      const argv = [process.execPath, "--import", "tsx", main, "match", ...files, "--out", one, "--out", two];
      const { status, stdout, stderr } = spawnSync("bash", ["-c", script, "bash", ...argv], {
        encoding: "utf8",
        env: { ...process.env, TSX_DISABLE_CACHE: "1" },
      });
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain(
        "m.json: Expected --out to be a new file, or one that can be replaced, received an error of the system (EFBIG).",
      );
      expect(contents()).toEqual(before);
    },
  );

  test("init never replaces a policy, and sample no files, unless told to", async () => {
    const files = desk.files().slice(0, 4);
    const before = contents();
    const init = await desk.run(["init", ...files, "--out", desk.path("policy.json"), "--yes"]);
    expect(init).toMatchObject({ code: 1, stdout: "" });
    expect(init.stderr).toContain(
      "policy.json: Expected --out to be a new file, unless --force is given, received one that is there.",
    );
    const sample = await desk.run(["sample", "--out", desk.folder]);
    expect(sample.stderr).toContain("telemachus: 3 problems, nothing was written.");
    expect(contents()).toEqual(before);
  });

  test("a path is only ever taken from the command line: names and ids that look like one are names", async () => {
    const path = desk.path("evil.json");
    const hostile = ["../../evil.json", "/etc/passwd", "--out", path, "file:///etc/passwd", "con.txt"];
    const rows = hostile.map((name, at) => `${JSON.stringify(name)},"${name}",sql,${at}`);
    const mentees = `id,name,skills,out\n${rows.join("\n")}\n`;
    const outs = [
      "--out",
      desk.path("m.json"),
      "--out",
      desk.path("m.xlsx"),
      "--report",
      desk.path("r.html"),
      "--letters",
      desk.path("l.csv"),
    ];
    const { code } = await desk.run(["match", ...desk.files({ mentees }), ...outs]);
    expect(code).toBe(0);
    const expected = ["l.csv", "m.json", "m.xlsx", "mentees.csv", "mentors.csv", "policy.json", "r.html"];
    expect(fs.readdirSync(desk.folder).sort()).toEqual(expected);
  });
});

/** Does something as a user whom permissions stop: root is stopped by none. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  fs.chmodSync(desk.folder, 0o755);
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

describe("115: hostile texts on a terminal", () => {
  const hostile = [
    "\u001b[31mred\u001b[0m",
    "\u001b]0;title\u0007",
    "\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\",
    "\u009b2J",
    "\u202eflipped\u202c",
    "\u2066isolate\u2069",
    "line\rreturn\u0008\u0000",
    "two\u2028lines",
    "\u{e0041}tag",
    "\ufeffmark\u200b",
  ];
  const name = hostile.join(" ");
  const quoted = JSON.stringify(name);
  /** Whatever a terminal could act on, or show somewhere else than where it stands. */
  const active = /[^\P{Cc}\n]|[\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

  const people = (ids: readonly string[]) =>
    JSON.stringify(
      ids.map((id) => ({ id, name, skills: [name, "sql"], display: { [name]: name }, auditOnly: { group: name } })),
    );
  const policy = { ...story.policy, name, criteria: { [name]: story.policy.criteria.skills } };
  const files = () => [
    ...["--mentees", desk.write("mentees.json", people(["ada", "ben"]))],
    ...["--mentors", desk.write("mentors.json", people(["lin", "sam"]))],
    ...["--policy", desk.write("policy.json", policy)],
  ];

  test("every command that shows people shows them inertly, in text and in JSON, with colours and without", async () => {
    expect(active.test(name)).toBe(true);
    expect(quoted).toContain("red");
    const given = files();
    const stored = desk.path("m.json");
    const commands: readonly (readonly string[])[] = [
      ["match", ...given, "--out", stored],
      ["check", ...given],
      ["explain", "ada", ...given],
      ["explain", name, ...given],
      ["why-not", "ada", "sam", ...given],
      ["what-if", "--pin", "ada=sam", ...given],
      ["what-if", "--pin", `${name}=sam`, ...given],
      ["what-if", "--weight", `${name}=2`, ...given],
      ["audit", "--groups", "group", ...given],
      ["audit", "--groups", name, ...given],
      ["compare", stored, stored],
      ["replay", stored, ...given],
      ["schema", name],
      ["sample", "--out", desk.path(name.replaceAll("/", "").replaceAll("\0", ""))],
      [name],
      ["match", `--${name}`],
    ];
    for (const argv of commands) {
      for (const more of [[], ["--json"]]) {
        const { stdout, stderr } = await desk.run([...argv, ...more]);
        expect(`${stdout}${stderr}`.length).toBeGreaterThan(0);
        expect({ argv, active: active.exec(`${stdout}${stderr}`)?.[0] }).toEqual({ argv, active: undefined });
      }
    }
    const shown = new Set(commands.map(([command]) => command));
    for (const { name: command } of registry) if (command !== "init") expect(shown).toContain(command);
  });

  test("hostile headers and cells of tables are inert in what is said of them", async () => {
    const cell = `"${name.replaceAll('"', '""').replaceAll("\0", "")}"`;
    const mentees = `id,name,${cell},skills\nada,${cell},${cell},${cell}\nben,${cell},x\n`;
    for (const argv of [["match"], ["match", "--rejects", desk.path("r.csv")], ["check"]]) {
      const { stdout, stderr } = await desk.run([...argv, ...desk.files({ mentees })]);
      expect(active.exec(`${stdout}${stderr}`)?.[0]).toBeUndefined();
    }
  });

  test("a name of 100 000 characters does not fill the screen", async () => {
    const long = "x".repeat(100_000);
    const { code, stdout } = await desk.run([
      "match",
      ...desk.files({ mentees: `id,name,skills,${long}\nada,${long},sql,y\n` }),
    ]);
    expect(code).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(500);
  });
});
