declare module "munkres-js" {
  /** Returns the pairs [row, column] of least total cost; every cost must be finite. */
  export default function computeMunkres(costs: number[][]): [row: number, column: number][];
}
