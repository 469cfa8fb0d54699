import { statSync } from "node:fs";
import { join } from "node:path";
import { peopleSheet, writeCsv } from "../../io.js";
import { sampleProgramme } from "../../sample.js";
import { type Command, countOf, Misuse, type Outcome, type Run, textOf } from "../command.js";
import { fileProblem } from "../fileProblem.js";
import { quiet } from "../lines.js";
import { checkTargets, writeTogether } from "../outputs.js";
import { Refusal } from "../problems.js";
import { refuseExisting } from "../refuseExisting.js";
import { shellWord } from "../typed.js";

export const sample: Command = {
  name: "sample",
  summary: "write the files of an invented programme",
  description:
    "Writes mentees.csv, mentors.csv and policy.json of an invented programme into a folder, to try things with. The same numbers give the same people; nobody in it is real.",
  arguments: [],
  options: [
    { flags: "--out <folder>", text: "where to write them; the folder is there already", isRequired: true },
    { flags: "--mentees <n>", text: "how many (120 where it is not given)" },
    { flags: "--mentors <n>", text: "how many (50 where it is not given)" },
    { flags: "--seed <n>", text: "another number, other people" },
    { flags: "--force", text: "replace files that are there" },
  ],
  examples: ["telemachus sample --mentees 60 --mentors 30 --out .", "telemachus sample --seed 7 --out trial --force"],
  writes: true,
  run: runSample,
};

async function runSample(run: Run): Promise<Outcome> {
  const folder = textOf(run, "out")!;
  const count = (name: string) => {
    const value = textOf(run, name);
    if (value === undefined) return {};
    const number = countOf(value, `--${name}`);
    const [least, most] = name === "seed" ? [0, 2 ** 32 - 1] : [1, 100_000];
    if (number < least || number > most)
      throw new Misuse(`Expected a whole number from ${least} to ${most} for --${name}, received ${value}.`);
    return { [name]: number };
  };
  const sizes = { ...count("mentees"), ...count("mentors"), ...count("seed") };
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const problem = { code: "E_PATH", expected: "a folder that is there", received: "none" } as const;
    throw new Refusal({ issues: [fileProblem(folder, "--out", problem)], unlisted: 0 });
  }
  const [a, b, c] = ["mentees.csv", "mentors.csv", "policy.json"].map((name) => ({
    path: join(folder, name),
    option: "--out",
  }));
  const issues = checkTargets([a, b, c]);
  if (issues.length > 0) throw new Refusal({ issues, unlisted: 0 });
  refuseExisting([a, b, c], run.options.force === true);
  const { people, policy } = sampleProgramme(sizes);
  const mentees = peopleSheet(people.mentees, "mentees");
  const mentors = peopleSheet(people.mentors, "mentors");
  const whole = { ...policy, columns: { mentees: mentees.columns, mentors: mentors.columns } };
  const files = [
    { ...a, content: writeCsv(mentees.sheet) },
    { ...b, content: writeCsv(mentors.sheet) },
    { ...c, content: `${JSON.stringify(whole, undefined, 2)}\n` },
  ];
  await run.stopping.interruptible((signal) => writeTogether(files, { signal }));
  return {
    code: 0,
    lines: [
      `${people.mentees.length} mentees and ${people.mentors.length} mentors`,
      ...files.map(({ path }) => quiet(`Written: ${path}`)),
      `Next: telemachus match --mentees ${shellWord(a.path)} --mentors ${shellWord(b.path)} --policy ${shellWord(c.path)}`,
    ],
    json: { mentees: people.mentees.length, mentors: people.mentors.length, written: [a.path, b.path, c.path] },
  };
}
