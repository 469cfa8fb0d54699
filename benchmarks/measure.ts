import { collectGarbage } from "./collectGarbage.js";

/** Milliseconds of the timed runs, warm-up left out. */
export interface Timing {
  readonly runs: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Does its work once and says how many milliseconds it took. */
export type Task = () => number | Promise<number>;

/** How long to measure: milliseconds for each task, and the bounds of its number of runs. */
export interface Effort {
  readonly budget: number;
  readonly fewestRuns: number;
  readonly mostRuns: number;
  /** A first run of so many milliseconds is as warm as any, and long enough to be timed alone. */
  readonly longRun: number;
}

/** Warm-up ends after so many runs, or sooner once it took so many milliseconds. */
export const WARM_UP = { runs: 5, milliseconds: 400 };

/** Runs a task until it is warm; returns the last run's milliseconds. */
export async function warmUp(task: Task): Promise<number> {
  let last = 0;
  for (let run = 0, spent = 0; run < WARM_UP.runs && spent < WARM_UP.milliseconds; run++) {
    collectGarbage();
    last = await task();
    spent += last;
  }
  return last;
}

/**
 * Times warm tasks against each other: they take turns (A B A B …), so that a disturbance of the machine meets all of
 * them. A slow task runs less often, its runs spread evenly over the rounds. `warm` are the milliseconds of each one's
 * last run; where that was a long run, it is the one that counts.
 */
export async function takeTurns(tasks: readonly Task[], warm: readonly number[], effort: Effort): Promise<Timing[]> {
  const times = warm.map((milliseconds) => (milliseconds >= effort.longRun ? [milliseconds] : []));
  const plan = warm.map((milliseconds) => (milliseconds >= effort.longRun ? 1 : runsWithin(effort, milliseconds)));
  const rounds = Math.max(...plan);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const due = Math.floor(((round + 1) * plan[index]) / rounds);
      if (times[index].length >= due) continue;
      collectGarbage();
      times[index].push(await task());
    }
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

/** The milliseconds of some work. */
export function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function runsWithin({ budget, fewestRuns, mostRuns }: Effort, milliseconds: number): number {
  return Math.min(mostRuns, Math.max(fewestRuns, Math.floor(budget / milliseconds)));
}
