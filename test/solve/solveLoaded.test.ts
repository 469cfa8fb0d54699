import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";

import type {
  Assignment,
  Component,
  InfeasibleAssignment,
  Lottery,
  ProofPrices,
  Stage,
  StageResult,
} from "../../src/solve/assignment.js";
import { type StagedClaim, type StagedInstance, stagedViolations } from "../../src/solve/proof/checkStages.js";
import type { Loads } from "../../src/solve/read/loads.js";
import { solveAssignment } from "../../src/solve/solveAssignment.js";
import { solveLoaded } from "../../src/solve/solveLoaded.js";
import type { StagedAnswer } from "../../src/solve/stagedAnswer.js";
import { runs } from "../support/instances.js";
import { type LoadedInstance, loadedInstances, stageLists } from "../support/loadedInstances.js";
import { refusal } from "../support/refusal.js";
import {
  compare,
  everyAssignment,
  list,
  type Pairs,
  type SmallProblem,
  standingIn,
  toInstance,
  valuesOf,
} from "../support/stagedProofs.js";

/** What becomes of the network's answer before it is checked: nothing, unless a test says otherwise. */
const kernel = vi.hoisted(() => ({ tamper: (answer: StagedAnswer): StagedAnswer => answer }));
vi.mock("../../src/solve/network/solveNetwork.js", async (load) => {
  const original = await load<typeof import("../../src/solve/network/solveNetwork.js")>();
  return {
    solveNetwork: (...given: Parameters<typeof original.solveNetwork>) => {
      const answer = original.solveNetwork(...given);
      return answer && kernel.tamper(answer);
    },
  };
});

beforeEach(() => {
  kernel.tamper = (answer) => answer;
});

function solve(instance: StagedInstance, loads: Loads, lottery: Lottery): Assignment | InfeasibleAssignment {
  const capacities = Array.from(instance.capacities);
  const { scores } = instance;
  const sizes = Array.from(scores.form === "dense" ? scores.data : scores.score, (score) => Math.abs(score));
  const largest = Math.max(0, ...sizes.filter((size) => size < Infinity));
  return solveLoaded({ ...instance, capacities, loads, seats: 0, largest, unit: 1, rounded: false }, lottery);
}

function toSmallProblem({ scores, options }: LoadedInstance, stages: readonly Stage[]): SmallProblem {
  const { capacities, minimums, demands, priorities, loads, quotas = [], choices, current, lottery } = options;
  return {
    scores,
    stages,
    lottery,
    capacities: Array.from(capacities),
    quotas: quotas.map(({ members, ...quota }) => ({ ...quota, members: Array.from(members) })),
    ...(minimums && { minimums: Array.from(minimums) }),
    ...(demands && { demands: Array.from(demands, (demand) => Math.min(demand, capacities.length)) }),
    ...(priorities && { priorities: Array.from(priorities) }),
    ...(loads && { taken: Array.from(loads) }),
    ...(choices && { choices: choices.map((list) => Array.from(list)) }),
    ...(current && { current }),
  };
}

const has = (pairs: Pairs, [row, column]: readonly [number, number]) =>
  pairs.some(([i, j]) => i === row && j === column);

/** The optima among assignments that have some pairs, and the one of them that the lottery chooses. */
function bestWith(fixed: Pairs, instance: StagedInstance, { rows, columns }: Lottery) {
  const lotteryKey = (pairs: Pairs) => [
    ...Array.from(rows, (row) => Number(pairs.some(([i]) => i === row))),
    ...Array.from(rows, (row) => Array.from(columns, (column) => Number(has(pairs, [row, column])))).flat(),
  ];
  const greatest = (all: readonly Pairs[], key: (pairs: Pairs) => readonly number[]) => {
    const keys = all.map(key);
    const best = keys.reduce((first, second) => (compare(first, second) < 0 ? second : first));
    return all.filter((_, at) => compare(keys[at], best) === 0);
  };
  const all = everyAssignment(instance).filter((pairs) => fixed.every((pair) => has(pairs, pair)));
  const optima = greatest(all, (pairs) => standingIn(instance.stages, instance, pairs));
  const [drawn] = greatest(optima, lotteryKey);
  return { optima, drawn };
}

/** What some optima have and others have not. */
function someNotAll(optima: readonly Pairs[], { rows, columns }: StagedInstance) {
  const varies = (holds: (pairs: Pairs) => boolean) => optima.some(holds) && !optima.every(holds);
  return {
    rows: list(rows).filter((row) => varies((pairs) => pairs.some(([i]) => i === row))),
    columns: list(columns).filter((column) => varies((pairs) => pairs.some(([, j]) => j === column))),
    pairs: list(rows).flatMap((row) =>
      list(columns)
        .map((column) => [row, column] as const)
        .filter((pair) => varies((pairs) => has(pairs, pair))),
    ),
  };
}

