import { type Instance, scoreOf } from "./instances.js";
import { time } from "./measure.js";

/** What a solver reached: rows matched, and the sum of their scores, both counted here and not by the solver. */
export interface Answer {
  readonly matched: number;
  readonly total: number;
}

/** An instance in the form that its solver takes. */
export interface Prepared {
  /** Solves once; returns the milliseconds that the solver took, and nothing around it. */
  readonly solve: () => number | Promise<number>;
  /**
   * Counts what the last `solve` found.
   * @throws Error where the assignment breaks the instance: a forbidden pair, or a column beyond its capacity.
   */
  readonly answer: () => Answer | Promise<Answer>;
  /** Lets go of processes and files. */
  readonly end: () => void | Promise<void>;
}

/** A solver of assignment problems, behind one interface. */
export interface Runner {
  readonly name: string;
  /** Whether the solver takes such an instance, and answers it in seconds rather than minutes. */
  readonly supports: (instance: Instance) => boolean;
  /** Converts the instance, and copies columns for solvers that know no capacities. */
  readonly prepare: (instance: Instance) => Prepared | Promise<Prepared>;
}

/**
 * Joins an input and a solver within this process. The solver returns a function that reads its result as one column
 * for each row, so that reading stays outside the timing.
 */
export function prepareHere<Input>(
  instance: Instance,
  input: Input,
  solver: (input: Input) => () => Int32Array,
): Prepared {
  let read: (() => Int32Array) | undefined;
  return {
    solve: () =>
      time(() => {
        read = solver(input);
      }),
    answer: () => {
      if (read === undefined) throw new Error("Expected solve() to be called before answer().");
      return count(instance, read());
    },
    end: () => {},
  };
}

/** Whether some column has not exactly one seat. */
export function hasCapacities({ capacities }: Instance): boolean {
  return capacities.some((capacity) => capacity !== 1);
}

/** A copy's column for each row as the column that it is a copy of. */
export function toOriginals(copyOfRow: Int32Array, originals: Int32Array): Int32Array {
  return copyOfRow.map((copy) => (copy < 0 ? -1 : originals[copy]));
}

/**
 * What an assignment comes to.
 * @throws Error where it breaks the instance
 */
export function count(instance: Instance, columnOfRow: Int32Array): Answer {
  const { name, rows, columns, capacities } = instance;
  if (columnOfRow.length !== rows) {
    throw new Error(`Expected a column for each of ${rows} rows of ${name}, received ${columnOfRow.length}.`);
  }
  const load = new Int32Array(columns);
  let matched = 0;
  let total = 0;
  columnOfRow.forEach((column, row) => {
    if (column < 0) return;
    const score = scoreOf(instance, row, column);
    if (!Number.isFinite(score)) {
      throw new Error(`Expected only allowed pairs of ${name}, received row ${row} with column ${column}.`);
    }
    matched++;
    total += score;
    load[column]++;
  });
  const over = load.findIndex((taken, column) => taken > capacities[column]);
  if (over >= 0) {
    throw new Error(`Expected column ${over} of ${name} to hold ${capacities[over]}, received ${load[over]}.`);
  }
  return { matched, total };
}
