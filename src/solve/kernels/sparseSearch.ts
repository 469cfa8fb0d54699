import type { Seats, Side } from "./sides.js";

/** The children of a node of the heap. */
const ARITY = 4;

/**
 * Makes the search of the sparse kernel: `augment(side, others, from)` takes one of a side that has a seat to spare and
 * a price above 0, and lowers the price as far as it takes to fill the seat, or to leave it empty for good.
 *
 * Dijkstra's algorithm over the pairs: the distance of one of the others is how far the price has to fall before it can
 * be reached. The search ends at the nearest of these: one of the others with a seat to spare; someone on its own side,
 * reached as a partner of a full one, whose price has fallen to 0, so that they may go without. Scratch space is
 * `size` entries, the greater number of rows and columns. Returns how many pairs it looked at.
 *
 * Invariant, before and after: no two prices are less than their pair's value, and partners' are exactly that.
 * Names as in the literature: `price` of the two sides u and v, `distance` d, `via` pred.
 */
export function createSparseSearch(size: number, bonus: number): (side: Side, others: Seats, from: number) => number {
  const distance = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  /** Of the others: through which of the own side they are nearest. */
  const via = new Int32Array(size);
  /** Of the own side: at what distance they were reached (−1 where not), and as whose partner. */
  const reachedAt = new Float64Array(size).fill(-1);
  const through = new Int32Array(size);
  const heap = new Int32Array(size);
  const place = new Int32Array(size);
  const touched = new Int32Array(size);
  const reached = new Int32Array(size);
  const scanned = new Int32Array(size);

  return (side, others, from) => {
    const { start, to, score, price } = side;
    const { price: otherPrice, spare, first, next } = others;
    let heapSize = 0;
    let touchedCount = 0;
    let reachedCount = 1;
    let scannedCount = 0;
    let looks = 0;
    reached[0] = from;
    reachedAt[from] = 0;
    through[from] = -1;

    // the cheapest end so far: `leaver` goes without a partner, or `end` has a seat to spare
    let cost = price[from];
    let leaver = from;
    let end = -1;
    let own = from;
    let d = 0;
    let full = -1;
    let partner = -1;
    for (;;) {
      // relax the pairs of `own`
      const base = d + price[own] - bonus;
      looks += start[own + 1] - start[own];
      for (let at = start[own], stop = start[own + 1]; at < stop; at++) {
        const other = to[at];
        const near = base - score[at] + otherPrice[other];
        if (near >= cost || near >= distance[other]) continue;
        if (distance[other] === Number.POSITIVE_INFINITY) {
          touched[touchedCount++] = other;
          place[other] = -1;
        }
        distance[other] = near;
        via[other] = own;
        if (spare[other] > 0) {
          cost = near;
          end = other;
          continue;
        }
        let hole = place[other] < 0 ? heapSize++ : place[other];
        while (hole > 0) {
          const parent = (hole - 1) >> 2;
          const above = heap[parent];
          if (distance[above] <= near) break;
          heap[hole] = above;
          place[above] = hole;
          hole = parent;
        }
        heap[hole] = other;
        place[other] = hole;
      }

      // the next partner of the full one at hand, or of the nearest full one not yet scanned
      own = -1;
      for (;;) {
        while (partner >= 0 && reachedAt[partner] >= 0) partner = next[partner];
        if (partner >= 0) {
          own = partner;
          partner = next[own];
          break;
        }
        if (heapSize === 0) break;
        full = heap[0];
        d = distance[full];
        if (d >= cost) break;
        const last = heap[--heapSize];
        let hole = 0;
        for (let child = 1; child < heapSize; child = ARITY * hole + 1) {
          let least = child;
          const stop = Math.min(child + ARITY, heapSize);
          for (let c = child + 1; c < stop; c++) if (distance[heap[c]] < distance[heap[least]]) least = c;
          const below = heap[least];
          if (distance[below] >= distance[last]) break;
          heap[hole] = below;
          place[below] = hole;
          hole = least;
        }
        heap[hole] = last;
        place[last] = hole;
        scanned[scannedCount++] = full;
        partner = first[full];
      }
      if (own < 0) break;
      reached[reachedCount++] = own;
      reachedAt[own] = d;
      through[own] = full;
      if (d + price[own] < cost) {
        cost = d + price[own];
        leaver = own;
        end = -1;
      }
    }

    for (let k = 0; k < reachedCount; k++) {
      price[reached[k]] -= cost - reachedAt[reached[k]];
      reachedAt[reached[k]] = -1;
    }
    for (let k = 0; k < scannedCount; k++) otherPrice[scanned[k]] += cost - distance[scanned[k]];
    for (let k = 0; k < touchedCount; k++) distance[touched[k]] = Number.POSITIVE_INFINITY;

    if (end < 0) {
      if (leaver === from) return looks;
      end = through[leaver];
      side.unlink(leaver, end);
    }
    for (let taker = -1; taker !== from; ) {
      taker = via[end];
      const before = through[taker];
      if (before >= 0) side.unlink(taker, before);
      side.link(taker, end);
      end = before;
    }
    return looks;
  };
}
