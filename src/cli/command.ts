import type { Stopping } from "./interruptible.js";
import type { Line } from "./lines.js";
import type { Progress } from "./progress.js";
import type { Streams } from "./streams.js";
import type { Work } from "./work.js";

/** An option of a command, as commander reads its flags: `--out <file>`, `--yes`. */
export interface OptionSpec {
  readonly flags: string;
  readonly text: string;
  /** The command line is wrong without it. */
  readonly isRequired?: true;
  /** It may be given several times; its value is a list. */
  readonly isRepeatable?: true;
  readonly choices?: readonly string[];
}

export interface ArgumentSpec {
  /** `<id>`, or `[id]` where it may be left out. */
  readonly name: string;
  readonly text: string;
  readonly choices?: readonly string[];
}

/** What the command line gives a command: a text for an option with a value, a list for one that is repeatable, true for a flag. */
export type OptionValues = { readonly [name: string]: string | readonly string[] | boolean | undefined };

/** What a command is run with. */
export interface Run {
  readonly arguments: readonly string[];
  readonly options: OptionValues;
  readonly streams: Streams;
  readonly progress: Progress;
  readonly work: Work;
  readonly stopping: Stopping;
}

/** What a command has done: what it says to people, and to programs. */
export interface Outcome {
  readonly code: 0 | 1;
  readonly lines: readonly Line[];
  readonly json: unknown;
}

/** One command; all have this shape, each a file in `commands`. */
export interface Command {
  readonly name: string;
  /** One line, for the list of all commands. */
  readonly summary: string;
  /** What it does, above its options. */
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Whether it writes files: where it fails it has written none, and says so. */
  readonly writes?: true;
  readonly run: (run: Run) => Promise<Outcome>;
}

/** A command line that asks for nothing that can be done: exit code 2. */
export class Misuse extends Error {
  override readonly name = "Misuse";
  /** What is wrong, one a line, after the first. */
  readonly details: readonly string[];

  constructor(problem: string, details: readonly string[] = []) {
    super(problem);
    this.details = details;
  }
}

/** The value of an option that takes one. */
export function textOf({ options }: Pick<Run, "options">, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The values of an option that may be given several times. */
export function listOf({ options }: Pick<Run, "options">, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}

/** The names in a value like `gender,team`. @throws Misuse where there is none */
export function namesOf(value: string, option: string): string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.includes(""))
    throw new Misuse(`Expected names separated by commas for ${option}, as in ${option} gender,team.`);
  return [...new Set(names)];
}

/** A whole number. @throws Misuse */
export function countOf(value: string, option: string): number {
  const number = Number(value);
  if (!/^[0-9]+$/.test(value) || !Number.isSafeInteger(number))
    throw new Misuse(`Expected a whole number for ${option}, received ${JSON.stringify(value)}.`);
  return number;
}
