/** munkres-js 1.2.2 ships no types; only what the benchmarks call is declared. */
declare module "munkres-js" {
  /** The cheapest assignment, as pairs of row and column. */
  export default function munkres(costs: readonly (readonly number[])[]): [number, number][];
}

/** munkres 2.0.4 ships types that its `exports` hide from bundler resolution; only what the benchmarks call is declared. */
declare module "munkres" {
  /** The cheapest assignment, as pairs of row and column. */
  export function munkres(costs: ArrayLike<ArrayLike<number>>): [number, number][];
}
