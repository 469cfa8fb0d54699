import {
  type Assignment,
  type Audit,
  audit,
  type Explanation,
  explain,
  firmness,
  type Matching,
  match,
  type PairQuestion,
  runLog,
  type StageChange,
  type StageResult,
  seatValue,
  skills,
  solveAssignment,
  verifyLog,
  type WhyNot,
  whyNot,
} from "telemachus";
import { readProgramme } from "telemachus/io";
import { renderReport } from "telemachus/report";
import { describe, expect, test } from "vitest";
import { judge } from "../benchmarks/bars.js";
import { carryOut } from "../benchmarks/carryOut.js";
import { timeChanges } from "../benchmarks/changes.js";
import { compare } from "../benchmarks/compare.js";
import { exitCodeOf } from "../benchmarks/exitCode.js";
import { type Explainer, nameOfExplanations, timeExplanations, timeFirmness } from "../benchmarks/explanations.js";
import { type Governor, nameOfGovernance, timeGovernance } from "../benchmarks/governance.js";
import { fitGrowth, slope } from "../benchmarks/growth.js";
import { readInstance, writeInstance } from "../benchmarks/instanceFiles.js";
import { type Instance, makeInstance, nameOf, scoreOf, square } from "../benchmarks/instances.js";
import { telemachus, telemachusOnCopies } from "../benchmarks/libraryRunners.js";
import { type Effort, takeTurns } from "../benchmarks/measure.js";
import { munkres, munkresJs } from "../benchmarks/npmRunners.js";
import {
  addingStages,
  everyoneDrawn,
  leximin,
  floor as raisedFloor,
  type Solve,
  timeLowest,
  timeStages,
  total,
  totalOnNetwork,
} from "../benchmarks/objectives.js";
import { checkAnswer, timePage } from "../benchmarks/pages.js";
import { fillPlaces } from "../benchmarks/places.js";
import type { Plan } from "../benchmarks/plan.js";
import { timeReading } from "../benchmarks/readFiles.js";
import { prepareHere, type Runner } from "../benchmarks/runner.js";
import { digestOf, identify } from "../src/matching/manifest.js";

const effort: Effort = { budget: 1, fewestRuns: 1, mostRuns: 1, longRun: 1000 };
const seats = { rows: 12, columns: 4, capacity: 3 };
const candidates = { rows: 40, columns: 10, capacity: { from: 1, to: 4 }, candidates: 5 };

/** Gives each row the first column that has a seat left, whatever the score. */
const firstCome = solverOf("first come", (instance) => {
  const free = instance.capacities.slice();
  return Int32Array.from({ length: instance.rows }, (_, row) => {
    const column = free.findIndex((left, at) => left > 0 && Number.isFinite(scoreOf(instance, row, at)));
    if (column >= 0) free[column]--;
    return column;
  });
});

function solverOf(name: string, solve: (instance: Instance) => Int32Array): Runner {
  return {
    name,
    supports: () => true,
    prepare: (instance) =>
      prepareHere(instance, instance, (given) => {
        const columnOfRow = solve(given);
        return () => columnOfRow;
      }),
  };
}

const plan: Plan = {
  effort,
  cases: [{ family: "unif", shape: seats, leftOut: [] }],
  peaks: [],
  freshProcesses: 0,
  changed: [],
  changes: 0,
  staged: [],
  lowest: [],
  explained: [],
  firm: [],
  asking: { asked: 1, checked: 1 },
  governed: [],
  read: [],
  commands: [],
  commandRuns: 0,
  pages: [],
  workers: [],
  scoring: { mentees: 1, mentors: 1, naiveMentees: 1 },
};

