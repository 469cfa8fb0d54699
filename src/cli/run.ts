import { version } from "../version.js";
import { matchCommand } from "./matchCommand.js";
import { parseCommand } from "./parseCommand.js";
import { plainText } from "./plainText.js";
import type { Streams } from "./streams.js";
import { matchUsage, usage } from "./usage.js";

/**
 * Runs the command line `telemachus ...argv`.
 *
 * Result: the exit code: 0 all went well; 1 something is wrong with a file (said on stderr, nothing written); 2 wrong
 * usage; 3 nobody is matched, as no matching meets the policy's minimums and quotas (said on stdout).
 */
export function run(argv: readonly string[], streams: Streams): number {
  const command = parseCommand(argv);
  switch (command.kind) {
    case "help":
      streams.stdout.write(command.topic === "match" ? matchUsage : usage);
      return 0;
    case "version":
      streams.stdout.write(`${version}\n`);
      return 0;
    case "match":
      return matchCommand(command.files, streams);
    case "misuse":
      streams.stderr.write(misuseText(command.problem, command.topic));
      return 2;
  }
}

function misuseText(problem: string, topic: "match" | undefined): string {
  const [text, help] = topic === "match" ? [matchUsage, "telemachus match --help"] : [usage, "telemachus --help"];
  const line = text.split("\n").find((candidate) => candidate.startsWith("Usage:"));
  return `telemachus: ${plainText(problem)}\n${line}\nMore: ${help}\n`;
}
