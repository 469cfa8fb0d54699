import type { Assignment, InfeasibleAssignment } from "../solve/assignment.js";
import type { OpenProgramme } from "./openProgramme.js";
import type { StableProgramme } from "./stableMatching.js";

/** How a programme came out. */
export type Solution =
  | { readonly kind: "optimal"; readonly assignment: Assignment }
  | { readonly kind: "stable"; readonly stable: StableProgramme }
  | { readonly kind: "infeasible"; readonly infeasible: InfeasibleAssignment };

/** A programme with what its solution rests on, and the solution. */
export interface SolvedProgramme {
  readonly open: OpenProgramme;
  readonly solution: Solution;
}

/** Row and column of each pair. */
export type RowPairs = readonly (readonly [row: number, mentor: number])[];

/** The pairs of a solution by row and column, row after row; none where there is no assignment. */
export function pairsOf(solution: Solution): RowPairs {
  if (solution.kind === "infeasible") return [];
  if (solution.kind === "stable") return solution.stable.pairs;
  const { pairs, columnOfRow } = solution.assignment;
  if (pairs !== undefined) return pairs;
  return Array.from(columnOfRow, (column, row) => [row, column] as const).filter(([, column]) => column >= 0);
}
