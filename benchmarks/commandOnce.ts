import { pathToFileURL } from "node:url";
import { peakMemory } from "./memory.js";

/** What the process is told. */
export interface CommandOrder {
  /** The file of the command line, and what stands behind its name. */
  readonly program: string;
  readonly argv: readonly string[];
}

/** What a process found that ran the command line once. */
export interface CommandOnce {
  readonly exitCode: number;
  /** Peak resident memory in MiB. */
  readonly peak: number;
}

const { program, argv } = JSON.parse(process.argv[2]) as CommandOrder;
process.argv.splice(1, process.argv.length, program, ...argv);
process.once("beforeExit", (exitCode) => process.send!({ exitCode, peak: peakMemory() } satisfies CommandOnce));
await import(pathToFileURL(program).href);
