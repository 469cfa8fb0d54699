import { type Answers, type ColumnGuess, type Proposal, proposePolicy } from "../../io.js";
import { askQuestions } from "../ask.js";
import { type Command, listOf, Misuse, type Outcome, type Run, textOf } from "../command.js";
import { readFiles } from "../inputs.js";
import { heading, inBlocks, type Line, quiet, warning } from "../lines.js";
import { checkTargets, writeTogether } from "../outputs.js";
import { Refusal } from "../problems.js";
import { fileOptions } from "../programme.js";
import { refuseExisting } from "../refuseExisting.js";
import { shellWord } from "../typed.js";

export const init: Command = {
  name: "init",
  summary: "propose a first policy from two files, and ask what they leave open",
  description:
    "Reads two files, works out what their columns hold, and writes a first policy to be changed as you like. What the files leave open is asked: type a number or an answer, or nothing to take the proposed one; answers are also read line by line from a pipe.",
  arguments: [],
  options: [
    ...fileOptions.slice(0, 2),
    { flags: "--out <file>", text: "where to write the policy (policy.json where it is not given)" },
    {
      flags: "--answer <id=value>",
      text: "answer a question beforehand; column:mentees:HEADER=FIELD says what a column holds, nothing behind the equals sign that it is not scored",
      isRepeatable: true,
    },
    { flags: "--yes", text: "take the proposed answer to every other question" },
    { flags: "--force", text: "replace a policy that is there" },
  ],
  examples: [
    "telemachus init --mentees mentees.csv --mentors mentors.csv",
    "telemachus init --mentees a.xlsx --mentors b.xlsx --out policy.json --answer capacity=2 --yes",
  ],
  writes: true,
  run: runInit,
};

async function runInit(run: Run): Promise<Outcome> {
  const target = { path: textOf(run, "out") ?? "policy.json", option: "--out" };
  const sources = (["mentees", "mentors"] as const).map((name) => ({ path: textOf(run, name)!, option: `--${name}` }));
  const issues = checkTargets(
    [target],
    sources.map(({ path }) => path),
  );
  if (issues.length > 0) throw new Refusal({ issues, unlisted: 0 });
  refuseExisting([target], run.options.force === true);
  const [mentees, mentors] = await readFiles(sources, run);
  const propose = (answers: Answers) => proposeFor({ mentees, mentors }, answers);

  const first = await propose({});
  const given = readAnswers(listOf(run, "answer"), first);
  const { proposal, answers } = await askQuestions(run, { propose, given });
  const text = `${JSON.stringify(proposal.policy, undefined, 2)}\n`;
  await run.stopping.interruptible((signal) => writeTogether([{ ...target, content: text }], { signal }));
  const [a, b, policy] = [...sources, target].map(({ path }) => shellWord(path));
  return {
    code: 0,
    lines: inBlocks([
      ...(["mentees", "mentors"] as const).map((side, at) =>
        columnLines(
          sources[at].path,
          proposal.columns.filter((column) => column.side === side),
        ),
      ),
      proposal.questions.map(({ text: asked, proposed, choices }) => {
        const label = choices.find(({ value }) => value === proposed)?.label ?? proposed;
        return warning(`Taken as proposed: ${asked} ${label}`);
      }),
      [quiet(`Written: ${target.path}`), `Next: telemachus check --mentees ${a} --mentors ${b} --policy ${policy}`],
    ]),
    json: {
      policy: proposal.policy,
      columns: proposal.columns,
      answers,
      taken: proposal.questions,
      written: [target.path],
    },
  };
}

type Files = Parameters<typeof proposePolicy>[0];

async function proposeFor(files: Files, answers: Answers): Promise<Proposal> {
  const proposal = await proposePolicy(files, answers);
  if (proposal.issues.length > 0) throw new Refusal({ issues: proposal.issues, unlisted: 0 });
  return proposal;
}

/** Splits `id=value` behind the longest id that the files know; headers may hold equals signs. */
function readAnswers(given: readonly string[], { questions, columns }: Proposal): Answers {
  const known = new Set([
    ...questions.map(({ id }) => id),
    ...columns.map(({ side, header }) => `column:${side}:${header}`),
  ]);
  const answers = given.map((text) => {
    const signs = Array.from(text.matchAll(/=/g), ({ index }) => index);
    const at = signs.findLast((sign) => known.has(text.slice(0, sign))) ?? signs[0] ?? 0;
    if (at === 0) throw new Misuse(`Expected ID=VALUE for --answer, received ${JSON.stringify(text)}.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(answers);
}

function columnLines(path: string, columns: readonly ColumnGuess[]): Line[] {
  const lines = columns.map(({ header, field, sure, why }): Line => {
    const text = `  ${JSON.stringify(header)}: ${field ?? "carried along, not scored"}. ${why}`;
    return field === null ? quiet(text) : sure ? text : warning(text);
  });
  return [heading(`What the columns of ${path} were taken for:`), ...lines];
}
