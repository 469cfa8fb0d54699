import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Milliseconds of the timed runs, warm-up left out. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** How long to measure: milliseconds for each task, and the bounds of its number of runs. */
export interface Effort {
  readonly budget: number;
  readonly fewestRuns: number;
  readonly mostRuns: number;
}

/** Warm-up ends after so many runs, or sooner once it took so many milliseconds. */
const WARM_UP = { runs: 5, milliseconds: 400 };

setFlagsFromString("--expose-gc");
const collectGarbage: (options: { type: "minor" }) => void = runInNewContext("gc");

/** Runs a task until it is warm; returns the last run's milliseconds. */
export function warmUp(task: () => void): number {
  let last = 0;
  for (let run = 0, spent = 0; run < WARM_UP.runs && spent < WARM_UP.milliseconds; run++) {
    last = time(task);
    spent += last;
  }
  return last;
}

/**
 * Times warm tasks against each other: they take turns (A B A B …), so that a disturbance of the machine meets all of
 * them. A slow task runs less often, its runs spread evenly over the rounds. `expected` are the milliseconds that each
 * is likely to take.
 */
export function takeTurns(tasks: readonly (() => void)[], expected: readonly number[], effort: Effort): Timing[] {
  const plan = expected.map((milliseconds) => runsWithin(effort, milliseconds));
  const rounds = Math.max(...plan);
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    tasks.forEach((task, index) => {
      const due = Math.floor(((round + 1) * plan[index]) / rounds);
      if (times[index].length < due) times[index].push(time(task));
    });
  }
  return times.map(summarise);
}

/** The middle of the times, or the mean of the two in the middle. */
export function summarise(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { runs: sorted.length, median, least: sorted[0], most: sorted[sorted.length - 1] };
}

function runsWithin({ budget, fewestRuns, mostRuns }: Effort, milliseconds: number): number {
  return Math.min(mostRuns, Math.max(fewestRuns, Math.floor(budget / milliseconds)));
}

/**
 * Only young garbage is collected before a run: a full collection would also throw away compiled code, and the next
 * run would pay for it.
 */
function time(task: () => void): number {
  collectGarbage({ type: "minor" });
  const start = performance.now();
  task();
  return performance.now() - start;
}
