import { readFileSync, statSync } from "node:fs";
import { TelemachusError } from "../errors.js";
import { fileProblem, systemProblem } from "./fileProblem.js";

const LARGEST = 256 * 2 ** 20;

/**
 * Reads a file that the command line names.
 *
 * @throws E_PATH, E_IO or E_TOO_LARGE.
 */
export function readBytes(path: string, option: string): Uint8Array {
  const expected = "a file that can be read";
  let size: number;
  try {
    size = statSync(path).size;
    if (size <= LARGEST) return readFileSync(path);
  } catch (error) {
    throw new TelemachusError([systemProblem(path, option, { expected, error })], { cause: error });
  }
  const problem = {
    code: "E_TOO_LARGE",
    expected: `a file of at most ${LARGEST} bytes`,
    received: String(size),
  } as const;
  throw new TelemachusError([fileProblem(path, option, problem)]);
}
