import { compareWith } from "../../explain/compareWith.js";
import { toText } from "../../explain/toText.js";
import type { Matching } from "../../matching/matching.js";
import { changeLines, changesBetween } from "../changes.js";
import { type Command, Misuse, type OptionSpec, type Outcome, type Run, textOf } from "../command.js";
import { inBlocks, type Line, linesOf, warning } from "../lines.js";
import { formatMillionths } from "../numbers.js";
import { matchProgramme, programmeOptions, readProgrammeOf } from "../programme.js";
import { readStoredMatching, takeOverFile } from "../stored.js";

const options: readonly OptionSpec[] = programmeOptions.map(({ isRequired: _, ...option }) => option);

export const compare: Command = {
  name: "compare",
  summary: "compare two matchings",
  description:
    "Compares two matchings that match --out wrote as .json: who stays together, who changes, who gains or loses a mentor. With the files of the first one, also what it gains over the second in scores.",
  arguments: [
    { name: "<matching>", text: "the one" },
    { name: "<other>", text: "the other" },
  ],
  options,
  examples: [
    "telemachus compare before.json after.json",
    "telemachus compare a.json b.json --mentees mentees.csv --mentors mentors.csv --policy policy.json",
  ],
  run: runCompare,
};

async function runCompare(run: Run): Promise<Outcome> {
  const given = ["mentees", "mentors", "policy"].filter((name) => textOf(run, name) !== undefined);
  if (given.length === 1 || given.length === 2)
    throw new Misuse("Either all of --mentees, --mentors and --policy are given, or none.");
  if (given.length === 0 && (textOf(run, "keep") !== undefined || run.options.skipRejected === true))
    throw new Misuse(
      "--keep and --skip-rejected say how the files are read: they need --mentees, --mentors and --policy.",
    );
  const [one, other] = [await read(run, 0), await read(run, 1)];
  const changes = changesBetween(one, other);
  const comparison =
    given.length === 0
      ? undefined
      : compareWith(takeOverFile(one, await matchProgramme(await readProgrammeOf(run), run), run.arguments[0]), other);
  return {
    code: 0,
    lines: inBlocks([
      totalLines(run.arguments, [one, other]),
      originLines(one, other),
      changeLines(changes, { gained: "matched in the second alone", lost: "matched in the first alone" }),
      comparison === undefined ? [] : linesOf(toText(comparison, { audience: "administrator" })),
    ]),
    json: { ...changes, totals: [one, other].map(totalsOf), ...(comparison === undefined ? {} : { comparison }) },
  };
}

function read(run: Run, at: number): Promise<Matching> {
  return readStoredMatching({ path: run.arguments[at], option: "the matching" }, run);
}

/** What two matchings do not have in common: their totals are no measure of each other then. */
function originLines({ manifest: a }: Matching, { manifest: b }: Matching): Line[] {
  const differing = [...(a.input === b.input ? [] : ["answers"]), ...(a.policy === b.policy ? [] : ["policy"])];
  if (differing.length === 0) return [];
  return [warning(`Not made from the same ${differing.join(" and ")}: totals cannot be compared as they stand.`)];
}

function totalsOf({ status, total, manifest: { counts } }: Matching) {
  return { status, matched: counts.matched, mentees: counts.mentees, total };
}

function totalLines(paths: readonly string[], matchings: readonly Matching[]): Line[] {
  return matchings
    .map(totalsOf)
    .map(
      ({ status, matched, mentees, total }, at) =>
        `${paths[at]}: ${matched} of ${mentees} mentees matched, total score ${formatMillionths(total)}, ${status}`,
    );
}
