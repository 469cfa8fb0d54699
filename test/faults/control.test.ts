import {
  type AssignmentSolver,
  custom,
  type KernelAnswer,
  type KernelProblem,
  match,
  type People,
  type Progress,
  solveAssignment,
} from "telemachus";
import { describe, expect, test } from "vitest";
import { shortestPaths } from "../../src/solve/kernels/shortestPaths.js";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { skillsOnly } from "../support/storyWith.js";
import { validateMatching } from "../support/validateMatching.js";

const story = JSON.stringify(match(people, policy));
const crowd = (length: number, prefix: string) =>
  Array.from({ length }, (_, index) => ({ id: `${prefix}${index}`, skills: ["SQL"] }));

describe("aborting", () => {
  test("match(): an AbortSignal that is aborted already", () => {
    const reason = new Error("The page was closed.");
    const call = () => matchAny(people, policy, { signal: AbortSignal.abort(reason) });
    expect(problemsOf(call)).toEqual([["E_ABORTED", "signal", "/signal"]]);
    expect(refusal(call).cause).toBe(reason);
    expect(messageOf(call)).toMatchInlineSnapshot(`"Expected signal to be not aborted, received an aborted one."`);
  });

  test("match(): an abort at any moment of a run leaves nothing behind", () => {
    const moments: Progress[] = [];
    match(people, policy, { onProgress: (progress) => moments.push(progress) });
    expect(new Set(moments.map(({ phase }) => phase))).toEqual(new Set(["score", "solve"]));
    for (let moment = 1; moment <= moments.length; moment++) {
      const controller = new AbortController();
      let reached = 0;
      const onProgress = () => {
        reached += 1;
        if (reached === moment) controller.abort();
      };
      const call = () => matchAny(people, policy, { signal: controller.signal, onProgress });
      expect(problemsOf(call)).toEqual([["E_ABORTED", "signal", "/signal"]]);
      expect([moment, reached]).toEqual([moment, moment]);
      expect(JSON.stringify(match(people, policy))).toBe(story);
    }
  });

  test("match(): what onProgress throws is passed on, and the next call is as ever", () => {
    const thrown = new Error("The progress bar broke.");
    const onProgress = () => {
      throw thrown;
    };
    expect(() => match(people, policy, { onProgress })).toThrow(thrown);
    expect(JSON.stringify(match(people, policy))).toBe(story);
  });

  test("match(): an aborted signal and bad input: one of them is said, and nothing is returned", () => {
    const call = () => matchAny(null, policy, { signal: AbortSignal.abort() });
    expect(["E_ABORTED", "E_TYPE"]).toContain(refusal(call).code);
  });
});

describe("options", () => {
  test.each([
    ["memoryLimit", Number.NaN],
    ["memoryLimit", 0],
    ["memoryLimit", -1],
    ["memoryLimit", "1 GiB"],
    ["solver", {}],
    ["solver", "munkres"],
    ["solver", null],
    ["onProgress", 5],
    ["onProgress", {}],
    ["signal", true],
    ["signal", {}],
  ])("match(): the option %s is %o", (option, value) => {
    const call = () => matchAny(people, policy, { [option]: value });
    expect(problemsOf(call)).toEqual([["E_OPTION", `options.${option}`, `/options/${option}`]]);
  });

  test.each([[null], ["fast"], [5], [[]], [true]])("match(): options that are %j", (options) => {
    expect(refusal(() => matchAny(people, policy, options)).code).toBe("E_OPTION");
  });
});

describe("the seed", () => {
  test.each([[-1], [1.5], [Number.NaN], [Infinity], [2 ** 53], ["abc"], ["1"], [null], [[]]])(
    "match(): the seed %o",
    (seed) => {
      expect(problemsOf(() => matchAny(people, { ...policy, seed }))).toEqual([
        ["E_SEED", "policy.seed", "/policy/seed"],
      ]);
    },
  );

  test("match(): the seed abc, in words", () => {
    expect(messageOf(() => matchAny(people, { ...policy, seed: "abc" }))).toMatchInlineSnapshot(
      `"Expected policy.seed to be a whole number from 0 to 9007199254740991, received "abc"."`,
    );
  });

  test("match(): a missing seed is derived from name and date, recorded, and can be given back", () => {
    const { manifest, objective, pairs } = match(people, policy);
    expect(objective.lottery.seed).toBe(manifest.seed);
    expect(match(people, { ...policy, seed: manifest.seed }).pairs).toEqual(pairs);
    expect(match(people, { ...policy, date: "2026-03-03" }).manifest.seed).not.toBe(manifest.seed);
    const answered = { ...people, mentees: people.mentees.map((mentee) => ({ ...mentee, goals: [] })) };
    expect(match(answered, policy).manifest.seed).toBe(manifest.seed);
  });
});

