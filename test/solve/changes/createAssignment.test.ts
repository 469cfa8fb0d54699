import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Assignment, Objective } from "../../../src/solve/assignment.js";
import {
  type AssignmentChange,
  createAssignment,
  type OpenAssignment,
} from "../../../src/solve/changes/createAssignment.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce } from "../../support/bruteForce.js";
import { type Instance, instances, objectives, runs, seededInstance, toSparse } from "../../support/instances.js";
import { messageOf, problemsOf } from "../../support/refusal.js";
import { faultsOf, validateAssignment } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);
const FORBIDDEN = Number.NEGATIVE_INFINITY;

/** One change, as the calls name it; `kind` says what a change of this kind may do to others. */
type Edit =
  | { readonly kind: "add row"; readonly row: number[] }
  | { readonly kind: "add column"; readonly column: number[]; readonly capacity: number }
  | { readonly kind: "remove row"; readonly row: number }
  | { readonly kind: "remove column"; readonly column: number }
  | { readonly kind: "set capacity"; readonly column: number; readonly capacity: number }
  | { readonly kind: "set score"; readonly row: number; readonly column: number; readonly score: number };

/** What the problem should be after all edits: the plain lists that a new solve takes. */
class Plain {
  readonly scores: number[][];
  readonly capacities: number[];
  readonly rows: number[];
  readonly columns: number[];

  constructor({ scores, capacities }: Instance) {
    this.scores = scores.map((row) => [...row]);
    this.capacities = [...capacities];
    this.rows = [...scores.keys()];
    this.columns = [...capacities.keys()];
  }

  edit(edit: Edit): void {
    switch (edit.kind) {
      case "add row":
        this.rows.push(this.scores.length);
        this.scores.push(edit.row.map((score, j) => (this.columns.includes(j) ? score : FORBIDDEN)));
        break;
      case "add column":
        this.columns.push(this.capacities.length);
        this.capacities.push(edit.capacity);
        this.scores.forEach((line, i) => {
          line.push(this.rows.includes(i) ? edit.column[i] : FORBIDDEN);
        });
        break;
      case "remove row":
        this.rows.splice(this.rows.indexOf(edit.row), 1);
        this.scores[edit.row].fill(FORBIDDEN);
        break;
      case "remove column":
        this.columns.splice(this.columns.indexOf(edit.column), 1);
        this.capacities[edit.column] = 0;
        for (const line of this.scores) line[edit.column] = FORBIDDEN;
        break;
      case "set capacity":
        this.capacities[edit.column] = edit.capacity;
        break;
      case "set score":
        this.scores[edit.row][edit.column] = edit.score;
    }
  }

  /** The scores in a form that keeps their shape when a side is empty. */
  get matrix() {
    const [rows, columns] = [this.scores.length, this.capacities.length];
    return { rows, columns, data: Float64Array.from(this.scores.flat()) };
  }
}

function carryOut(open: OpenAssignment, edit: Edit): AssignmentChange {
  switch (edit.kind) {
    case "add row":
      return open.add({ row: edit.row });
    case "add column":
      return open.add({ column: edit.column, capacity: edit.capacity });
    case "remove row":
      return open.remove({ row: edit.row });
    case "remove column":
      return open.remove({ column: edit.column });
    case "set capacity":
      return open.setCapacity(edit.column, edit.capacity);
    case "set score":
      return open.setScore(edit.row, edit.column, edit.score);
  }
}

/** Turns numbers drawn at random into a change that the problem admits; undefined where it has nothing to change. */
function editOf(plain: Plain, draws: readonly number[], score: (draw: number) => number): Edit | undefined {
  const [kind, first, second, third, ...more] = draws;
  const line = (length: number) => Array.from({ length }, (_, k) => score(more[k % more.length] + 7 * k));
  const row = plain.rows[first % plain.rows.length];
  const column = plain.columns[second % plain.columns.length];
  const [hasRow, hasColumn] = [plain.rows.length > 0, plain.columns.length > 0];
  if (kind === 0 && plain.scores.length < 7) return { kind: "add row", row: line(plain.capacities.length) };
  if (kind === 1 && plain.capacities.length < 7)
    return { kind: "add column", column: line(plain.scores.length), capacity: third % 4 };
  if (kind === 2 && hasRow) return { kind: "remove row", row };
  if (kind === 3 && hasColumn) return { kind: "remove column", column };
  if (kind === 4 && hasColumn) return { kind: "set capacity", column, capacity: third % 4 };
  if (hasRow && hasColumn) return { kind: "set score", row, column, score: score(third) };
  return undefined;
}