function tiesOf({ ties }: Assignment) {
  const { start, column } = ties!.pairs;
  const pairs = list(start.length - 1).flatMap((row) =>
    Array.from(column.subarray(start[row], start[row + 1]), (j) => [row, j] as const),
  );
  return { rows: ties!.rows, columns: ties!.columns, pairs };
}

/** The problem in which some pairs are outside: taken off demands, seats and minimums, counted by all that counts on. */
function without(fixed: Pairs, instance: StagedInstance): { readonly rest: StagedInstance; readonly loads: Loads } {
  const { rows, columns, scores, loads } = instance;
  if (scores.form !== "dense") throw new Error("Only dense problems are taken apart here.");
  const data = scores.data.slice();
  for (const [row, column] of fixed) data[row * columns + column] = -Infinity;
  const filled = Int32Array.from({ length: rows }, (_, row) => fixed.filter(([i]) => i === row).length);
  const load = Array.from({ length: columns }, (_, column) => fixed.filter(([, j]) => j === column).length);
  const quotas = loads.quotas.map((quota) => {
    const used = quota.used.slice();
    for (const [row, column] of fixed) {
      if (quota.members.includes(quota.side === "rows" ? row : column))
        used[quota.of === "perColumn" ? column : 0] += 1;
    }
    return { ...quota, used };
  });
  return {
    rest: {
      ...instance,
      scores: { form: "dense", data },
      capacities: Array.from(instance.capacities, (seats, column) => seats - load[column]),
    },
    loads: {
      ...loads,
      filled,
      quotas,
      demands: loads.demands.map((demand, row) => demand - filled[row]),
      minimums: loads.minimums.map((minimum, column) => Math.max(0, minimum - load[column])),
      taken: loads.taken.map((count, column) => count + load[column]),
    },
  };
}

/** Stages of which all but `floor`: the lowest score of the rest says nothing about pairs outside. */
const stagesOfRest = stageLists.map((stages) => stages.filter((stage) => stage !== "floor"));
/** Stages whose results count pairs outside too. */
const countsOutside: readonly Stage[] = ["matched", "priority", "draw", "balance"];

describe("solveLoaded(): pairs outside the problem", () => {
  test("solveLoaded(): as if they were inside and could not change", () => {
    const seen = { filled: 0, partly: 0, used: 0, perColumn: 0, infeasible: 0, tied: 0 };
    const drawn = fc.tuple(
      loadedInstances({ rows: 4, columns: 3 }),
      stagesOfRest,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    );
    fc.assert(
      fc.property(drawn, ([loaded, stages, mask]) => {
        if (stages.length === 0) return;
        const { lottery } = loaded.options;
        const whole = toInstance(toSmallProblem(loaded, stages));
        const feasible = solve(whole, whole.loads, lottery);
        if (feasible.status === "infeasible") {
          seen.infeasible += 1;
          return;
        }
        const fixed = feasible.pairs!.filter((_, at) => mask[at % mask.length]);
        const { rest, loads } = without(fixed, whole);
        const answer = solve(rest, loads, lottery);
        if (answer.status === "infeasible") throw new Error("The rest has an assignment.");

        const { optima, drawn: expected } = bestWith(fixed, whole, lottery);
        const pairs = [...fixed, ...answer.pairs!].sort(([a, b], [c, d]) => a - c || b - d);
        expect(pairs).toEqual([...expected].sort(([a, b], [c, d]) => a - c || b - d));
        const values = valuesOf(whole, expected);
        stages.forEach((stage, at) => {
          if (countsOutside.includes(stage)) expect(answer.stages[at]).toEqual(values[at]);
        });

        // ties are of the pairs inside: a row or column that has others outside may come and go here all the same
        const inside = optima.map((all) => all.filter((pair) => !has(fixed, pair)));
        expect(tiesOf(answer)).toEqual(someNotAll(inside, whole));

        if (fixed.length > 0) seen.filled += 1;
        if (loads.filled.some((count, row) => count > 0 && loads.demands[row] > 0)) seen.partly += 1;
        if (loads.quotas.some(({ used, of }) => of === "all" && used[0] > 0)) seen.used += 1;
        if (loads.quotas.some(({ used, of }) => of === "perColumn" && used.some((count) => count > 0)))
          seen.perColumn += 1;
        if (optima.length > 1) seen.tied += 1;
      }),
      runs(1600),
    );
    expect(Math.min(seen.filled, seen.partly, seen.used, seen.tied)).toBeGreaterThan(100);
    expect(Math.min(seen.perColumn, seen.infeasible)).toBeGreaterThan(30);
  });
});

