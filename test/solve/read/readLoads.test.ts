import { describe, expect, test } from "vitest";

import type { AssignmentOptions, AssignmentSolver, Stage } from "../../../src/solve/assignment.js";
import { boundsLeft } from "../../../src/solve/read/loads.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { problemsOf, refusal } from "../../support/refusal.js";

const scores = [
  [3, 1],
  [2, 2],
  [0, 4],
];
const capacities = [2, 1];
const lottery = { rows: [2, 0, 1], columns: [1, 0] };

/** Options as they come from outside. */
type Given = Record<string, unknown>;

const solveWith = (options: Given) => () =>
  solveAssignment(scores, { capacities, ...options } as unknown as AssignmentOptions);
/** Codes and paths of what is refused. */
const faultsOf = (options: Given) => problemsOf(solveWith(options)).map(([code, path]) => `${code} ${path}`);
const messageOf = (options: Given) => {
  const { code, message } = refusal(solveWith(options));
  return `${code}: ${message}`;
};
const quotaFaults = (...quotas: unknown[]) => faultsOf({ quotas });

describe("solveAssignment(): refuses loads that are none, naming the place", () => {
  test.each([
    ["minimums", 2],
    ["loads", 2],
    ["demands", 3],
    ["priorities", 3],
    ["choices", 3],
  ])("solveAssignment(): %s of another length, or no list", (name, length) => {
    const entry = name === "choices" ? [] : 0;
    for (const other of [length - 1, length + 1]) {
      expect(faultsOf({ [name]: new Array(other).fill(entry) })).toEqual([`E_SHAPE ${name}`]);
    }
    for (const given of [null, 1, "12", "123", {}, true]) {
      expect(faultsOf({ [name]: given })).toEqual([`E_TYPE ${name}`]);
    }
  });

  test.each(["minimums", "loads", "demands"])("solveAssignment(): %s that are no whole numbers", (name) => {
    const length = name === "demands" ? 3 : 2;
    for (const count of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, "1", null, undefined]) {
      const list = new Array<unknown>(length).fill(0);
      list[1] = count;
      expect(faultsOf({ [name]: list })).toEqual([`E_CAPACITY ${name}[1]`]);
    }
  });

  test("solveAssignment(): what it says of a number and of a length", () => {
    expect(messageOf({ demands: [1, 1.5, 1] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected demands[1] to be a whole number, not negative, received 1.5."`,
    );
    expect(messageOf({ minimums: [1] })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected minimums to be a list of 2 entries, received 1."`,
    );
    expect(messageOf({ loads: 3 })).toMatchInlineSnapshot(
      `"E_TYPE: Expected loads to be a list of 2 entries, received 3."`,
    );
  });

  test("solveAssignment(): a minimum above the capacity", () => {
    expect(faultsOf({ minimums: [2, 2] })).toEqual(["E_BOUNDS minimums[1]"]);
    expect(messageOf({ minimums: [2, 2] })).toMatchInlineSnapshot(
      `"E_BOUNDS: Expected minimums[1] to be at most its capacity of 1, received 2."`,
    );
    expect(faultsOf({ minimums: [3, 2] })).toEqual(["E_BOUNDS minimums[0]", "E_BOUNDS minimums[1]"]);
  });

  test("solveAssignment(): priorities that are no finite numbers", () => {
    expect(faultsOf({ priorities: [0, Number.NaN, 1] })).toEqual(["E_NOT_FINITE priorities[1]"]);
    expect(faultsOf({ priorities: [-Infinity, 0, Infinity] })).toEqual([
      "E_NOT_FINITE priorities[0]",
      "E_NOT_FINITE priorities[2]",
    ]);
    expect(faultsOf({ priorities: [0, "1", null] })).toEqual(["E_TYPE priorities[1]", "E_TYPE priorities[2]"]);
    expect(messageOf({ priorities: [0, Number.NaN, 1] })).toMatchInlineSnapshot(
      `"E_NOT_FINITE: Expected priorities[1] to be a finite number, received NaN."`,
    );
  });

  test("solveAssignment(): choices that are no columns, or given twice", () => {
    expect(faultsOf({ choices: [[0], [2], []] })).toEqual(["E_OUT_OF_RANGE choices[1][0]"]);
    expect(faultsOf({ choices: [[0, -1], [0.5], ["0"]] })).toEqual([
      "E_OUT_OF_RANGE choices[0][1]",
      "E_OUT_OF_RANGE choices[1][0]",
      "E_OUT_OF_RANGE choices[2][0]",
    ]);
    expect(faultsOf({ choices: [[], [1, 0, 1], []] })).toEqual(["E_DUPLICATE choices[1][2]"]);
    expect(faultsOf({ choices: [[], 1, "01"] })).toEqual(["E_TYPE choices[1]", "E_TYPE choices[2]"]);
    expect(messageOf({ choices: [[0], [2], []] })).toMatchInlineSnapshot(
      `"E_OUT_OF_RANGE: Expected choices[1][0] to be an index from 0 to 1, received 2."`,
    );
    expect(messageOf({ choices: [[], [1, 0, 1], []] })).toMatchInlineSnapshot(
      `"E_DUPLICATE: Expected choices[1][2] to be an index once only, received 1."`,
    );
  });

  test("solveAssignment(): more choices than can be counted, but any column of many", () => {
    const columns = 70_000;
    const matrix = {
      rows: 1,
      columns,
      start: Int32Array.of(0, 1),
      column: Int32Array.of(columns - 1),
      score: Float64Array.of(1),
    };
    const solveChosen = (choices: ArrayLike<number>) =>
      solveAssignment(matrix, {
        capacities: new Uint8Array(columns).fill(1),
        objective: ["choices"],
        choices: [choices],
      });
    expect(solveChosen([5, columns - 1]).stages).toEqual([
      {
        stage: "choices",
        value: 0,
        profile: [
          { of: 1, count: 0 },
          { of: 2, count: 1 },
        ],
      },
    ]);
    const all = Int32Array.from({ length: columns }, (_, column) => column);
    expect(problemsOf(() => solveChosen(all)).map(([code, path]) => [code, path])).toEqual([["E_SHAPE", "choices[0]"]]);
  });

  test("solveAssignment(): current pairs that are none", () => {
    expect(faultsOf({ current: { length: 0 } })).toEqual(["E_TYPE current"]);
    expect(faultsOf({ current: [[0, 0], [3, 0], [0, 2], [1], 7, null, [-1, 0], [0, 0.5]] })).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((at) => `E_OUT_OF_RANGE current[${at}]`),
    );
    expect(messageOf({ current: [[3, 0]] })).toMatchInlineSnapshot(
      `"E_OUT_OF_RANGE: Expected current[0] to be a pair of a row's index and a column's, received a list of 2."`,
    );
  });

  test("solveAssignment(): the stage draw without a lottery", () => {
    expect(faultsOf({ objective: ["draw", "total"] })).toEqual(["E_MISSING lottery"]);
    expect(messageOf({ objective: ["draw", "total"] })).toMatchInlineSnapshot(
      `"E_MISSING: Expected lottery to be an order of rows and columns, which the stage "draw" goes by, received nothing."`,
    );
    expect(solveWith({ objective: ["draw", "total"], lottery })().status).toBe("optimal");
  });

  test("solveAssignment(): the stage balance with loads too great for exact squares", () => {
    const objective = ["balance"];
    expect(faultsOf({ objective, loads: [2 ** 26, 2 ** 26] })).toEqual(["E_RANGE loads"]);
    expect(faultsOf({ objective, loads: [2 ** 27, 0] })).toEqual(["E_RANGE loads"]);
    // without the stage no square is added up
    expect(solveWith({ objective: ["leximin"], loads: [2 ** 27, 0] })().status).toBe("optimal");
    const load = 94_906_263;
    const solved = solveWith({ objective, loads: [load, 0] })();
    expect((load + 2) ** 2 + 1).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    expect("stages" in solved && solved.stages[0].value).toBe(load ** 2);
    expect(faultsOf({ objective, loads: [load + 3, 0] })).toEqual(["E_RANGE loads"]);
    expect(messageOf({ objective, loads: [2 ** 27, 0] })).toMatchInlineSnapshot(
      `"E_RANGE: Expected loads to be small enough for the sum of their squares to be exact, received loads whose squares add up to 18014399046352900."`,
    );
  });

  test("solveAssignment(): a solver of one's own where more is asked for than it knows", () => {
    const solver: AssignmentSolver = {
      name: "own",
      solve: ({ rows }) => ({ columnOfRow: new Int32Array(rows).fill(-1) }),
    };
    for (const more of [
      { objective: "fairest" },
      { objective: ["total", "balance"] },
      { demands: [1, 2, 1] },
      { demands: [1, 0, 1] },
      { minimums: [0, 1] },
      { quotas: [{ side: "rows", members: [0], max: 1 }] },
    ]) {
      expect(faultsOf({ solver, ...more })).toEqual(["E_OPTION solver"]);
    }
    expect(messageOf({ solver, objective: "fairest" })).toMatchInlineSnapshot(
      `"E_OPTION: Expected solver to be left out where more is asked for than capacities and the stages "matched" and "total", received a solver."`,
    );
  });

  test("solveAssignment(): a stage or preset that is none, with the nearest that is one", () => {
    const hintOf = (objective: unknown) =>
      refusal(solveWith({ objective })).issues.map(({ code, path, hint }) => [code, path, hint]);
    expect(hintOf(["matched", "lexmin"])).toEqual([["E_OBJECTIVE", "objective", 'Did you mean "leximin"?']]);
    expect(hintOf(["choices:generus"])).toEqual([["E_OBJECTIVE", "objective", 'Did you mean "choices:generous"?']]);
    expect(hintOf("fairst")).toEqual([["E_OBJECTIVE", "objective", 'Did you mean "fairest"?']]);
    expect(hintOf(["matched", "everyone"])[0].slice(0, 2)).toEqual(["E_OBJECTIVE", "objective"]);
    expect(hintOf(["leximin", "leximin"])).toEqual([["E_OBJECTIVE", "objective", undefined]]);
  });

  test("solveAssignment(): every problem at once", () => {
    expect(
      faultsOf({
        objective: ["draw", "draw"],
        minimums: [3, 0],
        demands: [1, -1],
        priorities: [0, Number.NaN, 0],
        choices: [[5], [], []],
        loads: [0, 0.5],
        current: [[9, 9]],
        quotas: [{ side: "row", members: [0], max: 1 }],
      }),
    ).toEqual([
      "E_OBJECTIVE objective",
      "E_SHAPE demands",
      "E_CAPACITY loads[1]",
      "E_NOT_FINITE priorities[1]",
      "E_OUT_OF_RANGE choices[0][0]",
      "E_OUT_OF_RANGE current[0]",
      "E_OPTION quotas[0].side",
      "E_BOUNDS minimums[0]",
    ]);
  });
});

