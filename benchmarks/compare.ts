import { solveInFreshProcess } from "./freshProcess.js";
import { makeInstance, nameOf, type Shape, square } from "./instances.js";
import { type Effort, summarise, type Timing, takeTurns, warmUp } from "./measure.js";
import type { Case } from "./plan.js";
import { type Answer, type Runner, runners, telemachus, telemachusOnCopies } from "./runner.js";

/** An instance, the one answer all its runners gave, and how long each took. */
export interface Comparison {
  readonly name: string;
  readonly answer: Answer;
  readonly timings: ReadonlyMap<Runner, Timing>;
}

/** Lets the runners solve an instance until they are warm, checks that their answers are equal, and only then times them. */
export function compare({ family, shape, leftOut }: Case, effort: Effort): Comparison {
  const instance = makeInstance(family, shape);
  const taking = runners.filter((runner) => runner.supports(instance) && !leftOut.includes(runner));
  const prepared = taking.map((runner) => runner.prepare(instance));
  const expected = prepared.map(({ solve }) => warmUp(solve));
  const answers = prepared.map(({ answer }) => answer());
  taking.forEach(({ name }, index) => {
    assertEqual(instance.name, { by: taking[0].name, ...answers[0] }, { by: name, ...answers[index] });
  });
  const tasks = prepared.map(({ solve }) => solve);
  const timings = takeTurns(tasks, expected, effort);
  const timingOf = new Map(taking.map((runner, index) => [runner, timings[index]]));
  return { name: instance.name, answer: answers[0], timings: timingOf };
}

/** Peak memory of processes that each solve one instance once, in MiB: in all, and what the solve added to its scores. */
export interface Peak {
  readonly name: string;
  readonly runner: string;
  readonly peak: number;
  readonly added: number;
}

/** Compares the peak memory of this library with the same engine's on copied columns. */
export async function comparePeaks(shape: Shape): Promise<Peak[]> {
  const name = nameOf("ment", shape);
  const [own, copies] = [
    await solveInFreshProcess(telemachus.name, "ment", shape),
    await solveInFreshProcess(telemachusOnCopies.name, "ment", shape),
  ];
  assertEqual(name, { by: telemachus.name, ...own.answer }, { by: telemachusOnCopies.name, ...copies.answer });
  return [
    { name, runner: telemachus.name, peak: own.peak, added: own.peak - own.before },
    { name, runner: telemachusOnCopies.name, peak: copies.peak, added: copies.peak - copies.before },
  ];
}

/** Times the first call of `solveAssignment` in each of some fresh processes; `answer` is what a warm one gave. */
export async function timeFirstCalls(size: number, processes: number, answer: Answer): Promise<Timing> {
  const times: number[] = [];
  for (let count = 0; count < processes; count++) {
    const first = await solveInFreshProcess(telemachus.name, "ment", square(size));
    assertEqual(nameOf("ment", square(size)), { by: "a warm call", ...answer }, { by: "a cold one", ...first.answer });
    times.push(first.milliseconds);
  }
  return summarise(times);
}

/** @throws Error naming the instance, both solvers and both answers, where they are not equal. */
export function assertEqual(instance: string, one: Answer & { by: string }, other: Answer & { by: string }): void {
  if (one.matched === other.matched && one.total === other.total) return;
  const [first, second] = [one, other].map(({ by, matched, total }) => `${by} matched ${matched}, total ${total}`);
  throw new Error(`Unequal answers on ${instance}: ${first}; ${second}.`);
}
