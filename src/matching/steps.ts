import type { Scorer } from "../score/scorer.js";
import { type Control, followPhase, type Progress } from "./progress.js";
import { createRowWorker, type RowKind, type RowTask, type RowWork, type RowWorker } from "./rowWork.js";

/** Work of one kind on rows, in blocks that may be done in any order, by any thread. */
export type RowJob = { readonly [Kind in RowKind]: JobOf<Kind> }[RowKind];

/** A job of one kind; of any, for whoever carries it out. */
export interface JobOf<Kind extends RowKind = RowKind> {
  readonly kind: Kind;
  readonly phase: Progress["phase"];
  /** The mentees of all tasks together. */
  readonly rows: number;
  readonly tasks: readonly RowWork[Kind]["task"][];
  /** Is called once with each task's result, in any order. */
  take(result: RowWork[Kind]["result"], at: number): void;
}

/** A computation that hands out its work on rows, and goes on once a whole job is done. */
export type Steps<Result> = Generator<RowJob, Result, void>;

/** Carries out all steps in this thread. @throws E_ABORTED; whatever the steps and their work throw */
export function runHere<Result>(steps: Steps<Result>, scorer: Scorer, control: Control): Result {
  const work = createRowWorker(scorer);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    doJob(step.value, work, control);
  }
}

function doJob({ kind, phase, rows, tasks, ...job }: JobOf, work: RowWorker, control: Control): void {
  const tick = followPhase(control, phase, rows);
  let done = 0;
  tasks.forEach((task, at) => {
    job.take(work(kind, task), at);
    done += task.mentees.length;
    tick(done);
  });
}

/** A block has about so many pairs at most: some ten milliseconds of scoring. */
const PAIRS_OF_BLOCK = 2 ** 21;
/** Blocks for each job at least, where there are as many mentees: what is told of progress goes by them. */
const FEWEST_BLOCKS = 100;

/** Cuts mentees into blocks. */
export function toBlocks(mentees: readonly number[], mentors: number): RowTask[] {
  const most = Math.floor(Math.min(mentees.length / FEWEST_BLOCKS, PAIRS_OF_BLOCK / mentors));
  const size = Math.max(1, most);
  const blocks: RowTask[] = [];
  for (let from = 0; from < mentees.length; from += size) {
    blocks.push({ mentees: Int32Array.from(mentees.slice(from, from + size)) });
  }
  return blocks;
}
