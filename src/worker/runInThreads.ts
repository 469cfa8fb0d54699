import type { Matching } from "../matching/matching.js";
import { abortError } from "../matching/progress.js";
import { type LeaderMessage, type Role, toError, workerError } from "./messages.js";
import type { WorkerOptions } from "./options.js";
import { type Input, sendInput } from "./sendInput.js";
import { availableThreads, type StartThread, type Thread, type ThreadEvents } from "./startThread.js";

/** Threads that are started unasked. */
const USUAL_THREADS = 4;
/** Pairs for each thread after the first, at least: fewer are scored before it has read all people. */
const PAIRS_OF_HELPER = 2 ** 26;

/** How threads are started, and from how many pairs on it is worth it. */
export interface Threading {
  readonly start: StartThread;
  readonly pairsOfHelper?: number;
}

/**
 * Has a matching made by threads of its own, and ends these, however it ends. What it returns is a copy, not frozen yet.
 *
 * @throws E_WORKER where a thread ends before; E_ABORTED; what `match` throws; what `onProgress` throws
 */
export async function runInThreads(input: Input, options: WorkerOptions, threading: Threading): Promise<Matching> {
  const { signal, onProgress, memoryLimit, digestKey } = options;
  const threads: Thread[] = [];
  let isOver = false;
  let onAbort = () => {};
  const answered = new Promise<Matching>((resolve, reject) => {
    const onMessage = (message: LeaderMessage) => {
      if (message.kind === "matching") resolve(message.matching);
      else if (message.kind === "solved") endHelpers();
      else if (message.kind !== "progress") reject(toError(message));
      else if (!isOver) onProgress?.(message.progress);
    };
    const guarded = (message: unknown) => {
      try {
        onMessage(message as LeaderMessage);
      } catch (error) {
        reject(error);
      }
    };
    onAbort = () => reject(abortError(signal!));
    signal?.addEventListener("abort", onAbort);
    const startOne = () => {
      const onEnd = (how: string, cause?: unknown) => {
        if (threads.includes(thread)) reject(workerError(how, cause));
      };
      const thread: Thread = startOrFail(threading.start, { onMessage: guarded, onEnd });
      threads.push(thread);
      return thread;
    };
    const leader = startOne();
    // they would keep their memory while the leader writes the matching
    const endHelpers = () => {
      for (const helper of threads.splice(1)) helper.terminate();
    };
    const helpers = Array.from({ length: helperCount(input.people, options, threading) }, () => {
      const { port1, port2 } = new MessageChannel();
      startOne().post({ kind: "helper", leader: port1 }, [port1]);
      return port2;
    });
    const role: Role = { kind: "leader", helpers, memoryLimit, digestKey };
    leader.post(role, helpers);
    sendInput(
      input,
      (message) => leader.post(message),
      () => isOver,
    ).catch(reject);
  });
  try {
    return await answered;
  } finally {
    isOver = true;
    signal?.removeEventListener("abort", onAbort);
    for (const thread of threads) thread.terminate();
  }
}

function startOrFail(start: StartThread, events: ThreadEvents): Thread {
  try {
    return start(events);
  } catch (error) {
    throw workerError(`one that could not be started: ${error}`, error);
  }
}

/** As many helpers as there are threads beside the leader and work for them. */
function helperCount(
  people: unknown,
  { threads }: WorkerOptions,
  { pairsOfHelper = PAIRS_OF_HELPER }: Threading,
): number {
  const most = threads ?? Math.min(USUAL_THREADS, availableThreads());
  const { mentees, mentors } = (people ?? {}) as { readonly [side: string]: unknown };
  if (!Array.isArray(mentees) || !Array.isArray(mentors)) return 0;
  return Math.min(most - 1, Math.floor((mentees.length * mentors.length) / pairsOfHelper));
}