const draws = fc.array(fc.nat({ max: 10_000 }), { minLength: 12, maxLength: 12 });
const edits = fc.array(
  fc.tuple(fc.nat({ max: 6 }), draws).map(([kind, rest]) => [kind, ...rest]),
  { minLength: 1, maxLength: 8 },
);
const smallScore = (draw: number) => (draw % 4 === 0 ? FORBIDDEN : (draw % 9) - 3);

const valuesOf = ({ stages }: Assignment) => stages.map(({ value }) => value);

/** What must be the same however the problem came about: all but which of the best assignments it is. */
function provenPart({ status, stages, columnPrices, unit, rounded }: Assignment) {
  return { status, stages, columnPrices, unit, rounded };
}

function difference(before: Int32Array, after: Int32Array) {
  return Array.from(after, (to, row) => ({ row, from: before[row] ?? -1, to })).filter(({ from, to }) => from !== to);
}

/** Whether moves are one alternating path that comes to no column twice; −1 stands for unmatched. */
function isOnePath({ changed }: AssignmentChange): boolean {
  if (changed.length === 0) return true;
  const left = new Map(changed.map(({ from, to }) => [from, to]));
  const reached = new Set(changed.map(({ to }) => to));
  if (left.size < changed.length || reached.size < changed.length) return false;
  let at = left.has(-1) ? -1 : changed.find(({ from }) => !reached.has(from))?.from;
  let steps = 0;
  while (at !== undefined && left.has(at) && (steps === 0 || at !== -1)) {
    at = left.get(at);
    steps++;
  }
  return steps === changed.length;
}

/** How many seats columns have more in use than before, and unmatched counts as a column. */
function gains({ changed }: AssignmentChange): number {
  const balance = new Map<number, number>();
  for (const { from, to } of changed) {
    balance.set(from, (balance.get(from) ?? 0) - 1);
    balance.set(to, (balance.get(to) ?? 0) + 1);
  }
  return [...balance.values()].reduce((sum, gain) => sum + Math.max(0, gain), 0);
}

/** Makes an edit in both, and expects the open assignment to be what a new solve finds. */
function expectSame(open: OpenAssignment, plain: Plain, edit: Edit, stages: Objective): AssignmentChange {
  const before = open.assignment();
  const seatsBefore = plain.capacities[edit.kind === "set capacity" ? edit.column : 0];
  const change = carryOut(open, edit);
  plain.edit(edit);

  const after = open.assignment();
  const { capacities } = plain;
  expect(provenPart(after)).toEqual(provenPart(solveAssignment(plain.matrix, { capacities, objective: stages })));
  expect(faultsOf(plain.scores, capacities, after, stages)).toEqual([]);
  expect(change.changed).toEqual(difference(before.columnOfRow, after.columnOfRow));

  // rounded scores that are read in another unit are other scores, for everyone
  if ((before.rounded || after.rounded) && before.unit !== after.unit) return change;
  if (edit.kind === "add row" || edit.kind === "remove row") expect(isOnePath(change)).toBe(true);
  if (edit.kind === "set capacity" && Math.abs(edit.capacity - seatsBefore) === 1) expect(isOnePath(change)).toBe(true);
  if (edit.kind === "set score") expect(gains(change)).toBeLessThanOrEqual(1);
  return change;
}

