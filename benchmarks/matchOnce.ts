import { matchInWorker } from "telemachus/worker";
import { collectAllGarbage } from "./collectGarbage.js";
import { largePeople } from "./largePeople.js";
import { peakMemory } from "./memory.js";
import { largePolicy } from "./mentoringPolicy.js";
import type { Answer } from "./runner.js";

/** What the process is told. */
export interface WorkerOrder {
  readonly mentees: number;
  readonly mentors: number;
  readonly threads: number;
}

/** What a process found that matched once. */
export interface MatchedOnce {
  readonly answer: Answer;
  readonly milliseconds: number;
  /** Peak resident memory in MiB, of all threads and with the people. */
  readonly peak: number;
}

process.send!(await matchOnce(JSON.parse(process.argv[2]) as WorkerOrder));

async function matchOnce({ mentees, mentors, threads }: WorkerOrder): Promise<MatchedOnce> {
  const people = largePeople({ mentees, mentors });
  collectAllGarbage();
  const start = performance.now();
  const matching = await matchInWorker(people, largePolicy, { threads });
  const milliseconds = performance.now() - start;
  const answer = { matched: matching.pairs.length, total: Math.round(matching.total * 1_000_000) };
  return { answer, milliseconds, peak: peakMemory() };
}
