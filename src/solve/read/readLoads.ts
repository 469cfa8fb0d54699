import { describe, type Issue, issue, type Path } from "../../errors.js";
import { isCount } from "../../numeric/isCount.js";
import type { AssignmentOptions, SeatQuota, Stage } from "../assignment.js";
import { type QuotaKind, toFamily } from "../families.js";
import { isPackable } from "../objective.js";
import type { Loads, ReadQuota } from "./loads.js";
import { NO_SHAPE, type Shape } from "./readScores.js";

/** The options that say more than capacities do. */
export const loadNames = ["minimums", "demands", "quotas", "priorities", "choices", "loads", "current"] as const;

/** What is asked for beside capacities; undefined where that is nothing, so that kernels for the plain problem can be used. */
export function readLoads(
  options: AssignmentOptions,
  {
    shape,
    stages,
    capacities,
  }: { readonly shape: Shape; readonly stages: readonly Stage[]; readonly capacities: readonly number[] },
  issues: Issue[],
): Loads | undefined {
  if (shape === NO_SHAPE) return undefined;
  const { rows, columns } = shape;
  const loads: Loads = {
    demands: Int32Array.from(readCounts(options, "demands", { length: rows, usual: 1 }, issues), (one) =>
      Math.min(one, columns),
    ),
    filled: new Int32Array(rows),
    minimums: readCounts(options, "minimums", { length: columns, usual: 0 }, issues),
    taken: readCounts(options, "loads", { length: columns, usual: 0 }, issues),
    priorities: readPriorities(options.priorities, rows, issues),
    choices: readChoices(options.choices, shape, issues),
    current: readCurrent(options.current, shape, issues),
    quotas: readQuotas(options.quotas, shape, issues),
    lottery: options.lottery,
  };
  checkMinimums(loads.minimums, capacities, issues);
  if (stages.includes("draw") && options.lottery === undefined) {
    const expected = 'an order of rows and columns, which the stage "draw" goes by';
    issues.push(issue("E_MISSING", ["lottery"], { expected, received: "nothing" }));
  }
  if (stages.includes("balance")) checkBalance({ taken: loads.taken, capacities, rows }, ["loads"], issues);
  return isPlain(loads, stages, columns) ? undefined : loads;
}

function isPlain({ demands, minimums, quotas }: Loads, stages: readonly Stage[], columns: number): boolean {
  if (!isPackable(stages) || quotas.length > 0) return false;
  // where there is no column, no row can want one
  return demands.every((demand) => demand === Math.min(1, columns)) && minimums.every((minimum) => minimum === 0);
}

function checkLength(name: string, list: unknown, length: number, issues: Issue[]): list is ArrayLike<unknown> {
  const received = typeof list === "object" ? (list as ArrayLike<unknown> | null)?.length : undefined;
  if (received === length) return true;
  const expected = `a list of ${length} entries`;
  if (typeof received === "number") issues.push(issue("E_SHAPE", [name], { expected, received: String(received) }));
  else issues.push(issue("E_TYPE", [name], { expected, received: describe(list) }));
  return false;
}

function readCounts(
  options: AssignmentOptions,
  name: "demands" | "minimums" | "loads",
  { length, usual }: { readonly length: number; readonly usual: number },
  issues: Issue[],
): number[] {
  const given: unknown = options[name];
  if (given === undefined || !checkLength(name, given, length, issues)) return new Array<number>(length).fill(usual);
  return Array.from(given, (count, index) => {
    if (isCount(count)) return count;
    const expected = "a whole number, not negative";
    issues.push(issue("E_CAPACITY", [name, index], { expected, received: describe(count) }));
    return usual;
  });
}

function readPriorities(given: unknown, rows: number, issues: Issue[]): number[] {
  if (given === undefined || !checkLength("priorities", given, rows, issues)) return new Array<number>(rows).fill(0);
  return Array.from(given, (priority, index) => {
    // adding 0 turns -0 into 0
    if (typeof priority === "number" && Number.isFinite(priority)) return priority + 0;
    const code = typeof priority === "number" ? "E_NOT_FINITE" : "E_TYPE";
    issues.push(issue(code, ["priorities", index], { expected: "a finite number", received: describe(priority) }));
    return 0;
  });
}

/** More choices than anybody states, and few enough to count in two bytes. */
const MOST_CHOICES = 2 ** 16 - 1;

function readChoices(given: unknown, { rows, columns }: Shape, issues: Issue[]): readonly ArrayLike<number>[] {
  const none: readonly ArrayLike<number>[] = Array.from({ length: rows }, () => []);
  if (given === undefined || !checkLength("choices", given, rows, issues)) return none;
  return Array.from(given, (list, row) => {
    const chosen = readIndices(list, ["choices", row], columns, issues);
    if (chosen.length > MOST_CHOICES) {
      const expected = `a list of at most ${MOST_CHOICES} choices`;
      issues.push(issue("E_SHAPE", ["choices", row], { expected, received: String(chosen.length) }));
    }
    return chosen;
  });
}

