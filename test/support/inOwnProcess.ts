import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Outcome {
  /** The exit code; null where the process had to be killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  /** Flags of Node's. */
  readonly flags?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly arguments?: readonly string[];
  /** Another Node than this one. */
  readonly node?: string;
}

/** The process is killed when it takes longer, in milliseconds. */
const LONGEST = 30_000;

/** Runs a script of this folder in a process of its own, so that it may run out of memory or time, or crash. */
export function inOwnProcess(script: string, surroundings: Surroundings = {}): Promise<Outcome> {
  const { flags = [], env = {}, arguments: given = [], node = process.execPath } = surroundings;
  const argv = [...flags, "--import", "tsx", `${root}test/support/${script}`, ...given];
  const options = { cwd: root, env: { ...process.env, NODE_OPTIONS: "", ...env }, timeout: LONGEST };
  return new Promise((resolve) => {
    const child = execFile(node, argv, options, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode, stdout, stderr });
    });
  });
}
