import { extname } from "node:path";
import type { Matching } from "../../matching/matching.js";
import { counted } from "../../numeric/counted.js";
import { capacityWords } from "../../problem/capacity.js";
import type { Warning } from "../../problem/problem.js";
import type { ReportAudience } from "../../report.js";
import { type Command, listOf, Misuse, namesOf, type OptionSpec, type Outcome, type Run, textOf } from "../command.js";
import { checkGroups } from "../groups.js";
import { type KeptPairs, keptPairs } from "../keep.js";
import { heading, inBlocks, type Line, quiet, warning } from "../lines.js";
import { matchedPeople } from "../matchedPeople.js";
import { checkTargets, type OutputFile, type Target, writeTogether } from "../outputs.js";
import { fileOptions, keepOption, matchProgramme, onAllPairs, type Programme, readProgrammeOf } from "../programme.js";
import { summary } from "../summary.js";
import { lettersFile, matchingFile, rejectsFile, reportFile } from "../writings.js";

const audiences: readonly ReportAudience[] = ["committee", "administrator", "auditor"];

const options: readonly OptionSpec[] = [
  ...fileOptions,
  {
    flags: "--out <file>",
    text: "write the matching: .json (all of it, to be asked about later), .csv (the pairs) or .xlsx (sheets)",
    isRepeatable: true,
  },
  { flags: "--report <file>", text: "write a page (.html) to put before a committee" },
  {
    flags: "--audience <who>",
    text: `who reads the report and the tables: ${audiences.join(", ")}; a committee (where it is not given) gets nothing that people said in confidence`,
    choices: audiences,
  },
  {
    flags: "--groups <names>",
    text: "in the report, compare how groups fared: attributes of auditOnly, as in gender,ethnicity",
  },
  {
    flags: "--letters <file>",
    text: "write a mail-merge table (.csv or .xlsx): for each person whom they have, and why",
  },
  { flags: "--contact <text>", text: "in the letters, whom to write to" },
  keepOption,
  {
    flags: "--rejects <file>",
    text: "leave out rows with problems and write them here (.csv or .xlsx), each with line and reason; without it any problem refuses everything",
  },
];

export const match: Command = {
  name: "match",
  summary: "match the people of two files under a policy",
  description:
    "Matches the people of two files under a policy, proves what comes of it, and writes whatever is asked for: all files or, where something is wrong, none.",
  arguments: [],
  options,
  examples: [
    "telemachus match --mentees mentees.csv --mentors mentors.csv --policy policy.json --out matching.json",
    "telemachus match --mentees a.xlsx --mentors b.xlsx --policy policy.json --report page.html --groups gender",
    "telemachus match --mentees a.csv --mentors b.csv --policy p.json --keep last.json --letters letters.csv",
  ],
  writes: true,
  run: runMatch,
};

async function runMatch(run: Run): Promise<Outcome> {
  const targets = readTargets(run);
  const programme = await readProgrammeOf(run, {
    leavesOut: textOf(run, "rejects") !== undefined,
    issues: (sources) => checkTargets(targets, sources),
  });
  const groups = textOf(run, "groups");
  if (groups !== undefined) checkGroups(namesOf(groups, "--groups"), programme);
  const matching = await matchProgramme(programme, run);
  const isKept = programme.kept !== undefined && matching.status !== "infeasible";
  const kept = isKept ? keptPairs(matching, programme.kept!) : undefined;
  if (targets.length > 0) {
    const files = await onAllPairs(run, { programme, phase: "Writing files" }, () =>
      toFiles(targets, { programme, matching, run }),
    );
    await run.stopping.interruptible((signal) => writeTogether(files, { signal }));
  }
  const { people, files } = programme;
  const shown = matchedPeople(people);
  const warnings = [...matching.warnings, ...blankCapacities(programme)];
  return {
    code: matching.status === "infeasible" ? 1 : 0,
    lines: inBlocks([
      summary({ ...matching, warnings }, shown, files),
      kept === undefined ? [] : keptLines(kept),
      rejectedLines(programme, textOf(run, "rejects")),
      targets.map(({ path }) => quiet(`Written: ${path}`)),
    ]),
    json: {
      status: matching.status,
      matching,
      people: shown,
      ...(kept === undefined ? {} : { kept }),
      rejected: { mentees: files.mentees.rejected.length, mentors: files.mentors.rejected.length },
      written: targets.map(({ path }) => path),
    },
  };
}

