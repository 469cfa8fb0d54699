/** What one search has reached: columns when it goes out from a row, rows when it goes out from a column. */
export interface Frontier {
  readonly count: number;
  /** `Infinity` where the search has not been, and where it is done. */
  readonly distance: Float64Array;
  /** The prices; `Infinity` where the search is done, so that nothing leads there again. */
  readonly price: Float64Array;
  /** Through whom each is nearest. */
  readonly via: Int32Array;
  /** Above 0 where the search may end. */
  readonly ends: Int32Array;
}

export function createFrontier(count: number, price: Float64Array, ends: Int32Array): Frontier {
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  return { count, distance, price: price.slice(0, count), via: new Int32Array(count).fill(-1), ends };
}

/**
 * Relaxes the frontier over the scores of one row or column; returns the nearest, or −1 where all are beyond `limit`.
 * Of equally near ones one that ends the search comes first.
 */
export function relax(frontier: Frontier, line: Float64Array, by: number, base: number, limit: number): number {
  const { count, distance, price, via, ends } = frontier;
  let nearest = -1;
  let least = limit;
  for (let k = 0; k < count; k++) {
    const through = base + price[k] - line[k];
    let d = distance[k];
    if (through < d) {
      d = through;
      distance[k] = d;
      via[k] = by;
    }
    if (d <= least && (d < least || ends[k] > 0)) {
      least = d;
      nearest = k;
    }
  }
  return nearest;
}

/** The nearest of the frontier; −1 where the search can get nowhere. */
export function nearestOf({ count, distance }: Frontier): number {
  let nearest = -1;
  for (let k = 0; k < count; k++) if (distance[k] < (nearest < 0 ? Infinity : distance[nearest])) nearest = k;
  return nearest;
}

/** Takes one off the frontier. */
export function finish({ distance, price }: Frontier, index: number): void {
  distance[index] = Number.POSITIVE_INFINITY;
  price[index] = Number.POSITIVE_INFINITY;
}
