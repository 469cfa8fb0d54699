import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { createAssignment, solveAssignment } from "telemachus";
import { collectGarbage } from "./collectGarbage.js";
import { assertEqual } from "./compare.js";
import { type DenseInstance, type Family, makeInstance, nameOf, type Shape } from "./instances.js";
import { type Effort, summarise, type Timing, takeTurns, time, warmUp } from "./measure.js";
import { count } from "./runner.js";

const SEED = 20_260_105;
const FORBIDDEN = Number.NEGATIVE_INFINITY;

/** How long single changes to a solved instance take, beside solving it anew. */
export interface ChangeTimings {
  readonly name: string;
  readonly solve: Timing;
  /** For each kind of change, in milliseconds. */
  readonly kinds: readonly (readonly [kind: string, timing: Timing & { readonly p95: number }])[];
}

/**
 * Carries out drawn changes of every kind in turn, `rounds` of each, and times each of them. Before any time is given,
 * the assignment that is reached is held against a fresh solve, and against the changes that were reported on the way.
 */
export async function timeChanges(
  { family, shape }: { readonly family: Family; readonly shape: Shape },
  rounds: number,
  effort: Effort,
): Promise<ChangeTimings> {
  const programme = openProgramme(family, shape, rounds);
  const fresh = () => void solveAssignment(programme.matrix(), { capacities: programme.capacities });
  const task = () => time(fresh);
  const [solve] = await takeTurns([task], [await warmUp(task)], effort);

  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { kind, change } of programme.changes()) {
      collectGarbage();
      times.set(kind, [...(times.get(kind) ?? []), time(change)]);
    }
  }
  const name = nameOf(family, shape);
  programme.check(name);
  return {
    name,
    solve,
    kinds: [...times].map(([kind, all]) => [kind, { ...summarise(all), p95: quantile(all, 0.95) }]),
  };
}

/** A solved instance with rows and columns in store, and a plain record of what it should hold after every change. */
function openProgramme(family: Family, shape: Shape, rounds: number) {
  const instance = makeInstance(family, { ...shape, rows: shape.rows + rounds, columns: shape.columns + rounds });
  if (instance.form === "sparse") throw new Error("Expected a dense instance.");
  const { scores, columns: stored } = instance;
  const random = xoroshiro128plus(SEED);
  const live = { rows: upTo(shape.rows), columns: upTo(shape.columns) };
  let { rows, columns } = shape;
  let capacities = Array.from(instance.capacities.subarray(0, columns));

  const matrix = () => {
    const present = { rows: new Set(live.rows), columns: new Set(live.columns) };
    const data = new Float64Array(rows * columns).fill(FORBIDDEN);
    for (const row of present.rows) {
      for (const column of present.columns) data[row * columns + column] = scores[row * stored + column];
    }
    return { rows, columns, data };
  };
  const open = createAssignment(matrix(), { capacities });
  const columnOfRow = Array.from(open.assignment().columnOfRow);
  const draw = (from: readonly number[]) => from[uniformInt(random, 0, from.length - 1)];
  const takeOut = (from: number[]) => from.splice(uniformInt(random, 0, from.length - 1), 1)[0];
  const record = ({ changed }: { readonly changed: readonly { readonly row: number; readonly to: number }[] }) => {
    for (const { row, to } of changed) columnOfRow[row] = to;
  };

  const addRow = () => {
    const row = scores.subarray(rows * stored, rows * stored + columns);
    live.rows.push(rows++);
    columnOfRow.push(-1);
    return () => record(open.add({ row }));
  };
  const addColumn = () => {
    const column = upTo(rows).map((row) => scores[row * stored + columns]);
    const capacity = instance.capacities[columns];
    live.columns.push(columns++);
    capacities = [...capacities, capacity];
    return () => record(open.add({ column, capacity }));
  };
  const removeRow = () => {
    const row = takeOut(live.rows);
    return () => record(open.remove({ row }));
  };
  const removeColumn = () => {
    const column = takeOut(live.columns);
    return () => record(open.remove({ column }));
  };
  const setCapacity = () => {
    const column = draw(live.columns);
    const seats = Math.max(0, capacities[column] + (uniformInt(random, 0, 1) === 0 ? -1 : 1));
    capacities = capacities.with(column, seats);
    return () => record(open.setCapacity(column, seats));
  };
  const setScore = (row: number, column: number) => {
    const score = scores[draw(live.rows) * stored + draw(live.columns)];
    scores[row * stored + column] = score;
    return () => record(open.setScore(row, column, score));
  };
  const assignedRow = () => draw(live.rows.filter((row) => columnOfRow[row] >= 0));

  function* changes(): Generator<{ readonly kind: string; readonly change: () => void }> {
    yield { kind: "add a row", change: addRow() };
    yield { kind: "remove a row", change: removeRow() };
    yield { kind: "add a column", change: addColumn() };
    yield { kind: "remove a column", change: removeColumn() };
    yield { kind: "one seat more or fewer", change: setCapacity() };
    yield { kind: "another score for a pair", change: setScore(draw(live.rows), draw(live.columns)) };
    const row = assignedRow();
    yield { kind: "another score for an assigned pair", change: setScore(row, columnOfRow[row]) };
  }

  /** @throws Error where the assignment is not the best for what is recorded, or not the one that the changes led to */
  const check = (name: string) => {
    const { rows, columns, data } = matrix();
    const present = new Set(live.columns);
    const seats = Int32Array.from(capacities, (capacity, column) => (present.has(column) ? capacity : 0));
    const now: DenseInstance = { name, family, form: "dense", rows, columns, scores: data, capacities: seats };
    const reached = open.assignment();
    const anew = solveAssignment({ rows, columns, data }, { capacities: seats });
    const counted = { by: "createAssignment() after changes", ...count(now, reached.columnOfRow) };
    assertEqual(name, { by: "solveAssignment()", ...count(now, anew.columnOfRow) }, counted);
    const differing = columnOfRow.findIndex((column, row) => column !== reached.columnOfRow[row]);
    if (differing < 0 && columnOfRow.length === rows) return;
    throw new Error(`Expected the changes of ${name} to say where row ${differing} went.`);
  };

  return {
    matrix,
    changes,
    check,
    get capacities() {
      return capacities;
    },
  };
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}
