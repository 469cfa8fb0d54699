import { followPhase, type Progress } from "../matching/progress.js";
import { createRowWorker, type RowKind, type RowWork, type RowWorker } from "../matching/rowWork.js";
import type { JobOf, Steps } from "../matching/steps.js";
import type { Scorer } from "../score/scorer.js";
import { type HelperInput, type HelperMessage, toError } from "./messages.js";

/** Blocks that a helper has at once: one to work at, one to go on with. */
const AHEAD = 2;

/** The leader's helpers, who take blocks of whatever job is open. */
export interface Crew {
  readonly send: (message: HelperInput) => void;
  /** Carries out a job together with them; the leader does blocks of its own in between. */
  readonly share: (job: JobOf, work: RowWorker, done: (rows: number) => void) => Promise<void>;
}

interface Helper {
  readonly port: MessagePort;
  isReady: boolean;
  /** Blocks that it has not returned. */
  holds: number;
}

/** A job that is being carried out. */
interface OpenJob {
  /** The next block, for whoever is free; undefined where all are given out. */
  readonly next: () => { readonly at: number; readonly task: RowWork[RowKind]["task"] } | undefined;
  readonly kind: RowKind;
  readonly take: (result: RowWork[RowKind]["result"], at: number) => void;
  readonly fail: (error: unknown) => void;
}

export function createCrew(ports: readonly MessagePort[]): Crew {
  const helpers = ports.map((port): Helper => ({ port, isReady: false, holds: 0 }));
  let open: OpenJob | undefined;

  const deal = (helper: Helper): void => {
    while (open !== undefined && helper.isReady && helper.holds < AHEAD) {
      const block = open.next();
      if (block === undefined) return;
      helper.holds++;
      helper.port.postMessage({ kind: "task", work: open.kind, ...block });
    }
  };
  for (const helper of helpers) {
    helper.port.onmessage = ({ data }: MessageEvent<HelperMessage>) => {
      if (data.kind === "ready") helper.isReady = true;
      else if (data.kind !== "result") return open?.fail(toError(data));
      else {
        helper.holds--;
        open?.take(data.result, data.at);
      }
      deal(helper);
    };
  }

  const share = (job: JobOf, work: RowWorker, done: (rows: number) => void): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      const { kind, tasks } = job;
      let given = 0;
      let rows = 0;
      let left = tasks.length;
      const next = () => (given < tasks.length ? { at: given, task: tasks[given++] } : undefined);
      const take = (result: RowWork[RowKind]["result"], at: number) => {
        job.take(result, at);
        rows += tasks[at].mentees.length;
        done(rows);
        if (--left === 0) resolve();
      };
      open = { kind, next, take, fail: reject };
      for (const helper of helpers) deal(helper);
      const doOwn = async () => {
        for (let block = next(); block !== undefined; block = next()) {
          take(work(kind, block.task), block.at);
          await nextTurn();
        }
      };
      if (left === 0) resolve();
      else doOwn().catch(reject);
    }).finally(() => {
      open = undefined;
    });

  const send = (message: HelperInput) => {
    for (const { port } of helpers) port.postMessage(message);
  };
  return { send, share };
}

/** Carries out all steps, rows together with a crew, everything else in this thread. */
export async function runWith<Result>(
  crew: Crew,
  steps: Steps<Result>,
  { scorer, onProgress }: { readonly scorer: Scorer; readonly onProgress: (progress: Progress) => void },
): Promise<Result> {
  const work = createRowWorker(scorer);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { phase, rows } = step.value;
    await crew.share(step.value, work, followPhase({ onProgress }, phase, rows));
  }
}

/** Lets messages that have arrived be heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
