import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Family, makeInstance, type Shape } from "./instances.js";
import { type Answer, runners } from "./runner.js";

/** A first solve in a process of its own. */
export interface FirstSolve {
  readonly answer: Answer;
  readonly milliseconds: number;
  /** Peak resident memory in MiB, after everything. */
  readonly peak: number;
  /** Peak resident memory in MiB before the instance was converted and solved: Node, the loader, and the scores. */
  readonly before: number;
}

interface Order {
  readonly runner: string;
  readonly family: Family;
  readonly shape: Shape;
}

/** Starts a process that makes an instance and solves it once with the named runner, with nothing warm. */
export function solveInFreshProcess(runner: string, family: Family, shape: Shape): Promise<FirstSolve> {
  const order: Order = { runner, family, shape };
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(order)]);
    let solved: FirstSolve | undefined;
    child.on("message", (message) => {
      solved = message as FirstSolve;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (solved !== undefined && code === 0) resolve(solved);
      else reject(new Error(`Expected the process of ${runner} to end with an answer, received exit code ${code}.`));
    });
  });
}

function carryOut({ runner, family, shape }: Order): FirstSolve {
  const found = runners.find(({ name }) => name === runner);
  if (found === undefined) throw new Error(`Expected the name of a runner, received "${runner}".`);
  const instance = makeInstance(family, shape);
  const before = peakMemory();
  const { solve, answer } = found.prepare(instance);
  const start = performance.now();
  solve();
  const milliseconds = performance.now() - start;
  return { answer: answer(), milliseconds, peak: peakMemory(), before };
}

/** On Linux `maxRSS` starts from the parent's memory, which a fork shares, so the process's own mark is read there. */
function peakMemory(): number {
  const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
  const own = /^VmHWM:\s*(\d+) kB$/m.exec(status);
  return (own === null ? process.resourceUsage().maxRSS : Number(own[1])) / 1024;
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.send(carryOut(JSON.parse(process.argv[2])));
}
