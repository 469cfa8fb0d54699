import { counted } from "../../numeric/counted.js";
import type { Finding, Readiness } from "../../readiness/report.js";
import { readiness } from "../../readiness.js";
import { type Command, type Outcome, type Run, textOf } from "../command.js";
import { good, heading, inBlocks, type Line, warning } from "../lines.js";
import { fileOptions, onAllPairs, programmeOptions, readProgrammeOf } from "../programme.js";
import { refusing } from "../refusing.js";
import { warningLine } from "../summary.js";
import { shellWord } from "../typed.js";

export const check: Command = {
  name: "check",
  summary: "look for what stands in the way of a good matching",
  description:
    "Reads the files as match does and says, before anything is matched, what stands in the way of a good matching and what can be done about it. The exit code is 0 where nothing does.",
  arguments: [],
  options: programmeOptions,
  examples: ["telemachus check --mentees mentees.csv --mentors mentors.csv --policy policy.json"],
  run: runCheck,
};

async function runCheck(run: Run): Promise<Outcome> {
  const programme = await readProgrammeOf(run);
  const found = await refusing(programme, () =>
    onAllPairs(run, { programme, phase: "Looking for what stands in the way" }, () =>
      readiness(programme.people, programme.policy),
    ),
  );
  const named = fileOptions
    .map(({ flags }) => flags.split(" ")[0])
    .concat(textOf(run, "keep") === undefined ? [] : ["--keep"])
    .map((flag) => `${flag} ${shellWord(textOf(run, flag.slice(2))!)}`)
    .concat(run.options.skipRejected === true ? ["--rejects rejected.csv"] : [])
    .join(" ");
  const isReady = found.findings.length === 0;
  return {
    code: isReady ? 0 : 1,
    lines: inBlocks([
      countLines(found),
      ...found.findings.map(findingLines),
      found.warnings.map((one) => warning(warningLine(one))),
      [
        isReady
          ? good("Nothing stands in the way of a good matching.")
          : warning(`${counted(found.findings.length, "finding")} to look at before matching.`),
        `Next: telemachus match ${named} --out matching.json --report page.html`,
      ],
    ]),
    json: found,
  };
}

function countLines({ counts }: Readiness): Line[] {
  const { mentees, mentors, seats, canBeMatched, pairs, allowedPairs } = counts;
  return [
    `Mentees: ${mentees}, ${canBeMatched} of them can be matched`,
    `Mentors: ${mentors} with ${counted(seats, "seat")}`,
    `Pairs: ${allowedPairs} of ${pairs} allowed`,
  ];
}

const LISTED = 10;

function findingLines({ code, message, advice, ids = [] }: Finding): Line[] {
  const more = ids.length > LISTED ? `, … and ${ids.length - LISTED} more` : "";
  const who = ids.length === 0 ? "" : ` (${ids.slice(0, LISTED).join(", ")}${more})`;
  return [heading(`${code}: ${message}${who}`), `  ${advice}`];
}
