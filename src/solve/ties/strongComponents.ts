/**
 * Numbers the strongly connected components of a graph: the same number for two nodes if and only if each leads to the
 * other. `nextNeighbour` gives the neighbours of a node one after the other, then -1. Time O(nodes + arcs).
 *
 * Source: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2):146–160, 1972, without
 * recursion.
 */
export function strongComponents(nodes: number, nextNeighbour: (node: number) => number): Int32Array {
  const component = new Int32Array(nodes).fill(-1);
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  // the nodes from the root to where the search is, and those that are in no component yet
  const path = new Int32Array(nodes);
  const open = new Int32Array(nodes);
  let depth = 0;
  let opened = 0;
  let indices = 0;
  let components = 0;

  const enter = (node: number): void => {
    index[node] = indices;
    low[node] = indices++;
    open[opened++] = node;
    path[depth++] = node;
  };
  const leave = (node: number): void => {
    depth--;
    if (depth > 0) low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[node]);
    if (low[node] < index[node]) return;
    do component[open[--opened]] = components;
    while (open[opened] !== node);
    components++;
  };

  for (let root = 0; root < nodes; root++) {
    if (index[root] < 0) enter(root);
    while (depth > 0) {
      const node = path[depth - 1];
      const neighbour = nextNeighbour(node);
      if (neighbour < 0) leave(node);
      else if (index[neighbour] < 0) enter(neighbour);
      else if (component[neighbour] < 0) low[node] = Math.min(low[node], index[neighbour]);
    }
  }
  return component;
}