describe("createAssignment(): stays what a new solve finds", () => {
  test("createAssignment(): any changes of small problems of every family, for every objective", () => {
    const seen: Record<string, number> = {};
    let [tied, fresh, sequences] = [0, 0, 0];
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), objective, edits, ({ scores, capacities }, stages, drawn) => {
        const plain = new Plain({ scores, capacities });
        const open = createAssignment(plain.matrix, { capacities, objective: stages });
        sequences += 1;
        for (const numbers of drawn) {
          const edit = editOf(plain, numbers, smallScore);
          if (edit === undefined) continue;
          const { changed } = expectSame(open, plain, edit, stages);
          if (changed.length > 1) seen[edit.kind] = (seen[edit.kind] ?? 0) + 1;
        }
        const last = open.assignment();
        const { values, optima } = bruteForce(plain.scores, { capacities: plain.capacities, objective: stages });
        expect(valuesOf(last)).toEqual(values);
        validateAssignmentOf(plain, last, stages);
        if (optima > 1) tied += 1;
        if (plain.scores.length > scores.length && plain.capacities.length > capacities.length) fresh += 1;
      }),
      runs(2000),
    );
    expect(sequences).toBe(2000);
    expect(Math.min(tied, fresh)).toBeGreaterThan(200);
    expect(Object.keys(seen).sort()).toEqual([
      "add column",
      "add row",
      "remove column",
      "remove row",
      "set capacity",
      "set score",
    ]);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  test("createAssignment(): a sparse matrix is the same problem", () => {
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), objective, edits, ({ scores, capacities }, stages, drawn) => {
        const plain = new Plain({ scores, capacities });
        const open = createAssignment(toSparse(scores, capacities.length), { capacities, objective: stages });
        expect(provenPart(open.assignment())).toEqual(
          provenPart(solveAssignment(plain.matrix, { capacities, objective: stages })),
        );
        const edit = editOf(plain, drawn[0], smallScore);
        if (edit !== undefined) expectSame(open, plain, edit, stages);
      }),
      runs(300),
    );
  });

  test.each(["everyone", "best"] as const)("createAssignment(): 300 changes of a larger problem, %s", (stages) => {
    const instance = seededInstance({ rows: 60, columns: 40, scores: 1000, forbidden: 3, seed: 5 });
    const plain = new Plain(instance);
    const open = createAssignment(plain.matrix, { capacities: instance.capacities, objective: stages });
    const numbers = seededInstance({ rows: 300, columns: 13, scores: 10_007, forbidden: 0, seed: 6 }).scores;
    let moves = 0;
    for (const [step, drawn] of numbers.entries()) {
      const score = (draw: number) => (draw % 3 === 0 ? FORBIDDEN : draw % 1000);
      const [first, second, third] = drawn;
      const row = plain.rows[first % plain.rows.length];
      const column = plain.columns[second % plain.columns.length];
      const line = (length: number) => Array.from({ length }, (_, k) => score(drawn[k % 13] + 101 * k));
      const all: Edit[] = [
        { kind: "add row", row: line(plain.capacities.length) },
        { kind: "add column", column: line(plain.scores.length), capacity: third % 3 },
        { kind: "remove row", row },
        { kind: "remove column", column },
        { kind: "set capacity", column, capacity: third % 5 },
        { kind: "set capacity", column, capacity: plain.capacities[column] + 1 },
        { kind: "set score", row, column, score: score(third) },
        { kind: "set score", row, column: Math.max(0, open.assignment().columnOfRow[row]), score: FORBIDDEN },
      ];
      moves += expectSame(open, plain, all[step % all.length], stages).changed.length;
    }
    expect(moves).toBeGreaterThan(300);
    expect(plain.scores.length).toBeGreaterThan(90);
    validateAssignmentOf(plain, open.assignment(), stages);
  });

  test.each([
    [-1, 1],
    [0, 1],
    [1, 1],
    [-4, 3],
    [4, 3],
  ])(
    "createAssignment(): as many rows as seats and %i more, %i seats each, so many that searches stop and meet",
    (more, seats) => {
      const columns = 150 / seats;
      const { scores } = seededInstance({ rows: 150 + more, columns, scores: 100_000, forbidden: 3, seed: 8 });
      const plain = new Plain({ scores, capacities: new Array<number>(columns).fill(seats) });
      const open = createAssignment(plain.matrix, { capacities: plain.capacities });
      const spare = seededInstance({ rows: 14, columns: 400, scores: 100_000, forbidden: 3, seed: 9 }).scores;
      let longest = 0;
      for (const [step, numbers] of spare.entries()) {
        const columnOfRow = open.assignment().columnOfRow;
        const row = plain.rows[(37 * step) % plain.rows.length];
        const column = plain.columns[(41 * step) % plain.columns.length];
        const line = (length: number) => numbers.slice(0, length);
        const pair = { kind: "set score", row, column: Math.max(0, columnOfRow[row]), score: FORBIDDEN } as const;
        const edits: Edit[] = [
          { kind: "add row", row: line(plain.capacities.length) },
          { kind: "add column", column: line(plain.scores.length + 1), capacity: seats },
          pair,
          { kind: "set capacity", column, capacity: seats + 1 },
          { kind: "set capacity", column, capacity: 0 },
          { kind: "set capacity", column, capacity: seats },
          { ...pair, row: plain.rows[(43 * step) % plain.rows.length], column, score: 200_000 },
          { kind: "remove column", column: plain.columns[(47 * step) % plain.columns.length] },
          { kind: "remove row", row: plain.rows[(53 * step) % plain.rows.length] },
        ];
        for (const edit of edits) {
          longest = Math.max(longest, expectSame(open, plain, edit, "everyone").changed.length);
        }
      }
      expect(longest).toBeGreaterThan(12);
    },
  );

  function validateAssignmentOf({ scores, capacities }: Plain, assignment: Assignment, stages: Objective): void {
    // lists of rows cannot say how many columns there are when there is no row
    if (scores.length > 0) validateAssignment(scores, capacities, assignment, stages);
  }
});