describe("calls within and after calls", () => {
  test("match(): a call within a custom scorer of another is isolated from it", () => {
    const nested = new Set<string>();
    const score = () => {
      nested.add(JSON.stringify(match(people, policy)));
      return 0.5;
    };
    const half = (by: () => number) =>
      match(people, { criteria: { half: custom({ name: "half", version: "1", weight: 1, score: by }) } });
    const outer = half(score);
    validateMatching(outer, people, {
      criteria: { half: custom({ name: "half", version: "1", weight: 1, score: () => 0.5 }) },
    });
    expect(JSON.stringify(outer)).toBe(JSON.stringify(half(() => 0.5)));
    expect([...nested]).toEqual([story]);
  });

  test("match(): 100 further calls, of which half are refused, leave the heap as it was", async () => {
    const { status, stdout } = await inOwnProcess("hostileInput.ts", {
      flags: ["--expose-gc"],
      arguments: ["leftBehind"],
    });
    expect(status).toBe(0);
    // keeping the matchings would take four million
    expect(Number(stdout)).toBeLessThan(1_000_000);
  });
});

describe("size", () => {
  test("match(): more pairs than memoryLimit, before anyone is scored", () => {
    let calls = 0;
    const count = () => {
      calls += 1;
      return 1;
    };
    const by = { criteria: { counted: custom({ name: "counted", version: "1", weight: 1, score: count }) } };
    const error = refusal(() => match(people, by, { memoryLimit: 100 }));
    expect([error.code, error.total, calls]).toEqual(["E_TOO_LARGE", 1, 0]);
    expect(error.message).toContain("5 × 3 scores");
    match(people, by, { memoryLimit: 10_000 });
    expect(calls).toBeGreaterThan(0);
  });

  test("match(): more pairs than memoryLimit has room for are matched without the table of all scores", () => {
    const varied = (length: number, prefix: string) =>
      crowd(length, prefix).map((person, at) => ({
        ...person,
        skills: [`skill ${(at * 7) % 97}`, `skill ${at % 89}`],
      }));
    const many = { mentees: varied(3000, "e"), mentors: varied(3000, "o") };
    const before = process.memoryUsage().rss;
    const matching = match(many, { ...skillsOnly, seed: 1 }, { memoryLimit: 2 ** 26 });
    expect([matching.certificate.method, matching.pairs.length]).toEqual(["all pairs", 3000]);
    expect(process.memoryUsage().rss - before).toBeLessThan(3000 * 3000 * 8 * 4);
  });

  test("match(): people whom nothing tells apart tie in more pairs than memoryLimit has room for", () => {
    const same = { mentees: crowd(2000, "e"), mentors: crowd(2000, "o") };
    const { code, issues } = refusal(() => match(same, skillsOnly, { memoryLimit: 2 ** 25 }));
    expect(code).toBe("E_TOO_LARGE");
    expect(issues[0].received).toContain("of 2000 × 2000 scores");
  });

  test("match(): 20,000 × 1 and 1 × 20,000 need no square of either", () => {
    const many: People = { mentees: crowd(20_000, "e"), mentors: [{ id: "lin", skills: ["SQL"], capacity: 3 }] };
    const { pairs, unmatched, shortages, manifest } = match(many, skillsOnly);
    expect([pairs.length, unmatched.mentees.length, manifest.counts.freeSeats]).toEqual([3, 19_997, 0]);
    expect(shortages).toMatchObject([{ mentors: ["lin"], seats: 3, over: 19_997 }]);
    const wide = match({ mentees: [{ id: "ada", skills: ["SQL"] }], mentors: crowd(20_000, "o") }, skillsOnly);
    expect([wide.pairs.length, wide.unmatched.seats.length]).toEqual([1, 19_999]);
  });
});

