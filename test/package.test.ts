import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const printed = `[{"mentee":"ada","mentor":"lin","score":1,"confidence":1,"contributions":{"skills":1},"pinned":false,"gaveWay":[]}]\n`;

describe("the packed package", () => {
  test("brings three dependencies", () => {
    const installed = JSON.parse(readFileSync(join(folder, "node_modules/telemachus/package.json"), "utf8"));
    expect(Object.keys(installed.dependencies).sort()).toEqual(["ml-matrix", "munkres-js", "zod"]);
  });

  test("works by require", () => {
    const script = `const { match, skills } = require("telemachus"); const { munkres: solver } = require("telemachus/munkres"); ${program}`;
    expect(node("-e", script)).toBe(printed);
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
       const people: People = { mentors: [{ id: "lin", skills: ["Rust"] }], mentees: [{ id: "ada" }] };
       const score: number | undefined = match(people, { criteria: { craft: skills({ weight: 1 }) } }).pairs[0].contributions.craft;
       // @ts-expect-error no criterion has this name
       match(people, { criteria: { craft: skills({ weight: 1 }) } }).pairs[0].contributions.charm;
       console.log(score);`,
    );
    writeFileSync(
      join(folder, "user.cts"),
      `import telemachus = require("telemachus");
       import adapter = require("telemachus/munkres");
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
