/**
 * The entry that would stand at `rank` if the first `size` entries were sorted in ascending order; they are left half
 * sorted. Time O(size) on average.
 *
 * Source: C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4(7):321–322, 1961.
 */
export function select(entries: Float64Array, size: number, rank: number): number {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const pivot = entries[rank];
    let up = low;
    let down = high;
    while (up <= down) {
      while (entries[up] < pivot) up++;
      while (entries[down] > pivot) down--;
      if (up > down) break;
      const entry = entries[up];
      entries[up++] = entries[down];
      entries[down--] = entry;
    }
    if (down < rank) low = up;
    if (up > rank) high = down;
  }
  return entries[rank];
}
