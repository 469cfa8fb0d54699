import { afterEach, describe, expect, test } from "vitest";
import { issue } from "../../src/errors.js";
import type { RowJob, Steps } from "../../src/matching/steps.js";
import { createCrew, runWith } from "../../src/worker/crew.js";
import type { HelperInput, HelperMessage, TaskMessage } from "../../src/worker/messages.js";
import { crowd } from "../support/crowd.js";
import { scorerOf } from "../support/programmes.js";

const { people, policy } = crowd(240, 30);
const scorer = scorerOf(people, policy);
const mentees = [...scorer.problem.mentees.keys()];
const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A helper in this thread: what it is sent, and the port to answer through. */
function helper(answer: (message: HelperInput, port: MessagePort) => void) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  port2.onmessage = ({ data }) => answer(data, port2);
  const say = (message: HelperMessage) => port2.postMessage(message);
  return { port: port1, say };
}

/** A job of one block for each mentee, whose results are the mentees themselves, and what became of it. */
function countingSteps(taken: number[][]): Steps<string> {
  const job: RowJob = {
    kind: "score",
    phase: "score",
    rows: mentees.length,
    tasks: mentees.map((mentee) => ({ mentees: Int32Array.of(mentee) })),
    take: ({ scores }, at) => {
      taken.push([at, scores.length]);
    },
  };
  return (function* () {
    yield job;
    yield job;
    return "done";
  })();
}

const doneRows: number[] = [];
const control = { scorer, onProgress: ({ done }: { done: number }) => doneRows.push(done) };

/** Answers a block with as many scores as its number, so that its result is told from others. */
const answerBlock = ({ at }: TaskMessage, port: MessagePort) =>
  port.postMessage({ kind: "result", at, result: { scores: new Float64Array(1000 + at) } });

describe("createCrew()", () => {
  test("every block is taken once, each with its own result, whoever did it and in whatever order", async () => {
    const taken: number[][] = [];
    const blocks: number[] = [];
    let most = 0;
    let held: TaskMessage[] = [];
    const late = helper((message, port) => {
      if (message.kind !== "task") return;
      held.push(message);
      blocks.push(message.at);
      most = Math.max(most, held.length);
      // two at a time, the later one first
      if (held.length < 2 && message.at < mentees.length - 2) return;
      for (const one of held.reverse()) answerBlock(one, port);
      held = [];
    });
    const flush = setInterval(() => {
      for (const one of held) answerBlock(one, open[1]);
      held = [];
    }, 5);
    const crew = createCrew([late.port]);
    late.say({ kind: "ready" });
    expect(await runWith(crew, countingSteps(taken), control)).toBe("done");
    clearInterval(flush);
    expect(taken.map(([at]) => at).sort((a, b) => a - b)).toEqual([...mentees, ...mentees].sort((a, b) => a - b));
    const byHelper = taken.filter(([at, length]) => length === 1000 + at);
    const byLeader = taken.filter(([, length]) => length === people.mentors.length);
    expect(byHelper.length).toBe(blocks.length);
    expect(byHelper.length + byLeader.length).toBe(2 * mentees.length);
    expect(byHelper.length).toBeGreaterThan(10);
    expect(byLeader.length).toBeGreaterThan(10);
    expect(most).toBe(2);
  });

  test("a helper gets blocks only once it is ready; until then the leader does them all", async () => {
    const taken: number[][] = [];
    let blocks = 0;
    const slow = helper(() => {
      blocks++;
    });
    const crew = createCrew([slow.port]);
    await runWith(crew, countingSteps(taken), control);
    expect([taken.length, blocks]).toEqual([2 * mentees.length, 0]);
  });

  test("progress counts what helpers do, and never falls", async () => {
    doneRows.length = 0;
    const fast = helper((message, port) => message.kind === "task" && answerBlock(message, port));
    const crew = createCrew([fast.port]);
    fast.say({ kind: "ready" });
    await runWith(crew, countingSteps([]), control);
    const first = doneRows.slice(0, doneRows.indexOf(mentees.length) + 1);
    expect(first).toEqual(first.toSorted((a, b) => a - b));
    expect(doneRows.filter((done) => done === mentees.length).length).toBe(2);
  });

  const found = issue("E_SCORER", ["policy"], { expected: "a number", received: "none" });
  test.each<[HelperMessage, string]>([
    [{ kind: "refused", issues: [found], total: 1 }, "E_SCORER"],
    [{ kind: "failed", what: "RangeError: no memory" }, "E_WORKER"],
  ])("what a helper cannot do ends the run: %j", async (message, code) => {
    const failing = helper((input, port) => input.kind === "task" && port.postMessage(message));
    const crew = createCrew([failing.port]);
    failing.say({ kind: "ready" });
    await expect(runWith(crew, countingSteps([]), control)).rejects.toMatchObject({ code });
  });

  test("a job of no blocks is done at once", async () => {
    const steps = (function* (): Steps<number> {
      yield { kind: "score", phase: "score", rows: 0, tasks: [], take: () => undefined };
      return 7;
    })();
    expect(await runWith(createCrew([]), steps, control)).toBe(7);
  });

  test("input is passed on to every helper", async () => {
    const heard: string[][] = [[], []];
    const helpers = heard.map((list) => helper((message) => list.push(message.kind)));
    createCrew(helpers.map(({ port }) => port)).send({ kind: "run" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([["run"], ["run"]]);
  });
});
