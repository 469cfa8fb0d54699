import { createInterface } from "node:readline";
import type { Answers, Proposal, Question } from "../io.js";
import { Misuse, type Run } from "./command.js";
import { Interrupted } from "./interruptible.js";
import { hasColours, heading, type Line, quiet, render, warning } from "./lines.js";
import { shellWord } from "./typed.js";

/** How questions come up and go. */
interface Asking {
  readonly propose: (answers: Answers) => Promise<Proposal>;
  readonly given: Answers;
}

interface Answered {
  readonly proposal: Proposal;
  readonly answers: Answers;
}

/**
 * Asks what a proposal leaves open until nothing is, as each answer may change what else is asked. With `--yes` nothing
 * is asked; with `--json` there is nobody to ask.
 *
 * @throws Misuse with the questions that nobody answered; Interrupted
 */
export async function askQuestions(run: Run, { propose, given }: Asking): Promise<Answered> {
  let answers = given;
  let proposal = await propose(answers);
  if (proposal.questions.length === 0 || run.options.yes === true) return { proposal, answers };
  if (run.options.json === true) throw unanswered(proposal.questions);
  const dialog = openDialog(run);
  try {
    while (proposal.questions.length > 0) {
      const [question] = proposal.questions;
      dialog.say(questionLines(question));
      answers = { ...answers, [question.id]: await answerTo(question, dialog, proposal) };
      proposal = await propose(answers);
    }
    return { proposal, answers };
  } finally {
    dialog.close();
  }
}

interface Dialog {
  readonly isTerminal: boolean;
  readonly say: (lines: readonly Line[]) => void;
  /** The next line that was typed, or undefined where there will be none. */
  readonly listen: () => Promise<string | undefined>;
  readonly close: () => void;
}

function openDialog({ streams, options }: Run): Dialog {
  const { stdin, stdout } = streams;
  const isTerminal = stdin?.isTTY === true;
  const isColourful = hasColours(stdout, streams, options.color !== false);
  const say = (lines: readonly Line[]) => void stdout.write(render(lines, isColourful));
  if (stdin === undefined) return { isTerminal, say, listen: async () => undefined, close: () => {} };
  const terminal = isTerminal ? { output: stdout as NodeJS.WritableStream, terminal: true } : {};
  const reader = createInterface({ input: stdin, ...terminal });
  const lines: string[] = [];
  let state: "open" | "closed" | "stopped" = "open";
  let wake = () => {};
  const end = (how: typeof state) => {
    if (state === "open") state = how;
    wake();
  };
  reader.on("line", (line) => {
    lines.push(line);
    wake();
  });
  reader.on("close", () => end("closed"));
  // on a terminal that is read line by line, Ctrl-C is a key and no signal
  reader.on("SIGINT", () => end("stopped"));
  const listen = async () => {
    if (isTerminal) reader.prompt();
    while (lines.length === 0 && state === "open") {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (state === "stopped") throw new Interrupted("SIGINT");
    return lines.shift();
  };
  return { isTerminal, say, listen, close: () => reader.close() };
}

async function answerTo(question: Question, dialog: Dialog, { questions }: Proposal): Promise<string> {
  for (;;) {
    const line = await dialog.listen();
    if (line === undefined) throw unanswered(questions);
    const answer = readAnswer(question, line.trim());
    if (answer !== undefined) return answer;
    const problem = `${JSON.stringify(line)} is none of the answers to ${question.id}.`;
    if (!dialog.isTerminal) throw new Misuse(problem, questionLines(question).map(textOf));
    dialog.say([warning(problem)]);
  }
}

/** A value, a label, a number of a choice, or nothing for the proposed one; undefined for anything else. */
function readAnswer({ choices, proposed }: Question, line: string): string | undefined {
  if (line === "") return proposed;
  if (choices.length === 0) return line;
  const wanted = line.toLowerCase();
  const named =
    choices.find(({ value }) => value === line) ??
    choices.find(({ value, label }) => [value, label].some((word) => word.toLowerCase() === wanted));
  if (named !== undefined || !isNumbered({ choices })) return named?.value;
  return /^[0-9]{1,3}$/.test(line) ? choices[Number(line) - 1]?.value : undefined;
}

/** Where the answers are numbers themselves, a number is an answer. */
function isNumbered({ choices }: Pick<Question, "choices">): boolean {
  return !choices.some(({ value }) => /^[0-9]+$/.test(value));
}

function questionLines({ id, text, choices, proposed, why }: Question): Line[] {
  const marks = choices.map(({ value }, at) => (isNumbered({ choices }) ? `${at + 1}` : value));
  const options = choices.map(
    ({ value, label }, at) => `  ${marks[at]}) ${label}${value === proposed ? " (proposed)" : ""}`,
  );
  return [
    heading(text),
    quiet(`  ${why} [${id}]`),
    ...options,
    ...(choices.length === 0 ? [`  proposed: ${proposed}`] : []),
  ];
}

/** A question with what `--answer` takes for it. */
function answerLines({ id, text, choices, proposed, why }: Question): string[] {
  const choice = ({ value, label }: Question["choices"][number]) =>
    `  --answer ${shellWord(`${id}=${value}`)}  ${label}${value === proposed ? " (proposed)" : ""}`;
  const answers =
    choices.length === 0 ? [`  --answer ${shellWord(`${id}=${proposed}`)}  (proposed)`] : choices.map(choice);
  return [text, `  ${why}`, ...answers];
}

function unanswered(questions: readonly Question[]): Misuse {
  const details = questions.flatMap(answerLines);
  return new Misuse(
    "Questions are left without an answer: give --answer ID=VALUE for each, or --yes to take what is proposed.",
    details,
  );
}

function textOf(line: Line): string {
  return typeof line === "string" ? line : line.text;
}
