import { Argument, Command as Commander, CommanderError, InvalidArgumentError, Option } from "commander";
import { version } from "../version.js";
import { type Command, Misuse, type OptionSpec, type OptionValues } from "./command.js";
import { registry } from "./registry.js";

/** What a command line asks for. */
export type Request =
  /** A text that is all there is to say: help, or the version. */
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "command";
      readonly command: Command;
      readonly arguments: readonly string[];
      readonly options: OptionValues;
    };

const exitCodes = `Exit codes:
  0    done
  1    something is wrong with a file, or it cannot be done: said in words; of a matching that cannot be, why is written
  2    the command line is wrong
  130  stopped by Ctrl-C (143 by a request to terminate); files are as they were before`;

/** Options that every command has. */
const common: readonly OptionSpec[] = [
  { flags: "--json", text: "print one JSON document on stdout, whatever happens: the result, or { error }" },
  { flags: "--no-color", text: "no colours, as with the variable NO_COLOR; FORCE_COLOR asks for them" },
];

/**
 * Reads the arguments behind the program's name.
 *
 * @throws Misuse
 */
export async function readArguments(argv: readonly string[], columns = 100): Promise<Request> {
  const named = argv.find((word) => !word.startsWith("-"));
  const entry = registry.find(({ name }) => name === named);
  const command = await entry?.load();
  const said: string[] = [];
  let request: Request | undefined;
  const program = quiet(new Commander("telemachus"), said, columns)
    .usage("<command> [options]")
    .description("Matches mentees with mentors: the best assignment that your rules and capacities permit, proven.")
    .version(version, "--version", "show the version")
    .helpCommand(false)
    .option("--json", "print one JSON document on stdout, whatever happens")
    .option("--no-color", "no colours")
    .addHelpText("after", `\nMore about a command: telemachus <command> --help\n\n${exitCodes}`);
  for (const { name, summary } of registry) {
    const sub = quiet(program.command(name), said, columns).summary(summary).description(summary);
    if (command?.name === name)
      describeCommand(sub, command, (found) => {
        request = found;
      });
    else
      sub
        .allowUnknownOption()
        .allowExcessArguments()
        .action(() => {});
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "text", text: said.join("") };
    if (error.code === "commander.help") throw missingCommand();
    throw new Misuse(wordsOf(error), [`Help: telemachus ${command === undefined ? "" : `${command.name} `}--help`]);
  }
  if (request === undefined) throw missingCommand();
  return request;
}

function quiet(command: Commander, said: string[], columns: number): Commander {
  return command
    .exitOverride()
    .helpOption("--help", "show this text")
    .configureOutput({
      writeOut: (text) => void said.push(text),
      writeErr: () => {},
      getOutHelpWidth: () => columns,
      getOutHasColors: () => false,
    });
}

function describeCommand(sub: Commander, command: Command, take: (request: Request) => void): void {
  const examples = command.examples.map((example) => `  ${example}`).join("\n");
  sub.description(command.description).addHelpText("after", `\nExamples:\n${examples}\n\n${exitCodes}`);
  for (const { name, text, choices } of command.arguments) {
    const argument = new Argument(name, text);
    sub.addArgument(choices === undefined ? argument : argument.choices([...choices]));
  }
  for (const spec of [...command.options, ...common]) sub.addOption(toOption(spec));
  sub.action(() => {
    const options = sub.optsWithGlobals() as OptionValues;
    const missing = command.options.filter(
      ({ flags, isRequired }) => isRequired && options[nameOf(flags)] === undefined,
    );
    if (missing.length > 0) {
      throw new Misuse(`Missing: ${missing.map(({ flags }) => flags).join(", ")}.`, [
        `Help: telemachus ${command.name} --help`,
      ]);
    }
    take({ kind: "command", command, arguments: sub.args, options });
  });
}

function toOption({ flags, text, choices, isRequired, isRepeatable }: OptionSpec): Option {
  const note = isRequired ? " (required)" : isRepeatable ? " (may be given several times)" : "";
  const option = new Option(flags, `${text}${note}`);
  if (!option.required) return option;
  return option.argParser((value: string, previous: string | readonly string[] | undefined) => {
    if (value.trim() === "") throw new InvalidArgumentError("It is empty.");
    if (choices !== undefined && !choices.includes(value)) {
      throw new InvalidArgumentError(`It is one of ${choices.join(", ")}.`);
    }
    if (isRepeatable) return [...(previous ?? []), value];
    if (previous !== undefined) throw new InvalidArgumentError("It is given twice.");
    return value;
  });
}

/** `--skip-rejected` as commander's `skipRejected`. */
function nameOf(flags: string): string {
  return new Option(flags).attributeName();
}

function missingCommand(): Misuse {
  return new Misuse("A command is missing.", ["Help: telemachus --help"]);
}

/** Commander's words as a sentence. */
function wordsOf({ message }: CommanderError): string {
  const text = message.replace(/^error: /, "").replace(/\n/g, " ");
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.)?]$/.test(sentence) ? sentence : `${sentence}.`;
}
