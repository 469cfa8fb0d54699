import { pathToFileURL } from "node:url";
import { matchInThreads } from "../../src/worker/matchInThreads.js";
import { startNodeThread } from "../../src/worker/startThread.js";
import { crowd } from "./crowd.js";

/** Matches with two threads, or aborts that, and leaves it to the process to end. */
const [file, how] = process.argv.slice(2);
const controller = new AbortController();
const run = matchInThreads(
  crowd(60, 40),
  { threads: 2, signal: controller.signal, onProgress: () => how === "abort" && controller.abort() },
  { start: (events) => startNodeThread(pathToFileURL(file), events), pairsOfHelper: 1 },
);
run.then(
  ({ status }) => console.log(status),
  ({ code }) => console.log(code),
);
