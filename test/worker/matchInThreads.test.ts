import { getEventListeners } from "node:events";
import fc from "fast-check";
import {
  custom,
  customRule,
  explain,
  match,
  type Policy,
  type Progress,
  skills,
  TelemachusError,
  toText,
} from "telemachus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchInThreads } from "../../src/worker/matchInThreads.js";
import type { WorkerOptions } from "../../src/worker/options.js";
import type { Input } from "../../src/worker/sendInput.js";
import { crowd } from "../support/crowd.js";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { loadedProgrammes, programmes, stableProgrammes, withoutEmphasis } from "../support/programmes.js";
import { matchAny, refusal } from "../support/refusal.js";
import * as story from "../support/story.js";
import { buildThreadFile, type ThreadFile, type Watched, watchThreads } from "../support/threads.js";
import { validateMatching } from "../support/validateMatching.js";

let built: ThreadFile;
beforeAll(async () => {
  built = await buildThreadFile();
});
afterAll(() => built.remove());

/** A run with helpers for the smallest programme, whose threads are watched. */
function run(input: Input, options: WorkerOptions = {}, watched: Watched = watchThreads(built.file)) {
  const matching = matchInThreads(input, options, { start: watched.start, pairsOfHelper: 1 });
  return { matching, watched };
}

async function thrownBy(matching: Promise<unknown>): Promise<TelemachusError> {
  const error = await matching.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(TelemachusError);
  return error as TelemachusError;
}

const large = crowd(700, 500);
const largeBytes = JSON.stringify(match(large.people, large.policy));

/** What follows a run that ended badly: all threads are gone, and another run is whole. */
async function expectNothingLeft({ gone, alive }: Watched): Promise<void> {
  await gone();
  expect(alive()).toBe(0);
  const next = run(large, { threads: 2 });
  expect(JSON.stringify(await next.matching)).toBe(largeBytes);
  await next.watched.gone();
}

/** Functions cannot be sent: the policy without criteria and rules of one's own. */
function withoutFunctions(policy: Policy): Policy {
  const sendable = <Part extends { readonly kind: string }>(parts: { readonly [name: string]: Part }) =>
    Object.fromEntries(Object.entries(parts).filter(([, { kind }]) => !kind.startsWith("custom")));
  const criteria = { ...sendable(policy.criteria), sought: skills({ weight: 1 }) };
  return { ...policy, criteria, rules: sendable(policy.rules ?? {}) };
}

