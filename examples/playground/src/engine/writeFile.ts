import type { Matching, People, Policy } from "telemachus";
import { matchingSheets, type ReadProgramme, rejectsSheet, writeCsv, writeXlsx } from "telemachus/io";
import { renderReport } from "telemachus/report";
import type { FileKind, Reader, WrittenFile } from "./messages.js";

interface Matched {
  readonly people: People;
  readonly policy: Policy;
  readonly matching: Matching;
}

/** A file to keep, as bytes; tables and the report say what their reader may know. */
export async function writeFile(
  kind: FileKind,
  reader: Reader,
  { people, policy, matching }: Matched,
): Promise<WrittenFile> {
  const sheets = () => matchingSheets(matching, people, { audience: reader });
  switch (kind) {
    case "csv":
      return textFile("pairs.csv", "text/csv", writeCsv(sheets()[0]));
    case "xlsx": {
      const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      return { name: "matching.xlsx", type, bytes: new Uint8Array(await writeXlsx(sheets())) };
    }
    case "policy":
      return textFile("policy.json", "application/json", toJson(policy));
    case "report":
      return textFile("report.html", "text/html", renderReport(matching, people, { audience: reader, policy }));
    case "matching":
      return textFile("matching.json", "application/json", toJson(matching));
  }
}

/** The rows that were left out of each file, with what is wrong with them. */
export function rejectFiles(read: ReadProgramme): WrittenFile[] {
  return (["mentees", "mentors"] as const)
    .filter((side) => read[side].rejected.length > 0)
    .map((side) => textFile(`${side}-left-out.csv`, "text/csv", writeCsv(rejectsSheet(read[side], side))));
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function textFile(name: string, type: string, text: string): WrittenFile {
  return { name, type: `${type};charset=utf-8`, bytes: new TextEncoder().encode(text) };
}
