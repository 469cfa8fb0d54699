import { scorePairs, solveAssignment } from "telemachus";
import { assertEqual } from "./compare.js";
import { askFreshProcess } from "./freshProcess.js";
import { largePeople } from "./largePeople.js";
import type { MatchedOnce, WorkerOrder } from "./matchOnce.js";
import { largePolicy } from "./mentoringPolicy.js";
import type { Answer } from "./runner.js";

/** One call of `matchInWorker` in a process of its own, from people to a certified matching. */
export interface WorkerMatch extends MatchedOnce {
  readonly name: string;
  readonly threads: number;
  /** Whether the same people were also solved with their scores in one matrix. */
  readonly compared: boolean;
}

export interface WorkerSize {
  readonly mentees: number;
  readonly mentors: number;
}

const THREADS = 2;
/** Up to so many pairs, the answer is compared with that on the matrix of all scores. */
const MOST_PAIRS = 40_000_000;

/** `matchInWorker() 10000 × 2000, 8 each`. */
export function nameOfWorkerMatch({ mentees, mentors }: WorkerSize): string {
  return `matchInWorker() ${mentees} × ${mentors}, 8 each`;
}

/** Matches a drawn cohort; where the matrix of its scores fits, asserts that solving the matrix gives the same. */
export async function matchInFreshProcess(size: WorkerSize): Promise<WorkerMatch> {
  const name = nameOfWorkerMatch(size);
  const order: WorkerOrder = { ...size, threads: THREADS };
  const matched = await askFreshProcess<MatchedOnce>("matchOnce", order);
  const compared = size.mentees * size.mentors <= MOST_PAIRS;
  if (compared) {
    const solved = { by: "solveAssignment() on all scores", ...solveMatrix(size) };
    assertEqual(name, { by: "matchInWorker()", ...matched.answer }, solved);
  }
  return { ...matched, name, threads: THREADS, compared };
}

function solveMatrix(size: WorkerSize): Answer {
  const { mentees, mentors, scores } = scorePairs(largePeople(size), largePolicy);
  const matrix = { rows: mentees.length, columns: mentors.length, data: scores };
  const capacities = new Int32Array(mentors.length).fill(largePolicy.capacity);
  const { columnOfRow, total } = solveAssignment(matrix, { capacities });
  return { matched: columnOfRow.filter((column) => column >= 0).length, total };
}