describe("matchInWorker(): the matching", () => {
  test.each([1, 2, 3])("is that of match, byte for byte, with %i threads", async (threads) => {
    for (const { people, policy } of [story, large, crowd(4500, 3), crowd(1, 1), crowd(3, 2100)]) {
      const { matching, watched } = run({ people, policy }, { threads });
      const pairs = people.mentees.length * people.mentors.length;
      expect(JSON.stringify(await matching)).toBe(JSON.stringify(match(people, policy)));
      expect(watched.threads.length).toBe(Math.min(threads, pairs + 1));
      await watched.gone();
    }
  });

  test("is that of match where more is asked for: loaded, infeasible and stable programmes", async () => {
    const most = { mentees: 7, mentors: 5, demand: 3 };
    const drawn = [
      ...fc.sample(loadedProgrammes(most), { numRuns: 80, seed: 20_261_123 }),
      ...fc.sample(stableProgrammes(most), { numRuns: 20, seed: 20_261_124 }),
    ];
    const statuses: Record<string, number> = {};
    for (const stated of drawn) {
      const [people, policy] = [withoutEmphasis(stated.people), withoutFunctions(stated.policy)];
      const matching = await run({ people, policy }, { threads: 2 }).matching;
      expect(JSON.stringify(matching)).toBe(JSON.stringify(match(people, policy)));
      validateMatching(matching, people, policy);
      statuses[matching.status] = (statuses[matching.status] ?? 0) + 1;
    }
    expect(statuses.optimal).toBeGreaterThan(15);
    expect(Math.min(statuses.infeasible, statuses.stable)).toBeGreaterThan(3);
  });

  test("is that of match for drawn programmes, and for none at all", async () => {
    const drawn = fc.sample(programmes({ mentees: 7, mentors: 5 }), { numRuns: 30, seed: 20_261_122 });
    let plain = 0;
    const none = { people: { mentees: [], mentors: [] }, policy: story.policy };
    for (const input of [none, ...drawn]) {
      const { matching } = run(input, { threads: 2 });
      const hasFunctions = JSON.stringify(input.policy).includes('"kind":"custom');
      if (hasFunctions) {
        expect((await thrownBy(matching)).code).toBe("E_WORKER");
        continue;
      }
      const outcome = await matching.then(JSON.stringify, ({ message }) => message);
      const own = () => JSON.stringify(matchAny(input.people, input.policy));
      try {
        expect(outcome).toBe(own());
        plain++;
      } catch (error) {
        expect(outcome).toBe((error as Error).message);
      }
    }
    expect(plain).toBeGreaterThan(5);
  });

  test("is frozen, open for explanations, and passes every check", async () => {
    const matching = await run(story, { threads: 1 }).matching;
    validateMatching(matching, story.people, story.policy);
    const own = match(story.people, story.policy);
    expect(matching).toEqual(own);
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(matching)).toBe(true);
    for (const { mentee } of own.pairs) {
      const said = (one: typeof own) => toText(explain(one, { mentee }), { audience: "administrator" });
      expect(said(matching)).toBe(said(own));
    }
  });

  test("cannot be explained by people or a policy that were changed since", async () => {
    const people = structuredClone<object>(story.people) as {
      mentees: { id: string; skills?: unknown }[];
      mentors: object[];
    };
    const ask = async (change: () => void) => {
      const matching = await run({ people, policy: story.policy }, { threads: 1 }).matching;
      change();
      return refusal(() => explain(matching, { mentee: "ada" }));
    };
    const changed = await ask(() => {
      people.mentees[0].skills = ["weaving"];
    });
    expect([changed.code, changed.message]).toMatchInlineSnapshot(`
      [
        "E_DETACHED",
        "Expected matching to be a matching as it was made, received one whose people or policy were changed since. Use reopen(matching, people, policy) with what it was made from.",
      ]
    `);
    const spoilt = await ask(() => {
      people.mentees[0].skills = 5;
    });
    expect(spoilt.code).toBe("E_DETACHED");
    expect(spoilt.cause).toMatchObject({ code: "E_TYPE" });
  });

  test("is told of by phase, about a hundred times each, as match tells", async () => {
    const heard: Progress[] = [];
    await run(large, { threads: 2, onProgress: (progress) => heard.push(progress) }).matching;
    expect(heard.map(({ phase }) => phase)).toEqual(heard.map(({ phase }) => phase).toSorted());
    for (const phase of ["score", "solve"] as const) {
      const dones = heard.filter((one) => one.phase === phase).map(({ done }) => done);
      expect(dones).toEqual(dones.toSorted((a, b) => a - b));
      expect(dones.at(-1)).toBe(700);
      expect(dones.length).toBeLessThanOrEqual(120);
    }
    expect(heard.filter(({ phase }) => phase === "score").length).toBeGreaterThan(90);
    expect(heard.every(({ total }) => total === 700)).toBe(true);
  });
});

