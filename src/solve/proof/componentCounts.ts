import type { Component } from "../assignment.js";
import type { StagedInstance } from "./stagedClaim.js";
import { drawPositions, levels } from "./stageOrders.js";

/** What a component counts: numbers of places, of seats, and of pairs. Where it counts pairs it counts no places. */
export interface Counts {
  /** What place number k of a row counts, from 1 on; 0 for place 0, which is none. */
  readonly place: (row: number, k: number) => number;
  /** What seat number k of a column counts, from 1 on. */
  readonly seat: (column: number, k: number) => number;
  readonly pair: PairCount;
}

/** What a pair counts, so that it can be computed without a call. */
export type PairCount =
  | { readonly by: "nothing" }
  | { readonly by: "score" }
  /** −1 where the score is at most `most`; less than any number where it is below `of` and above `after`. */
  | { readonly by: "level"; readonly most: number; readonly of: number; readonly after: number }
  /** `worth` where the pair is the row's choice number `choice`, 0 for none. */
  | { readonly by: "choice"; readonly choice: number; readonly worth: number }
  /** 1 for a pair that there is now. */
  | { readonly by: "current" };

const NOTHING: PairCount = Object.freeze({ by: "nothing" });
const zero = () => 0;

/** What the components count, in their order. They are those that the stages call for. */
export function countsOf(instance: StagedInstance, components: readonly Component[]): Counts[] {
  const positions = components.some(({ stage }) => stage === "draw") ? drawPositions(instance) : new Int32Array(0);
  return components.map((component, at) => {
    const before = components[at - 1];
    const follows = before?.stage === "leximin" && before.of !== undefined;
    const after = follows ? before.of : Number.NEGATIVE_INFINITY;
    return countOf(instance, component, { after, positions });
  });
}

function countOf(
  instance: StagedInstance,
  { stage, of }: Component,
  { after, positions }: { readonly after: number; readonly positions: Int32Array },
): Counts {
  const { filled } = instance.loads;
  // places are counted on from those that a row has filled already
  const places = (place: Counts["place"]): Counts => {
    return { place: (row, k) => (k === 0 ? 0 : place(row, filled[row] + k)), seat: zero, pair: NOTHING };
  };
  const pairs = (pair: PairCount): Counts => ({ place: zero, seat: zero, pair });
  switch (stage) {
    case "matched":
      return places((_, k) => (k === of ? 1 : 0));
    case "priority":
      return places(priorityPlace(instance, of));
    case "draw":
      return places(drawPlace(positions, of));
    case "total":
      return pairs({ by: "score" });
    case "floor":
      // scores are whole numbers
      return of === undefined
        ? places(eachPlace)
        : pairs({ by: "level", most: of - 1, of: Number.NEGATIVE_INFINITY, after: of });
    case "leximin":
      return of === undefined ? places(eachPlace) : pairs({ by: "level", most: of, of, after });
    case "choices":
      return pairs({ by: "choice", choice: of ?? Number.NaN, worth: 1 });
    case "choices:generous":
      return of === undefined ? places(eachPlace) : pairs({ by: "choice", choice: of, worth: -1 });
    case "balance":
      return { place: zero, seat: (column, k) => 1 - 2 * (instance.loads.taken[column] + k), pair: NOTHING };
    case "continuity":
      return pairs({ by: "current" });
  }
}

function eachPlace(_: number, k: number): number {
  return k > 0 ? 1 : 0;
}

function priorityPlace({ loads }: StagedInstance, of: number | undefined): Counts["place"] {
  const { priorities } = loads;
  if (of !== undefined) return (row, k) => (k === 1 && priorities[row] === of ? 1 : 0);
  const rankOf = new Map(levels(priorities).map((priority, rank) => [priority, rank + 1]));
  const ranks = Float64Array.from(priorities, (priority) => rankOf.get(priority) ?? Number.NaN);
  return (row, k) => (k === 1 ? ranks[row] : 0);
}

function drawPlace(positions: Int32Array, of: number | undefined): Counts["place"] {
  if (of !== undefined) return (row, k) => (k === 1 && positions[row] === of ? 1 : 0);
  return (row, k) => (k === 1 ? positions.length - positions[row] : 0);
}
