import { type Command, Misuse, type Outcome } from "./command.js";
import { breathe, codeOf, Interrupted, listenForSignals } from "./interruptible.js";
import { bad, hasColours, jsonText, type Line, render } from "./lines.js";
import { type Problems, problemLines, problemsOf } from "./problems.js";
import { readArguments } from "./program.js";
import { createProgress } from "./progress.js";
import type { Output, Streams } from "./streams.js";
import { asTyped } from "./typed.js";
import { threads, type Work } from "./work.js";

/**
 * Runs the command line `telemachus ...argv`.
 *
 * What was asked for goes to stdout, what went wrong to stderr. With `--json` stdout gets exactly one JSON document, an
 * error's too: `{ error: { exitCode, code, message, issues, unlisted } }`, and stderr nothing.
 *
 * Result: the exit code: 0 done; 1 something is wrong with a file, or cannot be; 2 the command line is wrong; 130 or 143
 * stopped by a signal.
 */
export async function run(argv: readonly string[], streams: Streams, work: Work = threads): Promise<number> {
  const words = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  const voice = createVoice(streams, { isJson: words.includes("--json"), isColourful: !words.includes("--no-color") });
  const progress = createProgress(streams.stderr);
  const stopping = listenForSignals(streams);
  let command: Command | undefined;
  try {
    const request = await readArguments(argv, streams.stdout.columns);
    if (request.kind === "text") {
      if (words.includes("--json")) return voice.tell({ code: 0, lines: [], json: { text: request.text } });
      streams.stdout.write(request.text);
      return 0;
    }
    command = request.command;
    const outcome = await stopping.untilStopped(command.run({ ...request, streams, progress, work, stopping }));
    // whoever wrote files has done what a signal was to prevent
    if (command.writes !== true) await breathe(stopping.signal);
    progress.end();
    return voice.tell(outcome);
  } catch (error) {
    progress.end();
    return voice.fail(error, command);
  } finally {
    stopping.end();
  }
}

interface Voice {
  readonly tell: (outcome: Outcome) => number;
  readonly fail: (error: unknown, command: Command | undefined) => number;
}

/** Where an error of the program itself came up: never its words, which may hold what people wrote. */
function insideLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return [error.name, ...frames.slice(0, 10)];
}

function createVoice(streams: Streams, how: { readonly isJson: boolean; readonly isColourful: boolean }): Voice {
  const print = (output: Output, lines: readonly Line[]) =>
    void output.write(render(lines, hasColours(output, streams, how.isColourful)));
  const failWith = (
    exitCode: number,
    lines: readonly Line[],
    problem: { code: string; message: string; details?: readonly string[] } & Partial<Problems>,
  ) => {
    if (how.isJson) streams.stdout.write(jsonText({ error: { exitCode, ...problem } }));
    else print(streams.stderr, lines);
    return exitCode;
  };
  const failInside = (error: unknown) => {
    const message = "An error in telemachus itself, which is not yours: please report it, with these lines.";
    const details = insideLines(error);
    return failWith(1, [bad(`telemachus: ${message}`), ...details], { code: "E_INTERNAL", message, details });
  };
  return {
    tell: ({ code, lines, json }) => {
      if (how.isJson) streams.stdout.write(jsonText(json));
      else print(streams.stdout, lines);
      return code;
    },
    fail: (error, command) => {
      if (error instanceof Misuse) {
        const { message, details } = error;
        const json = { code: "E_USAGE", message: [message, ...details].join("\n") };
        return failWith(2, [bad(`telemachus: ${message}`), ...details], json);
      }
      if (error instanceof Interrupted) {
        const message = "Stopped: files are as they were before.";
        return failWith(codeOf(error.signal), [bad(`telemachus: ${message}`)], { code: "E_ABORTED", message });
      }
      const found = problemsOf(error);
      if (found === undefined) return failInside(error);
      const problems = { issues: found.issues.map(asTyped), unlisted: found.unlisted };
      const { code, message } = problems.issues[0];
      const { issues, unlisted } = problems;
      return failWith(1, problemLines(problems, command?.writes === true), { code, message, issues, unlisted });
    },
  };
}
