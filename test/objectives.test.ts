import fc from "fast-check";
import { solveAssignment } from "telemachus";
import { describe, expect, test } from "vitest";

import type {
  Assignment,
  AssignmentOptions,
  Bound,
  Conflict,
  InfeasibleAssignment,
  Objective,
  Preset,
  Repair,
  ScoreMatrix,
  Stage,
} from "../src/solve/assignment.js";
import { verifyAssignment } from "../src/solve/proof/verifyAssignment.js";
import { bruteForce } from "./support/bruteForce.js";
import {
  type Asked,
  boundsOf,
  countsUnder,
  demandsOf,
  exhaustive,
  fewestSeats,
  limitsOf,
  type Picks,
  shortfall,
  stageResults,
} from "./support/exhaustive.js";
import { stagesByHighs } from "./support/highs.js";
import { drawnInstances, objectives, runs, shuffled, toSparse } from "./support/instances.js";
import {
  everyStage,
  type LoadedInstance,
  loadedInstances,
  seededLoadedInstance,
  seededStages,
  stageLists,
} from "./support/loadedInstances.js";

type Pairs = NonNullable<Assignment["pairs"]>;

const presets: readonly Preset[] = ["everyone", "best", "fairest", "choices"];
const small = { rows: 6, columns: 6 };

function solve(scores: ScoreMatrix, options: AssignmentOptions): Assignment | InfeasibleAssignment {
  return solveAssignment(scores, options);
}

function solveFeasible(scores: ScoreMatrix, options: AssignmentOptions): Assignment {
  const answer = solve(scores, options);
  if (answer.status !== "optimal") throw new Error(`The answer is ${answer.status}`);
  return answer;
}

/** All pairs of an answer, in whichever form it lists them. */
function pairsOf({ pairs, columnOfRow }: Assignment): Pairs {
  return (
    pairs ?? Array.from(columnOfRow, (column, row) => [row, column] as const).filter(([_, column]) => column !== -1)
  );
}

function picksOf(pairs: Pairs, rows: number): Picks {
  return Array.from({ length: rows }, (_, row) => pairs.filter(([of]) => of === row).map(([_, column]) => column));
}

function lowestColumns(pairs: Pairs, rows: number): number[] {
  return picksOf(pairs, rows).map((columns) => (columns.length === 0 ? -1 : Math.min(...columns)));
}

function tiedPairs({ ties }: Assignment): Pairs | undefined {
  if (ties === undefined) return undefined;
  const { start, column } = ties.pairs;
  return Array.from({ length: start.length - 1 }, (_, row) => row).flatMap((row) =>
    Array.from(column.subarray(start[row], start[row + 1]), (j) => [row, j] as const),
  );
}

/** What both the oracle and an answer say, in the same form. */
function said(answer: Assignment | InfeasibleAssignment) {
  if (answer.status === "infeasible") return { status: answer.status };
  const { status, pairs, columnOfRow, stages, total, ties } = answer;
  return {
    status,
    pairs: pairsOf(answer),
    listsPairs: pairs !== undefined,
    columnOfRow: Array.from(columnOfRow),
    total,
    stages,
    ties: ties && { rows: ties.rows, columns: ties.columns, pairs: tiedPairs(answer) },
  };
}

function expectedOf(scores: number[][], options: Asked, best: ReturnType<typeof exhaustive>) {
  if (best === undefined) return { status: "infeasible" };
  return {
    status: "optimal",
    pairs: best.pairs,
    listsPairs: options.demands !== undefined,
    columnOfRow: lowestColumns(best.pairs, scores.length),
    total: best.pairs.reduce((sum, [row, column]) => sum + scores[row][column], 0),
    stages: best.stages,
    ties: best.ties,
  };
}