describe("solveAssignment(): scores that are fractions", () => {
  const eighths = (scores: readonly (readonly number[])[]) => scores.map((line) => line.map((score) => score / 8));
  const solveFeasible = (...given: Parameters<typeof solveAssignment>): Assignment => {
    const answer = solveAssignment(...given);
    if (answer.status !== "optimal") throw new Error("There is no assignment.");
    return answer;
  };
  const isOfScores = (stage: Stage) => stage === "floor" || stage === "leximin";

  /** The problem as it was solved: scores as multiples of the unit. */
  function inUnits(
    scores: number[][],
    options: LoadedInstance["options"],
    { unit, stages }: Assignment,
  ): StagedInstance {
    const multiples = scores.map((line) => line.map((score) => score / unit));
    const names = stages.map(({ stage }) => stage);
    return toInstance(toSmallProblem({ scores: multiples, options }, names));
  }

  /** What an answer says, with scores and prices of scores divided by its unit. */
  function claimInUnits({ unit, pairs, components, stages, floor, ...answer }: Assignment): StagedClaim {
    const component = ({ stage, of }: Component): Component => {
      if (of === undefined) return { stage };
      return { stage, of: isOfScores(stage) ? of / unit : of };
    };
    const prices = ({ rowPrices, columnPrices }: ProofPrices): ProofPrices => {
      const ofParts = (lists: readonly Float64Array[]) =>
        lists.map((list, part) => (components[part]?.stage === "total" ? list.map((price) => price / unit) : list));
      return { rowPrices: ofParts(rowPrices), columnPrices: ofParts(columnPrices) };
    };
    const values = stages.map((result): StageResult => {
      if (result.stage === "total") return { stage: "total", value: result.value / unit };
      if (result.stage !== "floor" && result.stage !== "leximin") return result;
      const { stage, value, profile } = result;
      const levels = profile && { profile: profile.map(({ of, count }) => ({ of: of / unit, count })) };
      return { stage, value: value === null ? null : value / unit, ...levels };
    });
    const witness = floor && { component: component(floor.component), pairs: floor.pairs, ...prices(floor) };
    return {
      pairs: pairs!,
      components: components.map(component),
      values,
      ...prices(answer),
      ...(witness && { floor: witness }),
    };
  }

  test("solveAssignment(): floor, leximin, total, components and prices are in the unit given", () => {
    const seen = { floors: 0, levels: 0, prices: 0 };
    const objectives = fc.constantFrom<readonly Stage[]>(
      ["floor", "total"],
      ["matched", "leximin"],
      ["total", "floor"],
      ["choices", "total", "leximin"],
    );
    fc.assert(
      fc.property(loadedInstances({ rows: 6, columns: 5 }), objectives, ({ scores, options }, objective) => {
        const { minimums: _, quotas: __, demands = scores.map(() => 1), ...others } = options;
        const asked = { ...others, demands };
        const whole = solveFeasible(scores, { ...asked, objective });
        const parts = solveFeasible(eighths(scores), { ...asked, objective });
        expect(parts.rounded).toBe(false);
        expect([parts.columnOfRow, parts.pairs, parts.ties]).toEqual([whole.columnOfRow, whole.pairs, whole.ties]);
        expect(parts.total).toBe(whole.total / 8);
        whole.stages.forEach((result, at) => {
          const { stage, value, profile } = result;
          const inScores = stage === "total" || isOfScores(stage);
          expect(parts.stages[at].value).toBe(inScores && value !== null ? value / 8 : value);
          const levels = profile?.map(({ of, count }) => ({ of: isOfScores(stage) ? of / 8 : of, count }));
          expect(parts.stages[at].profile).toEqual(levels);
          if (stage === "floor" && value !== null && value % 8 !== 0) seen.floors += 1;
          if (stage === "leximin" && levels!.length > 1) seen.levels += 1;
        });
        expect(parts.components).toEqual(
          whole.components.map(({ stage, of }) => {
            if (of === undefined) return { stage };
            return { stage, of: isOfScores(stage) ? of / 8 : of };
          }),
        );
        expect(stagedViolations(inUnits(eighths(scores), asked, parts), claimInUnits(parts))).toEqual([]);
        whole.components.forEach(({ stage }, part) => {
          if (stage === "total" && parts.columnPrices[part].some((price) => price !== 0)) seen.prices += 1;
        });
        expect(parts.floor?.component.of).toBe(whole.floor && whole.floor.component.of! / 8);
        expect(parts.floor?.pairs).toEqual(whole.floor?.pairs);
      }),
      runs(400),
    );
    expect(Math.min(seen.floors, seen.levels, seen.prices)).toBeGreaterThan(30);
  });

  test("solveAssignment(): where they have to be rounded, the stages say what was rounded to", () => {
    const scores = [
      [0.1, 0.7],
      [0.3, 0.2],
    ];
    const answer = solveFeasible(scores, { capacities: [1, 1], objective: ["floor", "leximin", "total"] });
    const { unit, rounded, stages, total } = answer;
    const taken = (score: number) => Math.round(score / unit) * unit;
    expect(rounded).toBe(true);
    expect(taken(0.3)).not.toBe(0.3);
    expect(stages).toEqual([
      { stage: "floor", value: taken(0.3) },
      { stage: "leximin", value: taken(0.3), profile: [0.3, 0.7].map((score) => ({ of: taken(score), count: 1 })) },
      { stage: "total", value: taken(0.3) + taken(0.7) },
    ]);
    expect(total).toBe(taken(0.3) + taken(0.7));
  });
});

