import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.js";
import { readProgramme } from "../../src/io.js";
import type { Matching } from "../../src/matching/matching.js";
import { matchInWorker } from "../support/matchInWorker.js";

const data = fileURLToPath(new URL("../../../shared/data/ukcs-mentor-match/", import.meta.url));
const civilService = fileURLToPath(new URL("../../examples/policies/civilService.json", import.meta.url));
const absent = !fs.existsSync(data);
if (absent) console.log("civilService.test.ts: ../shared/data/ukcs-mentor-match is absent; its cases are left out.");

const folder = fs.mkdtempSync(join(tmpdir(), "telemachus-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const grades = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"];

/** Lines as they stand, cut at commas: the fields used here come before any that is quoted. */
const linesOf = (name: string) => fs.readFileSync(join(data, name), "utf8").trimEnd().split(/\r?\n/);
const recordsOf = (name: string) =>
  new Map(
    linesOf(name)
      .slice(1)
      .map((line) => line.split(","))
      .map((cells) => [
        cells[2],
        { grade: grades.indexOf(cells[5]), organisation: cells[6], profession: cells[7], cells },
      ]),
  );

/** How many mentees could be matched at most: augmenting paths over who may have whom, each mentor having so many seats. */
function mostMatchable(options: readonly (readonly string[])[], seats: number): number {
  const taken = new Map<string, number[]>();
  const place = (mentee: number, seen: Set<string>): boolean =>
    options[mentee].some((mentor) => {
      if (seen.has(mentor)) return false;
      seen.add(mentor);
      const holders = taken.get(mentor) ?? [];
      const moving = holders.length < seats ? undefined : holders.find((holder) => place(holder, seen));
      if (holders.length >= seats && moving === undefined) return false;
      // While the holder moved, the list may have been replaced.
      taken.set(mentor, [...(taken.get(mentor) ?? []).filter((holder) => holder !== moving), mentee]);
      return true;
    });
  return options.filter((_, mentee) => place(mentee, new Set())).length;
}

async function matchFiles(mentees: string, mentors: string, policy = civilService) {
  const out = join(folder, "out.json");
  let stderr = "";
  const files = ["--mentees", mentees, "--mentors", mentors, "--policy", policy, "--out", out];
  const streams = { stdout: { write: () => true }, stderr: { write: (text: string) => (stderr += text) } };
  const code = await run(["match", ...files], streams, { matchInWorker });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(fs.readFileSync(out, "utf8")) as Matching;
}

const readFiles = (mentees: string, mentors: string) => {
  const file = (path: string) => ({ name: path, bytes: fs.readFileSync(path) });
  return readProgramme({
    mentees: file(join(data, mentees)),
    mentors: file(join(data, mentors)),
    policy: file(civilService),
  });
};

describe.skipIf(absent).each(["large", "small"])("telemachus match on a civil-service programme (%s)", (size) => {
  const menteesFile = `${size}-mentees.csv`;
  const mentorsFile = `${size}-mentors.csv`;

  test("a mentee asks for a lived experience exactly where the answer is yes and an identity is given", async () => {
    const { people, issues } = await readFiles(menteesFile, mentorsFile);
    expect(issues).toEqual([]);
    const asking = new Map(
      (people!.mentees as { id: string; requests?: { livedExperiences?: string[] } }[])
        .filter(({ requests }) => requests !== undefined)
        .map(({ id, requests }) => [id, requests!.livedExperiences!]),
    );
    const raw = [...recordsOf(menteesFile)].filter(([, { cells }]) => cells[8] === "yes" && cells[9] !== "");
    expect(raw.length).toBe(size === "large" ? 221 : 25);
    expect(asking).toEqual(new Map(raw.map(([id, { cells }]) => [id, [cells[9]]])));
  });

  test("every row is a person, with nothing lost: names, shared identities, and the rest in display", async () => {
    const { people, mentees: side } = await readFiles(menteesFile, mentorsFile);
    expect(people!.mentees.length).toBe(linesOf(menteesFile).length - 1);
    expect(people!.mentors.length).toBe(linesOf(mentorsFile).length - 1);
    expect(side.carried).toEqual(["both mentor and mentee", "job title", "biography"]);
    for (const [index, line] of linesOf(mentorsFile).slice(1).entries()) {
      const { livedExperiences = [] } = people!.mentors[index] as { livedExperiences?: string[] };
      const told = /My characteristics is\/are (.*)\. "$/.exec(line)![1];
      expect(livedExperiences.join(", ")).toBe(told);
    }
  });

  test.each([2, 1])(
    "every mentee is matched under the programme's rules, or has a true reason (capacity %i)",
    async (capacity) => {
      const policy = join(folder, "policy.json");
      fs.writeFileSync(policy, JSON.stringify({ ...JSON.parse(fs.readFileSync(civilService, "utf8")), capacity }));
      const mentees = recordsOf(menteesFile);
      const mentors = recordsOf(mentorsFile);
      const optionsOf = (id: string) => {
        const { grade, organisation } = mentees.get(id)!;
        const allowed = [...mentors].filter(
          ([, to]) => [1, 2].includes(to.grade - grade) && to.organisation !== organisation,
        );
        return allowed.map(([mentor]) => mentor);
      };

      const { status, pairs, unmatched } = await matchFiles(join(data, menteesFile), join(data, mentorsFile), policy);
      expect(status).toBe("optimal");
      const load = new Map<string, number>();
      for (const { mentee, mentor } of pairs) {
        expect(optionsOf(mentee)).toContain(mentor);
        load.set(mentor, (load.get(mentor) ?? 0) + 1);
      }
      expect(Math.max(...load.values())).toBeLessThanOrEqual(capacity);
      expect(pairs.length).toBe(mostMatchable([...mentees.keys()].map(optionsOf), capacity));
      const matched: Record<string, number> = { large1: 484, large2: 500, small1: 35, small2: 49 };
      expect(pairs.length).toBe(matched[`${size}${capacity}`]);
      const everyone = [...pairs.map(({ mentee }) => mentee), ...unmatched.mentees.map(({ id }) => id)];
      expect(everyone.sort()).toEqual([...mentees.keys()].sort());
      for (const { id, reason } of unmatched.mentees) {
        expect(reason).toBe(optionsOf(id).length === 0 ? "NO_ELIGIBLE_MENTOR" : "CAPACITY_SHORT");
      }
    },
  );

  test("the order of the rows changes nothing: the pairs are the same to the byte", async () => {
    const expected = JSON.stringify((await matchFiles(join(data, menteesFile), join(data, mentorsFile))).pairs);
    let moved = 0;
    const shuffled = (name: string) => {
      const [, ...rows] = linesOf(name);
      return fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length });
    };
    await fc.assert(
      fc.asyncProperty(shuffled(menteesFile), shuffled(mentorsFile), async (menteeRows, mentorRows) => {
        const [mentees, mentors] = [join(folder, "mentees.csv"), join(folder, "mentors.csv")];
        fs.writeFileSync(mentees, [linesOf(menteesFile)[0], ...menteeRows].join("\n"));
        fs.writeFileSync(mentors, [linesOf(mentorsFile)[0], ...mentorRows].join("\n"));
        if (menteeRows[0] !== linesOf(menteesFile)[1]) moved++;
        expect(JSON.stringify((await matchFiles(mentees, mentors)).pairs)).toBe(expected);
      }),
      { numRuns: size === "large" ? 4 : 20, seed: 20260112 },
    );
    expect(moved).toBeGreaterThan(2);
  });
});
