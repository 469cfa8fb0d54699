import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AssignmentOptions, Stage } from "../../../src/solve/assignment.js";
import { solveNetwork } from "../../../src/solve/network/solveNetwork.js";
import { MOST } from "../../../src/solve/packed/packComponents.js";
import { solvePacked } from "../../../src/solve/packed/solvePacked.js";
import { stagedViolations } from "../../../src/solve/proof/checkStages.js";
import { verifyAssignment } from "../../../src/solve/proof/verifyAssignment.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { scoreOf } from "../../../src/solve/read/scores.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import type { StagedAnswer } from "../../../src/solve/stagedAnswer.js";
import { stageResults } from "../../../src/solve/stageResults.js";
import { runs, seededInstance, shuffled, toSparse } from "../../support/instances.js";

const X = -Infinity;
const additive: readonly Stage[] = [
  "matched",
  "priority",
  "draw",
  "total",
  "choices",
  "choices:generous",
  "continuity",
];

interface Drawn {
  readonly scores: number[][];
  readonly options: AssignmentOptions & Required<Pick<AssignmentOptions, "lottery">>;
}

/** Problems in which every row wants one column, with scarce or plenty seats, columns without any, ties and forbidden pairs. */
const drawnProblems: fc.Arbitrary<Drawn> = fc
  .record({ rows: fc.nat({ max: 9 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) => {
    const ofRows = <One>(one: fc.Arbitrary<One>) => fc.array(one, { minLength: rows, maxLength: rows });
    return fc
      .record({
        scores: fc
          .constantFrom([1, 0], [2, 1, 0, X], [1, 0, -1, X, X], [5], [1000, 999, 400, 1, 0, -700])
          .chain((set) => ofRows(fc.array(fc.constantFrom(...set), { minLength: columns, maxLength: columns }))),
        capacities: fc
          .constantFrom(1, 3, 5)
          .chain((max) => fc.array(fc.noBias(fc.nat({ max })), { minLength: columns, maxLength: columns })),
        rowOrder: shuffled(rows),
        columnOrder: shuffled(columns),
        priorities: fc.constantFrom(0, 1, 2).chain((max) => ofRows(fc.nat({ max }))),
        choices: ofRows(fc.shuffledSubarray(Array.from({ length: columns }, (_, j) => j))),
        current: fc.array(fc.tuple(fc.nat({ max: Math.max(0, rows - 1) }), fc.nat({ max: columns - 1 })), {
          maxLength: rows,
        }),
        objective: fc.shuffledSubarray([...additive], { minLength: 1, maxLength: 5 }),
      })
      .map(({ scores, rowOrder, columnOrder, ...options }) => {
        return { scores, options: { ...options, lottery: { rows: rowOrder, columns: columnOrder } } };
      });
  });

type Read = Required<ReturnType<typeof readProblem>>;

function readPlain(...given: Parameters<typeof readProblem>): Read | undefined {
  const problem = readProblem(...given);
  // with nothing but `matched` and `total` there is nothing to pack here
  return problem.loads === undefined ? undefined : (problem as Read);
}

function valuesOf({ columns, scores, stages, loads }: Read, { pairs }: StagedAnswer) {
  const counted = pairs.map(([row, column]) => scoreOf(scores, columns, row, column));
  return stageResults(stages, { columns, loads, pairs, scores: counted });
}

function violationsOf(problem: Read, answer: StagedAnswer) {
  return stagedViolations(problem, { ...answer, values: valuesOf(problem, answer) });
}

/** What does not depend on who solved it. */
const said = ({ pairs, ties, drawn, components }: StagedAnswer) => ({ pairs, ties, drawn, components });

describe("solvePacked(): the same answers as on the network, proven", () => {
  test("solvePacked(): whatever goes into one number, in either form of the scores", () => {
    const seen = { solved: 0, tooMuch: 0, inTurn: 0, drawn: 0, tied: 0, severalPacks: 0 };
    const limits = fc.constantFrom(MOST, 5000, 400, 100, 30);
    fc.assert(
      fc.property(drawnProblems, limits, fc.boolean(), ({ scores, options }, most, isSparse) => {
        const { lottery } = options;
        const problem = readPlain(isSparse ? toSparse(scores, options.capacities.length) : scores, options);
        if (problem === undefined) return;
        const answer = solvePacked(problem, lottery, { most });
        if (answer === undefined) {
          expect(most).toBeLessThan(MOST);
          seen.tooMuch += 1;
          return;
        }
        expect(said(answer)).toEqual(said(solveNetwork(problem, lottery)!));
        expect(violationsOf(problem, answer)).toEqual([]);
        const notDrawn = solvePacked(problem, undefined, { most })!;
        expect(notDrawn.ties).toBeUndefined();
        expect(valuesOf(problem, notDrawn)).toEqual(valuesOf(problem, answer));
        expect(violationsOf(problem, notDrawn)).toEqual([]);

        seen.solved += 1;
        if (answer.method.includes("in turn")) seen.inTurn += 1;
        if (answer.method.includes("+")) seen.severalPacks += 1;
        if (0 < (answer.drawn?.length ?? 0)) seen.drawn += 1;
        if (answer.ties!.pairs.column.length > 0) seen.tied += 1;
      }),
      runs(3000),
    );
    expect(seen.solved).toBeGreaterThan(1500);
    expect(Math.min(seen.tooMuch, seen.inTurn, seen.drawn, seen.tied, seen.severalPacks)).toBeGreaterThan(100);
  });

  const shapes = [
    { rows: 130, columns: 60, scores: 3, forbidden: 0, seats: 3 },
    { rows: 160, columns: 50, scores: 1000, forbidden: 8, seats: 2 },
    { rows: 70, columns: 120, scores: 2, forbidden: 9, seats: 1 },
    // so many pairs that a core is solved: seats enough, and too few
    { rows: 600, columns: 310, scores: 1_000_000, forbidden: 0, seats: 2 },
    { rows: 600, columns: 310, scores: 50, forbidden: 0, seats: 1 },
  ];
  const lists: readonly (readonly Stage[])[] = [
    ["matched", "choices", "total"],
    ["choices:generous", "total"],
    ["continuity", "choices:generous"],
    ["priority", "total", "continuity"],
    ["draw", "total"],
    ["matched", "draw", "choices"],
    ["choices", "draw", "total"],
    ["matched", "priority", "draw", "continuity", "total"],
  ];

  test.each(shapes)("solveAssignment(): of any size ($rows × $columns, $seats seats each)", (shape) => {
    const { rows, columns, seats } = shape;
    const { scores } = seededInstance({ ...shape, seed: 1 });
    const numbers = seededInstance({ rows, columns, scores: 1000, forbidden: 0, seed: 7 }).scores;
    const orderOf = (keys: readonly number[]) => [...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b);
    const options = {
      capacities: new Array<number>(columns).fill(seats).fill(0, 0, 2),
      lottery: { rows: orderOf(numbers.map(([key]) => key)), columns: orderOf(numbers[0]) },
      choices: numbers.map((keys) => orderOf(keys).slice(0, keys[1] % 7)),
      current: numbers.map((keys, row) => [row, keys[2] % columns] as const),
      priorities: numbers.map((keys) => keys[3] % 3),
    };
    let matched = 0;
    for (const objective of lists) {
      const problem = readPlain(scores, { ...options, objective })!;
      const answer = solveAssignment(scores, { ...options, objective });
      const network = solveNetwork(problem, options.lottery)!;
      expect(answer.method).not.toBe("network");
      const { columnOfRow, ties, drawn, components, stages } = answer;
      const pairs = [...columnOfRow].flatMap((column, row) => (column < 0 ? [] : [[row, column]]));
      expect({ pairs, ties, drawn, components }).toEqual(said(network));
      expect(stages).toEqual(valuesOf(problem, network));
      expect(verifyAssignment(scores, answer, { ...options, objective })).toEqual([]);
      const told = solveAssignment(toSparse(scores, columns), { ...options, objective });
      expect([told.columnOfRow, told.ties, told.drawn]).toEqual([columnOfRow, ties, drawn]);
      matched += pairs.length;
    }
    expect(matched).toBeGreaterThan(lists.length * 20);
  });
});

describe("solvePacked(): what it is for", () => {
  const scores = [
    [3, 1],
    [2, 2],
  ];
  const plain = {
    capacities: [1, 1],
    lottery: { rows: [0, 1], columns: [0, 1] },
    objective: ["continuity", "total"],
  } as const;
  const isTaken = (options: Partial<AssignmentOptions>) =>
    solvePacked(readPlain(scores, { ...plain, ...options })!, plain.lottery) !== undefined;

  test("solvePacked(): every row wants one column, and stages add up over rows and pairs", () => {
    expect(isTaken({})).toBe(true);
    for (const stage of additive)
      expect(isTaken({ objective: [stage, "continuity"].slice(Number(stage === "continuity")) as Stage[] })).toBe(true);
    expect(isTaken({ demands: [1, 1], minimums: [0, 0], quotas: [] })).toBe(true);
    for (const more of [
      { demands: [1, 2] },
      { demands: [0, 1] },
      { minimums: [1, 0] },
      { quotas: [{ side: "rows", members: [0], max: 1 }] as const },
      { objective: ["matched", "balance"] as const },
      { objective: ["floor"] as const },
      { objective: ["leximin"] as const },
    ]) {
      expect(isTaken(more)).toBe(false);
      expect(solveAssignment(scores, { ...plain, ...more } as never).method).toBe("network");
    }
  });

  test("solveAssignment(): names every kernel that took part", () => {
    const { method } = solveAssignment([[3], [1]], {
      capacities: [1],
      priorities: [0, 1],
      objective: ["priority", "total"],
    });
    expect(method).toBe("in turn + dense");
  });

  test("solveAssignment(): fractions as fine as numbers allow, stage after stage", () => {
    const shares = [
      [1 / 3, 0.1, 0.7],
      [0.2, 1 / 7, 0.6],
      [0.9, 0.4, 1 / 9],
    ];
    const options = { capacities: [1, 1, 1], choices: [[1], [1, 2], [0]], objective: ["choices", "total"] } as const;
    const answer = solveAssignment(shares, options);
    expect(answer.unit).toBeLessThan(2 ** -40);
    expect(Array.from(answer.columnOfRow)).toEqual([1, 2, 0]);
    expect(verifyAssignment(shares, answer, options)).toEqual([]);
  });

  test("verifyAssignment(): looks for the proof by itself, and finds what is better", () => {
    const options = { capacities: [1, 1], choices: [[1], [1]], objective: ["choices", "total"] } as const;
    expect(verifyAssignment(scores, { columnOfRow: [0, 1] }, options)).toEqual([]);
    expect(verifyAssignment(scores, { columnOfRow: [1, 0] }, options).map(({ kind }) => kind)).toEqual(["improvable"]);
  });
});