describe("solveAssignment(): withholds an answer that does not prove itself", () => {
  const scores = [
    [5, 4, 1],
    [4, 3, 2],
    [6, 1, 0],
  ];
  const options = {
    capacities: [1, 1, 1],
    minimums: [0, 0, 1],
    demands: [1, 1, 1],
    objective: ["matched", "floor", "total"],
  } as const;
  const solveIt = () => solveAssignment(scores, options);
  const replaced = (lists: readonly Float64Array[], part: number, index: number, change: number) =>
    lists.map((list, at) => (at === part ? list.map((price, k) => (k === index ? price + change : price)) : list));

  test("solveAssignment(): returns what the kernel found, untouched", () => {
    expect(solveIt().status).toBe("optimal");
  });

  const tampered: Readonly<Record<string, (answer: StagedAnswer) => StagedAnswer>> = {
    "a pair is missing": ({ pairs, ...rest }) => ({ ...rest, pairs: pairs.slice(1) }),
    "a pair is given twice": ({ pairs, ...rest }) => ({ ...rest, pairs: [...pairs, pairs[0]] }),
    "a pair is of no column": ({ pairs, ...rest }) => ({ ...rest, pairs: [[pairs[0][0], 3], ...pairs.slice(1)] }),
    "two rows have changed places": ({ pairs, ...rest }) => {
      const [[first, a], [second, b], ...others] = pairs;
      return { ...rest, pairs: [[first, b], [second, a], ...others] };
    },
    "a row's price is lower": (answer) => ({ ...answer, rowPrices: replaced(answer.rowPrices, 0, 0, -1) }),
    "a column's price is higher": (answer) => ({ ...answer, columnPrices: replaced(answer.columnPrices, 0, 1, 1) }),
    "a price is no whole number": (answer) => ({ ...answer, rowPrices: replaced(answer.rowPrices, 1, 1, 0.5) }),
    "a component is left out": ({ components, rowPrices, columnPrices, quotaPrices, ...rest }) => ({
      ...rest,
      components: components.slice(1),
      rowPrices: rowPrices.slice(1),
      columnPrices: columnPrices.slice(1),
      quotaPrices: quotaPrices.slice(1),
    }),
    "the floor is another": ({ components, ...rest }) => ({
      ...rest,
      components: components.map((one) => (one.stage === "floor" && one.of !== undefined ? { ...one, of: 5 } : one)),
    }),
    "the floor has no witness": ({ floor: _, ...rest }) => rest,
  };

  test.each(Object.keys(tampered))("solveAssignment(): refuses where %s", (name) => {
    kernel.tamper = tampered[name];
    const { code, issues } = refusal(solveIt);
    expect(code).toBe("E_CERTIFICATE");
    expect(issues).toHaveLength(1);
  });

  test("solveAssignment(): and says what is wrong", () => {
    kernel.tamper = tampered["a pair is missing"];
    expect(refusal(solveIt).message).toMatchInlineSnapshot(
      `"Expected an answer of the kernel "network" that proves itself. The price of column 1 is too high for the 0 rows it has."`,
    );
    kernel.tamper = tampered["the floor has no witness"];
    expect(refusal(solveIt).message).toMatchInlineSnapshot(
      `"Expected an answer of the kernel "network" that proves itself. Nothing proves that the floor 2 is the highest."`,
    );
  });
});