describe("createAssignment(): numbers", () => {
  const kinds: Readonly<Record<string, (draw: number) => number>> = {
    "halves and quarters": (draw) => (draw % 23) / 4,
    "decimals, which are rounded": (draw) => (draw % 1000) / 1000,
    "whole numbers and now and then a fraction": (draw) => (draw % 5 === 0 ? draw / 8 : draw % 50),
    "sizes far apart": (draw) => (draw % 7) * 10 ** ((draw % 5) * 3),
    "sizes far apart, and fractions": (draw) => (draw % 7) * 10 ** ((draw % 5) * 2 - 4),
  };

  test.each(Object.keys(kinds))("createAssignment(): %s", (kind) => {
    const units = new Set<number>();
    const roundings = new Set<boolean>();
    fc.assert(
      fc.property(instances({ rows: 4, columns: 4 }), objective, edits, ({ scores, capacities }, stages, drawn) => {
        const plain = new Plain({ scores, capacities });
        const open = createAssignment(plain.matrix, { capacities, objective: stages });
        for (const numbers of drawn) {
          const edit = editOf(plain, numbers, kinds[kind]);
          if (edit === undefined) continue;
          expectSame(open, plain, edit, stages);
          units.add(open.assignment().unit);
          roundings.add(open.assignment().rounded);
        }
      }),
      runs(400),
    );
    if (kind !== "sizes far apart") expect(units.size).toBeGreaterThan(3);
    expect(roundings.has(kind.includes("rounded"))).toBe(true);
  });

  test("setScore(): the first fraction, and the end of the last one", () => {
    const scores = [
      [3, 1],
      [2, 2],
    ];
    const open = createAssignment(scores, { capacities: [1, 1] });
    open.setScore(1, 0, 4.5);
    expect(open.assignment().total).toBe(5.5);
    expect(open.assignment().unit).toBeLessThan(1);
    open.setScore(1, 0, 5);
    expect(open.assignment()).toMatchObject({ total: 6, unit: 1, rounded: false });
  });

  test("setScore(): a fraction that is rounded beside a great score is itself again without it", () => {
    const open = createAssignment([[1e14, 3]], { capacities: [1, 1] });
    open.setScore(0, 1, 0.25);
    expect(open.assignment()).toMatchObject({ total: 1e14, unit: 1, rounded: true });
    open.setScore(0, 0, 0.125);
    expect(open.assignment()).toMatchObject({ total: 0.25, rounded: false });
  });

  test("setScore(): scores grow a thousandfold, and rows and seats too, without a change of the unit", () => {
    const plain = new Plain({ scores: [[1]], capacities: [1] });
    const open = createAssignment(plain.scores, { capacities: [1] });
    for (let k = 1; k <= 12; k++) {
      expectSame(open, plain, { kind: "add row", row: plain.capacities.map((_, j) => k * 7 ** j) }, "everyone");
      const column = plain.scores.map((_, i) => 3 ** (k + (i % 4)) - 10 * i);
      expectSame(open, plain, { kind: "add column", column, capacity: k % 3 }, "everyone");
      expect(open.assignment().unit).toBe(1);
    }
  });

  test("setCapacity(): prices stay exact, however often everyone has come and gone before a column gets its first seat", () => {
    const great = 2 ** 44;
    const plain = new Plain({ scores: [[FORBIDDEN, FORBIDDEN]], capacities: [1, 0] });
    const open = createAssignment(plain.scores, { capacities: plain.capacities });
    const rows = [
      [great + 1, great + 3],
      [great, great + 5],
    ];
    for (let k = 0; k < 40; k++) {
      for (const row of rows) expectSame(open, plain, { kind: "add row", row }, "everyone");
      for (const row of plain.rows.slice(1)) expectSame(open, plain, { kind: "remove row", row }, "everyone");
    }
    for (const row of rows) expectSame(open, plain, { kind: "add row", row }, "everyone");
    expectSame(open, plain, { kind: "set capacity", column: 1, capacity: 1 }, "everyone");
    expect(open.assignment().total).toBe(2 * great + 6);
  });

  test("setScore(): a number too great for exact sums is refused where a new solve refuses it", () => {
    const scores = [
      [2 ** 44, 3],
      [1, 2],
    ];
    const open = createAssignment(scores, { capacities: [1, 1] });
    const before = open.assignment();
    const call = () => open.setScore(1, 1, 2 ** 50);
    expect(problemsOf(call)).toEqual([["E_RANGE", "score", "/score"]]);
    const changed = [scores[0], [1, 2 ** 50]];
    expect(problemsOf(() => solveAssignment(changed, { capacities: [1, 1] }))[0][0]).toBe("E_RANGE");
    expect(open.assignment()).toEqual(before);
    // the other scores are multiples of 16, so that nothing has to be rounded
    open.setScore(0, 1, 16);
    open.setScore(1, 0, 16);
    open.setScore(1, 1, 2 ** 50);
    expect(open.assignment()).toMatchObject({ total: 2 ** 44 + 2 ** 50, rounded: false });
    expect(open.assignment().unit).toBeGreaterThan(1);
  });
});

