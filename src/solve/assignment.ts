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

/**
 * What a stage of the objective decides, among the optima of the stages before it:
 *
 * - `matched`: as many rows as possible with at least one column, then with at least two, and so on;
 * - `priority`: as many as possible of the rows of the highest priority, then of the next;
 * - `draw`: who is matched is decided by priority and then by the lottery, whatever the scores;
 * - `total`: the greatest sum of scores;
 * - `floor`: as many places filled as possible, then the lowest score as high as possible;
 * - `leximin`: the same, then the next lowest score, and so on: the sorted scores are lexicographically greatest;
 * - `choices`: as many first choices as possible, then second ones, and so on;
 * - `choices:generous`: as many places filled as possible, then as few pairs as possible that were no choice at all,
 *   then as few last choices, and so on;
 * - `balance`: the smallest sum of squared loads of the columns;
 * - `continuity`: as many of the current pairs as possible.
 */
export type Stage =
  | "matched"
  | "priority"
  | "draw"
  | "total"
  | "floor"
  | "leximin"
  | "choices"
  | "choices:generous"
  | "balance"
  | "continuity";

/**
 * Names of lists of stages: `everyone` is `["matched", "total"]`, `best` is `["total"]`, `fairest` is
 * `["matched", "leximin"]`, `choices` is `["matched", "choices", "total"]`.
 */
export type Preset = "everyone" | "best" | "fairest" | "choices";

/** An ordered list of different stages, each decided among the optima of those before it, or the name of one. */
export type Objective = Preset | readonly Stage[];

/** The order in which ties are decided: each list holds every index once, the first drawn first. */
export interface Lottery {
  readonly rows: ArrayLike<number>;
  readonly columns: ArrayLike<number>;
}

/**
 * Bounds on how many pairs some rows, or some columns, take part in; whole numbers, not negative. `perColumn` bounds the
 * pairs that the rows have with each column by itself. The members of quotas of one kind (of rows, of rows per column, of
 * columns) contain each other or have nobody in common.
 */
export interface SeatQuota {
  readonly side: "rows" | "columns";
  readonly members: ArrayLike<number>;
  readonly of?: "all" | "perColumn";
  readonly min?: number;
  readonly max?: number;
}

