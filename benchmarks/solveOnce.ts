import type { FirstSolve, Order } from "./freshProcess.js";
import { readInstance } from "./instanceFiles.js";
import { telemachus, telemachusOnCopies } from "./libraryRunners.js";
import { peakMemory, startPeakMemory } from "./memory.js";

const order = JSON.parse(process.argv[2]) as Order;
process.send!(await solveOnce(order));

/** Reads an instance and solves it once, with nothing warm. */
async function solveOnce({ runner, files }: Order): Promise<FirstSolve> {
  const found = [telemachus, telemachusOnCopies].find(({ name }) => name === runner);
  if (found === undefined) throw new Error(`Expected the name of a runner, received "${runner}".`);
  const instance = readInstance(files);
  const before = startPeakMemory();
  const { solve, answer } = await found.prepare(instance);
  const milliseconds = await solve();
  const peak = peakMemory();
  return { answer: await answer(), milliseconds, peak, added: peak - before };
}
