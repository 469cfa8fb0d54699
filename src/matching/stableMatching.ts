import type { FullStableMethod } from "../problem/stableMethod.js";
import { checkMemory } from "../solve/read/readProblem.js";
import { createBlockingCheck, infeasibilities, type Standing } from "../solve/stable/blockingPairs.js";
import { stablePairs } from "../solve/stable/deferredAcceptance.js";
import { rankMarket, type WorthOf } from "../solve/stable/market.js";
import { withhold } from "../solve/withhold.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import { createPeopleWorth } from "./mutualWorth.js";
import { keepPairs, type OpenProgramme } from "./openProgramme.js";
import { followPhase } from "./progress.js";
import type { Steps } from "./steps.js";

/**
 * The proof that a matching is stable, checked before it was returned. It covers everyone who is not left to a human, and
 * every place and seat not pinned.
 */
export interface StableCertificate extends FullStableMethod {
  readonly method: "stable";
  /** Pairs that would rather have each other than what they have, looked for among all. */
  readonly blockingPairs: 0;
  /** How many mentees and how many mentors rank some candidates alike: among these the lottery decided who comes first. */
  readonly ties: { readonly mentees: number; readonly mentors: number };
}

/** A programme with its stable matching. */
export interface StableProgramme {
  readonly open: OpenProgramme;
  /** By the row and column of the open programme, in ascending order. */
  readonly pairs: readonly (readonly [row: number, mentor: number])[];
  /**
   * The rows without a mentor whom some mentor ranks like a mentee whom he has: there the lottery decided between the two.
   * Nobody else's part in it is followed further than that.
   */
  readonly outByTie: readonly number[];
  readonly certificate: StableCertificate;
}

/** What is asked for: `demands` has the mentors that each row still wants, pins taken off. */
export type StableOptions = FullStableMethod & { readonly demands: ArrayLike<number> } & Omit<MatchOptions, "solver">;

/**
 * Matches what the pins left open so that no two people would rather have each other, and proves it.
 *
 * People rank by `from`; whoever ranks some alike has them put in the order in which the lottery draws them, the earliest
 * drawn first. Forbidden pairs are unacceptable to both. Time O(pairs · log people), space 48 bytes for each pair.
 *
 * @throws E_TOO_LARGE before all this is allocated; E_ABORTED; E_CERTIFICATE if the check fails, which is a defect
 */
export function* stableSteps(open: OpenProgramme, options: StableOptions): Steps<StableProgramme> {
  const { scorer, mentees, lottery, assignment } = open;
  const { proposing, from, demands, memoryLimit, ...control } = options;
  const { scores, ...frame } = assignment;
  const { rows, columns, capacities } = frame;
  checkMemory({ rows, columns, entries: rows * columns }, memoryLimit);
  // lists of the best pairs do not say who else would have whom
  if (scores.form === "sparse") {
    const { listed: _, ...whole } = { ...open, ...(yield* keepPairs(scorer, mentees, { frame, memoryLimit })) };
    return yield* stableSteps(whole, options);
  }

  const tick = followPhase(control, "solve", rows);
  const worth = createPeopleWorth(scorer, from);
  const worthOf: WorthOf = (row) => worth.ofRow(mentees[row], scores.data.subarray(row * columns, (row + 1) * columns));
  const market = rankMarket(worthOf, { demands, capacities }, lottery);
  const pairs = stablePairs(market, proposing === "mentees" ? "rows" : "columns");
  const held = pairs.map(([row, column]) => {
    return { row, column, ...worth.ofPair(mentees[row], column, open.scoreOf(row, column)) };
  });
  const standing = { demands, capacities, held };
  proveStable(standing, worthOf);
  tick(rows);
  const ties = { mentees: market.ties.rows, mentors: market.ties.columns };
  const outByTie = rowsOutByTie(standing, worthOf);
  return { open, pairs, outByTie, certificate: { method: "stable", proposing, from, blockingPairs: 0, ties } };
}

/** @throws E_CERTIFICATE where the pairs are no matching, or some pair blocks */
export function proveStable(standing: Standing, worthOf: WorthOf): void {
  withhold("stable", infeasibilities(standing));
  const blocking = createBlockingCheck(standing);
  for (let row = 0; row < standing.demands.length; row++) {
    const found = blocking(row, worthOf(row));
    withhold(
      "stable",
      found.map(({ column }) => ({ message: `Row ${row} and column ${column} would rather have each other.` })),
    );
  }
}

/** Rows that have no column, and are worth to one just what the row worth least of those it has is worth. */
function rowsOutByTie({ demands, capacities, held }: Standing, worthOf: WorthOf): number[] {
  const isMatched = new Uint8Array(demands.length);
  const least = new Float64Array(capacities.length).fill(Number.POSITIVE_INFINITY);
  for (const { row, column, toColumn } of held) {
    isMatched[row] = 1;
    least[column] = Math.min(least[column], toColumn);
  }
  const out: number[] = [];
  for (let row = 0; row < demands.length; row++) {
    if (isMatched[row] === 1 || !(demands[row] > 0)) continue;
    const { toRow, toColumns } = worthOf(row);
    const isTied = (worth: number, column: number) =>
      toRow[column] > Number.NEGATIVE_INFINITY && worth === least[column];
    if (toColumns.some(isTied)) out.push(row);
  }
  return out;
}
