import type { InputMessage, Role } from "./messages.js";
import { nodeModule } from "./nodeModule.js";

/** A thread that runs `thread.ts`. */
export interface Thread {
  readonly post: (message: Role | InputMessage, transfer?: MessagePort[]) => void;
  /** Ends it at once, whatever it does. */
  readonly terminate: () => void;
}

/** What a thread's starter hears of it. */
export interface ThreadEvents {
  readonly onMessage: (message: unknown) => void;
  /** It has ended by itself, or could not be started. */
  readonly onEnd: (how: string, cause?: unknown) => void;
}

export type StartThread = (events: ThreadEvents) => Thread;

/** Starts a thread where there are module workers, or else one of Node's. */
export const startThread: StartThread = (events) =>
  typeof Worker === "undefined" ? startNodeThread(threadFile(), events) : startWebWorker(events);

/** The name of a CommonJS module's file. */
declare const __filename: string | undefined;

/** The file that Node's threads run, beside the file that this module is built into. */
function threadFile(): URL {
  const isCommonJs = typeof __filename === "string";
  const here = isCommonJs ? nodeModule("node:url")!.pathToFileURL(__filename) : import.meta.url;
  return new URL("./worker-thread.js", here);
}

function startWebWorker({ onMessage, onEnd }: ThreadEvents): Thread {
  // bundlers find the file by this very expression
  const worker = new Worker(new URL("./worker-thread.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => onMessage(data);
  worker.onerror = (event) => {
    event.preventDefault();
    onEnd(event.message === undefined ? "one that could not be started" : `one that failed: ${event.message}`);
  };
  worker.onmessageerror = () => onEnd("a message that cannot be read");
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    terminate: () => worker.terminate(),
  };
}

/** Starts one of Node's threads. `options` are those of its `Worker`. */
export function startNodeThread(file: URL, { onMessage, onEnd }: ThreadEvents, options: object = {}): Thread {
  const { Worker: NodeWorker } = nodeModule("node:worker_threads")!;
  const worker = new NodeWorker(file, {
    name: "telemachus",
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
    ...options,
  });
  worker.on("message", onMessage);
  worker.on("error", (error) => onEnd(`one that failed: ${error}`, error));
  worker.on("messageerror", (error) => onEnd("a message that cannot be read", error));
  worker.on("exit", (code) => onEnd(`one that ended with exit code ${code}`));
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer as never),
    terminate: () => void worker.terminate(),
  };
}

/** How many threads the machine runs at once. */
export function availableThreads(): number {
  return nodeModule("node:os")?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}
