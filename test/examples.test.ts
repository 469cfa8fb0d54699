import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { explain, match, type People, type Person, scorePairs, toText } from "telemachus";
import { describe, expect, test } from "vitest";
import { formatPeople } from "../examples/sample/formatPeople.js";
import { generatePeople } from "../examples/sample/generate.js";
import { policy } from "../examples/sample/policy.js";
import { mostSeats } from "./support/stated.js";

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
    const seats = people.mentors.reduce((sum, { capacity = policy.capacity }) => sum + mostSeats(capacity), 0);
    expect(seats).toBe(115);
  });

  test("people.json: a fifth of the mentees ask for a lived experience and a third of the mentors disclose one", () => {
    const asking = people.mentees.filter(({ requests }) => requests?.livedExperiences !== undefined);
    const disclosing = people.mentors.filter(({ livedExperiences }) => livedExperiences !== undefined);
    const shown = disclosing.filter(({ livedExperiences }) => livedExperiences?.some((one) => typeof one === "object"));
    expect([asking.length, disclosing.length, shown.length]).toMatchInlineSnapshot(`
      [
        22,
        17,
        5,
      ]
    `);
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
});

describe("the sample programme, matched", () => {
  test("scorePairs(): some mentors are the best for four times as many mentees as they have seats", () => {
    const { mentors, scores } = scorePairs(people, policy);
    const wantedBy = new Map<string, number>();
    for (let start = 0; start < scores.length; start += mentors.length) {
      const row = scores.subarray(start, start + mentors.length);
      const best = Math.max(...row);
      if (best <= 0) continue;
      for (const mentor of mentors.filter((_, j) => row[j] === best)) {
        wantedBy.set(mentor, (wantedBy.get(mentor) ?? 0) + 1);
      }
    }
    const overrun = people.mentors.filter(
      ({ id, capacity = policy.capacity }) => (wantedBy.get(id) ?? 0) >= 4 * mostSeats(capacity),
    );
    expect(overrun.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "bao-dang",
        "moana-tupai",
        "quang-dinh",
        "ren-hayashi",
      ]
    `);
  });

  test("toText(): no mentee reads of an experience that the mentor disclosed for matching only", () => {
    const matching = match(people, policy);
    const mentorOf = new Map(matching.pairs.map(({ mentee, mentor }) => [mentee, mentor]));
    let wished = 0;
    for (const { id, requests } of people.mentees) {
      const mentor = people.mentors.find((candidate) => candidate.id === mentorOf.get(id));
      const hidden = mentor?.livedExperiences?.filter((one) => typeof one === "string") ?? [];
      if (hidden.length === 0) continue;
      const text = toText(explain(matching, { mentee: id }), { audience: "mentee" });
      for (const experience of hidden) {
        expect(text).not.toContain(experience);
        const asked = requests?.livedExperiences?.map((one) => (typeof one === "string" ? one : one.name)) ?? [];
        if (asked.includes(experience)) wished++;
      }
    }
    expect(wished).toBeGreaterThanOrEqual(3);
  });

  test("toText(): a mentee reads of an experience that they asked for and the mentor shows", () => {
    const text = toText(explain(match(people, policy), { mentee: "malar-velu" }), { audience: "mentee" });
    expect(text).toContain("You asked for lived experience that Desmond Ashworth shares: carer.");
  });
});

describe("npm run demo", () => {
  test("the headline's numbers are those of the people file and of the matching", async () => {
    const output = await run("examples/demo.ts");
    const matching = match(people, policy);
    const [, matched, mentees, mentors, seats] = /(\d+) of (\d+) mentees have a mentor.*?(\d+) mentors.*?(\d+) seats/s
      .exec(output)!
      .map(Number);
    expect(mentees).toBe(people.mentees.length);
    expect(mentors).toBe(people.mentors.length);
    expect(seats).toBe(people.mentors.reduce((sum, { capacity = policy.capacity }) => sum + mostSeats(capacity), 0));
    expect(matched).toBe(matching.pairs.length);
    expect(matched + matching.unmatched.mentees.length).toBe(mentees);
    expect(output).toContain(`Total score ${matching.total.toFixed(2)}`);
  });

  test("it names everybody who is unmatched, shows why, and fits into 100 columns", async () => {
    const output = await run("examples/demo.ts");
    const { unmatched } = match(people, policy);
    expect(unmatched.mentees.length).toBeGreaterThan(0);
    for (const { id, reason } of unmatched.mentees) {
      expect(output).toContain(people.mentees.find((mentee) => mentee.id === id)!.name);
      expect(output).toContain(reason);
    }
    expect(output.split("\n").filter((line) => line.length > 100)).toEqual([]);
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
    expect(await run("examples/01-first-match.ts")).toMatchInlineSnapshot(`
      "Criteria and weights:
        skills 4
        goals 3
        interests 1
        experience 2

      Matches:
        ada with lin, score 0.8125
        ben with sam, score 0.95
        dora with noor, score 0.9375
        elif with lin, score 0.375

      Ada's 0.8125 consists of:
        goals 0.375
        interests 0.0625
        skills 0.375

      Unmatched:
        chidi: CAPACITY_SHORT

      Total 3.075, optimal.
      "
    `);
  });

  test("02-rules-pins-bans.ts", async () => {
    expect(await run("examples/02-rules-pins-bans.ts")).toMatchInlineSnapshot(`
      "No rules:
        ada-lin, ben-sam, chidi-lin, dora-noor
        without a mentor: elif; total 3.3875

      The rules of the programme:
        ada-lin, ben-sam, dora-noor, elif-lin
        without a mentor: chidi; total 3.075

      A mentor from another team, one or two grades above:
        ada-lin, ben-sam, chidi-noor, elif-lin
        without a mentor: dora; total 2.2

      With a pin:
        ada-lin, chidi-sam, dora-noor, elif-lin
        without a mentor: ben; total 2.375

      With a ban:
        ada-lin, ben-lin, dora-sam, elif-noor
        without a mentor: chidi; total 2.0625

      With the ban, and the objective "best":
        ada-lin, ben-sam, dora-noor
        without a mentor: chidi, elif; total 2.7

      "
    `);
  });

  test("03-explain.ts", async () => {
    expect(await run("examples/03-explain.ts")).toMatchInlineSnapshot(`
      "To Ada:
      This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with your goal: becoming a technical lead. They can help with one of the two things you asked for: Rust. You are both interested in chess. You share English. They did not list public speaking.

      To Ben:
      This is a proposal: nobody has confirmed the matching yet.
      Sam Owusu can help with your goal: changing career path. They can help with everything you asked for: budgeting and SQL. You are both interested in hiking. You asked for lived experience that Sam Owusu shares: first in family at university. You share English.

      To Sam, about Ben:
      This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ben Kowalczyk. You can help with Ben Kowalczyk's goal: changing career path. You can help with everything Ben Kowalczyk asked for: budgeting and SQL. You are both interested in hiking. You share English.

      To the administrator, about Ben:
      Ben Kowalczyk (ben) with Sam Owusu (sam): score 0.95, confidence 100 %.
      experience: 0.2 = 0.2 × 1. The mentee's request met: first in family at university.
      goals: 0.3 = 0.3 × 1. Covered: changing career path.
      interests: 0.05 = 0.1 × 0.5. Shared: hiking.
      skills: 0.4 = 0.4 × 1. Covered: budgeting and SQL.
      Rules: language met (English); manager met.
      The score is of rank 1 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Noor Haddad (noor) at 0.2, without a free seat; Lin Zhao (lin) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.

      To Chidi:
      This is a proposal: nobody has confirmed the matching yet.
      Chidi Nwosu, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next.

      To the administrator, about Chidi:
      Chidi Nwosu (chidi) is unmatched (CAPACITY_SHORT): 5 mentees can have no one but 3 mentors with 4 seats, so one must stay without. Every matching with a mentor for Chidi Nwosu reaches less.
      Mentors the mentee may have: Sam Owusu (sam) at 0.25, without a free seat; Noor Haddad (noor) at 0.0625, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.

      To Ada, as data:
        experience 0 {"kind":"experience","shared":[],"shown":[],"sharedBack":[],"shownBack":[]}
        goals 0.375 {"kind":"coverage","field":"goals","covered":["becoming a technical lead"],"partly":[],"related":[],"missing":[]}
        interests 0.0625 {"kind":"overlap","field":"interests","shared":["chess"]}
        skills 0.375 {"kind":"coverage","field":"skills","covered":["Rust"],"partly":[],"related":[],"missing":["public speaking"]}
      "
    `);
  });

  test("04-bring-your-own-matrix.ts", async () => {
    expect(await run("examples/04-bring-your-own-matrix.ts")).toMatchInlineSnapshot(`
      "Columns of the rows: 1, 2, 0, 2
      Total: 20
      Stage "matched" reached 4; prices of the columns: 0, 0, 0
      Stage "total" reached 20; prices of the columns: 7, 1, 0
      Violations of the answer: 0
      Greedy answer: Another assignment is better: rows along an alternating path can change.
      Under "everyone": 1, 0, total 6
      Under "best": 0, -1, total 9
      "
    `);
  });

  test("05-custom-criterion.ts", async () => {
    expect(await run("examples/05-custom-criterion.ts")).toMatchInlineSnapshot(`
      "Score, and the part of it that comes from shared office days:
        ada with lin: 0.875, of it 0.333333
        ben with sam: 0.964286, of it 0.285714
        dora with noor: 0.958333, of it 0.333333
        elif with lin: 0.416667, of it 0.166667

      To the administrator, about Dora:
      Dora Pappas (dora) with Noor Haddad (noor): score 0.958333, confidence 100 %.
      experience: not scored, the mentee asked for nothing.
      goals: 0.25 = 0.25 × 1. Covered: growing in confidence.
      interests: 0.041667 = 0.083334 × 0.5. Shared: cooking.
      officeDays: 0.333333 = 0.333333 × 1. Scored by officeDays, version 1.
      skills: 0.333333 = 0.333333 × 1. Covered: budgeting and public speaking.
      Rules: language met (English); manager met.
      The score is of rank 1 among the 2 mentors the mentee may have.
      Other mentors the mentee may have: Sam Owusu (sam) at 0.583334, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
  });

  test("06-another-kernel.ts", async () => {
    expect(await run("examples/06-another-kernel.ts")).toMatchInlineSnapshot(`
      "dense: ada-lin, ben-sam, dora-noor, elif-lin
      munkres: ada-lin, ben-sam, dora-noor, elif-lin
      Same pairs: true
      Status: optimal and optimal, total 3.075 and 3.075
      "
    `);
  });

  test("07-before-matching.ts", async () => {
    expect(await run("examples/07-before-matching.ts")).toMatchInlineSnapshot(`
      "5 mentees, 4 seats, 4 can be matched at most.

      No mentor is allowed for these mentees: the rule "above". elif
        Let "above" give way for them ("otherwise": "relax"), or find mentors whom it allows.

      There are 4 seats for 5 mentees; at most 4 can be matched.
        Recruit mentors, or raise capacities by 1 in all.

      No mentor offers these terms of "skills", nor one that is near them. Rustlang (near Rust)
        Add other spellings to policy.synonyms, what is near to policy.taxonomy, or recruit mentors who offer it.

      Afterwards:
        There are 4 seats for 5 mentees; at most 4 can be matched.
      "
    `);
  });

  test("08-what-people-ask-for.ts", async () => {
    expect(await run("examples/08-what-people-ask-for.ts")).toMatchInlineSnapshot(`
      "ada with lin: 0.722223
      ben with sam: 0.95
      dora with noor: 0.9375
      elif with lin: 0.375

      The rule "required" forbids 2 pairs.
      W_INCOMPLETE_CHAIN: These people's chains of managers lead out of the programme, where nothing is known: managers can state the whole chain.
      "
    `);
  });

  test("09-changes.ts", async () => {
    expect(await run("examples/09-changes.ts")).toMatchInlineSnapshot(`
      "Columns of the rows: 1, 2, 0, 2
      Mentee 4 joins: row 1 from 2 to 0, row 2 from 0 to -1, row 4 from -1 to 2
      Mentor 0 leaves: row 1 from 0 to -1
      Mentor 2 takes one more: row 1 from -1 to 2
      Mentee 2 may have mentor 2 after all: row 1 from 2 to -1, row 2 from -1 to 2
      Mentee 0 leaves: row 0 from 1 to -1, row 1 from -1 to 2, row 4 from 2 to 1
      Another mentor joins: row 1 from 2 to 3
      Columns of the rows: -1, 3, 2, 2, 1, total 23
      Violations: 0
      "
    `);
  });

  test("10-what-best-means.ts", async () => {
    expect(await run("examples/10-what-best-means.ts")).toMatchInlineSnapshot(`
      "everyone: ada-lin 0.8125, ben-sam 0.95, chidi-noor 0.0625, dora-noor 0.9375, elif-lin 0.375
      best: ada-lin 0.8125, ben-sam 0.95, dora-noor 0.9375, elif-noor 0.625
      fairest: ada-lin 0.8125, ben-noor 0.2, chidi-sam 0.25, dora-noor 0.9375, elif-lin 0.375
      choices: ada-lin 0.8125, ben-lin 0, chidi-sam 0.25, dora-noor 0.9375, elif-noor 0.625

                        everyone          best              fairest           choices
      matched           5                 4 (−1)            5                 5
      total             3.1375 (−0.1875)  3.325             2.575 (−0.75)     2.625 (−0.7)
      lowest            0.0625 (−0.5625)  0.625             0.2 (−0.425)      0 (−0.625)
      first choices     1 (−3)            2 (−2)            2 (−2)            4

      Ada keeps Noor: ada-noor 0.125, ben-lin 0, chidi-sam 0.25, dora-noor 0.9375, elif-lin 0.375
        matched 5
        continuity 1
        total 1.6875
      "
    `);
  });

  test("11-seats-and-quotas.ts", async () => {
    expect(await run("examples/11-seats-and-quotas.ts")).toMatchInlineSnapshot(`
      "Enough seats:
        ada-lin, ben-sam, chidi-sam, dora-noor, elif-noor; total 3.575
      Sam has to have three mentees:
        ada-lin, ben-sam, chidi-sam, dora-sam, elif-noor; total 3.2625
      And at most one from Platform with each mentor:
        ada-lin, ben-sam, chidi-sam, dora-noor, elif-sam; total 2.95
      Ada wants two mentors, Ben three:
        ada-lin, ada-sam, ben-lin, ben-sam, chidi-sam, dora-noor, elif-noor; total 3.575
        ben lacks 1: SEATS_TAKEN

      Two from Platform need a seat, and Sam's is taken: infeasible
        policy.quotas[0] (team "Platform") asks for at least 2: this cannot be met, 1 short; 2 mentees could count for it.
        bounds: Lower the minimum of policy.quotas[0] (team "Platform") from 2 to 1.
        seats: 1 more seat at any of noor, sam.
        rule: Lift the rule "manager" for 1 mentee, such as chidi.
      With one more seat at Noor's:
        ada-lin, ben-sam, chidi-noor, dora-noor, elif-lin; total 3.1375

      Three who are alike, and Lin's two seats:
        seed 1: ada-lin, ava-lin; chances: abe 0.67, ada 0.67, ava 0.67
        seed 2: abe-lin, ada-lin; chances: abe 0.67, ada 0.67, ava 0.67
        seed 3: abe-lin, ava-lin; chances: abe 0.67, ada 0.67, ava 0.67
      "
    `);
  });

  test("12-stable.ts", async () => {
    expect(await run("examples/12-stable.ts")).toMatchInlineSnapshot(`
      "Optimal: ada-lin 0.8125, ben-sam 0.95, chidi-noor 0.0625, dora-noor 0.9375, elif-lin 0.375
        optimal, total 3.1375, without a mentor: nobody
        elif and noor would rather have each other: over lin, over chidi
      Stable: ada-lin 0.8125, ben-sam 0.95, dora-noor 0.9375, elif-noor 0.625
        stable, total 3.325, without a mentor: chidi
      By choices, mentees propose: ada-sam 0, ben-lin 0
        stable, total 0, without a mentor: nobody
      By choices, mentors propose: ada-lin 0.8125, ben-sam 0.9375
        stable, total 1.75, without a mentor: nobody
      "
    `);
  });

  test("13-why.ts", async () => {
    expect(await run("examples/13-why.ts")).toMatchInlineSnapshot(`
      "To ada:
      This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with your goal: becoming a technical lead. They can help with one of the two things you asked for: Rust. You are both interested in chess. You share English. They did not list public speaking. Something wrong, or want someone else? Write to mentoring@example.org.
      "Why not noor?"
      This is a proposal: nobody has confirmed the matching yet.
      A place with Noor Haddad was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      To the administrator:
      Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the programme would lose 1.95 in total score. Who would change: Ada Obi (ada) moves from Lin Zhao (lin) to Noor Haddad (noor) (−0.6875); Dora Pappas (dora) moves from Noor Haddad (noor) to Sam Owusu (sam) (−0.3125); Ben Kowalczyk (ben) moves from Sam Owusu (sam) to Lin Zhao (lin) (−0.95). The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.
      This is a proposal: nobody has confirmed the matching yet.

      To ben:
      This is a proposal: nobody has confirmed the matching yet.
      Sam Owusu can help with your goal: changing career path. They can help with everything you asked for: budgeting and SQL. You are both interested in hiking. You asked for lived experience that Sam Owusu shares: first in family at university. You share English. Something wrong, or want someone else? Write to mentoring@example.org.
      "Why not noor?"
      This is a proposal: nobody has confirmed the matching yet.
      A place with Noor Haddad was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      To the administrator:
      Ben Kowalczyk (ben) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the programme would lose 1.0625 in total score. Who would change: Ben Kowalczyk (ben) moves from Sam Owusu (sam) to Noor Haddad (noor) (−0.75); Dora Pappas (dora) moves from Noor Haddad (noor) to Sam Owusu (sam) (−0.3125). The pair's score is 0.2, of rank 2 among the 3 mentors the mentee may have. The mentee has Sam Owusu.
      This is a proposal: nobody has confirmed the matching yet.

      To chidi:
      This is a proposal: nobody has confirmed the matching yet.
      Chidi Nwosu, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next. Something wrong, or any questions? Write to mentoring@example.org.
      "Why not sam?"
      This is a proposal: nobody has confirmed the matching yet.
      A place with Sam Owusu was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      To the administrator:
      Chidi Nwosu (chidi) does not have Sam Owusu (sam): every matching with this pair is worse. With this pair, the programme would lose 0.7 in total score. Who would change: Chidi Nwosu (chidi) gets Sam Owusu (sam) (+0.25); Ben Kowalczyk (ben) loses Sam Owusu (sam) and gets nobody (−0.95). The pair's score is 0.25, of rank 1 among the 2 mentors the mentee may have. The mentee has nobody.
      This is a proposal: nobody has confirmed the matching yet.

      To dora:
      This is a proposal: nobody has confirmed the matching yet.
      Noor Haddad can help with your goal: growing in confidence. They can help with everything you asked for: budgeting and public speaking. You are both interested in cooking. You share English. Something wrong, or want someone else? Write to mentoring@example.org.
      "Why not sam?"
      This is a proposal: nobody has confirmed the matching yet.
      A place with Sam Owusu was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      To the administrator:
      Dora Pappas (dora) does not have Sam Owusu (sam): every matching with this pair is worse. With this pair, the programme would lose 1.0125 in total score. Who would change: Dora Pappas (dora) moves from Noor Haddad (noor) to Sam Owusu (sam) (−0.3125); Ben Kowalczyk (ben) moves from Sam Owusu (sam) to Lin Zhao (lin) (−0.95); Elif Demir (elif) moves from Lin Zhao (lin) to Noor Haddad (noor) (+0.25). The pair's score is 0.625, of rank 2 among the 2 mentors the mentee may have. The mentee has Noor Haddad.
      This is a proposal: nobody has confirmed the matching yet.

      To elif:
      This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with one of your two goals: being promoted. They can help with one of the two things you asked for: code review. You are both interested in running. You share English. They did not list moving into management or giving feedback. Something wrong, or want someone else? Write to mentoring@example.org.
      "Why not noor?"
      This is a proposal: nobody has confirmed the matching yet.
      A place with Noor Haddad was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      To the administrator:
      Elif Demir (elif) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the programme would lose 1.0125 in total score. Who would change: Elif Demir (elif) moves from Lin Zhao (lin) to Noor Haddad (noor) (+0.25); Dora Pappas (dora) moves from Noor Haddad (noor) to Sam Owusu (sam) (−0.3125); Ben Kowalczyk (ben) moves from Sam Owusu (sam) to Lin Zhao (lin) (−0.95). The pair's score is 0.625, of rank 1 among the 3 mentors the mentee may have. The mentee has Lin Zhao.
      This is a proposal: nobody has confirmed the matching yet.

      To the administrator, about Chidi:
      Chidi Nwosu (chidi) is unmatched (CAPACITY_SHORT): 5 mentees can have no one but 3 mentors with 4 seats, so one must stay without. Every matching with a mentor for Chidi Nwosu reaches less. 2 mentors are allowed for this mentee, without a free seat. The rule "manager" forbids 1.
      What would help:
      One more seat at Noor Haddad (noor) or Sam Owusu (sam).
      Without the rule "manager", for everybody.
      A pin with Sam Owusu (sam): the programme would lose 0.7 in total score. Who would change: Chidi Nwosu (chidi) gets Sam Owusu (sam) (+0.25); Ben Kowalczyk (ben) loses Sam Owusu (sam) and gets nobody (−0.95).
      This is a proposal: nobody has confirmed the matching yet.

      What would it take that Chidi gets Sam?
      What it would take that Chidi Nwosu (chidi) gets Sam Owusu (sam): As it is, every matching with this pair is worse. The pair's score is 0.25. With a score higher by 0.700001, every best matching has the pair. No single answer was found that would do.
      This is a proposal: nobody has confirmed the matching yet.

      What is a seat worth?
      Lin Zhao (lin) has 2 seats.
      With one seat more, one mentee more would be matched and the programme would lose 0.7 in total score. Who would change: Chidi Nwosu (chidi) gets Sam Owusu (sam) (+0.25); Ben Kowalczyk (ben) moves from Sam Owusu (sam) to Lin Zhao (lin) (−0.95); a free seat of Lin Zhao (lin) is taken.
      With one seat fewer, one mentee fewer would be matched and the programme would lose 0.375 in total score. Who would change: Elif Demir (elif) loses Lin Zhao (lin) and gets nobody (−0.375); a seat of Lin Zhao (lin) becomes free.
      This is a proposal: nobody has confirmed the matching yet.
      Noor Haddad (noor) has 1 seat.
      With one seat more, one mentee more would be matched and the programme would gain 0.0625 in total score. Who would change: Chidi Nwosu (chidi) gets Noor Haddad (noor) (+0.0625); a free seat of Noor Haddad (noor) is taken.
      With one seat fewer, one mentee fewer would be matched and the programme would lose 0.9375 in total score. Who would change: Dora Pappas (dora) loses Noor Haddad (noor) and gets nobody (−0.9375); a seat of Noor Haddad (noor) becomes free.
      This is a proposal: nobody has confirmed the matching yet.
      Sam Owusu (sam) has 1 seat.
      With one seat more, one mentee more would be matched and the programme would gain 0.25 in total score. Who would change: Chidi Nwosu (chidi) gets Sam Owusu (sam) (+0.25); a free seat of Sam Owusu (sam) is taken.
      With one seat fewer, one mentee fewer would be matched and the programme would lose 0.95 in total score. Who would change: Ben Kowalczyk (ben) loses Sam Owusu (sam) and gets nobody (−0.95); a seat of Sam Owusu (sam) becomes free.
      This is a proposal: nobody has confirmed the matching yet.

      Whom to recruit?
      A further mentor with one seat would help most with these answers, the best first:
      skills: code review and SQL; goals: being promoted; languages: English and Igbo. With such a mentor, one mentee more would be matched and the programme would gain 0.875 in total score. The best matching gives them Chidi Nwosu (chidi). The programme would gain with any of five mentees: Chidi Nwosu (chidi), Ben Kowalczyk (ben), Elif Demir (elif), Dora Pappas (dora) and Ada Obi (ada).
      This is a proposal: nobody has confirmed the matching yet.

      How firm is it?
      The weights were changed 100 times by at most 10 % (seed 1). On average 100 % of the pairs stay; the whole matching stays as it is 100 times. In the best of all other matchings, the programme would lose 0.7 in total score.
      ada with lin: stays in 100 %.
      ben with sam: stays in 100 %.
      dora with noor: stays in 100 %.
      elif with lin: stays in 100 %.
      This is a proposal: nobody has confirmed the matching yet.

      What did the optimum gain over taking the best pair first?
      This matching and the one that always takes the best pair that is left: Mentees matched: 4 here, 4 there. Total score: 3.075 here, 3.075 there. Lowest score: 0.375 here, 0.375 there. Every stage of this matching's objective has the same value in both. Better scores here: 0; worse: 0; the same: 5.
      This is a proposal: nobody has confirmed the matching yet.

      Ada's shortlist:
      Mentors who may suit you, the best first: Lin Zhao.

      What the independent check finds wrong: []
      "
    `);
  });

  test("14-audit.ts", async () => {
    expect(await run("examples/14-audit.ts")).toMatchInlineSnapshot(`
      "Blind: true - mentees.name (120), mentees.organisation (11), mentees.attributes.site (95), mentors.name (50), mentors.organisation (6), mentors.attributes.site (40)
      Read of mentors: capacity, goals, id, interests, languages, livedExperiences, load, manager, managers, manual, requests, seniority, skills, team, waysToMeet
      Stand-ins by name: none
      Mentees from the north: {"value":0.3333333333333333}
      A panel reads: "P012"
      Audit by region
      ===============

      This is the programme's own look at its matching. It is not an independent audit.

      What matters first
      ------------------

      - All 50 mentors are matched, so match rates say nothing: what counts is how well.
      - No comparison was called significant at 5 %. That is not evidence that groups fared alike: the tables say which gaps could have been seen at all.
      - 13 comparisons were made, 0 of them called significant; one in twenty, here 0.65, is the most that chance alone calls on average.

      Mentees: 120, 115 matched
      -------------------------
      Log: true - changed: {"intact":false,"entries":0,"head":"0000000000000000000000000000000000000000000000000000000000000000","first":{"code":"E_LOG","path":"log:1","pointer"
      Replayed: true
      # Model card: Harbourline mentoring\\, spring 2026

      Made by telemachus from the policy of the programme, dated 2026\\-03\\-02.

      ## Intended use

      - To propose which mentee of a mentoring programme is matched with which mentor, from what they said of themselves and under the rules of the programme.
      - To show reasons for each pair, and for whoever has none, to those whom it concerns.
      How you will be matched with a mentor
      Harbourline mentoring, spring 2026

      A computer program proposes who is matched with whom. A person looks at the proposal and decides.
      It compares answers, everybody's in the same way.

      What counts
      - What you look for, and what a mentor offers: skills.
      - What you look for, and what a mentor offers: goals.
      - Lived experience that you asked for and a mentor shared.
      - What you have in common: interests.
      - How far apart you are: seniority.
      Where you gave no answer, your other answers count instead.
      Where you said that something matters more to you, it counts more.

      What a match needs
      - You have the same answer, or one in common: ways to meet.
      - You share a language.
      - You are as far apart as the programme asks for: seniority.
      - You have different answers: team.
      - Neither of you manages the other, directly or higher up.
      The people who run the programme can also make or exclude a match themselves. They write down why.

      What the program looks for
      All people are matched together. These aims come one after the other:
      - As many mentees as possible get a mentor.
      - The answers go together as well as possible, over all pairs.
      Where two ways are equally good, a lot decides. It can be drawn again and checked.

      What does not count
      - Your name.
      - What you say only so that the programme can check itself later.
      - Any other answer that is not named above.

      What is personal
      Lived experience counts only if somebody asks for it and somebody else chose to share it. It is shown to nobody, unless its owner said that their match may see it.
      If you ask not to be matched with somebody, no participant is ever told: not them, and nobody else.
      No participant sees a score. Your match sees reasons in words.

      What you can do
      Write to mentoring@example.org, or to whoever runs the programme, if you want to:
      - know why you have your match, or why you have none;
      - see or correct what is stored of you;
      - object to being matched in this way;
      - have a person look at it again.

      "
    `);
  });
});
