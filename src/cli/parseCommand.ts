import { parseArgs } from "node:util";
import { didYouMean } from "../numeric/nearest.js";

/** The files that `telemachus match` is given. */
export interface MatchFiles {
  readonly mentees: string;
  readonly mentors: string;
  readonly policy: string;
  readonly out?: string;
}

/** What a command line asks for; `misuse` says in words what is wrong with one that asks for nothing. */
export type Command =
  | { readonly kind: "help"; readonly topic?: "match" }
  | { readonly kind: "version" }
  | { readonly kind: "match"; readonly files: MatchFiles }
  | { readonly kind: "misuse"; readonly topic?: "match"; readonly problem: string };

const COMMANDS = ["match"];
const FILES = ["mentees", "mentors", "policy", "out"] as const;
const file = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = { mentees: file, mentors: file, policy: file, out: file, help: flag, version: flag };

/** Reads the arguments behind the program's name. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [command, ...rest] = positionals;
  const topic = command === "match" ? command : undefined;
  const misuse = (problem: string): Command => ({ kind: "misuse", topic, problem });

  if (values.help === true) return { kind: "help", topic };
  if (values.version === true && command === undefined) return { kind: "version" };
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const problem = optionProblem(token, given, topic);
    if (problem !== undefined) return misuse(problem);
    given.add(token.name);
  }
  if (command === undefined) return misuse("A command is missing.");
  if (topic === undefined)
    return misuse(withHint(`There is no command ${JSON.stringify(command)}.`, command, COMMANDS));
  if (rest.length > 0) return misuse(`Expected options only, received ${JSON.stringify(rest[0])}.`);
  const missing = (["mentees", "mentors", "policy"] as const).filter((name) => values[name] === undefined);
  if (missing.length > 0) return misuse(`Missing: ${missing.map((name) => `--${name} FILE`).join(", ")}.`);
  return { kind: "match", files: values as unknown as MatchFiles };
}

function optionProblem(
  { name, rawName, value }: { name: string; rawName: string; value?: string },
  given: ReadonlySet<string>,
  topic: "match" | undefined,
): string | undefined {
  const takesFile = (FILES as readonly string[]).includes(name);
  const known = topic === undefined ? ["help", "version"] : [...FILES, "help"];
  if (!rawName.startsWith("--") || !known.includes(name)) {
    return withHint(
      `There is no option ${rawName}.`,
      rawName,
      known.map((option) => `--${option}`),
    );
  }
  if (given.has(name)) return `The option ${rawName} is given twice.`;
  if (takesFile && (value === undefined || value.trim() === "")) return `The option ${rawName} needs a file.`;
  if (!takesFile && value !== undefined) return `The option ${rawName} takes no value.`;
  const typed = name === "mentees" || name === "mentors";
  return typed && !/\.(?:csv|json)$/i.test(value as string)
    ? `The file of ${rawName} must end in .csv or .json.`
    : undefined;
}

function withHint(problem: string, word: string, known: readonly string[]): string {
  const hint = didYouMean(word, known);
  return hint === undefined ? problem : `${problem} ${hint}`;
}
