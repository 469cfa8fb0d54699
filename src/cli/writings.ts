import { extname } from "node:path";
import type { Sheet } from "../io.js";
import type { Matching } from "../matching/matching.js";
import type { ReportAudience } from "../report.js";
import { matchedPeople } from "./matchedPeople.js";
import type { Programme } from "./programme.js";

/** What files are made from. */
export interface Made {
  readonly programme: Programme;
  readonly matching: Matching;
  readonly audience?: ReportAudience;
  readonly contact?: string;
  readonly groups?: readonly string[];
}

type Content = Promise<string | Uint8Array>;

/** The matching itself: as JSON with the people that are shown, or as tables. */
export async function matchingFile(path: string, { programme, matching, audience }: Made): Content {
  const { people } = programme;
  if (extname(path).toLowerCase() === ".json") {
    return `${JSON.stringify({ ...matching, people: matchedPeople(people) }, undefined, 2)}\n`;
  }
  const { matchingSheets } = await import("../io/write/matchingSheets.js");
  return tables(
    path,
    matchingSheets(matching, people, { audience: audience === "administrator" ? audience : "committee" }),
  );
}

/** A page about the matching; whoever may see every answer also gets what was found before matching. */
export async function reportFile(_: string, { programme, matching, audience, groups }: Made): Content {
  const { people, policy, files } = programme;
  const { renderReport } = await import("../report.js");
  const { audit } = await import("../audit/audit.js");
  const { readiness } = await import("../readiness.js");
  const left = (["mentees", "mentors"] as const).flatMap((side) => {
    const { rejected, rows } = files[side];
    return rejected.length === 0
      ? []
      : [`${rejected.length} of ${rows} rows of ${side} had problems and were left out.`];
  });
  return renderReport(matching, people, {
    audience,
    policy,
    notes: left,
    ...(groups === undefined
      ? {}
      : { audit: audit(matching, people, { groups, audience: audience === "auditor" ? audience : "administrator" }) }),
    ...(audience === undefined || audience === "committee" ? {} : { readiness: readiness(people, policy) }),
  });
}

/** A row for each person: whom they have, and why, in words for them. */
export async function lettersFile(path: string, { programme, matching, contact }: Made): Content {
  const { lettersSheet } = await import("../io/write/lettersSheet.js");
  return tables(path, [lettersSheet(matching, programme.people, { contact })]);
}

/** The rows that were left out, as they were, and why. */
export async function rejectsFile(path: string, { programme: { files } }: Made): Content {
  const { rejectsSheet } = await import("../io/write/rejectsSheet.js");
  const sheets = (["mentees", "mentors"] as const).map((side) => rejectsSheet(files[side], side));
  return tables(path, extname(path).toLowerCase() === ".csv" ? [inOne(sheets)] : sheets);
}

/** Two tables as one: the columns of both, those of the same name once, behind one that says which table a row is from. */
function inOne(sheets: readonly Sheet[]): Sheet {
  const columns = [...new Set(sheets.flatMap(({ header }) => header))];
  const rows = sheets.flatMap(({ name, header, rows }) =>
    rows.map((row) => [
      name,
      ...columns.map((column) => (header.includes(column) ? row[header.indexOf(column)] : null)),
    ]),
  );
  return { name: "Rejected", header: ["side", ...columns], rows };
}

/** One table as CSV, or all as a workbook. */
export async function tables(path: string, sheets: readonly Sheet[]): Content {
  if (extname(path).toLowerCase() === ".xlsx") return (await import("../io/write/writeXlsx.js")).writeXlsx(sheets);
  return (await import("../io/write/writeCsv.js")).writeCsv(sheets[0]);
}