export interface AssignmentOptions {
  /** Seats of each column: whole numbers, not negative. */
  readonly capacities: ArrayLike<number>;
  /** Seats of each column that have to be filled; none where it is not given. */
  readonly minimums?: ArrayLike<number>;
  /** How many different columns each row wants; 1 where it is not given. */
  readonly demands?: ArrayLike<number>;
  readonly quotas?: readonly SeatQuota[];
  /** Default `"everyone"`. */
  readonly objective?: Objective;
  /** For `priority` and `draw`: finite numbers, the highest first; 0 where it is not given. */
  readonly priorities?: ArrayLike<number>;
  /** For `choices`: the columns that each row chose, the first choice first. */
  readonly choices?: readonly ArrayLike<number>[];
  /** For `balance`: the rows that each column has already, outside this problem; 0 where it is not given. */
  readonly loads?: ArrayLike<number>;
  /** For `continuity`: the pairs that should stay. */
  readonly current?: readonly (readonly [row: number, column: number])[];
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

/** Options under which there is always an assignment. */
export type FeasibleOptions = AssignmentOptions & { readonly minimums?: never; readonly quotas?: never };

/** How many of each kind: of places, priorities, choices or scores, in the order in which the stage compares them. */
export type Profile = readonly { readonly of: number; readonly count: number }[];

/** What a stage reached. */
export type StageResult =
  | {
      readonly stage: Exclude<Stage, "floor" | "leximin">;
      /**
       * `matched`, `draw`: rows matched. `priority`: rows matched of the highest priority. `total`: the sum of scores, in
       * the unit given. `choices`: first choices. `choices:generous`: pairs that were no choice. `balance`: the sum of
       * squared loads. `continuity`: current pairs that stay.
       */
      readonly value: number;
      /**
       * `matched`, where a row wants more than one column: rows with at least `of` columns. `priority`: rows matched of
       * priority `of`. `choices`: pairs that were choice number `of`; `of` is 0 for those that were none.
       */
      readonly profile?: Profile;
    }
  | {
      readonly stage: "floor" | "leximin";
      /** The lowest score of a pair, null where there is no pair. */
      readonly value: number | null;
      /** `leximin`: pairs of score `of`, the lowest first. */
      readonly profile?: Profile;
    };

/**
 * A part of the objective that adds up over places, pairs and seats; objectives compare component by component. What
 * counts, by `stage`:
 *
 * - `matched`: 1 for a row's place number `of`;
 * - `priority`: for a row's first place the rank of its priority among all priorities, 1 for the lowest;
 * - `draw`: for a row's first place the number of rows less its position in the draw, from 0 on;
 * - `total`: a pair's score;
 * - `floor`, `leximin`, `choices:generous` without `of`: 1 for each place;
 * - `floor`: −1 for a pair whose score is below `of`;
 * - `leximin`: −1 for a pair whose score is at most `of`; less than any number where it is below `of` and above the
 *   level before: the optima have no such pair, and without this, two middling pairs would lose to a poor and a good one;
 * - `choices`: 1 for a pair that is the row's choice number `of`;
 * - `choices:generous`: −1 for a pair that is the row's choice number `of`, or no choice where `of` is 0;
 * - `balance`: −(2k − 1) for the column's seat number k, those that are taken already counted;
 * - `continuity`: 1 for a current pair.
 */
export interface Component {
  readonly stage: Stage;
  readonly of?: number;
}

/**
 * Prices that prove pairs best, one vector for each component. Vectors compare lexicographically over the components.
 *
 * A pair's value is what it counts, and what its row's last place (number `demand`) counts. What a row's place k counts
 * beyond the last one is its premium; it falls with k. With d the columns of a row, l the rows of a column:
 * - on allowed pairs, the row's price, the column's, and those of all quotas that the pair counts under, add up to at
 *   least the pair's value where it is not assigned, and to at most that where it is;
 * - a row's price is at least minus the premium of place d (where d > 0), at most minus that of place d + 1 (where d is
 *   below the demand): where nothing is asked for but one column, at least 0 if matched and at most 0 if not;
 * - a column's price is at least minus what seat l counts (where l is above its minimum), at most minus what seat l + 1
 *   counts (where l is below its capacity): without `balance`, above 0 only if it is full, below 0 only at its minimum;
 * - a quota's price is above 0 only at its maximum, below 0 only at its minimum.
 */
export interface ProofPrices {
  /** [component][row] */
  readonly rowPrices: readonly Float64Array[];
  /** [component][column] */
  readonly columnPrices: readonly Float64Array[];
  /** [component][limit]: the quotas in their order, a quota per column with one limit for each column. */
  readonly quotaPrices?: readonly Float64Array[];
}

/** Proves that the lowest score cannot be higher: the best pairs, and their prices, for one component more. */
export interface FloorWitness extends ProofPrices {
  /**
   * `leximin` with the floor as `of`. It comes after the components before that of the floor; some of the best pairs
   * count, so no assignment does without a pair of that score or a lower one.
   */
  readonly component: Component;
  readonly pairs: readonly (readonly [row: number, column: number])[];
}

/** What is always, sometimes or never so among all optima, before the lottery decides. What is not listed does not vary. */
export interface Ties {
  /** Rows that are matched in some optima and unmatched in others. */
  readonly rows: readonly number[];
  /** Columns that have some row in some optima and none in others. */
  readonly columns: readonly number[];
  /** Pairs that are assigned in some optima and not in others: row i has the columns from `start[i]` to `start[i + 1]`. */
  readonly pairs: { readonly start: Int32Array; readonly column: Int32Array };
}

/** Who is assigned to what, and the prices that prove it. */
export interface Assignment extends ProofPrices {
  readonly status: "optimal";
  /** One column for each row, −1 where the row is unmatched; of several the one of the lowest index. */
  readonly columnOfRow: Int32Array;
  /** Where `demands` are given: all pairs, row after row, columns ascending. */
  readonly pairs?: readonly (readonly [row: number, column: number])[];
  /** The sum of the assigned scores, in the unit they were given in. */
  readonly total: number;
  /** The stages in their order with what each reached. */
  readonly stages: readonly StageResult[];
  /** What the prices are about; one for each stage where the objective is made of `matched` and `total` and every demand is 1. */
  readonly components: readonly Component[];
  /**
   * The proof. Where the objective is made of `matched` and `total` and nothing but capacities is asked for, no price is
   * below zero, and these are the lowest column prices there are: what one more seat of the column would add.
   */
  readonly rowPrices: readonly Float64Array[];
  readonly columnPrices: readonly Float64Array[];
  /** Where `floor` is a stage and there is a pair. */
  readonly floor?: FloorWitness;
  /** Where a lottery decided. */
  readonly ties?: Ties;
  /** Where `draw` is a stage: the rows that are matched in some optima of the stages before it and unmatched in others. */
  readonly drawn?: readonly number[];
  /** Scores were taken as whole multiples of this power of two. */
  readonly unit: number;
  /** Whether some score was rounded to a multiple of `unit`. If so, everything said here holds for the rounded scores. */
  readonly rounded: boolean;
  /**
   * The kernel's name; the library's own are `dense`, `sparse core`, `sparse`, `scaling`, `in turn` and `network`. Where
   * stages were solved by several, one after the other, all of them, each once: `sparse core + sparse`.
   */
  readonly method: string;
}

/** A bound from below that an assignment has to meet. */
export type Bound =
  | { readonly kind: "minimum"; readonly column: number; readonly min: number }
  | { readonly kind: "quota"; readonly quota: number; readonly column?: number; readonly min: number };

/** Bounds from below that no assignment meets together; without any one of them, one would. */
export interface Conflict {
  readonly bounds: readonly Bound[];
  /** By how much these have to be lowered, all together, at least. */
  readonly missing: number;
  /** The rows and the columns of all pairs that count under one of the bounds. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/**
 * A smallest change of its kind that makes an assignment possible.
 *
 * - `bounds`: lower bounds from below, each to `to`, by so many in all;
 * - `seats`: so many seats more, all of them at any one of `columns`, or as in `split` where no column will do alone.
 */
export type Repair =
  | { readonly kind: "bounds"; readonly by: number; readonly bounds: readonly (Bound & { readonly to: number })[] }
  | {
      readonly kind: "seats";
      readonly seats: number;
      readonly columns: readonly number[];
      readonly split: readonly { readonly column: number; readonly seats: number }[];
    };

/** No assignment meets the minimums and quotas. */
export interface InfeasibleAssignment {
  readonly status: "infeasible";
  readonly conflict: Conflict;
  readonly repairs: readonly Repair[];
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
