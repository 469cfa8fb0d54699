import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk, story } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const whatIf = (...wishes: string[]) => desk.run(["what-if", ...desk.files(), ...wishes]);

describe("telemachus what-if", () => {
  test("telemachus what-if --pin: who would change, and what it costs by stage", async () => {
    const { code, stdout, stderr } = await whatIf("--pin", "elif=noor");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "What if --pin elif=noor

      Now:  4 mentees matched, total score 4.000
      Then: 4 mentees matched, total score 3.000

      What it costs, stage by stage:
        matched: the same
        total: worse by 1.000

      3 pairs the same
      1 mentee who would be matched:
        elif: nobody → noor
      1 mentee who would have nobody:
        chidi: noor → nobody
      "
    `);
  });

  test("telemachus what-if --capacity: one seat more gains a mentee", async () => {
    expect((await whatIf("--capacity", "sam=2")).stdout).toMatchInlineSnapshot(`
      "What if --capacity sam=2

      Now:  4 mentees matched, total score 4.000
      Then: 5 mentees matched, total score 4.000

      What it costs, stage by stage:
        matched: better by 1
        total: the same

      4 pairs the same
      1 mentee who would be matched:
        elif: nobody → sam
      "
    `);
  });

  test("telemachus what-if: what changes nothing costs nothing", async () => {
    expect((await whatIf("--weight", "skills=2")).stdout).toMatchInlineSnapshot(`
      "What if --weight skills=2

      Now:  4 mentees matched, total score 4.000
      Then: 4 mentees matched, total score 4.000

      It costs nothing by matched, total.

      Nothing differs: 4 pairs the same
      "
    `);
  });

  test("telemachus what-if --ban: takes away a pin of the same two", async () => {
    const policy = { ...story.policy, pins: [{ mentee: "elif", mentor: "sam", reason: "asked for" }] };
    const files = desk.files({ policy });
    const { code, stdout } = await desk.run(["what-if", ...files, "--ban", "elif=sam", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      cost: { matched: 0, total: -1 },
      changes: { lost: [{ mentee: "elif" }] },
    });
  });

  test("telemachus what-if: several wishes are tried together", async () => {
    const { stdout } = await whatIf("--pin", "ben=lin", "--pin", "elif=lin", "--ban", "ada=sam", "--json");
    const { wishes, changes } = JSON.parse(stdout);
    expect(wishes).toEqual(["--pin ben=lin", "--pin elif=lin", "--ban ada=sam"]);
    expect(changes.lost.map(({ mentee }: { mentee: string }) => mentee)).toEqual(["ada"]);
  });

  test("telemachus what-if: ids may hold equals signs", async () => {
    const given = {
      mentees: "id,skills\na=b,sql\na,sql\n",
      mentors: "id,skills\nc,sql\nb=c,sql\nc=d=e,ts\n",
      policy: { ...story.policy, criteria: { "x=y": story.policy.criteria.skills } },
    };
    const ask = (...wishes: string[]) => desk.run(["what-if", ...desk.files(given), ...wishes, "--json"]);
    const after = async (...wishes: string[]) => JSON.parse((await ask(...wishes)).stdout).changes;
    expect((await after("--pin", "a=b=c=d=e")).changed).toContainEqual(
      expect.objectContaining({ mentee: "a=b", after: ["c=d=e"] }),
    );
    expect(await ask("--capacity", "c=d=e=2")).toMatchObject({ code: 0 });
    expect(await ask("--weight", "x=y=2")).toMatchObject({ code: 0 });
    const unclear = await desk.run(["what-if", ...desk.files(given), "--pin", "a=b=c"]);
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toMatchInlineSnapshot(`
      "telemachus: "a=b=c" of --pin can be read in 2 ways, as ids hold equals signs: write it into the policy.
      "
    `);
  });

  test("telemachus what-if: names that nobody has are all told, with the nearest", async () => {
    const wishes = ["--pin", "adda=lin", "--ban", "ben=saam", "--capacity", "linn=2", "--weight", "skill=2"];
    const { code, stderr } = await whatIf(...wishes);
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 4 problems.
      Expected the mentee of --pin to be the id of a mentee, received "adda". Did you mean "ada"?
      Expected the mentor of --ban to be the id of a mentor, received "saam". Did you mean "sam"?
      Expected the mentor of --capacity to be the id of a mentor, received "linn". Did you mean "lin"?
      Expected --weight to have the name of a criterion, received "skill". Did you mean "skills"?
      "
    `);
  });

  test.each<[string[], string]>([
    [["--pin", "ada"], 'Expected MENTEE=MENTOR for --pin, received "ada".'],
    [["--capacity", "lin"], 'Expected MENTOR=NUMBER for --capacity, received "lin".'],
    [["--capacity", "lin=1.5"], 'Expected a whole number for --capacity, received "1.5".'],
    [["--weight", "skills=-1"], 'Expected a weight of 0 or more for --weight, received "-1".'],
    [["--weight", "skills="], 'Expected a weight of 0 or more for --weight, received "".'],
  ])("telemachus what-if %j is misuse", async (wishes, said) => {
    const { code, stderr } = await whatIf(...wishes);
    expect(code).toBe(2);
    expect(stderr).toBe(`telemachus: ${said}\n`);
  });

  test("telemachus what-if: a wish that cannot be is named as it was given", async () => {
    const policy = { ...story.policy, pins: [{ mentee: "ada", mentor: "lin", reason: "asked for" }] };
    const files = desk.files({ policy });
    const { code, stderr } = await desk.run(["what-if", ...files, "--pin", "ben=sam", "--pin", "elif=sam"]);
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      Expected --pin elif=sam to be a mentor with a seat left, received "sam", who has 1 seat.
      "
    `);
  });

  test("telemachus what-if: a change under which nothing is feasible says why", async () => {
    const policy = { ...story.policy, quotas: [{ side: "mentors", attribute: "team", value: "Apps", min: 1 }] };
    const mentors = "id,skills,capacity,team\nlin,sql,1,Apps\nsam,ts,3,Data\n";
    const files = desk.files({ policy, mentors });
    const { code, stdout } = await desk.run(["what-if", ...files, "--capacity", "lin=0"]);
    expect(code).toBe(1);
    expect(stdout).toContain("No matching meets the policy's minimums and quotas");
  });
});