describe("matchInWorker(): input that is refused", () => {
  class Mentee {
    readonly id = "ada";
  }
  const throwing = {
    get id(): string {
      throw new Error("not loaded");
    },
  };
  const looped: { id: string; display?: unknown } = { id: "ada" };
  looped.display = looped;
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
  const { mentors, mentees } = story.people;
  const holes: unknown[] = [...mentees];
  holes.length += 2;

  test.each<[string, unknown, unknown]>([
    ["nothing", undefined, undefined],
    ["null and a number", null, 5],
    ["a list", [], story.policy],
    ["many mistakes", { mentors: [{ id: 5 }], mentees: [{ id: "a", skils: [] }] }, { criteria: {}, seed: -1 }],
    ["more mistakes than are listed", { mentors: [], mentees: Array.from({ length: 300 }, () => 5) }, story.policy],
    ["an instance of a class", { mentors, mentees: [new Mentee()] }, story.policy],
    ["a date", { mentors, mentees: [{ id: "ada", display: new Date(0) }] }, story.policy],
    ["a getter that throws", { mentors, mentees: [throwing] }, story.policy],
    ["a symbol", { mentors, mentees: [{ id: Symbol("ada") }] }, story.policy],
    ["a function among people", { mentors, mentees: [{ id: "ada", display: () => 1 }] }, story.policy],
    ["a function in a wrong place of the policy", story.people, { ...story.policy, name: () => "spring" }],
    ["a big integer", { mentors, mentees: [{ id: "ada", seniority: 1n }] }, story.policy],
    ["a cycle", { mentors, mentees: [looped] }, story.policy],
    ["one level too many", { mentors, mentees: [{ id: "ada", display: deep(30) }] }, story.policy],
    ["great depth", { mentors, mentees: [{ id: "ada", display: deep(40) }] }, story.policy],
    ["holes", { mentors, mentees: holes }, story.policy],
    ["a lone surrogate", { mentors, mentees: [{ id: "\ud800" }] }, story.policy],
    ["NaN", { mentors: [{ id: "lin", capacity: Number.NaN }], mentees }, story.policy],
    ["a conflict of pins", story.people, { ...story.policy, pins: [{ mentee: "ada", mentor: "nobody", reason: "x" }] }],
  ])("refuses %s as match does", async (_what, people, policy) => {
    const { matching, watched } = run({ people, policy }, { threads: 2 });
    const { code, issues, total, message, name } = await thrownBy(matching);
    const own = refusal(() => matchAny(people, policy));
    expect({ code, issues, total, message, name }).toEqual({
      code: own.code,
      issues: own.issues,
      total: own.total,
      message: own.message,
      name: own.name,
    });
    await watched.gone();
  });

  test("names every function of the policy, and starts nothing", async () => {
    const policy = {
      criteria: {
        skills: skills({ weight: 1 }),
        half: custom({ name: "half", version: "1", weight: 1, score: () => 0.5 }),
      },
      rules: { own: customRule({ name: "own", version: "1", holds: () => true }) },
    };
    const { matching, watched } = run({ people: story.people, policy });
    const { issues, message } = await thrownBy(matching);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["E_WORKER", "policy.criteria.half.score"],
      ["E_WORKER", "policy.rules.own.holds"],
    ]);
    expect(message).toMatchInlineSnapshot(`
      "2 problems:
      - Expected policy.criteria.half.score to be plain data, received a function. A function cannot be sent to a worker: use match() for a policy that has one.
      - Expected policy.rules.own.holds to be plain data, received a function. A function cannot be sent to a worker: use match() for a policy that has one."
    `);
    expect(watched.threads).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["threads", 0],
    ["threads", 1.5],
    ["threads", "2"],
    ["memoryLimit", -1],
    ["onProgress", 5],
    ["signal", {}],
    ["solver", { solve: () => undefined }],
    ["thread", 2],
  ])("refuses the option %s: %o, and starts nothing", async (option, value) => {
    const { matching, watched } = run(story, { [option]: value });
    const { code, issues } = await thrownBy(matching);
    expect(code).toBe(option === "thread" || option === "solver" ? "E_UNKNOWN_KEY" : "E_OPTION");
    expect(issues[0].path).toBe(`options.${option}`);
    expect(watched.threads).toEqual([]);
  });

  test("reads reactive objects, lists with names of their own and frozen data as match does", async () => {
    const named = Object.assign([...mentees], { note: "not read" });
    const reactive = new Proxy({ ...mentees[0] }, {});
    for (const list of [named, [reactive, ...mentees.slice(1)], new Proxy([...mentees], {}), Object.freeze(mentees)]) {
      const people = { mentors, mentees: list };
      const { matching } = run({ people, policy: story.policy }, { threads: 2 });
      expect(JSON.stringify(await matching)).toBe(JSON.stringify(matchAny(people, story.policy)));
    }
  });

  test("refuses more than memoryLimit allows as match does, and leaves nothing behind", async () => {
    const { matching, watched } = run(large, { threads: 2, memoryLimit: 100_000 });
    const own = refusal(() => match(large.people, large.policy, { memoryLimit: 100_000 }));
    expect(own.code).toBe("E_TOO_LARGE");
    expect((await thrownBy(matching)).message).toBe(own.message);
    await expectNothingLeft(watched);
  });
});

/** Ten times what is promised, as other tests may keep the machine busy. */
const ABORT_WITHIN = 500;

