import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const data = join(root, "../shared/data/ukcs-mentor-match");
let folder: string;

/** The package as a user gets it: packed, and installed into an empty folder. */
beforeAll(() => {
  if (!existsSync(join(root, "dist/index.js"))) throw new Error("Expected dist to be built: run npm run build first.");
  folder = mkdtempSync(join(tmpdir(), "telemachus-package-"));
  npm("pack", "--pack-destination", folder, "--silent", root);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", version: "1.0.0", private: true }));
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  npm("install", "--no-audit", "--no-fund", "--silent", "--prefer-offline", `./${tarball}`);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function npm(...args: string[]): string {
  return execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
}

const program = `
  const people = { mentors: [{ id: "lin", skills: ["Rust"] }], mentees: [{ id: "ada", skills: ["rust"] }] };
  const matching = match(people, { criteria: { skills: skills({ weight: 1 }) } }, { solver });
  console.log(JSON.stringify(matching.pairs));`;
const printed = `[{"mentee":"ada","mentor":"lin","score":1,"confidence":1,"contributions":{"skills":1},"pinned":false,"tied":false,"gaveWay":[]}]\n`;

describe("the packed package", () => {
  test("brings three dependencies", () => {
    const installed = JSON.parse(readFileSync(join(folder, "node_modules/telemachus/package.json"), "utf8"));
    expect(Object.keys(installed.dependencies).sort()).toEqual(["ml-matrix", "munkres-js", "zod"]);
  });

  test("works by require", () => {
    const script = `const { match, skills } = require("telemachus"); const { munkres: solver } = require("telemachus/munkres"); ${program}`;
    expect(node("-e", script)).toBe(printed);
  });

  const inWorkers = `
    const people = { mentors: [{ id: "lin", skills: ["Rust"] }], mentees: [{ id: "ada", skills: ["rust"] }] };
    const policy = { criteria: { skills: skills({ weight: 1 }) } };
    matchInWorker(people, policy, { threads: 2 }).then((matching) => {
      console.log(JSON.stringify(matching) === JSON.stringify(match(people, policy)));
      console.log(toText(explain(matching, { mentee: "ada" }), { audience: "mentee" }));
    });`;
  const inWorkersPrinted =
    "true\nThis is a proposal: nobody has confirmed the matching yet.\nlin can help with what you asked for: rust.\n";

  test("matches in workers by require, in a folder of any name", () => {
    const odd = join(folder, "a b#c%d?e");
    cpSync(join(folder, "node_modules"), join(odd, "node_modules"), { recursive: true });
    const script = `const { match, skills, explain, toText } = require("telemachus"); const { matchInWorker } = require("telemachus/worker"); ${inWorkers}`;
    expect(execFileSync(process.execPath, ["-e", script], { cwd: odd, encoding: "utf8" })).toBe(inWorkersPrinted);
    rmSync(odd, { recursive: true });
  });

  test("matches in workers by import, with nothing else installed for their threads", () => {
    writeFileSync(
      join(folder, "worker.mjs"),
      `import { match, skills, explain, toText } from "telemachus"; import { matchInWorker } from "telemachus/worker"; ${inWorkers}`,
    );
    expect(node("worker.mjs")).toBe(inWorkersPrinted);
    // in a folder of its own the threads' file finds all it imports: it gets as far as asking for its thread
    const alone = join(folder, "alone");
    cpSync(join(folder, "node_modules/telemachus/dist/worker-thread.js"), join(alone, "thread.mjs"));
    const { stderr } = spawnSync(process.execPath, [join(alone, "thread.mjs")], { cwd: alone, encoding: "utf8" });
    expect(stderr).toContain("ReferenceError: self is not defined");
    const caller = readFileSync(join(folder, "node_modules/telemachus/dist/worker.js"), "utf8");
    // what bundlers for browsers look for, and nothing that they cannot take along
    expect(caller).toContain('new Worker(new URL("./worker-thread.js", import.meta.url), { type: "module" })');
    expect(caller.match(/^import .*/gm)?.filter((line) => line.includes("node:"))).toEqual([]);
  });

  test("works by import, and where no code may be made from strings", () => {
    writeFileSync(
      join(folder, "user.mjs"),
      `import { match, skills } from "telemachus"; import { munkres as solver } from "telemachus/munkres"; ${program}`,
    );
    expect(node("--disallow-code-generation-from-strings", "--disable-proto=throw", "user.mjs")).toBe(printed);
  });

  test("type-checks under strict settings, and knows the names of the criteria", () => {
    const options = {
      strict: true,
      module: "node16",
      moduleResolution: "node16",
      target: "es2022",
      lib: ["es2023", "dom"],
      types: [],
      noEmit: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, files: ["user.mts", "user.cts"] }),
    );
    writeFileSync(
      join(folder, "user.mts"),
      `import { match, skills, type People } from "telemachus";
       import { matchInWorker, type WorkerOptions } from "telemachus/worker";
       const people: People = { mentors: [{ id: "lin", skills: ["Rust"] }], mentees: [{ id: "ada" }] };
       const score: number | undefined = match(people, { criteria: { craft: skills({ weight: 1 }) } }).pairs[0].contributions.craft;
       const options: WorkerOptions = { threads: 2, signal: new AbortController().signal };
       const later: Promise<number | undefined> = matchInWorker(people, { criteria: { craft: skills({ weight: 1 }) } }, options).then(({ pairs }) => pairs[0].contributions.craft);
       // @ts-expect-error no criterion has this name
       matchInWorker(people, { criteria: { craft: skills({ weight: 1 }) } }).then(({ pairs }) => pairs[0].contributions.charm);
       void later;
       // @ts-expect-error no criterion has this name
       match(people, { criteria: { craft: skills({ weight: 1 }) } }).pairs[0].contributions.charm;
       console.log(score);`,
    );
    writeFileSync(
      join(folder, "user.cts"),
      `import telemachus = require("telemachus");
       import adapter = require("telemachus/munkres");
       import threads = require("telemachus/worker");
       const inWorker: Promise<telemachus.Matching<"craft">> = threads.matchInWorker({ mentors: [], mentees: [] }, { criteria: { craft: telemachus.goals({ weight: 1 }) } });
       void inWorker;
       const matching = telemachus.match({ mentors: [], mentees: [] }, { criteria: { craft: telemachus.goals({ weight: 1 }) } }, { solver: adapter.munkres });
       const total: number = matching.total;
       console.log(total);`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("has a command line that runs", () => {
    const bin = join(folder, "node_modules/.bin/telemachus");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(execFileSync(bin, ["--version"], { encoding: "utf8" })).toBe(`${version}\n`);
    expect(spawnSync(bin, ["match"], { encoding: "utf8" }).status).toBe(2);
  });

  if (!existsSync(data)) console.log(`Skipped the civil-service programme: ${data} is not there.`);
  test.skipIf(!existsSync(data))("matches the civil-service programme from CSV to JSON", () => {
    const bin = join(folder, "node_modules/.bin/telemachus");
    const [mentees, mentors] = ["mentees", "mentors"].map((side) => join(data, `large-${side}.csv`));
    const policy = join(root, "examples/policies/civilService.json");
    const out = join(folder, "matching.json");
    const args = ["match", "--mentees", mentees, "--mentors", mentors, "--policy", policy, "--out", out];
    const { status, stdout } = spawnSync(bin, args, { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain("proven optimal");
    const { status: outcome, pairs, unmatched } = JSON.parse(readFileSync(out, "utf8"));
    expect(outcome).toBe("optimal");
    expect(pairs.length + unmatched.mentees.length).toBe(500);
  });
});

describe("the packed command line", () => {
  const bin = () => join(folder, "node_modules/.bin/telemachus");
  const forms = join(root, "test/fixtures/forms");
  const desk = () => mkdtempSync(join(folder, "desk-"));

  /** From two files to a page: nothing is answered but what is asked, with what is proposed. */
  function fromFilesToPage(mentees: string, mentors: string) {
    const cwd = desk();
    const files = ["--mentees", mentees, "--mentors", mentors];
    const asked = spawnSync(bin(), ["init", ...files], { cwd, encoding: "utf8", input: "\n".repeat(8) });
    expect({ status: asked.status, stderr: asked.stderr }).toEqual({ status: 0, stderr: "" });
    const outs = [
      "--out",
      "matching.json",
      "--out",
      "tables.xlsx",
      "--report",
      "page.html",
      "--letters",
      "letters.csv",
    ];
    const argv = ["match", ...files, "--policy", "policy.json", ...outs];
    const matched = spawnSync(bin(), argv, { cwd, encoding: "utf8" });
    expect({ status: matched.status, stderr: matched.stderr }).toEqual({ status: 0, stderr: "" });
    expect(readdirSync(cwd).sort()).toEqual([
      "letters.csv",
      "matching.json",
      "page.html",
      "policy.json",
      "tables.xlsx",
    ]);
    const page = readFileSync(join(cwd, "page.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    // styles and scripts are in the page, as texts
    expect(page).toMatch(/<style>[^<]*@media/);
    expect(page).not.toContain("[object Object]");
    const replayed = spawnSync(bin(), ["replay", "matching.json", ...files, "--policy", "policy.json"], { cwd });
    expect(replayed.status).toBe(0);
    return { asked: asked.stdout, ...JSON.parse(readFileSync(join(cwd, "matching.json"), "utf8")) };
  }

  test("from the export of a form to a page, answering only what is asked", () => {
    const { status, pairs } = fromFilesToPage(join(forms, "mentees.csv"), join(forms, "mentors.csv"));
    expect(status).toBe("optimal");
    expect(pairs.length).toBeGreaterThan(20);
  });

  test.skipIf(!existsSync(data))("from the files of the civil service to a page, answering only what is asked", () => {
    const [mentees, mentors] = ["mentees", "mentors"].map((side) => join(data, `large-${side}.csv`));
    const { status, pairs, asked } = fromFilesToPage(mentees, mentors);
    expect(status).toBe("optimal");
    expect(pairs.length).toBeGreaterThan(250);
    // each question shows one answer as proposed, on a line of its own
    const questions = asked.match(/^ {2}(proposed: .*|.* \(proposed\))$/gm)?.length ?? 0;
    expect(questions).toBeGreaterThanOrEqual(1);
    expect(questions).toBeLessThanOrEqual(4);
  });

  test("a question that nobody answers is misuse, and no policy is written", () => {
    const cwd = desk();
    const files = ["--mentees", join(forms, "mentees.csv"), "--mentors", join(forms, "mentors.csv")];
    const { status, stderr } = spawnSync(bin(), ["init", ...files], { cwd, encoding: "utf8", input: "" });
    expect(status).toBe(2);
    expect(stderr).toContain("Questions are left without an answer");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "%s in mid-match ends it with %i: files are as they were, and nothing is left behind",
    async (signal, code) => {
      const cwd = crowd();
      for (const name of ["matching.json", "page.html"]) writeFileSync(join(cwd, name), "old");
      const files = ["--mentees", "mentees.csv", "--mentors", "mentors.csv", "--policy", "policy.json"];
      const names = readdirSync(cwd).sort();
      let ended: { code: number | null; signal: NodeJS.Signals | null; stderr: string } | undefined;
      // before its own code runs, and while much is read, a signal ends the process as it ends any
      for (const delay of [1500, 3000, 6000, 12_000]) {
        ended = await interrupted(["match", ...files, "--out", "matching.json", "--report", "page.html"], {
          cwd,
          signal,
          delay,
        });
        expect(readdirSync(cwd).sort()).toEqual(names);
        for (const name of ["matching.json", "page.html"]) expect(readFileSync(join(cwd, name), "utf8")).toBe("old");
        if (ended.code !== null) break;
      }
      expect(ended).toEqual({ code, signal: null, stderr: "telemachus: Stopped: files are as they were before.\n" });
    },
  );

  test("SIGINT while it waits for an answer ends it with 130, and no policy is written", async () => {
    const cwd = desk();
    const files = ["--mentees", join(forms, "mentees.csv"), "--mentors", join(forms, "mentors.csv")];
    const child = spawn(bin(), ["init", ...files], { cwd });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const ended = await new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
    expect(ended).toEqual({ code: 130, signal: null });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.skipIf(!existsSync("/dev/full"))("an output that cannot be written to is told, with code 1", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(bin(), ["schema", "policy"], {
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "telemachus: stdout could not be written (ENOSPC).\n" });
  });

  let crowded: string | undefined;

  /** A folder with a programme that takes long to match. */
  function crowd(): string {
    if (crowded !== undefined) return crowded;
    crowded = desk();
    execFileSync(bin(), ["sample", "--mentees", "6000", "--mentors", "6000", "--out", "."], { cwd: crowded });
    return crowded;
  }

  /** What comes of a process that gets a signal after so many milliseconds. */
  function interrupted(
    argv: readonly string[],
    { cwd, signal, delay }: { readonly cwd: string; readonly signal: NodeJS.Signals; readonly delay: number },
  ) {
    const child = spawn(bin(), argv, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    setTimeout(() => child.kill(signal), delay);
    return new Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>((resolve) => {
      child.on("close", (code, by) => resolve({ code, signal: by, stderr }));
    });
  }
});
