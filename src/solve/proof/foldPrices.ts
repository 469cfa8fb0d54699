import type { ProofPrices } from "../assignment.js";
import type { ReadQuota } from "../read/loads.js";
import { limitStarts, type StagedInstance } from "./stagedClaim.js";

/**
 * Prices with those of the quotas added in: a pair pays the one of its row and one of its column, which is the same for
 * all rows of a group, as these count under the same quotas per column.
 */
export interface FoldedPrices {
  /** [component][row] */
  readonly ofRow: readonly Float64Array[];
  /** [component][group][column] */
  readonly ofColumn: readonly (readonly Float64Array[])[];
  readonly groupOfRow: Int32Array;
  /** How many groups there are. */
  readonly groups: number;
  /** Whether no sum left the whole numbers below 2^53. */
  readonly exact: boolean;
}

export function foldPrices(instance: StagedInstance, prices: ProofPrices): FoldedPrices {
  const { loads, rows } = instance;
  const { rowPrices, columnPrices, quotaPrices = [] } = prices;
  const starts = limitStarts(instance);
  const quotas = loads.quotas.map((quota, at) => ({ ...quota, start: starts[at] }));
  const whole = (side: ReadQuota["side"]) => quotas.filter((quota) => quota.side === side && quota.of === "all");
  const { groupOfRow, groups } = groupsOf(quotas.filter(isPerColumn), rows);

  let exact = true;
  const addMembers = (to: Float64Array, part: number, list: readonly (ReadQuota & { readonly start: number })[]) => {
    if (list.length === 0) return to;
    const sums = to.slice();
    for (const { members, start } of list) {
      for (const member of members) {
        sums[member] += quotaPrices[part][start];
        if (!Number.isSafeInteger(sums[member])) exact = false;
      }
    }
    return sums;
  };
  const addColumns = (to: Float64Array, part: number, list: readonly { readonly start: number }[]) => {
    if (list.length === 0) return to;
    const sums = to.slice();
    for (const { start } of list) {
      for (let j = 0; j < sums.length; j++) {
        sums[j] += quotaPrices[part][start + j];
        if (!Number.isSafeInteger(sums[j])) exact = false;
      }
    }
    return sums;
  };
  const ofRow = rowPrices.map((row, part) => addMembers(row, part, whole("rows")));
  const ofColumn = columnPrices.map((column, part) => {
    const sums = addMembers(column, part, whole("columns"));
    return groups.map((group) => addColumns(sums, part, group));
  });
  return { ofRow, ofColumn, groupOfRow, groups: groups.length, exact };
}

function isPerColumn({ of }: ReadQuota): boolean {
  return of === "perColumn";
}

/** Rows that are members of the same quotas are a group. */
function groupsOf<Quota extends ReadQuota>(quotas: readonly Quota[], rows: number) {
  const quotasOfRow: Quota[][] = Array.from({ length: rows }, () => []);
  for (const quota of quotas) for (const member of quota.members) quotasOfRow[member].push(quota);
  const indexes = new Map<string, number>();
  const groups: Quota[][] = [];
  const groupOfRow = Int32Array.from(quotasOfRow, (list) => {
    const key = list.map((quota) => quotas.indexOf(quota)).join();
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, groups.length);
    return groups.push(list) - 1;
  });
  return { groupOfRow, groups };
}
