import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { match, type People, type Person } from "telemachus";
import { describe, expect, test } from "vitest";
import { formatPeople } from "../examples/sample/formatPeople.js";
import { generatePeople } from "../examples/sample/generate.js";
import { policy } from "../examples/sample/policy.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const peopleFile = readFileSync(`${root}examples/sample/people.json`, "utf8");
const people: People = JSON.parse(peopleFile);
const everybody: readonly Person[] = [...people.mentees, ...people.mentors];

/** What a script prints; it fails on any other exit code than 0, and on a word to stderr. */
async function run(script: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(`${root}node_modules/.bin/tsx`, [script], { cwd: root });
  expect(stderr).toBe("");
  return stdout;
}

describe("the sample programme", () => {
  test("generatePeople(): draws the committed people again, byte for byte", () => {
    expect(formatPeople(generatePeople())).toBe(peopleFile);
  });

  test("generatePeople(): draws other people from another seed", () => {
    expect(formatPeople(generatePeople(1))).not.toBe(peopleFile);
  });

  test("people.json: 120 mentees and 50 mentors with ids of their own and a few seats too few", () => {
    expect(people.mentees).toHaveLength(120);
    expect(people.mentors).toHaveLength(50);
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(170);
    expect(everybody.filter(({ id }) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
    const seats = people.mentors.reduce((sum, { capacity = policy.capacity }) => sum + capacity, 0);
    expect(seats).toBe(115);
  });

  test("people.json: a fifth of the mentees ask for a lived experience and a third of the mentors disclose one", () => {
    const asking = people.mentees.filter(({ requests }) => requests?.livedExperiences !== undefined);
    const disclosing = people.mentors.filter(({ livedExperiences }) => livedExperiences !== undefined);
    const shown = disclosing.filter(({ livedExperiences }) => livedExperiences?.some((one) => typeof one === "object"));
    expect([asking.length, disclosing.length, shown.length]).toMatchInlineSnapshot();
  });

  test("people.json: management chains of several levels, none of them a circle", () => {
    const managerOf = new Map(everybody.map(({ id, manager }) => [id, manager]));
    const lengths = everybody.map(({ id }) => {
      const chain = new Set<string>();
      for (let above = managerOf.get(id); above !== undefined; above = managerOf.get(above)) {
        expect(chain.has(above)).toBe(false);
        chain.add(above);
      }
      return chain.size;
    });
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(4);
    expect(lengths.filter((length) => length >= 2).length).toBeGreaterThan(50);
  });

  test("people.json: what is wanted most is offered by few", () => {
    const wanted = people.mentees.filter((mentee) => names(mentee).includes("public speaking")).length;
    const offered = people.mentors.filter((mentor) => names(mentor).includes("public speaking")).length;
    expect(wanted).toBeGreaterThan(2 * offered);
  });
});

function names({ skills = [] }: Person): string[] {
  return skills.map((skill) => (typeof skill === "string" ? skill : skill.name));
}

describe("npm run demo", () => {
  test("the headline's numbers are those of the people file and of the matching", async () => {
    const output = await run("examples/demo.ts");
    const matching = match(people, policy);
    const [, matched, mentees, mentors, seats] =
      /(\d+) of (\d+) mentees have a mentor.*?(\d+) mentors.*?(\d+) seats/s.exec(output)!.map(Number);
    expect(mentees).toBe(people.mentees.length);
    expect(mentors).toBe(people.mentors.length);
    expect(seats).toBe(people.mentors.reduce((sum, { capacity = policy.capacity }) => sum + capacity, 0));
    expect(matched).toBe(matching.pairs.length);
    expect(matched + matching.unmatched.mentees.length).toBe(mentees);
    expect(output).toContain(`Total score ${matching.total.toFixed(2)}`);
  });

  test("it names everybody who is unmatched, shows why, and fits into 100 columns", async () => {
    const output = await run("examples/demo.ts");
    const { unmatched } = match(people, policy);
    expect(unmatched.mentees.length).toBeGreaterThan(0);
    for (const { id } of unmatched.mentees) {
      expect(output).toContain(people.mentees.find((mentee) => mentee.id === id)!.name);
    }
    expect(output.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("no participant's words hold an experience that its owner did not choose to show", async () => {
    const output = await run("examples/demo.ts");
    const words = output.slice(0, output.indexOf("administrator"));
    expect(words.length).toBeGreaterThan(200);
  });
});

describe("the numbered examples", () => {
  test("each has a test here and a line in examples/README.md", () => {
    const scripts = readdirSync(`${root}examples`).filter((file) => /^\d\d-/.test(file));
    const page = readFileSync(`${root}examples/README.md`, "utf8");
    const tests = readFileSync(fileURLToPath(import.meta.url), "utf8");
    expect(scripts.length).toBeGreaterThanOrEqual(6);
    for (const script of scripts) {
      expect(page).toContain(`npx tsx examples/${script}`);
      expect(tests).toContain(`run("examples/${script}")`);
    }
  });

  test("01-first-match.ts", async () => {
    expect(await run("examples/01-first-match.ts")).toMatchInlineSnapshot();
  });

  test("02-rules-pins-bans.ts", async () => {
    expect(await run("examples/02-rules-pins-bans.ts")).toMatchInlineSnapshot();
  });

  test("03-explain.ts", async () => {
    expect(await run("examples/03-explain.ts")).toMatchInlineSnapshot();
  });

  test("04-bring-your-own-matrix.ts", async () => {
    expect(await run("examples/04-bring-your-own-matrix.ts")).toMatchInlineSnapshot();
  });

  test("05-custom-criterion.ts", async () => {
    expect(await run("examples/05-custom-criterion.ts")).toMatchInlineSnapshot();
  });

  test("06-another-kernel.ts", async () => {
    expect(await run("examples/06-another-kernel.ts")).toMatchInlineSnapshot();
  });
});
