import { describe, type Issue, issue, type Path, throwIssues } from "../../errors.js";
import type { Sheet } from "./sheet.js";

/**
 * Refuses a table that no file could hold as it is meant.
 *
 * @throws E_SHAPE for rows with more or fewer cells than the header, E_NOT_FINITE, E_TYPE
 */
export function checkSheet({ name, header, rows }: Sheet, place: Path = ["sheet"]): void {
  const issues: Issue[] = [];
  const report = (path: Path, expected: string, received: string, code: Issue["code"]) =>
    issues.push(issue(code, [...place, ...path], { expected, received }));
  if (typeof name !== "string") report(["name"], "a text", describe(name), "E_TYPE");
  for (const [column, text] of header.entries()) {
    if (typeof text !== "string") report(["header", column], "a text", describe(text), "E_TYPE");
  }
  for (const [row, cells] of rows.entries()) {
    if (cells.length !== header.length) {
      report(["rows", row], `a list of ${header.length} cells, as in the header`, `${cells.length}`, "E_SHAPE");
    }
    for (const [column, cell] of cells.entries()) {
      const path = ["rows", row, column];
      if (typeof cell === "number") {
        if (!Number.isFinite(cell)) report(path, "a finite number", describe(cell), "E_NOT_FINITE");
      } else if (cell !== null && typeof cell !== "string" && typeof cell !== "boolean") {
        report(path, "a text, a number, true, false or null", describe(cell), "E_TYPE");
      }
    }
  }
  throwIssues(issues);
}