/** Which endings the file of an option may have. */
const endings = {
  out: [".json", ".csv", ".xlsx"],
  report: [".html", ".htm"],
  letters: [".csv", ".xlsx"],
  rejects: [".csv", ".xlsx"],
} as const;

/** All files to be written. @throws Misuse for one of another kind, and for options that nothing is written by */
function readTargets(run: Run): Target[] {
  const needs = (option: string, other: string) => {
    if (textOf(run, option) !== undefined && textOf(run, other) === undefined)
      throw new Misuse(`--${option} needs --${other} <file>.`);
  };
  needs("contact", "letters");
  needs("groups", "report");
  const targets = Object.keys(endings).flatMap((name) => {
    const single = textOf(run, name);
    const paths = single === undefined ? listOf(run, name) : [single];
    return paths.map((path) => ({ path, option: `--${name}` }));
  });
  for (const { path, option } of targets) {
    const known: readonly string[] = endings[option.slice(2) as keyof typeof endings];
    if (!known.includes(extname(path).toLowerCase())) {
      throw new Misuse(`The file of ${option} must end in ${known.join(", ")}; received ${JSON.stringify(path)}.`);
    }
  }
  if (textOf(run, "audience") !== undefined && targets.length === 0)
    throw new Misuse("--audience needs --report <file> or --out <file>.");
  return targets;
}

async function toFiles(
  targets: readonly Target[],
  { programme, matching, run }: { programme: Programme; matching: Matching; run: Run },
): Promise<OutputFile[]> {
  const audience = textOf(run, "audience") as ReportAudience | undefined;
  const groups = textOf(run, "groups");
  const made = {
    programme,
    matching,
    audience,
    contact: textOf(run, "contact"),
    groups: groups === undefined ? undefined : namesOf(groups, "--groups"),
  };
  const files: OutputFile[] = [];
  for (const target of targets) {
    files.push({ ...target, content: await contentOf[target.option](target.path, made) });
  }
  return files;
}

const contentOf: { readonly [option: string]: typeof matchingFile } = {
  "--out": matchingFile,
  "--report": reportFile,
  "--letters": lettersFile,
  "--rejects": rejectsFile,
};

/** A column of capacities in which nobody wrote anything: that the default was meant is a guess, so it is said. */
function blankCapacities({ people, policy: { capacity = 1 }, files }: Programme): Warning[] {
  const { filled } = files.mentors;
  const hasColumn = ["capacity", "capacity.max"].some((field) => filled.has(field));
  const { mentors } = people;
  if (!hasColumn || mentors.length === 0 || mentors.some((mentor) => Object.hasOwn(mentor, "capacity"))) return [];
  const message = `The column of capacities is blank: every mentor takes ${capacityWords(capacity)}.`;
  return [{ code: "W_DEFAULT_CAPACITY", message, count: mentors.length }];
}

const LISTED = 10;

function keptLines({ kept, gone, forbidden, gaveWay }: KeptPairs): Line[] {
  const earlier = kept.length + gone.length + forbidden.length + gaveWay.length;
  const named = (pairs: KeptPairs["kept"], why: string) => {
    if (pairs.length === 0) return [];
    const more = pairs.length > LISTED ? [`, … and ${pairs.length - LISTED} more`] : [];
    const names = pairs.slice(0, LISTED).map(({ mentee, mentor }) => `${mentee} with ${mentor}`);
    return [warning(`  ${pairs.length}: ${why} (${[names.join(", "), ...more].join("")})`)];
  };
  return [
    heading(`Pairs of the earlier matching: ${kept.length} of ${earlier} kept`),
    ...named(gone, "one of them takes no part any more"),
    ...named(forbidden, "rules, bans or requests no longer allow them"),
    ...named(gaveWay, "gave way to others"),
  ];
}

function rejectedLines({ files }: Programme, path: string | undefined): Line[] {
  if (path === undefined) return [];
  const parts = (["mentees", "mentors"] as const).map(
    (side) => `${counted(files[side].rejected.length, "row")} of ${side}`,
  );
  const line = `Left out for problems: ${parts.join(" and ")}`;
  const none = files.mentees.rejected.length + files.mentors.rejected.length === 0;
  return [none ? line : warning(`${line}, each with its reason in ${path}`)];
}
