import type { Matching } from "../matching/matching.js";
import type { Policy } from "../policy.js";
import type { People } from "../problem/people.js";
import type { WorkerOptions } from "../worker.js";

/** What is done in threads of its own, so that the process still hears signals. */
export interface Work {
  readonly matchInWorker: (people: People, policy: Policy, options: WorkerOptions) => Promise<Matching>;
}

/** The library's own threads, loaded when the first is needed. */
export const threads: Work = {
  matchInWorker: async (people, policy, options) => {
    const { matchInWorker } = await import("../worker.js");
    return matchInWorker(people, policy, options);
  },
};