/** Compares an answer with what trying everything shows, and counts what kind of case it was. */
function compareWithTrying({ scores, options }: LoadedInstance, objective: Objective, seen: Record<string, number>) {
  const asked = { ...options, objective };
  const best = exhaustive(scores, asked);
  const answer = solve(scores, asked);
  expect(said(answer)).toEqual(expectedOf(scores, asked, best));
  if (answer.status === "infeasible") expectExplained(scores, asked, answer);

  if (best === undefined) seen.infeasible += 1;
  else {
    seen.feasible += 1;
    if (best.pairs.length > 0) seen.matched += 1;
    if (best.ties.rows.length > 0) seen.tiedRows += 1;
    if (best.ties.columns.length > 0) seen.tiedColumns += 1;
    if (best.ties.pairs.length > 0) seen.tiedPairs += 1;
    if (best.pairs.length > new Set(best.pairs.map(([row]) => row)).size) seen.severalPlaces += 1;
    if (options.quotas !== undefined) seen.quotas += 1;
    if (options.minimums?.length && Math.max(...Array.from(options.minimums)) > 0) seen.minimums += 1;
  }
  return { answer, best };
}

function nothingSeen() {
  return {
    feasible: 0,
    infeasible: 0,
    matched: 0,
    tiedRows: 0,
    tiedColumns: 0,
    tiedPairs: 0,
    severalPlaces: 0,
    quotas: 0,
    minimums: 0,
  };
}

/** Expects a conflict and repairs to be what they say by definition. */
function expectExplained(scores: number[][], options: Asked, { conflict, repairs }: InfeasibleAssignment): void {
  expectConflict(scores, options, conflict);
  const possible = fewestSeats(scores, options) < Infinity ? ["bounds", "seats"] : ["bounds"];
  expect(repairs.map(({ kind }) => kind).sort()).toEqual(possible);
  for (const repair of repairs) {
    if (repair.kind === "bounds") expectLowered(scores, options, repair);
    else expectMoreSeats(scores, options, repair);
  }
}

function expectConflict(scores: number[][], options: Asked, { bounds, missing, rows, columns }: Conflict): void {
  for (const bound of bounds) expect(boundsOf(options)).toContainEqual(bound);
  expect(missing).toBeGreaterThan(0);
  expect(missing).toBe(shortfall(scores, options, bounds));
  for (const left of bounds) {
    const others = bounds.filter((bound) => bound !== left);
    expect(shortfall(scores, options, others)).toBe(0);
  }
  const tests = bounds.map((bound) => countsUnder(bound, options));
  const counted = allowedPairs(scores).filter(([row, column]) => tests.some((counts) => counts(row, column)));
  expect(rows).toEqual(ascending(counted.map(([row]) => row)));
  expect(columns).toEqual(ascending(counted.map(([_, column]) => column)));
}

function expectLowered(scores: number[][], options: Asked, { by, bounds }: Extract<Repair, { kind: "bounds" }>): void {
  const asked = boundsOf(options);
  for (const { to, ...bound } of bounds) {
    expect(asked).toContainEqual(bound);
    expect(to).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThan(bound.min);
  }
  const lowered = asked.map((bound): Bound => {
    const min = bounds.find((other) => isSameBound(bound, other))?.to ?? bound.min;
    return { ...bound, min };
  });
  expect(shortfall(scores, options, lowered)).toBe(0);
  expect(by).toBe(bounds.reduce((sum, { min, to }) => sum + min - to, 0));
  // whatever is lowered by less than the least shortfall, something is short
  expect(by).toBe(shortfall(scores, options, asked));
}

function expectMoreSeats(scores: number[][], options: Asked, repair: Extract<Repair, { kind: "seats" }>): void {
  const { seats, columns, split } = repair;
  const asked = boundsOf(options);
  expect(seats).toBeGreaterThan(0);
  expect(seats).toBe(fewestSeats(scores, options));
  const enough = [...Array.from(options.capacities).keys()].filter(
    (column) => shortfall(scores, withSeats(options, column, seats), asked) === 0,
  );
  expect(columns).toEqual(enough);
  for (const column of enough) {
    expect(shortfall(scores, withSeats(options, column, seats - 1), asked)).toBeGreaterThan(0);
  }
  if (split.length === 0) {
    expect(enough.length).toBeGreaterThan(0);
    return;
  }
  const together = split.reduce((changed, part) => withSeats(changed, part.column, part.seats), options);
  expect(shortfall(scores, together, asked)).toBe(0);
  expect(split.reduce((sum, part) => sum + part.seats, 0)).toBe(seats);
}