/** Different indices below a number. */
function readIndices(list: unknown, path: readonly (string | number)[], count: number, issues: Issue[]): number[] {
  const length = (list as ArrayLike<unknown> | null | undefined)?.length;
  if (typeof list !== "object" || typeof length !== "number") {
    issues.push(issue("E_TYPE", path, { expected: "a list of indices", received: describe(list) }));
    return [];
  }
  const seen = new Set<number>();
  Array.from(list as ArrayLike<unknown>).forEach((index, at) => {
    if (!isCount(index) || index >= count) {
      const expected = count === 0 ? "no index, as there is none" : `an index from 0 to ${count - 1}`;
      issues.push(issue("E_OUT_OF_RANGE", [...path, at], { expected, received: describe(index) }));
    } else if (seen.has(index)) {
      issues.push(issue("E_DUPLICATE", [...path, at], { expected: "an index once only", received: String(index) }));
    } else seen.add(index);
  });
  return [...seen];
}

function readCurrent(given: unknown, { rows, columns }: Shape, issues: Issue[]): ReadonlySet<number>[] {
  const current = Array.from({ length: rows }, () => new Set<number>());
  if (given === undefined) return current;
  if (!Array.isArray(given)) {
    issues.push(issue("E_TYPE", ["current"], { expected: "a list of pairs", received: describe(given) }));
    return current;
  }
  given.forEach((pair: unknown, at) => {
    const [row, column] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (isCount(row) && row < rows && isCount(column) && column < columns) current[row].add(column);
    else {
      const expected = "a pair of a row's index and a column's";
      issues.push(issue("E_OUT_OF_RANGE", ["current", at], { expected, received: describe(pair) }));
    }
  });
  return current;
}

const quotaKeys = ["side", "members", "of", "min", "max"];

function readQuotas(given: unknown, shape: Shape, issues: Issue[]): ReadQuota[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    issues.push(issue("E_TYPE", ["quotas"], { expected: "a list of quotas", received: describe(given) }));
    return [];
  }
  const before = issues.length;
  const quotas = given.map((quota: SeatQuota, at) => readQuota(quota, ["quotas", at], shape, issues));
  if (issues.length === before) checkFamilies(quotas, shape, issues);
  return quotas;
}

function readQuota(quota: SeatQuota, path: readonly (string | number)[], shape: Shape, issues: Issue[]): ReadQuota {
  const fault = (key: string, code: "E_TYPE" | "E_OPTION" | "E_UNKNOWN_KEY", expected: string, received: unknown) =>
    issues.push(issue(code, [...path, key], { expected, received: describe(received) }));
  for (const key of Object.keys(quota ?? {})) {
    if (!quotaKeys.includes(key)) fault(key, "E_UNKNOWN_KEY", `one of ${quotaKeys.join(", ")}`, key);
  }
  const { side, members, of = "all", min = 0, max = Number.POSITIVE_INFINITY } = quota ?? {};
  if (side !== "rows" && side !== "columns") fault("side", "E_OPTION", '"rows" or "columns"', side);
  if (of !== "all" && of !== "perColumn") fault("of", "E_OPTION", '"all" or "perColumn"', of);
  if (side === "columns" && of === "perColumn") fault("of", "E_OPTION", '"all" for a quota of columns', of);
  for (const [key, bound] of [
    ["min", min],
    ["max", max],
  ] as const) {
    if (isCount(bound) || (key === "max" && bound === Number.POSITIVE_INFINITY)) continue;
    issues.push(
      issue("E_CAPACITY", [...path, key], { expected: "a whole number, not negative", received: describe(bound) }),
    );
  }
  if (min > max)
    issues.push(
      issue("E_BOUNDS", path, { expected: "a quota with min at most max", received: `min ${min}, max ${max}` }),
    );
  const count = side === "columns" ? shape.columns : shape.rows;
  const ascending = readIndices(members, [...path, "members"], count, issues).sort((a, b) => a - b);
  const used = new Int32Array(of === "perColumn" ? shape.columns : 1);
  return { side, of, min, max, used, members: Int32Array.from(ascending) };
}

function checkFamilies(quotas: readonly ReadQuota[], { rows, columns }: Shape, issues: Issue[]): void {
  for (const kind of ["rows", "rowsPerColumn", "columns"] as const satisfies readonly QuotaKind[]) {
    const family = toFamily(quotas, kind, kind === "columns" ? columns : rows);
    if (!("first" in family)) continue;
    const expected =
      "a quota whose members contain those of others of its kind, are among them, or have nobody in common with them";
    const received = `one that crosses quotas[${family.first}]`;
    const hint = "Crossing quotas are no flow: an exact answer would take a search that this library does not make.";
    issues.push(issue("E_NOT_LAMINAR", ["quotas", family.second], { expected, received, hint }));
  }
}

function checkMinimums(minimums: readonly number[], capacities: readonly number[], issues: Issue[]): void {
  minimums.forEach((minimum, column) => {
    if (!(minimum > capacities[column])) return;
    const expected = `at most its capacity of ${capacities[column]}`;
    issues.push(issue("E_BOUNDS", ["minimums", column], { expected, received: String(minimum) }));
  });
}

/** Squares of loads have to add up exactly. `path` is where loads are stated. */
export function checkBalance(
  {
    taken,
    capacities,
    rows,
  }: { readonly taken: readonly number[]; readonly capacities: readonly number[]; readonly rows: number },
  path: Path,
  issues: Issue[],
): void {
  const sum = taken.reduce((total, load, column) => total + (load + Math.min(capacities[column] ?? 0, rows)) ** 2, 0);
  if (sum <= Number.MAX_SAFE_INTEGER) return;
  const expected = "small enough for the sum of their squares to be exact";
  issues.push(issue("E_RANGE", path, { expected, received: `loads whose squares add up to ${sum}` }));
}