describe("a kernel that is wrong", () => {
  const solver = (solve: (problem: KernelProblem) => unknown): AssignmentSolver => {
    return { name: "wrong", solve: solve as (problem: KernelProblem) => KernelAnswer };
  };
  const codeOf = (solve: (problem: KernelProblem) => unknown) =>
    refusal(() => match(people, policy, { solver: solver(solve) })).code;

  test.each<[string, (problem: KernelProblem) => unknown]>([
    ["matches nobody", ({ rows }) => ({ columnOfRow: new Int32Array(rows).fill(-1) })],
    ["overfills a mentor", ({ rows }) => ({ columnOfRow: new Int32Array(rows) })],
    ["names nobody's mentor", ({ rows }) => ({ columnOfRow: new Int32Array(rows).fill(99) })],
    ["forgets a mentee", ({ rows }) => ({ columnOfRow: new Int32Array(rows - 1).fill(-1) })],
    ["invents a mentee", ({ rows }) => ({ columnOfRow: new Int32Array(rows + 1).fill(-1) })],
    ["answers NaN", ({ rows }) => ({ columnOfRow: new Array(rows).fill(Number.NaN) })],
    ["answers texts", ({ rows }) => ({ columnOfRow: new Array(rows).fill("0") })],
    ["answers nothing", () => undefined],
    ["answers null", () => null],
    ["answers without an assignment", () => ({})],
    ["answers a promise", async (problem) => shortestPaths.solve(problem)],
    [
      "claims prices that are none",
      (problem) => ({ ...shortestPaths.solve(problem), columnPrices: new Float64Array(3).fill(Number.NaN) }),
    ],
    ["claims too few prices", (problem) => ({ ...shortestPaths.solve(problem), columnPrices: new Float64Array(1) })],
  ])("match(): withholds the answer of a kernel that %s", (_what, solve) => {
    expect(codeOf(solve)).toBe("E_CERTIFICATE");
  });

  test("match(): withholds every answer that is the right one but for one mentee, unless it is as good", () => {
    let withheld = 0;
    for (let row = 0; row < 5; row++) {
      for (let column = -1; column < 3; column++) {
        const mutate = (problem: KernelProblem): KernelAnswer => {
          const columnOfRow = shortestPaths.solve(problem).columnOfRow.slice();
          columnOfRow[row] = column;
          return { columnOfRow };
        };
        try {
          const { pairs } = match(people, policy, { solver: solver(mutate) });
          expect(pairs).toEqual(JSON.parse(story).pairs);
        } catch (error) {
          expect(error).toMatchObject({ code: "E_CERTIFICATE" });
          withheld += 1;
        }
      }
    }
    // of four places for each mentee, one is the answer's own
    expect(withheld).toBe(5 * 3);
  });

  test.each<[string, (problem: KernelProblem) => void]>([
    ["forbids every pair", ({ scores }) => scores.fill(-Infinity)],
    ["makes every pair worth nothing", ({ scores }) => scores.fill(0)],
    ["turns the scores round", ({ scores }) => scores.reverse()],
  ])("match(): is not taken in by a kernel that %s before it answers", (_what, spoil) => {
    const spoiling = solver((problem) => {
      spoil(problem);
      return shortestPaths.solve(problem);
    });
    const isWithheldOrRight = (call: () => unknown, right: unknown) => {
      try {
        expect(call()).toEqual(right);
      } catch (error) {
        expect(error).toMatchObject({ code: "E_CERTIFICATE" });
      }
    };
    isWithheldOrRight(() => match(people, policy, { solver: spoiling }).pairs, JSON.parse(story).pairs);
    const scores = { rows: 2, columns: 2, data: new Float64Array([1, 2, 4, 3]) };
    const options = { capacities: [1, 0], solver: spoiling };
    isWithheldOrRight(() => [...solveAssignment(scores, options).columnOfRow], [-1, 0]);
    expect([...scores.data]).toEqual([1, 2, 4, 3]);
  });
});