function allowedPairs(scores: number[][]): Pairs {
  return scores.flatMap((line, row) =>
    [...line.keys()].filter((column) => line[column] > -Infinity).map((column) => [row, column] as const),
  );
}

function isSameBound(first: Bound, second: Bound): boolean {
  const keyOf = (bound: Bound) =>
    bound.kind === "minimum" ? `minimum ${bound.column}` : `quota ${bound.quota} ${bound.column}`;
  return keyOf(first) === keyOf(second);
}

function withSeats(options: Asked, column: number, seats: number): Asked {
  return {
    ...options,
    capacities: Array.from(options.capacities, (count, j) => (j === column ? count + seats : count)),
  };
}

function ascending(indices: readonly number[]): number[] {
  return [...new Set(indices)].sort((a, b) => a - b);
}

describe("trying everything agrees with", () => {
  const lottery = { rows: [0, 1], columns: [0, 1] };

  test("hand-worked examples of every stage", () => {
    const reached = (objective: Objective, scores: number[][], options: Partial<Asked> = {}) => {
      const capacities = scores[0].map(() => 1);
      return exhaustive(scores, { capacities, objective, ...options })?.stages;
    };
    const two = [
      [10, 9],
      [9, 1],
    ];
    expect(reached(["matched", "total"], two)).toEqual([
      { stage: "matched", value: 2 },
      { stage: "total", value: 18 },
    ]);
    expect(reached(["matched"], two, { demands: [2, 1], capacities: [1, 2] })).toEqual([
      {
        stage: "matched",
        value: 2,
        profile: [
          { of: 1, count: 2 },
          { of: 2, count: 1 },
        ],
      },
    ]);
    // the row of priority 2 has the only seat, the lottery notwithstanding
    const oneSeat = [[3], [1]];
    expect(reached(["priority", "total"], oneSeat, { priorities: [0, 2] })).toEqual([
      {
        stage: "priority",
        value: 1,
        profile: [
          { of: 2, count: 1 },
          { of: 0, count: 0 },
        ],
      },
      { stage: "total", value: 1 },
    ]);
    expect(reached(["draw", "total"], oneSeat, { lottery: { rows: [1, 0], columns: [0] } })).toEqual([
      { stage: "draw", value: 1 },
      { stage: "total", value: 1 },
    ]);
    expect(reached(["total"], [[-1, -2]])).toEqual([{ stage: "total", value: 0 }]);
    // a place more goes before a better lowest score
    expect(
      reached(
        ["floor"],
        [
          [5, 4],
          [1, -Infinity],
        ],
      ),
    ).toEqual([{ stage: "floor", value: 1 }]);
    expect(
      reached(
        ["floor", "total"],
        [
          [5, 5, 9],
          [5, 9, 5],
        ],
        { capacities: [2, 0, 1] },
      ),
    ).toEqual([
      { stage: "floor", value: 5 },
      { stage: "total", value: 14 },
    ]);
    // 4 and 8 rather than 9 and 3
    expect(
      reached(
        ["floor"],
        [
          [9, 4],
          [8, 3],
        ],
      ),
    ).toEqual([{ stage: "floor", value: 4 }]);
    expect(reached(["floor"], [[-Infinity]])).toEqual([{ stage: "floor", value: null }]);
    expect(
      reached(
        ["leximin"],
        [
          [4, 1, 7],
          [1, 9, 7],
        ],
        { demands: [2, 1], capacities: [1, 1, 1] },
      ),
    ).toEqual([
      {
        stage: "leximin",
        value: 4,
        profile: [
          { of: 4, count: 1 },
          { of: 7, count: 1 },
          { of: 9, count: 1 },
        ],
      },
    ]);
    const chosen = { choices: [[0, 1], [0]] };
    expect(reached(["choices"], two, chosen)).toEqual([
      {
        stage: "choices",
        value: 1,
        profile: [
          { of: 1, count: 1 },
          { of: 2, count: 1 },
        ],
      },
    ]);
    expect(reached(["choices:generous"], two, chosen)).toEqual([
      {
        stage: "choices:generous",
        value: 0,
        profile: [
          { of: 0, count: 0 },
          { of: 2, count: 1 },
          { of: 1, count: 1 },
        ],
      },
    ]);
    // loads 3 and 1 are taken already: both rows go to the second column, 3² + 3²
    expect(reached(["matched", "balance"], two, { capacities: [2, 2], loads: [3, 1] })).toEqual([
      { stage: "matched", value: 2 },
      { stage: "balance", value: 18 },
    ]);
    expect(
      reached(["continuity", "total"], two, {
        current: [
          [0, 0],
          [1, 0],
        ],
      }),
    ).toEqual([
      { stage: "continuity", value: 1 },
      { stage: "total", value: 18 },
    ]);
  });

  test("hand-worked examples of loads, ties and the lottery", () => {
    const scores = [[1], [1]];
    const capacities = [1];
    const tied = exhaustive(scores, { capacities, lottery: { rows: [1, 0], columns: [0] } });
    expect(tied).toMatchObject({
      pairs: [[1, 0]],
      optima: 2,
      ties: {
        rows: [0, 1],
        columns: [],
        pairs: [
          [0, 0],
          [1, 0],
        ],
      },
    });
    // the first row gets the earliest column left, after both are matched
    const drawn = exhaustive(
      [
        [1, 1],
        [1, 1],
      ],
      { capacities: [1, 1], lottery: { rows: [1, 0], columns: [1, 0] } },
    );
    expect(drawn).toMatchObject({
      pairs: [
        [0, 0],
        [1, 1],
      ],
      optima: 2,
      ties: { rows: [], columns: [] },
    });

    expect(
      exhaustive(scores, { capacities, minimums: [1], quotas: [{ side: "rows", members: [0], max: 0 }], lottery }),
    ).toMatchObject({ pairs: [[1, 0]], optima: 1 });
    const eachColumn = { side: "rows", of: "perColumn", members: [0, 1] } as const;
    const both = { capacities: [2, 2], demands: [2, 1], lottery };
    const alike = [
      [1, 9],
      [1, 5],
    ];
    expect(exhaustive(alike, { ...both, quotas: [{ ...eachColumn, max: 1 }] })!.pairs).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(exhaustive(alike, { ...both, quotas: [{ ...eachColumn, min: 2 }] })).toBeUndefined();
    expect(shortfall(alike, both, boundsOf({ ...both, minimums: [2, 2] }))).toBe(1);
    expect(exhaustive(alike, { ...both, quotas: [{ side: "columns", members: [0, 1], max: 0 }] })!.pairs).toEqual([]);
  });

  test("the other search by force, which knows rows matched and the total", () => {
    let tied = 0;
    fc.assert(
      fc.property(drawnInstances(small), fc.constantFrom(...objectives), (instance, objective) => {
        const { scores, capacities, lottery } = instance;
        const other = bruteForce(scores, { capacities, objective, lottery });
        const best = exhaustive(scores, { capacities, objective, lottery })!;
        expect(best.stages.map(({ value }) => value)).toEqual(other.values);
        expect(lowestColumns(best.pairs, scores.length)).toEqual(other.columnOfRow);
        expect(best.optima).toBe(other.optima);
        if (best.optima > 1) tied += 1;
      }),
      runs(500),
    );
    expect(tied).toBeGreaterThan(150);
  });

  test("HiGHS, in every stage and under all loads", async () => {
    const stagesOf = await stagesByHighs();
    const seen = { feasible: 0, infeasible: 0 };
    fc.assert(
      fc.property(
        loadedInstances(small),
        fc.oneof(stageLists, fc.constantFrom(...everyStage.map((stage): readonly Stage[] => [stage]))),
        ({ scores, options }, objective) => {
          const best = exhaustive(scores, { ...options, objective });
          expect(stagesOf(scores, { ...options, objective })).toEqual(best?.stages);
          seen[best === undefined ? "infeasible" : "feasible"] += 1;
        },
      ),
      runs(300),
    );
    expect(seen.feasible).toBeGreaterThan(150);
    expect(seen.infeasible).toBeGreaterThan(30);
  });
});

