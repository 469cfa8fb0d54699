import { type Issue, issue, type Path } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Column, ColumnMap } from "../problem/policy.js";
import { fieldPath, isField, isFree, isList, mayBeNumber, ownFields, type Side } from "./fields.js";

/** Finds the entries of `policy.columns` that no file could satisfy: unknown fields, and options that do not suit their field. */
export function checkColumns(columns: { readonly mentees?: ColumnMap; readonly mentors?: ColumnMap } = {}): Issue[] {
  return (["mentees", "mentors"] as const).flatMap((side) =>
    Object.entries(columns[side] ?? {}).flatMap(([field, column]) => checkColumn(side, field, column)),
  );
}

function checkColumn(side: Side, field: string, column: Column): Issue[] {
  const path: Path = ["policy", "columns", side, field];
  if (!isField(side, field)) {
    const problem = { expected: `absent, as ${side} have no such field`, received: "a column" };
    return [issue("E_UNKNOWN_KEY", path, { ...problem, hint: fieldHint(side, field) })];
  }
  if (typeof column === "string") return [];
  const issues: Issue[] = [];
  if (column.split !== undefined && !isList(field) && !isFree(field)) {
    issues.push(
      issue("E_OPTION", [...path, "split"], { expected: "absent, as the field is not a list", received: "a text" }),
    );
  }
  if (column.number === true && !mayBeNumber(field)) {
    issues.push(
      issue("E_OPTION", [...path, "number"], { expected: "absent, as the field holds no number", received: "true" }),
    );
  }
  return issues;
}

function fieldHint(side: Side, field: string): string {
  const other = side === "mentees" ? "mentors" : "mentees";
  if (isField(other, field)) return `Only ${other} have it.`;
  const [, key] = fieldPath(field);
  const groups =
    key === undefined ? [] : ["attributes", "display", "auditOnly"].map((group) => `${group}.${key}`).filter(isFree);
  const own = JSON.stringify(isFree(`attributes.${key ?? field}`) ? `attributes.${key ?? field}` : "attributes.grade");
  return didYouMean(field, [...ownFields(side), ...groups]) ?? `A field of your own is written as ${own}.`;
}
