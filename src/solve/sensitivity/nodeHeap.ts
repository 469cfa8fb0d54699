/** Nodes by how near they are, the nearest first. */
export interface NodeHeap {
  readonly clear: () => void;
  /** Adds a node, or moves one up that has come nearer. */
  readonly raise: (node: number) => void;
  /** Takes the nearest node; −1 where there is none. Of equally near ones the node of the lowest number. */
  readonly pop: () => number;
}

/** A binary heap with a place for each node. `isNearer` is a strict order, which may change for `raise` only. */
export function createNodeHeap(nodes: number, isNearer: (one: number, other: number) => boolean): NodeHeap {
  const heap = new Int32Array(nodes);
  const place = new Int32Array(nodes).fill(-1);
  let count = 0;
  const comesFirst = (one: number, other: number) => isNearer(one, other) || (one < other && !isNearer(other, one));
  const rise = (node: number, at: number): void => {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesFirst(node, heap[parent])) break;
      heap[at] = heap[parent];
      place[heap[at]] = at;
      at = parent;
    }
    heap[at] = node;
    place[node] = at;
  };
  return {
    clear: () => {
      for (let at = 0; at < count; at++) place[heap[at]] = -1;
      count = 0;
    },
    raise: (node) => rise(node, place[node] < 0 ? count++ : place[node]),
    pop: () => {
      if (count === 0) return -1;
      const nearest = heap[0];
      place[nearest] = -1;
      const last = heap[--count];
      if (count === 0) return nearest;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= count) break;
        if (child + 1 < count && comesFirst(heap[child + 1], heap[child])) child++;
        if (!comesFirst(heap[child], last)) break;
        heap[at] = heap[child];
        place[heap[at]] = at;
        at = child;
      }
      heap[at] = last;
      place[last] = at;
      return nearest;
    },
  };
}
