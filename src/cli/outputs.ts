import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Issue, throwIssues } from "../errors.js";
import { fileProblem, systemProblem } from "./fileProblem.js";
import { breathe } from "./interruptible.js";

const EXPECTED = "a new file, or one that can be replaced";
const CHUNK = 4 * 2 ** 20;

/** A path that is to be written, and the option that names it. */
export interface Target {
  readonly path: string;
  readonly option: string;
}

/** A whole file that is to be written. */
export interface OutputFile extends Target {
  readonly content: string | Uint8Array;
}

/** The calls by which a file is written. */
export type FileSystem = Pick<
  typeof fs,
  "openSync" | "writeSync" | "fsyncSync" | "closeSync" | "linkSync" | "renameSync"
>;

/** The problems of writing to these paths that show before anything is written; `inputs` must not be overwritten. */
export function checkTargets(targets: readonly Target[], inputs: readonly string[] = []): Issue[] {
  const seen = new Set<string>();
  return targets.flatMap((target) => {
    const problem = (received: string) => [
      fileProblem(target.path, target.option, { code: "E_PATH", expected: EXPECTED, received }),
    ];
    try {
      const received = obstacleTo(target.path, inputs);
      if (received !== undefined) return problem(received);
      const name = nameOnDevice(target.path);
      if (seen.has(name)) return problem("one that another option names too");
      seen.add(name);
      return [];
    } catch (error) {
      return [systemProblem(target.path, target.option, { expected: EXPECTED, error })];
    }
  });
}

/** What keeps a path from being written, in words. */
function obstacleTo(path: string, inputs: readonly string[]): string | undefined {
  const folder = fs.statSync(dirname(path));
  if (!folder.isDirectory()) return "a path in no directory";
  const found = fs.lstatSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return "a directory";
  if (found !== undefined && !found.isFile()) return "something else than a regular file";
  const isFound = (input: string) => {
    const other = fs.statSync(input, { throwIfNoEntry: false });
    return found !== undefined && other?.ino === found.ino && other.dev === found.dev;
  };
  if (inputs.some(isFound)) return "one of the files to be read";
  fs.accessSync(dirname(path), fs.constants.W_OK);
  if (found !== undefined) fs.accessSync(path, fs.constants.W_OK);
  return undefined;
}

/** The same for every spelling of a path, and for several names of one file. */
function nameOnDevice(path: string): string {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  return found === undefined ? join(fs.realpathSync(dirname(path)), basename(path)) : `${found.dev}:${found.ino}`;
}

/** A file that was written beside its target and has not taken its name yet. */
interface Written extends Target {
  readonly temporary: string;
  /** Another name of the file that was there before, until all have taken their names. */
  backup?: string;
}

/**
 * Writes files as a whole or not at all: each to a temporary file beside it, which is flushed to the device; then all
 * take their names. After an error or an abort the files that were there before are as they were, and nothing is left
 * behind. A process that is killed may leave a temporary file (`.telemachus-….tmp`), which nothing ever reads.
 *
 * @throws E_PATH or E_IO; what `signal` was aborted with
 */
export async function writeTogether(
  files: readonly OutputFile[],
  { signal = new AbortController().signal, system = fs as FileSystem } = {},
): Promise<void> {
  throwIssues(checkTargets(files));
  const written: Written[] = [];
  try {
    for (const file of files) await writeBeside(file, { written, signal, system });
    await breathe(signal);
    if (written.length > 1) for (const one of written) keepOld(one, system);
  } catch (error) {
    discard(...written.flatMap(({ temporary, backup }) => [temporary, backup]));
    throw error;
  }
  takeNames(written, system);
}

interface Writing {
  readonly written: Written[];
  readonly signal: AbortSignal;
  readonly system: FileSystem;
}

async function writeBeside({ path, option, content }: OutputFile, { written, signal, system }: Writing): Promise<void> {
  const temporary = temporaryBeside(path);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  // Whoever could not read the old file must not be able to read the new one.
  const mode = (fs.statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;
  let descriptor: number | undefined;
  try {
    descriptor = system.openSync(temporary, "wx", mode);
    written.push({ path, option, temporary });
    for (let at = 0; at < bytes.length; ) {
      at += system.writeSync(descriptor, bytes, at, Math.min(CHUNK, bytes.length - at));
      await breathe(signal);
    }
    system.fsyncSync(descriptor);
    system.closeSync(descriptor);
  } catch (error) {
    if (descriptor !== undefined) closeQuietly(descriptor);
    if (signal.aborted) throw error;
    throwIssues([systemProblem(path, option, { expected: EXPECTED, error })]);
  }
}

/** Gives the old file a second name, so that it can come back; a copy where the device knows no second names. */
function keepOld(one: Written, system: FileSystem): void {
  if (!fs.existsSync(one.path)) return;
  one.backup = temporaryBeside(one.path);
  try {
    system.linkSync(one.path, one.backup);
  } catch {
    try {
      fs.copyFileSync(one.path, one.backup, fs.constants.COPYFILE_EXCL);
    } catch (error) {
      throwIssues([systemProblem(one.path, one.option, { expected: EXPECTED, error })]);
    }
  }
}

function takeNames(written: readonly Written[], system: FileSystem): void {
  for (const [at, { path, option, temporary }] of written.entries()) {
    try {
      system.renameSync(temporary, path);
    } catch (error) {
      for (const done of written.slice(0, at)) takeBack(done);
      discard(...written.slice(at).flatMap((left) => [left.temporary, left.backup]));
      throwIssues([systemProblem(path, option, { expected: EXPECTED, error })]);
    }
  }
  discard(...written.map(({ backup }) => backup));
}

function takeBack({ path, backup }: Written): void {
  if (backup === undefined) discard(path);
  else fs.renameSync(backup, path);
}

function temporaryBeside(path: string): string {
  return join(dirname(path), `.telemachus-${randomBytes(6).toString("hex")}.tmp`);
}

/** Removes files that are of no use; what fails here must not hide why. */
function discard(...paths: readonly (string | undefined)[]): void {
  for (const path of paths) if (path !== undefined) fs.rmSync(path, { force: true });
}

function closeQuietly(descriptor: number): void {
  try {
    fs.closeSync(descriptor);
  } catch {
    // It may be closed already.
  }
}