describe("solveAssignment agrees with trying everything: stages, pairs under the lottery, ties, and what cannot be", () => {
  test.each(everyStage)("%s", (stage) => {
    const seen = nothingSeen();
    fc.assert(
      fc.property(loadedInstances(small), (instance) => void compareWithTrying(instance, [stage], seen)),
      runs(800),
    );
    expectSeen(seen);
  });

  test.each(presets)("%s", (preset) => {
    const seen = nothingSeen();
    fc.assert(
      fc.property(loadedInstances(small), (instance) => void compareWithTrying(instance, preset, seen)),
      runs(800),
    );
    expectSeen(seen);
  });

  test("matched, then another stage", () => {
    const seen = nothingSeen();
    const others = fc.constantFrom(...everyStage.slice(1));
    fc.assert(
      fc.property(
        loadedInstances(small),
        others,
        (instance, stage) => void compareWithTrying(instance, ["matched", stage], seen),
      ),
      runs(800),
    );
    expectSeen(seen);
  });

  test("lists of different stages in any order", () => {
    const seen = nothingSeen();
    const matters = { minimums: 0, quotas: 0, laterStages: 0 };
    fc.assert(
      fc.property(loadedInstances(small), stageLists, (instance, objective) => {
        const { best } = compareWithTrying(instance, objective, seen);
        if (best === undefined) return;
        const { scores, options } = instance;
        const changes = (others: Asked) => exhaustive(scores, others)?.pairs.join() !== best.pairs.join();
        if (changes({ ...options, objective, minimums: undefined })) matters.minimums += 1;
        if (changes({ ...options, objective, quotas: undefined })) matters.quotas += 1;
        if (objective.length > 1 && changes({ ...options, objective: objective.slice(0, 1) })) matters.laterStages += 1;
      }),
      runs(800),
    );
    expectSeen(seen);
    expect(Math.min(seen.tiedRows, seen.tiedColumns, seen.severalPlaces)).toBeGreaterThan(50);
    expect(Math.min(matters.minimums, matters.quotas, matters.laterStages)).toBeGreaterThan(30);
  });

  test("the scores in lists of allowed pairs, and without a lottery", () => {
    const seen = { feasible: 0, severalOptima: 0 };
    fc.assert(
      fc.property(loadedInstances(small), stageLists, ({ scores, options }, objective) => {
        const asked = { ...options, objective };
        const best = exhaustive(scores, asked);
        expect(said(solve(toSparse(scores, options.capacities.length), asked))).toEqual(
          expectedOf(scores, asked, best),
        );
        const { lottery: _, ...notDrawn } = asked;
        // without a lottery, "draw" takes rows by their index
        if (best === undefined || objective.includes("draw")) return;
        const answer = solveFeasible(scores, notDrawn);
        expect(answer.ties).toBeUndefined();
        expect(answer.stages).toEqual(best.stages);
        const picks = picksOf(pairsOf(answer), scores.length);
        expect(isAllowed(scores, asked, picks)).toBe(true);
        expect(stageResults(scores, asked, picks)).toEqual(best.stages);
        seen.feasible += 1;
        if (best.optima > 1) seen.severalOptima += 1;
      }),
      runs(500),
    );
    expect(seen.feasible).toBeGreaterThan(200);
    expect(seen.severalOptima).toBeGreaterThan(80);
  });

  /** Expects cases of every kind; `draw` leaves no row to chance, and `balance` by itself has hardly anyone matched. */
  function expectSeen({ feasible, infeasible, matched, tiedPairs, quotas, minimums }: ReturnType<typeof nothingSeen>) {
    expect(feasible).toBeGreaterThan(500);
    expect(Math.min(infeasible, matched, tiedPairs, quotas, minimums)).toBeGreaterThan(100);
  }
});

