import fc from "fast-check";
import type { Mentee, Mentor, Policy, Stage } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { vacuousStages } from "../../src/problem/vacuousStages.js";
import { exhaustive } from "../support/exhaustive.js";
import { runs } from "../support/instances.js";
import { type LoadedInstance, loadedInstances, stageLists } from "../support/loadedInstances.js";
import { skillsOnly } from "../support/storyWith.js";

const mentors: Mentor[] = [
  { id: "lin", capacity: 2 },
  { id: "sam", capacity: 1 },
];
const mentees: Mentee[] = [
  { id: "ada", priority: 1, requests: { choices: ["lin"] } },
  { id: "ben", requests: { choices: ["sam", "lin"] } },
];
const history = { current: [{ mentee: "ada", mentor: "sam" }] };

interface Given {
  readonly mentees?: readonly Mentee[];
  readonly mentors?: readonly Mentor[];
  readonly policy?: Partial<Policy>;
}

function problemOf(objective: Policy["objective"], given: Given = {}) {
  const people = { mentees: given.mentees ?? mentees, mentors: given.mentors ?? mentors };
  return checkProblem(people, { ...skillsOnly, history, ...given.policy, objective }, policyForm);
}
const vacuous = (objective: Policy["objective"], given?: Given) =>
  vacuousStages(problemOf(objective, given)).map(({ stage }) => stage);
const two = { policy: { demand: 2 } };

