import { audit as auditMatching } from "../../audit/audit.js";
import type { AuditGroups, GroupAnswer } from "../../audit/options.js";
import { auditText } from "../../audit/text.js";
import { quote } from "../../errors.js";
import { type FileIssue, fileIssue } from "../../io/place.js";
import { readTable, type Table } from "../../io.js";
import { didYouMean } from "../../numeric/nearest.js";
import type { People } from "../../problem/people.js";
import { type Command, countOf, Misuse, namesOf, type Outcome, type Run, textOf } from "../command.js";
import { checkGroups } from "../groups.js";
import { readFiles } from "../inputs.js";
import { linesOf } from "../lines.js";
import { Refusal } from "../problems.js";
import { onAllPairs, openMatching, questionOptions, readProgrammeOf } from "../programme.js";

export const audit: Command = {
  name: "audit",
  summary: "compare how groups fared",
  description:
    "Compares how groups fared in the matching of these files: rates, scores, options and loads, with what hides small groups, and with the smallest gap that could have been found.",
  arguments: [],
  options: [
    ...questionOptions,
    {
      flags: "--groups <names>",
      text: "attributes of auditOnly, as in gender,ethnicity; with --table, columns of it (all of them where it is not given)",
    },
    {
      flags: "--table <file>",
      text: "a table (.csv or .xlsx) of everybody's groups, with a column id, so that the programme's files need not hold them",
    },
    {
      flags: "--minimum-cell <n>",
      text: "hide groups of fewer people, and whatever would tell them (5 where it is not given)",
    },
    {
      flags: "--audience <who>",
      text: "administrator (where it is not given) or auditor, who gets the lowest score too",
      choices: ["administrator", "auditor"],
    },
  ],
  examples: [
    "telemachus audit --groups gender,ethnicity --mentees mentees.csv --mentors mentors.csv --policy policy.json",
    "telemachus audit --table groups.csv --mentees a.csv --mentors b.csv --policy p.json --matching m.json",
  ],
  run: runAudit,
};

async function runAudit(run: Run): Promise<Outcome> {
  const given = textOf(run, "groups");
  const path = textOf(run, "table");
  const names = given === undefined ? undefined : namesOf(given, "--groups");
  if (names === undefined && path === undefined) throw new Misuse("Missing: --groups <names> or --table <file>.");
  const cell = textOf(run, "minimumCell");
  const minimumCell = cell === undefined ? undefined : countOf(cell, "--minimum-cell");
  const audience = (textOf(run, "audience") ?? "administrator") as "administrator" | "auditor";
  if (minimumCell === 0) throw new Misuse("Expected a whole number of 1 or more for --minimum-cell, received 0.");
  const table = path === undefined ? undefined : await readGroupTable(path, names, run);
  const programme = await readProgrammeOf(run);
  if (table === undefined) checkGroups(names!, programme);
  else refuseStrangers(table.table, programme.people);
  const groups = table?.groups ?? names!;
  const matching = await openMatching(programme, run);
  const found = await onAllPairs(run, { programme, phase: "Comparing groups" }, () =>
    auditMatching(matching, programme.people, { groups, minimumCell, audience }),
  );
  return { code: 0, lines: linesOf(auditText(found)), json: found };
}

/** Everybody's answers by attribute and id, from a table with a column `id`. */
async function readGroupTable(
  path: string,
  names: readonly string[] | undefined,
  run: Run,
): Promise<{ readonly table: Table; readonly groups: AuditGroups }> {
  const [file] = await readFiles([{ path, option: "--table" }], run);
  const { table, issues } = await readTable(file);
  if (table === undefined || issues.length > 0) throw new Refusal({ issues, unlisted: 0 });
  const wanted = names ?? table.header.filter((name) => name !== "id" && name !== "");
  const problems = [...missingColumns(table, ["id", ...wanted]), ...repeatedIds(table)];
  if (wanted.length === 0) throw new Misuse(`Expected a column of groups beside the id in ${path}, received none.`);
  if (problems.length > 0) throw new Refusal({ issues: problems, unlisted: 0 });
  const id = table.header.indexOf("id");
  const answersOf = (name: string) => {
    const column = table.header.indexOf(name);
    return Object.fromEntries(table.rows.map((row): [string, GroupAnswer] => [row[id].trim(), row[column].trim()]));
  };
  return { table, groups: Object.fromEntries(wanted.map((name) => [name, answersOf(name)])) };
}

/** Rows of a table that are nobody's: of whom they tell would be a guess. @throws Refusal */
function refuseStrangers(table: Table, { mentees, mentors }: People): void {
  const known = [...mentees, ...mentors].map(({ id }) => id);
  const isKnown = new Set(known);
  const column = table.header.indexOf("id");
  const issues = table.rows.flatMap((row, at) => {
    const id = row[column].trim();
    if (isKnown.has(id)) return [];
    const problem = { subject: "id", expected: "the id of a mentee or a mentor of these files", received: quote(id) };
    return [fileIssue("E_UNKNOWN_ID", table.cellPlace(at, column), problem)];
  });
  if (issues.length > 0)
    throw new Refusal({ issues: issues.slice(0, LISTED), unlisted: Math.max(0, issues.length - LISTED) });
}

const LISTED = 100;

function missingColumns(table: Table, names: readonly string[]): FileIssue[] {
  const missing = names.filter((name) => !table.header.includes(name));
  return missing.map((name) =>
    fileIssue("E_HEADER", table.headerPlace(0), {
      subject: `the column ${quote(name)}`,
      expected: "in the header",
      received: "no such column",
      hint: didYouMean(name, table.header),
    }),
  );
}

/** Two answers for one person: either would be a guess. */
function repeatedIds(table: Table): FileIssue[] {
  const column = table.header.indexOf("id");
  const seen = new Set<string>();
  return table.rows.flatMap((row, at) => {
    const id = row[column]?.trim();
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    const problem = { subject: "id", expected: "an id of one row only", received: quote(id) };
    return [fileIssue("E_DUPLICATE", table.cellPlace(at, column), problem)];
  });
}