/** Whether an assignment is within every bound. */
function isAllowed(scores: number[][], options: Asked, picks: Picks): boolean {
  const demands = demandsOf(scores, options);
  const pairs = picks.flatMap((columns, row) => columns.map((column) => [row, column] as const));
  const isWithin = limitsOf(options).every(({ counts, min, max }) => {
    const count = pairs.filter(([row, column]) => counts(row, column)).length;
    return count >= min && count <= max;
  });
  const areRowsWithin = picks.every(
    (columns, row) => columns.length <= demands[row] && new Set(columns).size === columns.length,
  );
  return isWithin && areRowsWithin && pairs.every(([row, column]) => scores[row][column] > -Infinity);
}

describe("solveAssignment agrees with HiGHS beyond trying everything", () => {
  test("every stage, under all loads, up to 30 × 30", async () => {
    const stagesOf = await stagesByHighs();
    const seen = { feasible: 0, infeasible: 0 };
    const stagesSeen = new Map<Stage, number>();
    for (let seed = 1; seed <= 100; seed++) {
      const { scores, options } = seededLoadedInstance({ rows: 8 + (seed % 23), columns: 8 + ((5 * seed) % 23), seed });
      const objective = seededStages(seed);
      const asked = { ...options, objective };
      const reached = stagesOf(scores, asked);
      const answer = solve(scores, asked);
      expect([seed, answer.status === "optimal" ? answer.stages : undefined]).toEqual([seed, reached]);

      seen[reached === undefined ? "infeasible" : "feasible"] += 1;
      for (const { stage } of reached ?? []) stagesSeen.set(stage, 1 + (stagesSeen.get(stage) ?? 0));
    }
    expect(seen.feasible).toBeGreaterThan(60);
    expect(seen.infeasible).toBeGreaterThan(10);
    expect(Math.min(...everyStage.map((stage) => stagesSeen.get(stage) ?? 0))).toBeGreaterThan(9);
  });
});