describe("vacuousStages", () => {
  test("none alone, and none of the presets, among people who differ", () => {
    const all: Stage[] = [
      "matched",
      "priority",
      "draw",
      "total",
      "floor",
      "leximin",
      "choices",
      "choices:generous",
      "balance",
      "continuity",
    ];
    for (const stage of all) expect([stage, vacuous([stage])]).toEqual([stage, []]);
    for (const preset of ["everyone", "best", "fairest", "choices"] as const) expect(vacuous(preset)).toEqual([]);
    expect(vacuous(undefined)).toEqual([]);
  });

  test.each<[Stage[], Stage[]]>([
    [["leximin", "total"], ["total"]],
    [
      ["leximin", "floor", "total"],
      ["floor", "total"],
    ],
    [["total", "leximin"], []],
    [["floor", "leximin", "total"], ["total"]],
    [["floor", "total"], []],
    [
      ["draw", "matched", "priority"],
      ["matched", "priority"],
    ],
    [["priority", "matched"], ["matched"]],
    [["matched", "priority", "draw"], []],
    [["leximin", "matched"], ["matched"]],
    [["floor", "matched"], ["matched"]],
    [
      ["choices:generous", "matched", "choices"],
      ["matched", "choices"],
    ],
    [["choices", "matched", "choices:generous"], []],
    [["total", "matched"], []],
    [["matched", "balance", "continuity"], []],
  ])("%j: %j", (objective, expected) => {
    expect(vacuous(objective)).toEqual(expected);
  });

  test("where a mentee wants two, to be matched once is not all that matched counts", () => {
    expect(vacuous(["draw", "matched", "priority"], two)).toEqual(["priority"]);
    expect(vacuous(["leximin", "matched", "total"], two)).toEqual(["total"]);
  });

  test("priority, where every mentee has the same", () => {
    const same = mentees.map((mentee) => ({ ...mentee, priority: 3 }));
    const whys = (objective: Stage[], given: Given) =>
      vacuousStages(problemOf(objective, given)).map(({ stage, why }) => `${stage}: ${why}`);
    expect(whys(["priority", "total"], { mentees: same })).toEqual([
      "priority: every mentee has the same priority, so it only matches as many as possible",
    ]);
    expect(whys(["matched", "priority"], { mentees: same })).toEqual([
      'priority: every mentee has the same priority; "matched" before it decides how many are matched already',
    ]);
    expect(whys(["leximin", "priority"], { mentees: same, ...two })).toEqual([
      "priority: every mentee has the same priority, so it only matches as many as possible",
    ]);
  });

  test("choices, where nobody chose anybody who is there", () => {
    const silent = [{ id: "ada" }, { id: "ben", requests: { choices: ["gone"] } }];
    expect(vacuous("choices", { mentees: silent })).toEqual(["choices"]);
    expect(vacuous(["choices:generous", "total"], { mentees: silent })).toEqual(["choices:generous"]);
  });

  test("continuity, where no pair of the programme is running", () => {
    const past = [{ mentee: "ada", mentor: "sam" }];
    for (const rounds of [undefined, past, { past }, { current: [{ mentee: "ada", mentor: "gone" }] }]) {
      expect(vacuous(["matched", "continuity"], { policy: { history: rounds } })).toEqual(["continuity"]);
    }
  });

  test("balance, where every mentor has one seat and as many mentees, once the number of pairs is settled", () => {
    const single = mentors.map((mentor) => ({ ...mentor, capacity: 1 }));
    expect(vacuous(["matched", "balance"], { mentors: single })).toEqual(["balance"]);
    expect(vacuous(["matched", "balance"], { mentors: single, ...two })).toEqual(["balance"]);
    expect(vacuous(["draw", "balance"], { mentors: single })).toEqual(["balance"]);
    expect(vacuous(["draw", "balance"], { mentors: single, ...two })).toEqual([]);
    expect(vacuous(["total", "balance"], { mentors: single })).toEqual([]);
    const uneven = [
      { id: "lin", capacity: 2, load: 1 },
      { id: "sam", capacity: 1 },
    ];
    expect(vacuous(["matched", "balance"], { mentors: uneven })).toEqual([]);
    const full = [...single, { id: "zoe", capacity: 5, load: 5 }];
    expect(vacuous(["matched", "balance"], { mentors: full })).toEqual(["balance"]);
  });

  test("nothing where there is nobody to match", () => {
    expect(vacuous(["leximin", "total"], { mentees: [] })).toEqual([]);
    expect(vacuous(["leximin", "total"], { mentors: [] })).toEqual([]);
  });

  test("what is said to decide nothing changes nobody's fate and no other stage's value, by trying all assignments", () => {
    const seen: Partial<Record<Stage, number>> = {};
    const property = (instance: LoadedInstance, stages: readonly Stage[]) => {
      const { scores, options } = instance;
      const { demands, priorities, choices = [], current = [], loads = [] } = options;
      const rows = scores.map((_, row) => row);
      const facts = {
        policy: { criteria: {}, objective: stages },
        mentees: rows.map((row) => ({ id: `mentee ${row}` })),
        demands: rows.map((row) => demands?.[row] ?? 1),
        priorities: rows.map((row) => priorities?.[row] ?? 0),
        choices: rows.map((row) => Array.from(choices[row] ?? [])),
        current: new Map(current.map(([row, column]) => [row, new Set([column])])),
        capacities: Array.from(options.capacities),
        taken: Array.from(options.capacities, (_, column) => loads[column] ?? 0),
      };
      for (const { stage, why } of vacuousStages(facts)) {
        if (why.includes("only")) continue;
        const whole = exhaustive(scores, { ...options, objective: stages });
        const rest = exhaustive(scores, { ...options, objective: stages.filter((other) => other !== stage) });
        const others = whole?.stages.filter((result) => result.stage !== stage);
        expect([whole?.pairs, others, whole?.ties]).toEqual([rest?.pairs, rest?.stages, rest?.ties]);
        if (whole !== undefined && whole.pairs.length > 0) seen[stage] = (seen[stage] ?? 0) + 1;
      }
    };
    fc.assert(fc.property(loadedInstances({ rows: 3, columns: 3 }), stageLists, property), runs(3000));
    const claimed: Stage[] = ["matched", "priority", "total", "floor", "choices", "balance", "continuity"];
    expect(claimed.filter((stage) => (seen[stage] ?? 0) < 10)).toEqual([]);
  });

  test("checkProblem(): warns of each", () => {
    const { warnings } = problemOf(["leximin", "total"]);
    expect(warnings).toEqual([
      {
        code: "W_VACUOUS_STAGE",
        message: 'The stage "total" decides nothing of its own: "leximin" before it decides every score already.',
      },
    ]);
  });

  test("checkProblem(): warns of an objective that matches nobody", () => {
    const codes = (objective: Stage[]) => problemOf(objective).warnings.map(({ code }) => code);
    expect(codes(["balance", "total"])).toContain("W_EMPTY_OBJECTIVE");
    expect(codes(["matched", "balance"])).not.toContain("W_EMPTY_OBJECTIVE");
  });
});