describe("matchInWorker(): aborting", () => {
  const reason = new Error("The page was closed.");
  const isTold = (phase: Progress["phase"], share: number) => (progress: Progress) =>
    progress.phase === phase && progress.done >= share * progress.total;

  test("a signal that is aborted already starts nothing", async () => {
    const { matching, watched } = run(large, { signal: AbortSignal.abort(reason) });
    expect(await thrownBy(matching)).toMatchObject({ code: "E_ABORTED", cause: reason });
    expect(watched.threads).toEqual([]);
  });

  test.each<[string, ((progress: Progress) => boolean) | number]>([
    ["before anything was sent", 0],
    ["while threads start", 20],
    ["while threads read people", 120],
    ["when scoring begins", isTold("score", 0)],
    ["in the middle of scoring", isTold("score", 0.5)],
    ["when solving begins", isTold("solve", 0)],
    ["in the middle of solving", isTold("solve", 0.5)],
  ])("%s: rejects soon, with all threads gone, and the next call is whole", async (_when, moment) => {
    const controller = new AbortController();
    const { signal } = controller;
    let aborted = 0;
    let heardSince = 0;
    const abort = () => {
      aborted = performance.now();
      controller.abort(reason);
    };
    const onProgress = (progress: Progress) => {
      if (aborted > 0) heardSince++;
      else if (typeof moment !== "number" && moment(progress)) abort();
    };
    const { matching, watched } = run(large, { threads: 2, signal, onProgress });
    if (moment === 0) abort();
    else if (typeof moment === "number") setTimeout(abort, moment);
    expect(await thrownBy(matching)).toMatchObject({ code: "E_ABORTED", cause: reason });
    expect(performance.now() - aborted).toBeLessThan(ABORT_WITHIN);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await expectNothingLeft(watched);
    expect(heardSince).toBe(0);
  });

  test("ends threads that hear nothing, because they never come to rest", async () => {
    const controller = new AbortController();
    const restless = watchThreads(new URL("data:text/javascript,for (;;);"));
    const { matching, watched } = run(large, { threads: 2, signal: controller.signal }, restless);
    setTimeout(() => controller.abort(reason), 100);
    const { code } = await thrownBy(matching);
    expect([code, watched.threads.length]).toEqual(["E_ABORTED", 2]);
    await expectNothingLeft(watched);
  });

  test("a run that ends well leaves no listener and no thread", async () => {
    const { signal } = new AbortController();
    const { matching, watched } = run(story, { threads: 3, signal });
    await matching;
    await watched.gone();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("what onProgress throws reaches the caller as it is", async () => {
    const thrown = new Error("The progress bar broke.");
    const onProgress = () => {
      throw thrown;
    };
    const { matching, watched } = run(large, { threads: 2, onProgress });
    await expect(matching).rejects.toBe(thrown);
    await expectNothingLeft(watched);
  });
});

describe("matchInWorker(): threads that end", () => {
  test.each([
    ["the leader", 0, "score"],
    ["the leader", 0, "solve"],
    ["a helper", 1, "score"],
    ["a helper", 1, "solve"],
  ])("%s (thread %i) is killed while the others %s", async (_who, victim, phase) => {
    const watched = watchThreads(built.file);
    let isKilled = false;
    const onProgress = (progress: Progress) => {
      if (progress.phase === phase && !isKilled) watched.threads[victim].terminate();
      if (progress.phase === phase) isKilled = true;
    };
    const { code, message } = await thrownBy(run(large, { threads: 3, onProgress }, watched).matching);
    expect([code, isKilled]).toEqual(["E_WORKER", true]);
    expect(message).toBe("Expected worker to be one that answers, received one that ended with exit code 1.");
    await expectNothingLeft(watched);
  });

  test("one that runs out of memory", async () => {
    const watched = watchThreads(built.file, { resourceLimits: { maxOldGenerationSizeMb: 8 } });
    const { code, message } = await thrownBy(run(crowd(9000, 900), { threads: 1 }, watched).matching);
    expect(code).toBe("E_WORKER");
    expect(message).toContain("ERR_WORKER_OUT_OF_MEMORY");
    await expectNothingLeft(watched);
  });

  test.each<[string, string, string]>([
    ["that is missing", "file:///no/such/file.mjs", "Cannot find module"],
    ["that fails", "data:text/javascript,throw new Error('no such device')", "no such device"],
    ["that ends at once", "data:text/javascript,process.exit(3)", "exit code 3"],
  ])("one whose file is one %s", async (_what, file, words) => {
    const watched = watchThreads(new URL(file));
    const { code, message } = await thrownBy(run(story, { threads: 2 }, watched).matching);
    expect([code, message.includes(words)]).toEqual(["E_WORKER", true]);
    await expectNothingLeft(watched);
  });

  test("one that cannot be started", async () => {
    const start = () => {
      throw new Error("no threads here");
    };
    const { code, message, cause } = await thrownBy(matchInThreads(story, {}, { start }));
    expect(code).toBe("E_WORKER");
    expect(message).toContain("no threads here");
    expect(cause).toBeInstanceOf(Error);
  });
});

describe("matchInWorker(): the process", () => {
  test.each([
    ["match", "optimal\n"],
    ["abort", "E_ABORTED\n"],
  ])("ends by itself after %s", async (how, printed) => {
    const surroundings = { arguments: [built.file.pathname, how] };
    const { status, stdout, stderr } = await inOwnProcess("matchInOwnProcess.ts", surroundings);
    expect([status, stdout, stderr]).toEqual([0, printed, ""]);
  });
});