describe("what has to hold whatever the best is", () => {
  test("banning a pair that nobody has changes nothing at all", () => {
    let banned = 0;
    fc.assert(
      fc.property(loadedInstances(small), stageLists, fc.nat(), ({ scores, options }, objective, which) => {
        const asked = { ...options, objective };
        const answer = solve(scores, asked);
        if (answer.status === "infeasible") return;
        const pairs = pairsOf(answer);
        const unused = allowedPairs(scores).filter(
          ([row, column]) => !pairs.some(([r, c]) => r === row && c === column),
        );
        if (unused.length === 0) return;
        const [row, column] = unused[which % unused.length];
        const others = scores.map((line, r) => line.map((score, c) => (r === row && c === column ? -Infinity : score)));
        const { ties: _, ...expected } = said(answer) as { ties?: unknown };
        expect(said(solve(others, asked))).toMatchObject(expected);
        banned += 1;
      }),
      runs(500),
    );
    expect(banned).toBeGreaterThan(200);
  });

  test("rows and columns in another order meet the same fate if the lottery goes along", () => {
    const seen = { feasible: 0, infeasible: 0 };
    const orders = fc.record({ rows: shuffled(small.rows), columns: shuffled(small.columns) });
    fc.assert(
      fc.property(loadedInstances(small), stageLists, orders, (instance, objective, { rows, columns }) => {
        const { scores, options } = instance;
        const oldRow = rows.filter((row) => row < scores.length);
        const oldColumn = columns.filter((column) => column < options.capacities.length);
        const other = inOrder(instance, oldRow, oldColumn);
        const answer = solve(scores, { ...options, objective });
        const shuffledAnswer = solve(other.scores, { ...other.options, objective });
        expect(shuffledAnswer.status).toBe(answer.status);
        if (answer.status === "infeasible" || shuffledAnswer.status === "infeasible") {
          seen.infeasible += 1;
          return;
        }
        const back = (pairs: Pairs) => sorted(pairs.map(([row, column]) => [oldRow[row], oldColumn[column]] as const));
        expect(back(pairsOf(shuffledAnswer))).toEqual(sorted(pairsOf(answer)));
        expect(back(tiedPairs(shuffledAnswer)!)).toEqual(sorted(tiedPairs(answer)!));
        expect(shuffledAnswer.stages).toEqual(answer.stages);
        seen.feasible += 1;
      }),
      runs(500),
    );
    expect(seen.feasible).toBeGreaterThan(250);
    expect(seen.infeasible).toBeGreaterThan(80);
  });

  test("greater units change the unit only, and more for every pair only the sum", () => {
    const seen = { scaled: 0, shifted: 0 };
    const changes = fc.record({ factor: fc.constantFrom(0.25, 7, 2 ** 20), shift: fc.integer({ min: -50, max: 50 }) });
    fc.assert(
      fc.property(loadedInstances(small), stageLists, changes, ({ scores, options }, objective, { factor, shift }) => {
        const answer = solve(scores, { ...options, objective });
        if (answer.status === "infeasible") return;
        const scaled = solveFeasible(
          map(scores, (score) => score * factor),
          { ...options, objective },
        );
        expect([pairsOf(scaled), tiedPairs(scaled), scaled.total]).toEqual([
          pairsOf(answer),
          tiedPairs(answer),
          answer.total * factor,
        ]);
        seen.scaled += 1;

        // as many places as possible are filled before scores count
        if (objective.includes("total") && !["floor", "leximin", "choices:generous"].includes(objective[0])) return;
        const shifted = solveFeasible(
          map(scores, (score) => score + shift),
          { ...options, objective },
        );
        const places = pairsOf(answer).length;
        expect([pairsOf(shifted), tiedPairs(shifted), shifted.total]).toEqual([
          pairsOf(answer),
          tiedPairs(answer),
          answer.total + places * shift,
        ]);
        seen.shifted += 1;
      }),
      runs(500),
    );
    expect(seen.scaled).toBeGreaterThan(250);
    expect(seen.shifted).toBeGreaterThan(200);
  });

  test("one more seat, place or pair, or no minimum, is never worse for the first stage", () => {
    const stages = fc.constantFrom<Stage>("matched", "total", "choices", "continuity");
    const changes = fc.constantFrom("seat", "place", "quotas", "minimums");
    const better = { seat: 0, place: 0, quotas: 0, minimums: 0 };
    fc.assert(
      fc.property(loadedInstances(small), stages, changes, fc.nat(), ({ scores, options }, stage, change, which) => {
        if (options.capacities.length === 0) return;
        const answer = solve(scores, { ...options, objective: [stage] });
        if (answer.status === "infeasible") return;
        const { minimums: _, ...withoutMinimums } = options;
        const { quotas: __, ...withoutQuotas } = options;
        const more: Record<typeof change, Asked> = {
          seat: withSeats(options, which % options.capacities.length, 1),
          place: { ...options, demands: scores.map((_, row) => (options.demands?.[row] ?? 1) + 1) },
          quotas: withoutQuotas,
          minimums: withoutMinimums,
        };
        const { stages } = solveFeasible(scores, { ...more[change], objective: [stage] });
        const [before, after] = [answer, { stages }].map((found) => found.stages[0].value!);
        expect(after).toBeGreaterThanOrEqual(before);
        if (after > before) better[change] += 1;
      }),
      runs(1600),
    );
    expect(Math.min(...Object.values(better))).toBeGreaterThan(2);
  });
});