describe("solveAssignment(): refuses quotas that are none", () => {
  const good = { side: "rows", members: [0, 1], max: 1 };

  test("solveAssignment(): no list, and no quota", () => {
    expect(faultsOf({ quotas: good })).toEqual(["E_TYPE quotas"]);
    expect(quotaFaults(null)).toEqual(["E_OPTION quotas[0].side", "E_TYPE quotas[0].members"]);
    expect(quotaFaults(good, 5)).toEqual(["E_OPTION quotas[1].side", "E_TYPE quotas[1].members"]);
  });

  test("solveAssignment(): an unknown key, side or kind", () => {
    expect(quotaFaults({ ...good, maximum: 1 })).toEqual(["E_UNKNOWN_KEY quotas[0].maximum"]);
    expect(quotaFaults({ ...good, side: "mentees" })).toEqual(["E_OPTION quotas[0].side"]);
    expect(quotaFaults({ ...good, of: "perMentor" })).toEqual(["E_OPTION quotas[0].of"]);
    expect(quotaFaults({ ...good, side: "columns", of: "perColumn" })).toEqual(["E_OPTION quotas[0].of"]);
  });

  test("solveAssignment(): bounds that are no whole numbers, or the wrong way round", () => {
    for (const bound of [-1, 0.5, Number.NaN, "1", null]) {
      expect(quotaFaults({ side: "rows", members: [0], min: bound })).toContain("E_CAPACITY quotas[0].min");
      expect(quotaFaults({ side: "rows", members: [0], max: bound })).toContain("E_CAPACITY quotas[0].max");
    }
    expect(quotaFaults({ side: "rows", members: [0], min: Infinity })).toEqual(["E_CAPACITY quotas[0].min"]);
    expect(quotaFaults({ ...good, min: 2 })).toEqual(["E_BOUNDS quotas[0]"]);
    expect(messageOf({ quotas: [{ ...good, min: 2 }] })).toMatchInlineSnapshot(
      `"E_BOUNDS: Expected quotas[0] to be a quota with min at most max, received min 2, max 1."`,
    );
    expect(solveWith({ quotas: [{ ...good, max: Infinity }] })().status).toBe("optimal");
  });

  test("solveAssignment(): members that are no indices of their side, or named twice", () => {
    expect(quotaFaults({ ...good, members: [0, 3] })).toEqual(["E_OUT_OF_RANGE quotas[0].members[1]"]);
    expect(quotaFaults({ ...good, side: "columns", members: [1, 2] })).toEqual(["E_OUT_OF_RANGE quotas[0].members[1]"]);
    expect(quotaFaults({ ...good, members: [1, 0, 1] })).toEqual(["E_DUPLICATE quotas[0].members[2]"]);
    expect(quotaFaults({ ...good, members: "01" })).toEqual(["E_TYPE quotas[0].members"]);
    expect(quotaFaults({ side: "rows", max: 1 })).toEqual(["E_TYPE quotas[0].members"]);
  });

  test("solveAssignment(): quotas of one kind that cross", () => {
    const rows = (...members: number[]) => ({ side: "rows", members, max: 1 });
    expect(quotaFaults(rows(0, 1), rows(1, 2))).toEqual(["E_NOT_LAMINAR quotas[1]"]);
    expect(quotaFaults(rows(2), rows(0, 1), rows(2, 1))).toEqual(["E_NOT_LAMINAR quotas[2]"]);
    const perColumn = (...members: number[]) => ({ ...rows(...members), of: "perColumn" });
    expect(quotaFaults(perColumn(0, 1), rows(0), perColumn(0, 2))).toEqual(["E_NOT_LAMINAR quotas[2]"]);
    expect(messageOf({ quotas: [rows(0, 1), rows(1, 2)] })).toMatchInlineSnapshot(
      `"E_NOT_LAMINAR: Expected quotas[1] to be a quota whose members contain those of others of its kind, are among them, or have nobody in common with them, received one that crosses quotas[0]. Crossing quotas are no flow: an exact answer would take a search that this library does not make."`,
    );
    // of different kinds they may
    expect(solveWith({ quotas: [rows(0, 1), perColumn(1, 2)] })().status).toBe("optimal");
    expect(solveWith({ quotas: [rows(0, 1), rows(0, 1), rows(2), rows(0, 1, 2)] })().status).toBe("optimal");
  });

  test("solveAssignment(): columns that cross, three of which are there", () => {
    const wide = scores.map((line) => [...line, 1]);
    const columns = (...members: number[]) => ({ side: "columns" as const, members, min: 1 });
    const call = () => solveAssignment(wide, { capacities: [1, 1, 1], quotas: [columns(0, 1), columns(1, 2)] });
    expect(problemsOf(call).map(([code, path]) => [code, path])).toEqual([["E_NOT_LAMINAR", "quotas[1]"]]);
  });
});

