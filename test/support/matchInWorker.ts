import { matchInThreads } from "../../src/worker/matchInThreads.js";
import { startNodeThread } from "../../src/worker/startThread.js";
import type { matchInWorker as built, WorkerOptions } from "../../src/worker.js";
import { buildThreadFile } from "./threads.js";

export type { WorkerOptions };

/** `matchInWorker` from the source, with threads that run what is built from it. */
export const matchInWorker = (async (people: unknown, policy: unknown, options: WorkerOptions = {}) => {
  const { file, remove } = await buildThreadFile();
  try {
    return await matchInThreads({ people, policy }, options, { start: (events) => startNodeThread(file, events) });
  } finally {
    remove();
  }
}) as typeof built;
