import { type FirstSolve, solveInFreshProcesses } from "./freshProcess.js";
import { type Family, makeInstance, nameOf, type Shape } from "./instances.js";
import { telemachus, telemachusOnCopies } from "./libraryRunners.js";
import { type Effort, summarise, type Timing, takeTurns, warmUp } from "./measure.js";
import type { Case } from "./plan.js";
import type { Answer, Prepared, Runner } from "./runner.js";

/** An instance, the one answer all its runners gave, and how long each took, by name. */
export interface Comparison {
  readonly name: string;
  readonly family: Family;
  readonly shape: Shape;
  readonly answer: Answer;
  readonly timings: ReadonlyMap<string, Timing>;
}

/** Lets the runners solve an instance until they are warm, checks that their answers are equal, and only then times them. */
export async function compare(
  { family, shape, leftOut }: Case,
  runners: readonly Runner[],
  effort: Effort,
): Promise<Comparison> {
  const instance = makeInstance(family, shape);
  const taking = runners.filter((runner) => runner.supports(instance) && !leftOut.includes(runner.name));
  const prepared: Prepared[] = [];
  try {
    const warm: number[] = [];
    const answers: Answer[] = [];
    for (const runner of taking) {
      const one = await runner.prepare(instance);
      prepared.push(one);
      warm.push(await warmUp(one.solve));
      answers.push(await one.answer());
    }
    taking.forEach(({ name }, index) => {
      assertEqual(instance.name, { by: taking[0].name, ...answers[0] }, { by: name, ...answers[index] });
    });
    const tasks = prepared.map(({ solve }) => solve);
    const timings = await takeTurns(tasks, warm, effort);
    const timingOf = new Map(taking.map(({ name }, index) => [name, timings[index]]));
    return { name: instance.name, family, shape, answer: answers[0], timings: timingOf };
  } finally {
    for (const { end } of prepared) await end();
  }
}

/** Peak memory of a process that solves one instance once, in MiB: in all, and what came after its scores were read. */
export interface Peak {
  readonly name: string;
  readonly runner: string;
  readonly peak: number;
  readonly added: number;
}

/** The peak memory of this library, and with capacities on dense scores that of the same engine on copied columns. */
export async function measurePeaks(family: Family, shape: Shape): Promise<Peak[]> {
  const instance = makeInstance(family, shape);
  const taking = [telemachus, telemachusOnCopies].filter(({ supports }) => supports(instance));
  const solved: FirstSolve[] = [];
  for (const { name } of taking) solved.push(...(await solveInFreshProcesses(name, instance, 1)));
  return taking.map(({ name }, index) => {
    const { answer, peak, added } = solved[index];
    assertEqual(instance.name, { by: taking[0].name, ...solved[0].answer }, { by: name, ...answer });
    return { name: instance.name, runner: name, peak, added };
  });
}

/** Times the first call of `solveAssignment` in each of some fresh processes, after holding its answer against a warm one's. */
export async function timeFirstCalls(family: Family, shape: Shape, processes: number): Promise<Timing> {
  const instance = makeInstance(family, shape);
  const here = await telemachus.prepare(instance);
  await warmUp(here.solve);
  const warm = { by: "a warm call", ...(await here.answer()) };
  const solved = await solveInFreshProcesses(telemachus.name, instance, processes);
  for (const { answer } of solved) assertEqual(nameOf(family, shape), warm, { by: "a cold one", ...answer });
  return summarise(solved.map(({ milliseconds }) => milliseconds));
}

/** @throws Error naming the instance, both solvers and both answers, where they are not equal. */
export function assertEqual(instance: string, one: Answer & { by: string }, other: Answer & { by: string }): void {
  if (one.matched === other.matched && one.total === other.total) return;
  const [first, second] = [one, other].map(({ by, matched, total }) => `${by} matched ${matched}, total ${total}`);
  throw new Error(`Unequal answers on ${instance}: ${first}; ${second}.`);
}
