/** Columns by their keys, the least first. */
export interface ColumnHeap {
  /** Takes a column in, or moves it up after its key has become less. */
  readonly lower: (column: number) => void;
  /** Takes out the column of the least key; -1 where none is left. */
  readonly pop: () => number;
}

const CHILDREN = 4;

/** A heap with four children to a node over `keys`, which its user changes; a key may only fall while its column is in. */
export function createColumnHeap(keys: Float64Array): ColumnHeap {
  const heap = new Int32Array(keys.length);
  const placeOf = new Int32Array(keys.length).fill(-1);
  let size = 0;

  const lower = (column: number): void => {
    const key = keys[column];
    let place = placeOf[column] < 0 ? size++ : placeOf[column];
    while (place > 0) {
      const parent = Math.floor((place - 1) / CHILDREN);
      const above = heap[parent];
      if (keys[above] <= key) break;
      heap[place] = above;
      placeOf[above] = place;
      place = parent;
    }
    heap[place] = column;
    placeOf[column] = place;
  };

  const pop = (): number => {
    if (size === 0) return -1;
    const least = heap[0];
    placeOf[least] = -1;
    const column = heap[--size];
    if (size === 0) return least;
    const key = keys[column];
    let place = 0;
    for (let child = 1; child < size; child = CHILDREN * place + 1) {
      const end = Math.min(child + CHILDREN, size);
      for (let other = child + 1; other < end; other++) if (keys[heap[other]] < keys[heap[child]]) child = other;
      const below = heap[child];
      if (keys[below] >= key) break;
      heap[place] = below;
      placeOf[below] = place;
      place = child;
    }
    heap[place] = column;
    placeOf[column] = place;
    return least;
  };

  return { lower, pop };
}