describe("by hand", () => {
  test("a seat that has to be filled is filled with the best whole: A–Q and B–P, 18", () => {
    // columns A, B; rows P, Q. Filling A first with P, its best, would leave B–Q: 11
    const scores = [
      [10, 9],
      [9, 1],
    ];
    const answer = solveFeasible(scores, { capacities: [1, 1], minimums: [1, 0] });
    expect(Array.from(answer.columnOfRow)).toEqual([1, 0]);
    expect(answer.total).toBe(18);
    expect(answer.stages).toEqual([
      { stage: "matched", value: 2 },
      { stage: "total", value: 18 },
    ]);
  });

  test("everyone gives 5 with both matched, best 10 with one", () => {
    const scores = [
      [10, 0],
      [5, -Infinity],
    ];
    const capacities = [1, 1];
    const everyone = solveFeasible(scores, { capacities, objective: "everyone" });
    expect([Array.from(everyone.columnOfRow), everyone.total]).toEqual([[1, 0], 5]);
    const best = solveFeasible(scores, { capacities, objective: "best" });
    expect([best.columnOfRow[0], best.columnOfRow[1], best.total]).toEqual([0, -1, 10]);
    expect(verifyAssignment(scores, everyone, { capacities, objective: "everyone" })).toEqual([]);
    expect(verifyAssignment(scores, best, { capacities, objective: "best" })).toEqual([]);
  });

  test("minimums that nobody can fill, and how many seats more would do", () => {
    // both columns have to have a row, but the first row alone may have them
    const answer = solve(
      [
        [1, 1],
        [-Infinity, -Infinity],
      ],
      { capacities: [1, 1], minimums: [1, 1] },
    );
    expect(answer).toEqual({
      status: "infeasible",
      conflict: {
        bounds: [
          { kind: "minimum", column: 0, min: 1 },
          { kind: "minimum", column: 1, min: 1 },
        ],
        missing: 1,
        rows: [0],
        columns: [0, 1],
      },
      repairs: [expect.objectContaining({ kind: "bounds", by: 1 })],
    });
  });
});

