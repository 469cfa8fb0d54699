import type { MatchOptions } from "../matching/checkMatchOptions.js";
import { type Checks, checkOptions, matchChecks } from "../matching/checkMatchOptions.js";
import { isCount } from "../numeric/isCount.js";

export interface WorkerOptions extends Omit<MatchOptions, "solver" | "watchReads"> {
  /**
   * How many threads may work, beside the caller's; as many as the machine has, but not more than 4, where it is not
   * given. More than one are started only for so many pairs that it is worth it: each has to read all people first.
   */
  readonly threads?: number;
}

const { onProgress, signal, memoryLimit, digestKey } = matchChecks;
const checks: Checks<WorkerOptions> = {
  onProgress,
  signal,
  memoryLimit,
  digestKey,
  threads: { expected: "a whole number above 0", holds: (value) => isCount(value) && value > 0 },
};

/** @throws E_OPTION, E_UNKNOWN_KEY with every option that is none */
export function checkWorkerOptions(options: WorkerOptions): void {
  checkOptions(options, checks);
}
