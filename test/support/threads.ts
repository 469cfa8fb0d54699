import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "tsup";
import { type StartThread, startNodeThread, type Thread } from "../../src/worker/startThread.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The file that threads run, built from the source; `remove` takes it away again. */
export interface ThreadFile {
  readonly file: URL;
  readonly remove: () => void;
}

/** Builds the file that threads run: in them Node reads no TypeScript. */
export async function buildThreadFile(): Promise<ThreadFile> {
  const folder = mkdtempSync(join(tmpdir(), "telemachus-thread-"));
  await build({
    config: false,
    silent: true,
    entry: { thread: join(root, "src/worker/thread.ts") },
    outDir: folder,
    outExtension: () => ({ js: ".mjs" }),
    format: ["esm"],
    platform: "neutral",
    target: "es2022",
    noExternal: [/.*/],
  });
  return {
    file: pathToFileURL(join(folder, "thread.mjs")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts threads and remembers them, so that they can be killed and counted. */
export interface Watched {
  readonly start: StartThread;
  /** In the order in which they were started: the leader first. */
  readonly threads: Thread[];
  /** How many have not ended. */
  readonly alive: () => number;
  /** Waits until all have ended. */
  readonly gone: () => Promise<void>;
}

const LONGEST_WAIT = 10_000;

/** `options` are those of Node's `Worker`. */
export function watchThreads(file: URL, options: object = {}): Watched {
  const threads: Thread[] = [];
  let ended = 0;
  const start: StartThread = ({ onMessage, onEnd }) => {
    const thread = startNodeThread(
      file,
      {
        onMessage,
        onEnd(how, cause) {
          if (how.includes("exit code")) ended++;
          onEnd(how, cause);
        },
      },
      options,
    );
    threads.push(thread);
    return thread;
  };
  const alive = () => threads.length - ended;
  const gone = async () => {
    const start = performance.now();
    while (alive() > 0) {
      if (performance.now() - start > LONGEST_WAIT) throw new Error(`${alive()} threads are still alive.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { start, threads, alive, gone };
}
