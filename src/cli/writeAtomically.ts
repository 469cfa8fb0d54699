import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { type Issue, throwIssues } from "../errors.js";
import { fileProblem, systemProblem } from "./fileProblem.js";

const EXPECTED = "a new file, or one that can be replaced";

/** The calls by which a file is written. */
export type FileSystem = Pick<typeof fs, "openSync" | "writeFileSync" | "fsyncSync" | "closeSync" | "renameSync">;

/** The problems of writing to this path that show before anything is written; `inputs` must not be overwritten. */
export function checkTarget(path: string, inputs: readonly string[] = []): Issue[] {
  const problem = (received: string) => [fileProblem(path, "--out", { code: "E_PATH", expected: EXPECTED, received })];
  try {
    const found = fs.lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return fs.statSync(dirname(path)).isDirectory() ? [] : problem("a path in no directory");
    if (found.isDirectory()) return problem("a directory");
    if (!found.isFile()) return problem("something else than a regular file");
    const isFound = (input: string) => {
      const other = fs.statSync(input, { throwIfNoEntry: false });
      return other?.ino === found.ino && other.dev === found.dev;
    };
    return inputs.some(isFound) ? problem("one of the files to be read") : [];
  } catch (error) {
    return [systemProblem(path, "--out", { expected: EXPECTED, error })];
  }
}

/**
 * Writes a text to a file as a whole or not at all: to a temporary file beside it, which is flushed to the device and
 * takes the file's name. After an error a file that was there before is as it was, and nothing is left behind.
 *
 * @throws E_PATH or E_IO.
 */
export function writeAtomically(path: string, text: string, system: FileSystem = fs): void {
  throwIssues(checkTarget(path));
  const temporary = join(dirname(path), `.telemachus-${randomBytes(6).toString("hex")}.tmp`);
  // Whoever could not read the old file must not be able to read the new one.
  const mode = (fs.statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;
  let descriptor: number | undefined;
  try {
    descriptor = system.openSync(temporary, "wx", mode);
    system.writeFileSync(descriptor, text);
    system.fsyncSync(descriptor);
    system.closeSync(descriptor);
    system.renameSync(temporary, path);
  } catch (error) {
    if (descriptor !== undefined) discard(temporary, descriptor);
    throwIssues([systemProblem(path, "--out", { expected: EXPECTED, error })]);
  }
}

/** Removes a file that is not whole; what fails here must not hide why. */
function discard(temporary: string, descriptor: number): void {
  const steps = [() => fs.closeSync(descriptor), () => fs.unlinkSync(temporary)];
  for (const step of steps) {
    try {
      step();
    } catch {
      // The descriptor may be closed already, and the directory may be gone.
    }
  }
}