describe("readProblem(): what is asked for, complete", () => {
  const loadsOf = (options: Omit<AssignmentOptions, "capacities">) =>
    readProblem(scores, { capacities, ...options }).loads;

  test("readProblem(): nothing where nothing is asked for beside capacities", () => {
    expect(loadsOf({})).toBeUndefined();
    for (const objective of ["everyone", "best", ["matched"], ["total", "matched"]] as const) {
      expect(loadsOf({ objective, demands: [1, 1, 1], minimums: [0, 0], quotas: [], lottery })).toBeUndefined();
    }
    expect(
      loadsOf({ loads: [4, 0], priorities: [1, 2, 3], choices: [[0], [], [1]], current: [[0, 0]] }),
    ).toBeUndefined();
    // no row can want one of no columns
    expect(readProblem([[], []], { capacities: [] }).loads).toBeUndefined();
    expect(readProblem([[], []], { capacities: [], demands: [3, 1] }).loads).toBeUndefined();
  });

  test.each<{ stage: Stage }>([
    { stage: "priority" },
    { stage: "floor" },
    { stage: "leximin" },
    { stage: "choices" },
    { stage: "choices:generous" },
    { stage: "balance" },
    { stage: "continuity" },
  ])("readProblem(): every list, where $stage asks for more", ({ stage }) => {
    expect(loadsOf({ objective: ["matched", stage] })).toEqual({
      demands: Int32Array.of(1, 1, 1),
      filled: new Int32Array(3),
      minimums: [0, 0],
      taken: [0, 0],
      priorities: [0, 0, 0],
      choices: [[], [], []],
      current: [new Set(), new Set(), new Set()],
      quotas: [],
      lottery: undefined,
    });
  });

  test("readProblem(): demands no greater than there are columns, members ascending, pairs by row", () => {
    const loads = loadsOf({
      demands: Int32Array.of(0, 2, 9),
      minimums: Float64Array.of(1, 0),
      loads: [3, 0],
      priorities: [-0, 1.5, -2],
      choices: [Int32Array.of(1, 0), [], [1]],
      current: [
        [2, 1],
        [2, 0],
        [2, 1],
        [0, 0],
      ],
      quotas: [
        { side: "rows", members: [2, 0], min: 1 },
        { side: "rows", members: Int32Array.of(1), of: "perColumn", max: 3 },
        { side: "columns", members: [], of: "all", min: 0, max: 0 },
      ],
      lottery,
    });
    expect(loads).toEqual({
      demands: Int32Array.of(0, 2, 2),
      filled: new Int32Array(3),
      minimums: [1, 0],
      taken: [3, 0],
      priorities: [0, 1.5, -2],
      choices: [[1, 0], [], [1]],
      current: [new Set([0]), new Set(), new Set([1, 0])],
      quotas: [
        { side: "rows", of: "all", members: Int32Array.of(0, 2), min: 1, max: Infinity, used: Int32Array.of(0) },
        { side: "rows", of: "perColumn", members: Int32Array.of(1), min: 0, max: 3, used: Int32Array.of(0, 0) },
        { side: "columns", of: "all", members: new Int32Array(0), min: 0, max: 0, used: Int32Array.of(0) },
      ],
      lottery,
    });
  });

  test("boundsLeft(): less by what is used, at each limit by itself", () => {
    const quota = {
      side: "rows",
      of: "perColumn",
      members: Int32Array.of(0),
      min: 2,
      max: 4,
      used: Int32Array.of(0, 1, 3),
    } as const;
    expect([0, 1, 2].map((limit) => boundsLeft(quota, limit))).toEqual([
      { min: 2, max: 4 },
      { min: 1, max: 3 },
      { min: 0, max: 1 },
    ]);
    expect(boundsLeft({ ...quota, max: Infinity }, 2)).toEqual({ min: 0, max: Infinity });
  });
});
