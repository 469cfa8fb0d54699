import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { undoAtExit } from "./atExit.js";
import { readAnswer, writeInstance } from "./instanceFiles.js";
import type { Instance } from "./instances.js";
import { count, type Prepared } from "./runner.js";

/** A program that solves instances in a process of its own: what to start, and what to tell it after the instance. */
export interface Driver {
  readonly name: string;
  readonly command: string;
  /** Before and after the instance's folder, form, rows and columns. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Starts a driver on an instance. It reads the instance and builds what its solver takes before it says "ready"; then it
 * answers "solve" with the milliseconds that it measured around the solver alone, and "answer" once its assignment is
 * written.
 */
export async function prepareDriver(driver: Driver, instance: Instance): Promise<Prepared> {
  const { folder, head, remove } = writeInstance(instance);
  const { form, rows, columns } = head;
  const told = [...driver.before, folder, form, String(rows), String(columns), ...driver.after];
  const child = spawn(driver.command, told, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = undoAtExit(() => child.kill());
  const end = async () => {
    kill();
    await ended;
    remove();
  };
  try {
    const ask = converse(driver.name, child);
    await ask();
    return {
      solve: async () => {
        const milliseconds = Number(await ask("solve"));
        if (milliseconds > 0) return milliseconds;
        throw new Error(`Expected ${driver.name} to answer with its time.`);
      },
      answer: async () => {
        await ask("answer");
        return count(instance, readAnswer(folder));
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A function that says a line, or nothing, and waits for the line that comes back. */
function converse(name: string, child: ChildProcess): (line?: string) => Promise<string> {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  child.stdin!.on("error", () => {});
  child.on("error", () => {});
  return async (line) => {
    if (line !== undefined) child.stdin!.write(`${line}\n`);
    const { done, value } = await lines.next();
    if (done) throw new Error(`Expected ${name} to answer, but its process ended.`);
    return value;
  };
}
