import { open, readFile, stat } from "node:fs/promises";
import { type Issue, TelemachusError } from "../errors.js";
import { type InputFile, LARGEST_FILE } from "../io.js";
import type { Run } from "./command.js";
import { fileProblem, systemProblem } from "./fileProblem.js";
import type { Progress } from "./progress.js";

const CHUNK = 4 * 2 ** 20;
const EXPECTED = "a file that can be read";

/** Who reads: progress is told to it, and it may be stopped. */
export type Reader = Pick<Run, "progress" | "stopping">;

/** A path that is to be read, and the option or argument that names it. */
export interface Source {
  readonly path: string;
  readonly option: string;
}

/**
 * Reads files that the command line names, and nothing else ever names.
 *
 * @throws E_PATH, E_IO or E_TOO_LARGE with every file at fault
 */
export async function readFiles(sources: readonly Source[], run: Reader): Promise<InputFile[]> {
  const issues: Issue[] = [];
  const files: InputFile[] = [];
  for (const source of sources) {
    try {
      files.push({ name: source.path, bytes: await readBytes(source, run) });
    } catch (error) {
      if (!(error instanceof TelemachusError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new TelemachusError(issues);
  return files;
}

async function readBytes({ path, option }: Source, { progress, stopping }: Reader): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    // a pipe has no size; whatever else has none is an error of the system. Nobody may ever write to a pipe, and a
    // process that waits for that cannot end by itself
    if (!found.isFile()) return await stopping.deaf(true, () => readFile(path));
    if (found.size <= LARGEST_FILE) return await readInChunks(path, found.size, progress);
    const received = String(found.size);
    const problem = { code: "E_TOO_LARGE", expected: `a file of at most ${LARGEST_FILE} bytes`, received } as const;
    throw new TelemachusError([fileProblem(path, option, problem)]);
  } catch (error) {
    if (error instanceof TelemachusError) throw error;
    throw new TelemachusError([systemProblem(path, option, { expected: EXPECTED, error })], { cause: error });
  }
}

async function readInChunks(path: string, size: number, progress: Progress): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  const file = await open(path);
  try {
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK, size - at), at);
      if (bytesRead === 0) break;
      at += bytesRead;
      progress.at("Reading bytes", at, size);
    }
    return bytes.subarray(0, at);
  } finally {
    await file.close();
  }
}
