import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { undoAtExit } from "./atExit.js";
import { type InstanceFiles, writeInstance } from "./instanceFiles.js";
import type { Instance } from "./instances.js";
import type { Answer } from "./runner.js";

/** A first solve in a process of its own. */
export interface FirstSolve {
  readonly answer: Answer;
  readonly milliseconds: number;
  /** Peak resident memory in MiB: Node, the scores, what the solver is handed, and the solve. */
  readonly peak: number;
  /** What of it came after the scores were read: what the solver is handed in place of them, and the solve. */
  readonly added: number;
}

/** What a fresh process is told. */
export interface Order {
  readonly runner: string;
  readonly files: Omit<InstanceFiles, "remove">;
}

/** Starts processes that each read the instance and solve it once with the named runner, with nothing warm. */
export async function solveInFreshProcesses(runner: string, instance: Instance, count: number): Promise<FirstSolve[]> {
  const { folder, head, remove } = writeInstance(instance);
  try {
    const solved: FirstSolve[] = [];
    while (solved.length < count)
      solved.push(await askFreshProcess<FirstSolve>("solveOnce", { runner, files: { folder, head } }));
    return solved;
  } finally {
    remove();
  }
}

/** Starts one of the benchmarks' programs with an order; what it sends before it ends is the answer. */
export function askFreshProcess<Reply>(program: string, order: unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL(`./${program}.js`, import.meta.url));
    const child = fork(file, [JSON.stringify(order)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const kill = undoAtExit(() => child.kill());
    let reply: Reply | undefined;
    child.on("message", (message) => {
      reply = message as Reply;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      kill();
      if (reply !== undefined && code === 0) resolve(reply);
      else reject(new Error(`Expected ${program} to end with an answer, received exit code ${code}.`));
    });
  });
}