describe("createAssignment(): who changed", () => {
  const create = () =>
    createAssignment(
      [
        [9, 8, 1],
        [8, 2, 1],
        [7, 1, 5],
      ],
      { capacities: [1, 1, 1] },
    );

  test("add(), remove(): return the index, and everyone whose column is another", () => {
    const open = create();
    expect(Array.from(open.assignment().columnOfRow)).toEqual([1, 0, 2]);
    expect(open.add({ column: [9, 0, 0], capacity: 1 })).toEqual({
      column: 3,
      changed: [{ row: 0, from: 1, to: 3 }],
    });
    expect(open.remove({ column: 0 })).toEqual({ changed: [{ row: 1, from: 0, to: 1 }] });
    expect(open.add({ row: [99, 99, 0, 99] })).toEqual({
      row: 3,
      changed: [
        { row: 1, from: 1, to: -1 },
        { row: 3, from: -1, to: 1 },
      ],
    });
    expect(open.remove({ row: 3 })).toEqual({
      changed: [
        { row: 1, from: -1, to: 1 },
        { row: 3, from: 1, to: -1 },
      ],
    });
    expect(Array.from(open.assignment().columnOfRow)).toEqual([3, 1, 2, -1]);
  });

  test("setCapacity(), setScore(): return everyone whose column is another, and nobody where nothing has to move", () => {
    const open = create();
    expect(open.setCapacity(0, 2).changed).toEqual([{ row: 2, from: 2, to: 0 }]);
    expect(open.setCapacity(0, 1).changed).toEqual([{ row: 2, from: 0, to: 2 }]);
    expect(open.setCapacity(2, 7).changed).toEqual([]);
    expect(open.setScore(0, 1, 100).changed).toEqual([]);
    expect(open.setScore(1, 0, Number.NEGATIVE_INFINITY).changed.length).toBeGreaterThan(0);
  });

  test("a removed row or column stays empty, whatever its scores would be", () => {
    const open = create();
    open.remove({ row: 1 });
    open.remove({ column: 1 });
    open.add({ row: [1, 1000, 1] });
    open.add({ column: [1, 1000, 1, 1], capacity: 5 });
    const { columnOfRow, columnPrices } = open.assignment();
    expect(columnOfRow[1]).toBe(-1);
    expect(columnOfRow.includes(1)).toBe(false);
    expect(columnPrices.map((prices) => prices[1])).toEqual([0, 0]);
  });

  test("what was given and what was returned can be changed without harm", () => {
    const scores = new Float64Array([3, 1, 2, 2]);
    const row = [5, 5];
    const open = createAssignment({ rows: 2, columns: 2, data: scores }, { capacities: [1, 1] });
    open.add({ row });
    const before = open.assignment();
    scores.fill(100);
    row.fill(100);
    open.assignment().columnOfRow.fill(1);
    open.assignment().columnPrices[0].fill(9);
    expect(open.assignment()).toEqual(before);
    expect(open.setScore(0, 0, 3).changed).toEqual([]);
  });
});

