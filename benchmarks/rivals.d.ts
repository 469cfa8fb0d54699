/** munkres 2.0.4 ships types that its `exports` hide from bundler resolution; only what the benchmarks call is declared. */
declare module "munkres" {
  /** The cheapest assignment, as pairs of row and column. */
  export function munkres(costs: ArrayLike<ArrayLike<number>>): [number, number][];
}
