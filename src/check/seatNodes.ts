import { type Family, toFamily } from "../solve/families.js";
import type { Frame } from "./ground.js";

/** Where an arc begins and ends. */
export type Ends = readonly [from: number, to: number];

/**
 * Places, pairs and seats as nodes of one flow: root (0) → quotas of rows → rows → (quotas per column) → columns → quotas of
 * columns → root. Quotas of one kind contain each other or share nobody, so each hangs below the smallest that contains it.
 */
export interface SeatNodes {
  readonly nodes: number;
  readonly ofPlaces: (row: number) => Ends;
  readonly ofPair: (row: number, column: number) => Ends;
  readonly ofSeats: (column: number) => Ends;
  /** What each quota counts is what its arc carries; a quota per column has an arc for each. */
  readonly limits: readonly { readonly quota: number; readonly column?: number; readonly ends: Ends }[];
}

export function laySeatNodes({ rows, columns, loads }: Pick<Frame, "rows" | "columns" | "loads">): SeatNodes {
  const familyOf = (kind: Parameters<typeof toFamily>[1], count: number): Family => {
    const family = toFamily(loads.quotas, kind, count);
    // quotas that cross are refused where the policy is read
    if ("first" in family) throw new Error("Expected families of quotas.");
    return family;
  };
  const ofRows = familyOf("rows", rows);
  const ofColumns = familyOf("columns", columns);
  const perColumn = familyOf("rowsPerColumn", rows);
  const rowNode = (row: number) => 1 + row;
  const columnNode = (column: number) => 1 + rows + column;
  const firstOfRows = 1 + rows + columns;
  const firstOfColumns = firstOfRows + ofRows.quotas.length;
  const firstPerColumn = firstOfColumns + ofColumns.quotas.length;
  const rowQuota = (at: number) => (at < 0 ? 0 : firstOfRows + at);
  const columnQuota = (at: number) => (at < 0 ? 0 : firstOfColumns + at);
  const perColumnQuota = (at: number, column: number) =>
    at < 0 ? columnNode(column) : firstPerColumn + column * perColumn.quotas.length + at;
  const limits = [
    ...ofRows.quotas.map((quota, at) => ({ quota, ends: [rowQuota(ofRows.above[at]), rowQuota(at)] as const })),
    ...ofColumns.quotas.map((quota, at) => ({
      quota,
      ends: [columnQuota(at), columnQuota(ofColumns.above[at])] as const,
    })),
    ...perColumn.quotas.flatMap((quota, at) =>
      Array.from({ length: columns }, (_, column) => ({
        quota,
        column,
        ends: [perColumnQuota(at, column), perColumnQuota(perColumn.above[at], column)] as const,
      })),
    ),
  ];
  return {
    nodes: firstPerColumn + columns * perColumn.quotas.length,
    ofPlaces: (row) => [rowQuota(ofRows.innermost[row]), rowNode(row)],
    ofPair: (row, column) => [rowNode(row), perColumnQuota(perColumn.innermost[row], column)],
    ofSeats: (column) => [columnNode(column), columnQuota(ofColumns.innermost[column])],
    limits,
  };
}
