import type { Matrix } from "ml-matrix";

/**
 * Scores of rows (mentees) by columns (mentors), in one of four forms: lists of rows, an ml-matrix `Matrix`,
 * row-major data, or a sparse matrix. `-Infinity` forbids a pair; any other number must be finite.
 */
export type ScoreMatrix =
  | readonly (readonly number[])[]
  | Matrix
  | { readonly rows: number; readonly columns: number; readonly data: Float64Array }
  | SparseScoreMatrix;

/**
 * Scores of the allowed pairs alone, row after row; a pair that is not listed is forbidden. With `rows` and `columns`
 * beside it, this is what `scoreBest` returns.
 */
export interface SparseScoreMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Where each row begins in `column` and `score`; one entry more than there are rows, the last one their length. */
  readonly start: Int32Array;
  /** The column of each entry: in any order within a row, but none twice. */
  readonly column: Int32Array;
  readonly score: Float64Array;
}

/** What a stage of the objective makes as great as can be, among the optima of the stages before it. */
export type Stage = "matched" | "total";

/** An ordered list of stages, or the name of one: `everyone` is `["matched", "total"]`, `best` is `["total"]`. */
export type Objective = "everyone" | "best" | readonly Stage[];

/** The order in which ties are decided: each list holds every index once, the first drawn first. */
export interface Lottery {
  readonly rows: ArrayLike<number>;
  readonly columns: ArrayLike<number>;
}

export interface AssignmentOptions {
  /** Seats of each column: whole numbers, not negative. */
  readonly capacities: ArrayLike<number>;
  /** Default `"everyone"`. */
  readonly objective?: Objective;
  /**
   * Decides among equal optima: going through `rows`, a row is matched rather than not; then, going through them again,
   * each gets the earliest of `columns` that is left to it. Without it, ties are the kernel's choice, the same every time.
   */
  readonly lottery?: Lottery;
  /** The kernel; by default the library's own for the form of the scores. */
  readonly solver?: AssignmentSolver;
  /** Bytes that may be allocated, 1 GiB by default: estimated by rows × columns, of a sparse matrix by its entries. */
  readonly memoryLimit?: number;
}

/** Who is assigned to what, and the prices that prove it. */
export interface Assignment {
  readonly status: "optimal";
  /** One column for each row, −1 where the row is unmatched. */
  readonly columnOfRow: Int32Array;
  /** The sum of the assigned scores, in the unit they were given in. */
  readonly total: number;
  /** The stages in their order with the value each reached: rows matched, or the total in the unit given. */
  readonly stages: readonly { readonly stage: Stage; readonly value: number }[];
  /**
   * One vector for each stage, one price for each row. Compared lexicographically over the stages, a row's price plus a
   * column's is at least the pair's value (1, and the score) and equal on assigned pairs; no price is below zero; a
   * price above zero means that the row is matched, or that the column is full. These are the lowest column prices
   * there are: what one more seat of the column would add.
   */
  readonly rowPrices: readonly Float64Array[];
  readonly columnPrices: readonly Float64Array[];
  /** Scores were taken as whole multiples of this power of two. */
  readonly unit: number;
  /** Whether some score was rounded to a multiple of `unit`. If so, everything said here holds for the rounded scores. */
  readonly rounded: boolean;
  /** The kernel's name; the library's own are `dense`, `sparse core`, `sparse` and `scaling`. */
  readonly method: string;
}

/**
 * The numbers a kernel works on. The value of an allowed pair is `scores[row * columns + column] + bonus`,
 * a whole number; leaving a row unmatched is worth 0. All sums of a path stay below 2^53.
 */
export interface KernelProblem {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, whole numbers, `-Infinity` for a forbidden pair. */
  readonly scores: Float64Array;
  readonly bonus: number;
  /** Seats of each column, at most `rows`. */
  readonly capacities: Int32Array;
}

/**
 * The same numbers where most pairs are forbidden: only allowed pairs are listed. Row i has the entries from `start[i]`
 * to `start[i + 1]` of `column` and `scores`; its columns ascend.
 */
export interface SparseKernelProblem {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly scores: Float64Array;
  readonly bonus: number;
  readonly capacities: Int32Array;
}

/** Where a kernel may begin: an earlier assignment, and prices of the columns; neither needs to be optimal or feasible for the new scores. */
export interface WarmStart {
  readonly columnOfRow: Int32Array;
  readonly columnPrices: Float64Array;
}

/** What a kernel found. */
export interface KernelAnswer {
  /** A column for each row (−1 = unmatched), so that the sum of values is greatest. */
  readonly columnOfRow: Int32Array;
  /** Optimal prices of the columns, from a kernel that has them; otherwise they are recovered from the answer. */
  readonly columnPrices?: Float64Array;
}

/** A way to solve a `KernelProblem`. */
export interface AssignmentSolver {
  readonly name: string;
  /** `tick` is called now and then with the number of rows done, so that a caller can report progress or stop by throwing. */
  readonly solve: (problem: KernelProblem, tick?: (done: number) => void) => KernelAnswer;
}
