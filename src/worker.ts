import type { Exact } from "./exact.js";
import type { Matching } from "./matching/matching.js";
import type { CriterionName, Policy } from "./policy.js";
import type { People } from "./problem/people.js";
import { matchInThreads } from "./worker/matchInThreads.js";
import type { WorkerOptions } from "./worker/options.js";
import { startThread } from "./worker/startThread.js";

export type { WorkerOptions } from "./worker/options.js";

/**
 * Matches as `match` does, in threads of its own, so that the caller's never stands still: in Node threads of
 * `worker_threads`, elsewhere module workers.
 *
 * Result: byte for byte that of `match`, whatever the number of threads, and open for explanations. People and policy
 * are copied to the threads; they must not change until the promise settles, nor before the last explanation.
 * An abort rejects at once and ends the threads, whatever they are doing.
 *
 * @throws (rejects with) what `match` throws; E_WORKER where the policy holds functions, which cannot be sent, and where a
 * thread ends before it has answered
 * @example (await matchInWorker({ mentors, mentees }, policy, { signal, onProgress })).pairs
 */
export async function matchInWorker<const Given extends Policy>(
  people: People,
  policy: Exact<Given, Policy>,
  options: WorkerOptions = {},
): Promise<Matching<CriterionName<Given>>> {
  const matching = await matchInThreads({ people, policy }, options, { start: startThread });
  return matching as Matching<CriterionName<Given>>;
}
