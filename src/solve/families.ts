import type { ReadQuota } from "./read/loads.js";

/** Sets that contain each other or have nothing in common, as a forest. */
export interface Family {
  /** Positions in the list of quotas. */
  readonly quotas: readonly number[];
  /** For each of these, the position among them of the smallest that contains it; −1 where none does. */
  readonly above: readonly number[];
  /** For each member, the position of the smallest that holds it; −1 where none does. */
  readonly innermost: Int32Array;
}

/** The three kinds of quotas; those of one kind are one family. */
export type QuotaKind = "rows" | "rowsPerColumn" | "columns";

export function kindOf({ side, of }: Pick<ReadQuota, "side" | "of">): QuotaKind {
  if (side === "columns") return "columns";
  return of === "perColumn" ? "rowsPerColumn" : "rows";
}

/** Two quotas whose members overlap without one containing the other. */
export interface Crossing {
  readonly first: number;
  readonly second: number;
}

/** Arranges the quotas of one kind, or finds two that cross. `count` is how many rows or columns there are. */
export function toFamily(quotas: readonly ReadQuota[], kind: QuotaKind, count: number): Family | Crossing {
  const chosen = [...quotas.keys()].filter((index) => kindOf(quotas[index]) === kind);
  // the largest first, so that each set comes after those that contain it; of equal ones the earlier contains the later
  chosen.sort((a, b) => quotas[b].members.length - quotas[a].members.length || a - b);
  const innermost = new Int32Array(count).fill(-1);
  const above: number[] = [];
  for (let position = 0; position < chosen.length; position++) {
    const { members } = quotas[chosen[position]];
    const around = members.length === 0 ? -1 : innermost[members[0]];
    for (const member of members) {
      if (innermost[member] !== around) {
        const other = Math.max(innermost[member], around);
        return { first: Math.min(chosen[other], chosen[position]), second: Math.max(chosen[other], chosen[position]) };
      }
    }
    above.push(around);
    for (const member of members) innermost[member] = position;
  }
  return { quotas: chosen, above, innermost };
}
