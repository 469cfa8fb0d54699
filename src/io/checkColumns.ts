import { type Issue, issue, type Path } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Column, ColumnMap, ColumnOptions } from "../problem/policy.js";
import {
  fieldPath,
  hasImportances,
  hasLevels,
  isField,
  isFree,
  isList,
  isOfPeople,
  mayBeNumber,
  ownFields,
  type Side,
} from "./fields.js";

/** Finds the entries of `policy.columns` that no file could satisfy: unknown fields, and options that do not suit their field. */
export function checkColumns(columns: { readonly mentees?: ColumnMap; readonly mentors?: ColumnMap } = {}): Issue[] {
  return (["mentees", "mentors"] as const).flatMap((side) =>
    Object.entries(columns[side] ?? {}).flatMap(([field, column]) => checkColumn(side, field, column)),
  );
}

/** An option that does not suit: why it should be absent, and what it is. */
type Unfit = readonly [option: keyof ColumnOptions, why: string, received: string];

function checkColumn(side: Side, field: string, column: Column): Issue[] {
  const path: Path = ["policy", "columns", side, field];
  if (!isField(side, field)) {
    const problem = { expected: `absent, as ${side} have no such field`, received: "a column" };
    return [issue("E_UNKNOWN_KEY", path, { ...problem, hint: fieldHint(side, field) })];
  }
  if (typeof column === "string") return [];
  const unfit = [...unfitKinds(field, column), ...unfitTogether(column)].map(([option, why, received]) =>
    issue("E_OPTION", [...path, option], { expected: `absent, as ${why}`, received }),
  );
  if (column.from !== undefined || Object.keys(column.grid ?? {}).length > 0) return unfit;
  const problem = { expected: "a header, as there is no grid of headers", received: "nothing" };
  return [issue("E_MISSING", [...path, "from"], problem), ...unfit];
}

/** Options of fields of another kind. */
function unfitKinds(field: string, column: ColumnOptions): Unfit[] {
  const unfit: Unfit[] = [];
  if (column.split !== undefined && !isList(field) && !isFree(field)) {
    unfit.push(["split", "the field is not a list", "a text"]);
  }
  if (column.none !== undefined && (!isList(field) || field === "embedding")) {
    unfit.push(["none", "the field is no list that may be empty", "a text"]);
  }
  if (column.number === true && !mayBeNumber(field)) unfit.push(["number", "the field holds no number", "true"]);
  if (column.levels !== undefined && !hasLevels(field)) {
    unfit.push(["levels", "entries of the field have no level", "levels"]);
  }
  if (column.importances !== undefined && !hasImportances(field)) {
    unfit.push(["importances", "entries of the field have no importance", "importances"]);
  }
  if (column.grid !== undefined && !hasLevels(field) && !hasImportances(field) && field !== "availability") {
    unfit.push(["grid", "no grid of questions is about the field", "a grid"]);
  }
  if (column.by !== undefined && !isOfPeople(field)) {
    unfit.push(["by", "entries of the field are no people of the other side", '"name"']);
  }
  return unfit;
}

/** Options that say one thing in two ways. */
function unfitTogether({ from, join, split, none, grid, levels, importances }: ColumnOptions): Unfit[] {
  if (grid === undefined) return [];
  const unfit: Unfit[] = [];
  if (from !== undefined) unfit.push(["from", "the grid says which headers are read", "a header"]);
  if (join !== undefined) unfit.push(["join", "the cells of a grid are not joined", "a text"]);
  if (none !== undefined) unfit.push(["none", "a grid without any term is an empty list by itself", "a text"]);
  if (levels !== undefined && importances !== undefined) {
    unfit.push(["importances", "the cells of a grid hold levels", "importances"]);
  }
  if (split !== undefined && (levels !== undefined || importances !== undefined)) {
    unfit.push(["split", "each cell of such a grid is one answer", "a text"]);
  }
  return unfit;
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