/** Carries out the solving of the plan; resolves to the exit code and everything that was said. */
async function solveWith(runners: readonly Runner[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const manner = {
    runners,
    isWanted: (part: string) => part.startsWith("solve "),
    whyNot: "",
    showUnmeasured: false,
    say: (section: string) => void said.push(section),
  };
  const code = await exitCodeOf(
    () => carryOut(plan, manner),
    (line) => void said.push(String(line)),
  );
  return { code, said };
}

describe("the check of answers", () => {
  test("solvers that agree end with 0, and their times are said", async () => {
    const { code, said } = await solveWith([telemachus, telemachusOnCopies, munkres]);
    expect(code).toBe(0);
    expect(said[1]).toContain("**unif 12 × 4, 3 each** (all agree: 12 matched");
    expect(said[1]).toContain("telemachus on copies");
  });

  test("a solver with a lower total ends the run with 1, before any time is said", async () => {
    const { code, said } = await solveWith([telemachus, firstCome]);
    expect(code).toBe(1);
    expect(said).toEqual([
      "## Solving",
      expect.stringMatching(
        /^Unequal answers on unif 12 × 4, 3 each: telemachus matched 12, .*; first come matched 12, /,
      ),
    ]);
  });

  test("a solver that leaves a row out is found", async () => {
    const leavesOut = solverOf("leaves out", ({ rows }) => new Int32Array(rows).fill(-1));
    const { code, said } = await solveWith([telemachus, leavesOut]);
    expect([code, said[1]]).toEqual([1, expect.stringContaining("leaves out matched 0, total 0")]);
  });

  test("a solver that fills a column beyond its seats is found", async () => {
    const overfills = solverOf("overfills", ({ rows }) => new Int32Array(rows));
    const { code, said } = await solveWith([overfills]);
    expect([code, said[1]]).toEqual([1, "Expected column 0 of unif 12 × 4, 3 each to hold 3, received 12."]);
  });

  test("a solver that uses a pair that is not listed is found", async () => {
    const guesses = solverOf("guesses", ({ rows }) => Int32Array.from({ length: rows }, (_, row) => row % 10));
    const sparse = { family: "sparse" as const, shape: candidates, leftOut: [] };
    await expect(compare(sparse, [guesses], effort)).rejects.toThrow(
      /^Expected only allowed pairs of sparse 40 × 10 × 5/,
    );
  });

  test("all solvers agree on small instances of every family", async () => {
    const families = ["unif", "ties", "mw", "equal", "block", "rank 1"] as const;
    for (const family of families) {
      const one = { family, shape: square(20), leftOut: [] };
      const { timings } = await compare(one, [telemachus, munkresJs, munkres], effort);
      expect([...timings.keys()]).toEqual(["telemachus", "munkres-js", "munkres"]);
    }
  });
});

describe("instances", () => {
  test("sparse ones list distinct columns in order, and the same every time", () => {
    const instance = makeInstance("sparse", candidates);
    if (instance.form !== "sparse") throw new Error("Expected a sparse instance.");
    for (let row = 0; row < instance.rows; row++) {
      const columns = [...instance.column.subarray(instance.start[row], instance.start[row + 1])];
      expect(columns).toEqual([...new Set(columns)].sort((a, b) => a - b));
      expect(columns).toHaveLength(5);
    }
    expect(makeInstance("sparse", candidates)).toEqual(instance);
    expect(nameOf("sparse", candidates)).toBe("sparse 40 × 10 × 5, 1..4");
  });

  test.each([
    ["dense", makeInstance("unif", seats)],
    ["sparse", makeInstance("sparse", candidates)],
  ])("%s ones come back from their files", (_, instance) => {
    const { folder, head, remove } = writeInstance(instance);
    try {
      expect(readInstance({ folder, head })).toEqual(instance);
    } finally {
      remove();
    }
  });
});

describe("takeTurns", () => {
  test("tasks alternate, and a long run is not repeated", async () => {
    const order: string[] = [];
    const task = (name: string, milliseconds: number) => () => {
      order.push(name);
      return milliseconds;
    };
    const tasks = [task("a", 1), task("b", 2), task("long", 2000)];
    const timings = await takeTurns(tasks, [1, 2, 2000], { budget: 4, fewestRuns: 1, mostRuns: 9, longRun: 1000 });
    expect(order).toEqual(["a", "a", "b", "a", "a", "b"]);
    expect(timings.map(({ runs, median }) => [runs, median])).toEqual([
      [4, 1],
      [2, 2],
      [1, 2000],
    ]);
  });
});

describe("timeChanges", () => {
  test("every kind is timed, and the end is held against a fresh solve", async () => {
    const { kinds } = await timeChanges({ family: "unif", shape: square(12) }, 10, effort);
    expect(kinds.map(([, { runs }]) => runs)).toEqual(Array(7).fill(10));
  });
});

describe("timeStages", () => {
  const balanced = { rows: 12, columns: 4, capacity: 3 };
  /** Leaves the last column empty: what it says of its pairs is true, but they are not the best. */
  const wastesSeats: Solve = (scores, options) => {
    const capacities = Array.from(options.capacities, (seats, column) => (column === 3 ? 0 : seats));
    return solveAssignment(scores, { ...options, capacities });
  };

  test.each([
    ["as many seats as rows", balanced],
    ["fewer", { ...balanced, capacity: 2 }],
    ["more", { ...balanced, capacity: 5 }],
    ["seats that differ", { rows: 30, columns: 9, capacity: { from: 0, to: 4 } }],
  ])("every objective is timed once its answer is checked: %s", async (_, shape) => {
    const { aims } = await timeStages(shape, effort, solveAssignment);
    expect(aims.map(({ aim }) => aim)).toEqual(expect.arrayContaining([total, ...addingStages]));
    const onNetwork = aims.filter(({ method }) => method === "network").map(({ aim }) => aim);
    expect(onNetwork.filter(({ hasIdleQuota }) => hasIdleQuota)).toHaveLength(2);
    expect(onNetwork.every(({ objective, hasIdleQuota }) => hasIdleQuota || objective.includes("balance"))).toBe(true);
    expect(aims.every(({ timing }) => timing.runs > 0 && timing.least > 0)).toBe(true);
  });

  test.each([total, ...addingStages].map((aim) => [aim.name, aim] as const))(
    "an answer to %s that could be better is found",
    async (name, aim) => {
      const poorFor: Solve = (scores, options) =>
        (String(options.objective) === String(aim.objective) ? wastesSeats : solveAssignment)(scores, options);
      await expect(timeStages(balanced, effort, poorFor)).rejects.toThrow(/^Expected ".*" on unif 12 × 4, 3 each to /);
      expect(name).toBe(aim.name);
    },
  );

  test.each(["matched", "priority", "draw", "total", "choices", "choices:generous", "balance", "continuity"])(
    "a stage %s that says more than its pairs come to is found",
    async (stage) => {
      const more = (result: StageResult): StageResult => ({
        ...(result as StageResult & { readonly value: number }),
        value: Number(result.value) + 1,
        ...(result.profile === undefined
          ? {}
          : { profile: result.profile.map(({ of, count }) => ({ of, count: count + 1 })) }),
      });
      const boasts: Solve = (scores, options) => {
        const answer = solveAssignment(scores, options) as Assignment;
        return { ...answer, stages: answer.stages.map((one) => (one.stage === stage ? more(one) : one)) };
      };
      await expect(timeStages(balanced, effort, boasts)).rejects.toThrow(/ to come to \[.*\], received \[/);
    },
  );

  test("an answer that depends on how the problem is told is found", async () => {
    const poorIfSparse: Solve = (scores, options) =>
      ("start" in scores ? wastesSeats : solveAssignment)(scores, options);
    await expect(timeStages(balanced, effort, poorIfSparse)).rejects.toThrow(
      'Expected "total" on unif 12 × 4, 3 each, told otherwise, to reach',
    );
  });
});

describe("timeLowest", () => {
  // instances whose greatest total has a lower score than need be
  const cases = [
    { aim: leximin, shape: { rows: 40, columns: 10, capacity: 3 } },
    { aim: leximin, shape: { rows: 40, columns: 30, capacity: 1 } },
    { aim: raisedFloor, shape: { rows: 20, columns: 10, capacity: { from: 2, to: 4 } } },
  ];
  test.each(cases)("%j is timed once its answer is checked", async (one) => {
    const { aims } = await timeLowest(one, effort, solveAssignment);
    expect(aims).toHaveLength(1);
  });

  test.each(cases)("a lowest score that could be higher is found: %j", async (one) => {
    const onlyTotal: Solve = (scores, options) => {
      const answer = solveAssignment(scores, { ...options, objective: ["matched", "total"] }) as Assignment;
      const { columns, data } = scores as { columns: number; data: Float64Array };
      const pairs = answer.pairs ?? [...answer.columnOfRow].map((column, row) => [row, column] as const);
      const reached = pairs.filter(([, column]) => column >= 0).map(([row, column]) => data[row * columns + column]);
      const value = Math.min(...reached);
      return { ...answer, stages: [{ stage: "floor", value }] };
    };
    await expect(timeLowest(one, effort, onlyTotal)).rejects.toThrow(/ to raise the lowest score above \d+\.$/);
  });
});

describe("timeExplanations", () => {
  const explainer: Explainer = { match, explain, whyNot, seatValue, firmness };
  const seated = { mentees: 30, mentors: 10, capacity: 3 };
  const scarce = { ...seated, capacity: 2 };
  const asking = { asked: 30, checked: 10 };
  const MILLIONTH = 1e-6;

  const timeWith = (changed: Partial<Explainer>) =>
    timeExplanations(scarce, asking, effort, { ...explainer, ...changed });
  const explainBut = (change: (said: Explanation) => unknown) =>
    ((matching: Matching, of: { readonly mentee: string }) =>
      change(explain(matching, of))) as unknown as typeof explain;
  const whyNotBut = (change: (said: WhyNot | readonly WhyNot[]) => unknown) =>
    ((matching: Matching, of: PairQuestion) => change(whyNot(matching, of))) as unknown as typeof whyNot;
  const more = (change: StageChange): StageChange => ({ ...change, total: change.total! + MILLIONTH });
  const costlier = (said: WhyNot): WhyNot => (said.kind === "cost" ? { ...said, cost: more(said.cost) } : said);

  test.each([seated, scarce])("every kind of question is timed once answers are checked: %j", async (size) => {
    const kinds = new Set<string>();
    const listening = whyNotBut((said) => {
      if ("kind" in said) kinds.add(said.kind);
      return said;
    });
    const { name, ...timings } = await timeExplanations(size, asking, effort, { ...explainer, whyNot: listening });
    expect(name).toBe(nameOfExplanations(size));
    expect(Object.values(timings)).toHaveLength(6);
    expect(Object.values(timings).every(({ runs, least }) => runs > 0 && least > 0)).toBe(true);
    // whoever is asked about is allowed and not matched
    expect([...kinds].filter((kind) => kind !== "lottery")).toEqual(["cost"]);
  });

  test("contributions that do not add up to the score are found", async () => {
    const boasts = explainBut((said) => {
      if (said.kind !== "match") return said;
      const [first, ...others] = said.criteria;
      return { ...said, criteria: [{ ...first, contribution: first.contribution + MILLIONTH }, ...others] };
    });
    await expect(timeWith({ explain: boasts })).rejects.toThrow(
      /^Expected the mentor, score and sum of the contributions of mentee-\d+ of explanations 30 × 10, 2 each to be \[/,
    );
  });

  test("an explanation that leaves out a mentor is found", async () => {
    const denies = explainBut((said) => ({ ...said, kind: "unmatched" }));
    await expect(timeWith({ explain: denies })).rejects.toThrow(/ to be "match", received "unmatched"\.$/);
  });

  test("a cost that is one millionth more than matching again loses is found", async () => {
    const overstates = whyNotBut((said) => ("kind" in said ? costlier(said) : said));
    await expect(timeWith({ whyNot: overstates })).rejects.toThrow(
      /^Expected the answer to whyNot\(\) for mentee-\d+ and mentor-\d+ of .* to be \{"kind":"cost",/,
    );
  });

  test("a cost that is another one where all mentors are asked about is found", async () => {
    const overstates = whyNotBut((said) => ("kind" in said ? said : said.map(costlier)));
    await expect(timeWith({ whyNot: overstates })).rejects.toThrow(
      /, asked with all mentors, to be \[\{"kind":"cost",/,
    );
  });

  test("a gain or a loss of a seat that is one millionth more is found", async () => {
    const gains: typeof seatValue = (matching, of) => {
      const said = seatValue(matching, of);
      return { ...said, more: said.more && { ...said.more, gain: more(said.more.gain) } };
    };
    const loses: typeof seatValue = (matching, of) => {
      const said = seatValue(matching, of);
      return { ...said, fewer: said.fewer && { ...said.fewer, loss: more(said.fewer.loss) } };
    };
    await expect(timeWith({ seatValue: gains })).rejects.toThrow(
      /^Expected the gain by one seat more of mentor-\d+ of /,
    );
    await expect(timeWith({ seatValue: loses })).rejects.toThrow(
      /^Expected the loss by one seat fewer of mentor-\d+ of /,
    );
  });

  test("firmness is timed once samples are checked, and a pair that is counted otherwise is found", async () => {
    const { timing } = await timeFirmness(scarce, asking, effort, explainer);
    expect([timing.runs, timing.least > 0]).toEqual([1, true]);
    const unmoved: typeof firmness = (matching, options) => {
      const said = firmness(matching, options);
      return { ...said, pairs: said.pairs.map((pair) => ({ ...pair, stays: 1 })) };
    };
    await expect(timeFirmness(scarce, asking, effort, { ...explainer, firmness: unmoved })).rejects.toThrow(
      /^Expected the samples with mentee-\d+ and mentor-\d+ of explanations firmness 30 × 10, 2 each to be \d, received 10\.$/,
    );
  });
});

describe("timeGovernance", () => {
  const governor: Governor = { match, audit, identify, digestOf, runLog, verifyLog };
  const size = { mentees: 60, mentors: 60, groups: 3, permutations: 20, lines: 40 };

  const timeWith = (changed: Partial<Governor>) => timeGovernance(size, effort, { ...governor, ...changed });
  /** An audit that says something else of the match rates of mentees. */
  type Rates = Audit["mentees"]["groupings"][number]["measures"][number];
  const auditBut = (change: (rates: Rates) => Rates): typeof audit => {
    return (...asked) => {
      const said = audit(...asked);
      const [grouping, ...others] = said.mentees.groupings;
      const measures = grouping.measures.map((one) => (one.measure === "matchRate" ? change(one) : one));
      return { ...said, mentees: { ...said.mentees, groupings: [{ ...grouping, measures }, ...others] } };
    };
  };

  test("every kind of account is timed once answers are checked", async () => {
    const { name, size: timed, ...timings } = await timeGovernance(size, effort, governor);
    expect([name, timed]).toEqual([nameOfGovernance(size), size]);
    expect(Object.values(timings)).toHaveLength(6);
    expect(Object.values(timings).every(({ runs, least }) => runs > 0 && least > 0)).toBe(true);
  });

  test("a group with one matched mentee more is found", async () => {
    const boasts = auditBut(({ byGroup: [first, ...others], ...said }) => {
      const rate = { ...first.rate!, selected: first.rate!.selected + 1 };
      return { ...said, byGroup: [{ ...first, rate }, ...others] };
    });
    await expect(timeWith({ audit: boasts })).rejects.toThrow(
      /^Expected the groups of mentees of governance 60 \+ 60 to be \[\["group 1",/,
    );
  });

  test("a p of Fisher's test that is slightly less is found", async () => {
    const calls = auditBut((said) => ({
      ...said,
      byGroup: said.byGroup.map(({ rate, ...one }) => {
        const p = rate!.fisher.p as { readonly value: number | null };
        const fisher = { ...rate!.fisher, p: p.value === null ? rate!.fisher.p : { value: p.value - 1e-6 } };
        return { ...one, rate: { ...rate!, fisher } };
      }),
    }));
    await expect(timeWith({ audit: calls })).rejects.toThrow(
      /^Expected Fisher's p of \[\d+,\d+,\d+,\d+\] of governance 60 \+ 60 to be [\d.]+, received [\d.]+\.$/,
    );
  });

  test("an audit that does not say the same again is found", async () => {
    let asked = 0;
    const forgets: typeof audit = (matching, people, options) => audit(matching, people, { ...options, seed: asked++ });
    await expect(timeWith({ audit: forgets })).rejects.toThrow(/^Expected the bytes of the audit of /);
  });

  test("a digest of the people or of the matching that is of something else is found", async () => {
    const other = "0".repeat(64);
    const confuses: typeof identify = (...asked) => ({ ...identify(...asked), input: other });
    await expect(timeWith({ identify: confuses })).rejects.toThrow(
      /^Expected the digest of the people of governance 60 \+ 60 to be "[0-9a-f]{64}", received "0{64}"\.$/,
    );
    await expect(timeWith({ digestOf: () => other })).rejects.toThrow(
      /^Expected the digest of governance 60 \+ 60 to be "/,
    );
  });

  test("digests that follow the order of the input, or no change of it, are found", async () => {
    const asGiven: typeof identify = (scorer, key) => ({
      ...identify(scorer, key),
      policy: JSON.stringify(scorer.problem.policy),
    });
    await expect(timeWith({ identify: asGiven })).rejects.toThrow(/^Expected the digests of .*, rewritten to be /);
    let first: ReturnType<typeof identify> | undefined;
    const remembers: typeof identify = (...asked) => {
      first ??= identify(...asked);
      return first;
    };
    await expect(timeWith({ identify: remembers })).rejects.toThrow(/that a changed answer changes to be /);
  });

  test("a log that holds plain ids is found, and so is a check that overlooks a changed byte", async () => {
    const tells: typeof runLog = ({ idKey: _, ...options }) => runLog(options);
    await expect(timeWith({ runLog: tells })).rejects.toThrow(
      /^Expected the entry 1 of the log of governance 60 \+ 60 to be \[1,"hmac-sha256:/,
    );
    const nods: typeof verifyLog = (_, { head = "", entries = 0 } = {}) => ({ intact: true, entries, head });
    await expect(timeWith({ verifyLog: nods })).rejects.toThrow(
      /^Expected the check of the log of .* with a byte of line 21 changed to be \[false,20\], received \[true,0\]\.$/,
    );
  });
});

describe("fillPlaces", () => {
  const instance = (scores: readonly number[], capacities: readonly number[]) => ({
    name: "by hand",
    family: "unif" as const,
    form: "dense" as const,
    rows: scores.length / capacities.length,
    columns: capacities.length,
    scores: Float64Array.from(scores),
    capacities: Int32Array.from(capacities),
  });

  test("a row moves on so that another has a place, and none loses one", () => {
    // the first row can have both columns, the second only the first one
    const two = instance([10, 0, 5, Number.NEGATIVE_INFINITY], [1, 1]);
    expect([0, 1, 6].map((least) => fillPlaces(two, 1, least))).toEqual([[2], [1], [1]]);
    expect(fillPlaces(two, 2, 0)).toEqual([2, 0]);
    expect(fillPlaces({ ...two, capacities: Int32Array.of(2, 1) }, 2, 0)).toEqual([2, 1]);
  });
});

describe("growth", () => {
  test("the slope of a line is found, and of scattered points the nearest one", () => {
    expect(slope([1, 2, 3].map((x) => [x, 2.5 * x + 1]))).toBeCloseTo(2.5, 12);
    expect(
      slope([
        [0, 0],
        [1, 2],
        [2, 1],
      ]),
    ).toBeCloseTo(0.5, 12);
  });

  test("a family is fitted from 500 rows on, where there are three sizes", () => {
    const timing = (median: number) => new Map([["x", { runs: 1, median, least: median, most: median }]]);
    const at = (size: number, family: "unif" | "mw") => ({
      name: "",
      family,
      shape: square(size),
      answer: { matched: 0, total: 0 },
      timings: timing(size ** 2),
    });
    const fitted = fitGrowth([at(100, "unif"), at(500, "unif"), at(1000, "unif"), at(2000, "unif"), at(500, "mw")]);
    expect(fitted).toEqual([
      { family: "unif", runner: "x", sizes: [500, 1000, 2000], exponent: expect.closeTo(2, 12) },
    ]);
  });
});

describe("judge", () => {
  const timing = (median: number) => ({ runs: 1, median, least: median, most: median });
  const figures = (own: number, rivals: Record<string, number>) => ({
    comparisons: [
      {
        name: "ment 500 × 500",
        family: "ment" as const,
        shape: square(500),
        answer: { matched: 500, total: 1 },
        timings: new Map(Object.entries({ telemachus: own, ...rivals }).map(([name, ms]) => [name, timing(ms)])),
      },
    ],
    peaks: [],
    changed: [],
    staged: [],
    lowest: [],
    explained: [],
    firm: [],
    governed: [],
    read: [],
    commands: [],
    pages: [],
    workers: [],
  });
  const verdicts = (own: number, rivals: Record<string, number>) =>
    new Map(
      judge(figures(own, rivals), "only in the full run").map(({ what, measured, reached }) => [
        what,
        [measured, reached],
      ]),
    );

  test("a ratio is reached at its bar, and plainly not beyond it", () => {
    expect(verdicts(13, { SciPy: 10 }).get("ment 500 × 500 against SciPy")).toEqual(["1.30×", "yes"]);
    expect(verdicts(13.1, { SciPy: 10 }).get("ment 500 × 500 against SciPy")).toEqual(["1.31×", "NOT REACHED"]);
    expect(verdicts(10, { "munkres-js": 5000 }).get("ment 500 × 500 against munkres-js")).toEqual(["500×", "yes"]);
    expect(verdicts(10, { munkres: 12 }).get("ment 500 × 500 against munkres")).toEqual(["1.20×", "NOT REACHED"]);
  });

  const staged = (times: Record<string, number>) => {
    const aims = [total, totalOnNetwork, ...addingStages, everyoneDrawn].map((aim) => ({
      aim,
      method: "network",
      timing: timing(times[aim.name] ?? 10),
    }));
    return new Map(
      judge({ ...figures(1, {}), staged: [{ name: "unif 2000 × 500, 4 each", aims }] }, "").map((bar) => [
        bar.what.replace(/.*: (what )?/, ""),
        [bar.measured, bar.reached],
      ]),
    );
  };

  test("what a stage adds is judged as a multiple of the total by the kernels for it", () => {
    const bars = staged({ "total, on the network": 20, "priority, total": 40, "continuity, total": 40.1 });
    expect(bars.get('"priority, total" adds to the total')).toEqual(["3.00× (1.00× of that on the network)", "yes"]);
    expect(bars.get('"continuity, total" adds to the total')?.[1]).toBe("NOT REACHED");
  });

  test("a lottery is judged by the whole time with it", () => {
    const bars = (drawn: number) =>
      staged({ [everyoneDrawn.name]: drawn }).get('"matched, total" with a lottery against without');
    expect(bars(20)).toEqual(["2.00×", "yes"]);
    expect(bars(20.1)).toEqual(["2.01×", "NOT REACHED"]);
  });

  test("answers are judged by their medians, firmness in seconds", () => {
    const all = timing(1);
    const asked = { explain: timing(1), whyNot: timing(20), seatValue: timing(20.1), whyNotAll: all };
    const bars = judge(
      {
        ...figures(1, {}),
        explained: [
          { name: "explanations 2000 × 500, 4 each", ...asked, firstExplain: timing(99), firstWhyNot: timing(99) },
        ],
        firm: [{ name: "explanations firmness 500 × 150, 3 each", timing: timing(5001) }],
      },
      "",
    );
    const told = bars.filter(({ what }) => what.startsWith("explanations ")).filter(({ measured }) => measured !== "");
    expect(told.map(({ what, required, measured, reached }) => [what, required, measured, reached])).toEqual([
      ["explanations 2000 × 500, 4 each: explain", "≤ 1 ms", "1.00 ms", "yes"],
      ["explanations 2000 × 500, 4 each: whyNot", "≤ 20 ms", "20.0 ms", "yes"],
      ["explanations 2000 × 500, 4 each: seatValue", "≤ 20 ms", "20.1 ms", "NOT REACHED"],
      ["explanations firmness 500 × 150, 3 each, 100 samples", "≤ 5 s", "5.00 s", "NOT REACHED"],
    ]);
  });

  test("accounts are judged by their medians, and the audit by the first one", () => {
    const size = { mentees: 5000, mentors: 5000, groups: 20, permutations: 2000, lines: 100_000 };
    const more = { audit: timing(9999), auditStored: timing(9999), verify: timing(9999) };
    const one = { name: nameOfGovernance(size), size, ...more };
    const account = { ...one, firstAudit: timing(3000), manifest: timing(300.1), append: timing(0.02) };
    const bars = judge({ ...figures(1, {}), governed: [account] }, "");
    const told = bars.filter(({ what }) => what.startsWith("governance "));
    expect(told.map(({ what, required, measured, reached }) => [what, required, measured, reached])).toEqual([
      ["governance 5000 + 5000: a first audit", "≤ 3 s", "3.00 s", "yes"],
      ["governance 5000 + 5000: manifest and digests", "≤ 300 ms", "300 ms", "NOT REACHED"],
      ["governance 5000 + 5000: an entry of the run log", "≤ 1 ms", "0.02 ms", "yes"],
    ]);
  });

  test("memory is judged by what the solve adds, and that of the processes stands beside it", () => {
    const name = "ment 4000 × 1000, 8 each";
    const bar = (added: number) => {
      const own = { name, runner: "telemachus", peak: 90, added };
      const copies = { name, runner: "telemachus on copies", peak: 300, added: 240 };
      return judge({ ...figures(1, {}), peaks: [own, copies] }, "").find(({ what }) =>
        what.startsWith(`${name}: memory`),
      );
    };
    expect(bar(60)).toMatchObject({
      measured: "0.25× (60 against 240 MiB; the whole processes 0.30×)",
      reached: "yes",
    });
    expect(bar(61)?.reached).toBe("NOT REACHED");
  });

  test("what was not measured counts as neither", () => {
    expect(verdicts(10, {}).get("ment 500 × 500 against SciPy")).toEqual(["without SciPy", "not measured"]);
    expect(verdicts(10, {}).get("ment 5000 × 5000 against SciPy")).toEqual(["only in the full run", "not measured"]);
  });
});

describe("timeReading()", () => {
  const size = { mentees: 130, mentors: 5 };

  test("timeReading(): times files whose rows are all accounted for", async () => {
    const { name, bytes, sound, damaged } = await timeReading(size, readProgramme, effort);
    expect(name).toBe("read 130 × 5");
    expect(Math.min(bytes, sound.median, damaged.median)).toBeGreaterThan(0);
  });

  test("timeReading(): refuses a reader that loses a row, or reads one otherwise", async () => {
    const losing: typeof readProgramme = async (files, options) => {
      const read = await readProgramme(files, options);
      return { ...read, mentees: { ...read.mentees, people: read.mentees.people - 1 } };
    };
    await expect(timeReading(size, losing, effort)).rejects.toThrow("rows are lost");
    const changing: typeof readProgramme = async (files, options) => {
      const read = await readProgramme(files, options);
      const mentees = read.people?.mentees.map((mentee) => ({ ...mentee, skills: [] }));
      return { ...read, ...(mentees === undefined ? {} : { people: { ...read.people!, mentees } }) };
    };
    await expect(timeReading(size, changing, effort)).rejects.toThrow("not read as they were written");
  });
});

describe("timePage()", () => {
  const size = { mentees: 30, mentors: 10 };

  test("timePage(): times a page that holds every pair", async () => {
    const { name, render, bytes } = await timePage(size, { matchHere: match, render: renderReport }, effort);
    expect(name).toBe("report 30 + 10");
    expect(Math.min(render.median, bytes)).toBeGreaterThan(0);
  });

  test("timePage(): refuses a page without one of the pairs", async () => {
    const losing: typeof renderReport = (matching, ...others) =>
      renderReport(matching, ...others).replaceAll(`>${matching.pairs[0].mentee}<`, "><");
    await expect(timePage(size, { matchHere: match, render: losing }, effort)).rejects.toThrow(
      "report 30 + 10: 1 of 30 pairs are not on the page",
    );
  });
});

describe("checkAnswer()", () => {
  test("checkAnswer(): refuses a file with another matching", () => {
    const policy = { criteria: { skills: skills({ weight: 1 }) } };
    const people = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin", skills: ["SQL"] }] };
    const here = match(people, policy);
    const [pair] = here.pairs;
    expect(() => checkAnswer("run", here, here)).not.toThrow();
    const there = { ...here, pairs: [{ ...pair, mentor: "noor" }] };
    expect(() => checkAnswer("run", there, here)).toThrow("its matching is not that of match()");
  });
});