describe("createAssignment(): misuse", () => {
  const create = () => {
    const scores = [
      [3, 1],
      [2, 2],
      [1, 1],
    ];
    const open = createAssignment(scores, { capacities: [1, 2] });
    open.remove({ row: 2 });
    open.add({ column: [1, 1, 1], capacity: 0 });
    open.remove({ column: 2 });
    return open as { [Name in keyof OpenAssignment]: (...values: unknown[]) => unknown };
  };
  type Hostile = ReturnType<typeof create>;
  const faults: [name: string, call: (open: Hostile) => unknown, problems: [code: string, path: string][]][] = [
    ["no such row", (open) => open.remove({ row: 3 }), [["E_UNKNOWN_ID", "row"]]],
    ["a removed row", (open) => open.remove({ row: 2 }), [["E_UNKNOWN_ID", "row"]]],
    ["a row below 0", (open) => open.remove({ row: -1 }), [["E_UNKNOWN_ID", "row"]]],
    ["half a column", (open) => open.remove({ column: 0.5 }), [["E_UNKNOWN_ID", "column"]]],
    ["a removed column", (open) => open.setCapacity(2, 1), [["E_UNKNOWN_ID", "column"]]],
    ["a text for an index", (open) => open.setScore("0", 0, 1), [["E_UNKNOWN_ID", "row"]]],
    [
      "everything at once",
      (open) => open.setScore(7, 7, Number.NaN),
      [
        ["E_UNKNOWN_ID", "row"],
        ["E_UNKNOWN_ID", "column"],
        ["E_NOT_FINITE", "score"],
      ],
    ],
    ["NaN", (open) => open.setScore(0, 0, Number.NaN), [["E_NOT_FINITE", "score"]]],
    ["Infinity", (open) => open.setScore(0, 0, Number.POSITIVE_INFINITY), [["E_NOT_FINITE", "score"]]],
    ["no score", (open) => open.setScore(0, 0), [["E_MISSING", "score"]]],
    ["a text for a score", (open) => open.setScore(0, 0, "1"), [["E_TYPE", "score"]]],
    ["a score without exact neighbours", (open) => open.setScore(0, 0, 2 ** 60), [["E_RANGE", "score"]]],
    ["a score too great for sums", (open) => open.setScore(0, 0, 2 ** 52 + 1), [["E_RANGE", "score"]]],
    ["half a seat", (open) => open.setCapacity(0, 0.5), [["E_CAPACITY", "capacity"]]],
    ["fewer than no seats", (open) => open.setCapacity(0, -1), [["E_CAPACITY", "capacity"]]],
    ["no seats at all", (open) => open.add({ column: [1, 1, 1] }), [["E_CAPACITY", "capacity"]]],
    ["a row too short", (open) => open.add({ row: [1, 1] }), [["E_SHAPE", "row"]]],
    ["a column too long", (open) => open.add({ column: [1, 1, 1, 1], capacity: 1 }), [["E_SHAPE", "column"]]],
    ["a row that is none", (open) => open.add({ row: null }), [["E_TYPE", "row"]]],
    ["a row with a hole", (open) => open.add({ row: [1, undefined, 1] }), [["E_MISSING", "row[1]"]]],
    ["NaN where the column was removed", (open) => open.add({ row: [1, 1, Number.NaN] }), [["E_NOT_FINITE", "row[2]"]]],
    ["a row too great for sums", (open) => open.add({ row: [2 ** 52, 3, 0] }), [["E_RANGE", "row"]]],
    ["nothing", (open) => open.add(), [["E_TYPE", "change"]]],
    ["neither side", (open) => open.remove({}), [["E_TYPE", "change"]]],
    ["both sides", (open) => open.remove({ row: 0, column: 0 }), [["E_UNKNOWN_KEY", "column"]]],
    ["a row with seats", (open) => open.add({ row: [1, 1, 1], capacity: 1 }), [["E_UNKNOWN_KEY", "capacity"]]],
  ];

  test.each(faults)("%s is refused, and nothing has changed", (_, call, problems) => {
    const [open, untouched] = [create(), create()];
    expect(problemsOf(() => call(open)).map(([code, path]) => [code, path])).toEqual(problems);
    expect(open.assignment()).toEqual(untouched.assignment());
    const next = { column: [9, 9, 9], capacity: 1 };
    expect(open.add(next)).toEqual(untouched.add(next));
    expect(open.add({ row: [8, 8, 8, 8] })).toEqual(untouched.add({ row: [8, 8, 8, 8] }));
    expect(open.assignment()).toEqual(untouched.assignment());
  });

  test("sentences", () => {
    expect(messageOf(() => create().setCapacity(2, 1))).toMatchInlineSnapshot(
      `"Expected column to be the index of a column that is there, received 2, which was removed."`,
    );
    expect(messageOf(() => create().add({ rwo: [1] }))).toMatchInlineSnapshot(
      `"Expected change to be an object with a row or a column, received an object."`,
    );
    expect(messageOf(() => create().add({ row: [1] }))).toMatchInlineSnapshot(
      `"Expected row to be 3 scores, one for each column, received 1."`,
    );
    expect(messageOf(() => create().setScore(0, 0, 2 ** 52 + 1))).toMatchInlineSnapshot(
      `"Expected score to be no greater than 62549994824590, so that every sum is exact, received 4503599627370497. Divide the scores, or give them fewer digits."`,
    );
  });

  test("createAssignment(): refuses what solveAssignment refuses, and options that it does not have", () => {
    const createAny = createAssignment as (scores: unknown, options?: unknown) => unknown;
    expect(problemsOf(() => createAny([[Number.NaN]], { capacities: [1.5] })).map(([code]) => code)).toEqual([
      "E_CAPACITY",
      "E_NOT_FINITE",
    ]);
    expect(problemsOf(() => createAny([[1]]))[0][0]).toBe("E_MISSING");
    const lottery = { rows: [0], columns: [0] };
    expect(problemsOf(() => createAny([[1]], { capacities: [1], lottery }))).toEqual([
      ["E_UNKNOWN_KEY", "lottery", "/lottery"],
    ]);
  });

  test.each(["fairest", "choices", ["matched", "balance"], ["draw"]] as Objective[])(
    "createAssignment(): refuses the objective %s, of which no change can be proven",
    (objective) => {
      expect(problemsOf(() => createAssignment([[1]], { capacities: [1], objective }))).toEqual([
        ["E_OBJECTIVE", "objective", "/objective"],
      ]);
    },
  );

  test("memoryLimit: nothing is allocated beyond it, at the start or when it grows", () => {
    const few = { capacities: [1, 1], memoryLimit: 800 };
    const scores = [
      [1, 2],
      [3, 4],
    ];
    expect(problemsOf(() => createAssignment([...scores, [1, 1]], few))[0][0]).toBe("E_TOO_LARGE");
    const open = createAssignment(scores, few);
    const before = open.assignment();
    expect(problemsOf(() => open.add({ row: [1, 1] }))[0][0]).toBe("E_TOO_LARGE");
    expect(problemsOf(() => open.add({ column: [1, 1], capacity: 1 }))[0][0]).toBe("E_TOO_LARGE");
    expect(open.assignment()).toEqual(before);
  });
});