function map(scores: number[][], change: (score: number) => number): number[][] {
  return scores.map((line) => line.map(change));
}

function sorted(pairs: Pairs): Pairs {
  return [...pairs].sort(([r, c], [row, column]) => r - row || c - column);
}

/** The same problem with rows and columns in another order, everything said of them in theirs. */
function inOrder(
  { scores, options }: LoadedInstance,
  oldRow: readonly number[],
  oldColumn: readonly number[],
): LoadedInstance {
  const newRow = (row: number) => oldRow.indexOf(row);
  const newColumn = (column: number) => oldColumn.indexOf(column);
  const byRow = <Item>(of: ArrayLike<Item>) => oldRow.map((row) => of[row]);
  const byColumn = <Item>(of: ArrayLike<Item>) => oldColumn.map((column) => of[column]);
  const { capacities, lottery, minimums, demands, quotas, priorities, choices, loads, current } = options;
  return {
    scores: oldRow.map((row) => byColumn(scores[row])),
    options: {
      capacities: byColumn(capacities),
      lottery: { rows: Array.from(lottery.rows, newRow), columns: Array.from(lottery.columns, newColumn) },
      ...(minimums && { minimums: byColumn(minimums) }),
      ...(demands && { demands: byRow(demands) }),
      ...(priorities && { priorities: byRow(priorities) }),
      ...(choices && { choices: byRow(choices).map((list) => Array.from(list, newColumn)) }),
      ...(loads && { loads: byColumn(loads) }),
      ...(current && { current: current.map(([row, column]) => [newRow(row), newColumn(column)] as const) }),
      ...(quotas && {
        quotas: quotas.map((quota) => ({
          ...quota,
          members: Array.from(quota.members, quota.side === "rows" ? newRow : newColumn),
        })),
      }),
    },
  };
}
