import { type FileIssue, fileIssue } from "./place.js";
import type { Table } from "./table.js";

/** What is wrong with the header of a table: a blank name over cells that hold something, and a name given twice. */
export function headerIssues({
  header,
  rows,
  headerPlace,
}: Pick<Table, "header" | "rows" | "headerPlace">): FileIssue[] {
  const issues: FileIssue[] = [];
  const seen = new Map<string, number>();
  for (const [column, name] of header.entries()) {
    const subject = `the header of column ${column + 1}`;
    const report = (expected: string, received: string) =>
      issues.push(fileIssue("E_HEADER", headerPlace(column), { subject, expected, received }));
    const first = seen.get(name);
    if (name === "") {
      if (rows.some((cells) => cells[column].trim() !== "")) report("a name, as its cells hold something", "a blank");
    } else if (first !== undefined) {
      report("different from all others", `${JSON.stringify(name)} again, as in column ${first + 1}`);
    } else seen.set(name, column);
  }
  return issues;
}
