import type { Market, Side } from "./market.js";

/**
 * Finds the stable matching that is best for one side.
 *
 * Members of the proposing side apply to those they rank, one after the other, as long as they have a place left; the
 * others keep the best applications they have places for, and refuse or let go the rest. Rows may want several columns
 * and columns several rows; each side compares sets one partner at a time (responsive preferences).
 *
 * Result: pairs of row and column in ascending order, none twice, within all places, each acceptable to both, and no pair
 * blocks (see `createBlockingCheck`). Of all such matchings every proposer likes this one best, partner by partner, and
 * every receiver likes it least. Rankings are strict, so there are no ties, and the order of proposals makes no difference.
 * Time and space O(ranked pairs).
 *
 * Source: D. Gale, L. S. Shapley, "College admissions and the stability of marriage", American Mathematical Monthly
 * 69(1):9–15, 1962; for many-to-many A. E. Roth, "Stability and polarization of interests in job matching", Econometrica
 * 52(1):47–57, 1984; A. E. Roth, M. A. O. Sotomayor, "Two-Sided Matching", Cambridge University Press, 1990, chapters 5 and 6.
 */
export function stablePairs(
  { rows, columns }: Market,
  proposing: "rows" | "columns",
): (readonly [row: number, column: number])[] {
  const pairs =
    proposing === "rows"
      ? deferAcceptance(rows, columns)
      : deferAcceptance(columns, rows).map(([column, row]) => [row, column] as const);
  return pairs.sort(([row, column], [otherRow, otherColumn]) => row - otherRow || column - otherColumn);
}

/** A departure from the source: each receiver's worst is found by a mark that only moves up its ranking, not by searching. */
function deferAcceptance(proposers: Side, receivers: Side): (readonly [proposer: number, receiver: number])[] {
  const { start, choice } = proposers;
  const { start: listStart, choice: list } = receivers;
  const placeInList = placesInLists(proposers, receivers);

  // what has happened so far: whom each proposer applies to next, and which entries of its ranking each receiver holds
  const next = start.slice();
  const wanted = Int32Array.from({ length: proposers.places.length }, (_, p) => proposers.places[p]);
  const free = Int32Array.from({ length: receivers.places.length }, (_, q) => receivers.places[q]);
  const isHeld = new Uint8Array(list.length);
  // the worst entry that a receiver without free places holds; before all where it has no places at all
  const worst = listStart.map((first) => first - 1);
  const waiting = Array.from(wanted.keys()).reverse();

  for (let p = waiting.pop(); p !== undefined; p = waiting.pop()) {
    while (wanted[p] > 0 && next[p] < start[p + 1]) {
      const q = choice[next[p]];
      const entry = placeInList[next[p]++];
      if (entry < 0) continue;
      if (free[q] > 0) {
        isHeld[entry] = 1;
        wanted[p]--;
        if (--free[q] === 0) worst[q] = lastHeld(isHeld, listStart[q + 1] - 1);
      } else if (entry < worst[q]) {
        const dropped = list[worst[q]];
        isHeld[worst[q]] = 0;
        wanted[dropped]++;
        waiting.push(dropped);
        isHeld[entry] = 1;
        wanted[p]--;
        worst[q] = lastHeld(isHeld, worst[q] - 1);
      }
    }
  }

  const pairs: (readonly [number, number])[] = [];
  for (let q = 0; q < free.length; q++) {
    for (let entry = listStart[q]; entry < listStart[q + 1]; entry++) {
      if (isHeld[entry] === 1) pairs.push([list[entry], q]);
    }
  }
  return pairs;
}

/** The last held entry from one on downwards; there is one. */
function lastHeld(isHeld: Uint8Array, from: number): number {
  let entry = from;
  while (isHeld[entry] === 0) entry--;
  return entry;
}

/** For each entry of the proposers' rankings, where the proposer stands in the rankings of that receiver; −1 where nowhere. */
function placesInLists(proposers: Side, receivers: Side): Int32Array {
  const { start, choice } = proposers;
  const { start: listStart, choice: list } = receivers;
  const count = proposers.places.length;

  // the receivers' rankings, sorted by whom they rank
  const first = new Int32Array(count + 1);
  for (const p of list) first[p + 1]++;
  for (let p = 0; p < count; p++) first[p + 1] += first[p];
  const receiver = new Int32Array(list.length);
  const entryOf = new Int32Array(list.length);
  const nextOf = first.slice();
  for (let q = 0; q + 1 < listStart.length; q++) {
    for (let entry = listStart[q]; entry < listStart[q + 1]; entry++) {
      const at = nextOf[list[entry]]++;
      receiver[at] = q;
      entryOf[at] = entry;
    }
  }

  const places = new Int32Array(choice.length);
  const known = new Int32Array(receivers.places.length).fill(-1);
  for (let p = 0; p < count; p++) {
    for (let at = first[p]; at < first[p + 1]; at++) known[receiver[at]] = entryOf[at];
    for (let at = start[p]; at < start[p + 1]; at++) places[at] = known[choice[at]];
    for (let at = first[p]; at < first[p + 1]; at++) known[receiver[at]] = -1;
  }
  return places;
}
