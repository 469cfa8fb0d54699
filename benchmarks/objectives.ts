import { isDeepStrictEqual } from "node:util";
import type { Assignment, AssignmentOptions, InfeasibleAssignment, ScoreMatrix } from "telemachus";
import { type DenseInstance, makeInstance, nameOf, type Shape } from "./instances.js";
import { countLevels, levelsOf, reportedLevels } from "./levels.js";
import { type Effort, type Timing, takeTurns, time, warmUp } from "./measure.js";
import { bestLevels, pairsOf } from "./packed.js";
import { fillPlaces } from "./places.js";
import { count } from "./runner.js";
import { type Aim, drawWishes, optionsOf, type Retold, retell, type Wishes } from "./wishes.js";

/** What is timed: `solveAssignment`, or in tests what pretends to be it. */
export type Solve = (scores: ScoreMatrix, options: AssignmentOptions) => Assignment | InfeasibleAssignment;

/** How long aims take on one instance. */
export interface AimTimings {
  readonly name: string;
  readonly aims: readonly { readonly aim: Aim; readonly method: string; readonly timing: Timing }[];
}

/** The total alone, by the kernels for it. */
export const total: Aim = { name: "total", objective: ["total"] };
/** The same on the network, where a quota leads that binds nobody. */
export const totalOnNetwork: Aim = { ...total, name: "total, on the network", hasIdleQuota: true };
const drawnOnNetwork: Aim = { ...totalOnNetwork, name: `${totalOnNetwork.name}, with a lottery`, isDrawn: true };

export const everyone: Aim = { name: "matched, total", objective: ["matched", "total"] };
export const everyoneDrawn: Aim = { ...everyone, name: `${everyone.name}, with a lottery`, isDrawn: true };

/** The total with a stage before or after it. One that comes before `matched` and loses by every pair would leave nobody matched. */
export const addingStages: readonly Aim[] = [
  everyone,
  { name: "priority, total", objective: ["priority", "total"] },
  { name: "draw, total, with a lottery", objective: ["draw", "total"], isDrawn: true },
  { name: "matched, choices, total", objective: ["matched", "choices", "total"] },
  { name: "choices:generous, total", objective: ["choices:generous", "total"] },
  { name: "continuity, total", objective: ["continuity", "total"] },
  { name: "matched, balance, total", objective: ["matched", "balance", "total"] },
  { name: "matched, total, balance", objective: ["matched", "total", "balance"] },
];

const additive = [total, ...addingStages, everyoneDrawn, totalOnNetwork, drawnOnNetwork];

/** They raise the lowest score; then the next lowest, or the total. */
export const leximin: Aim = { name: "matched, leximin", objective: ["matched", "leximin"] };
export const floor: Aim = {
  name: "matched, floor, total, 3 columns for each row",
  objective: ["matched", "floor", "total"],
  demand: 3,
};

/**
 * Times the total alone and with each stage that adds up, taking turns, after checking every answer.
 *
 * @throws Error where an answer is not what it says it is, or not the best
 */
export async function timeStages(shape: Shape, effort: Effort, solve: Solve): Promise<AimTimings> {
  const instance = makeDense(shape);
  const wishes = drawWishes(instance);
  const retold = retell(instance, wishes);
  const plainTotal = valueOfTotal(expectAssignment(solve(toMatrix(instance), optionsOf(everyone, instance, wishes))));
  const check = (aim: Aim, answer: Assignment) => {
    checkLevels(aim, answer, { instance, wishes });
    const decidesOnlyWho = aim.objective.every((stage) => ["matched", "priority", "draw", "total"].includes(stage));
    if (!decidesOnlyWho || answer.columnOfRow.includes(-1) || valueOfTotal(answer) === plainTotal) return;
    throw new Error(
      `Expected "${aim.name}" on ${instance.name} to reach ${plainTotal}, received ${valueOfTotal(answer)}.`,
    );
  };
  return timeAims(additive, { instance, wishes, retold, solve, check }, effort);
}

/**
 * Times an objective that raises the lowest score, after checking the answer.
 *
 * @throws Error where an answer is not what it says it is, or its lowest score could be higher
 */
export async function timeLowest({ aim, shape }: LowestCase, effort: Effort, solve: Solve): Promise<AimTimings> {
  const instance = makeDense(shape);
  const wishes = drawWishes(instance);
  const retold = retell(instance, wishes);
  const check = (_: Aim, answer: Assignment) => checkLowest(aim, answer, instance);
  return timeAims([aim], { instance, wishes, retold, solve, check }, effort);
}

/** How much longer an aim takes than another one, as a multiple of that one's time. */
export function addedTo({ aims }: AimTimings, aim: Aim, base: Aim): number {
  const [own, other] = [aim, base].map(({ name }) => aims.find((one) => one.aim.name === name)!.timing.median);
  return (own - other) / other;
}

/** An objective that raises the lowest score, and the instance for it. */
export interface LowestCase {
  readonly aim: Aim;
  readonly shape: Shape;
}

/** A problem, told in two ways, what solves it, and what holds an answer against other ways to find it. */
interface Trial {
  readonly instance: DenseInstance;
  readonly wishes: Wishes;
  readonly retold: Retold;
  readonly solve: Solve;
  readonly check: (aim: Aim, answer: Assignment) => void;
}

async function timeAims(aims: readonly Aim[], trial: Trial, effort: Effort): Promise<AimTimings> {
  const { instance, wishes, solve, check } = trial;
  const matrix = toMatrix(instance);
  const methods: string[] = [];
  const tasks = aims.map((aim) => {
    const options = optionsOf(aim, instance, wishes);
    return () => time(() => void solve(matrix, options));
  });
  const warm: number[] = [];
  for (const [at, aim] of aims.entries()) {
    const answer = expectAssignment(solve(matrix, optionsOf(aim, instance, wishes)));
    check(aim, answer);
    checkRetold(aim, answer, trial);
    methods.push(answer.method);
    warm.push(await warmUp(tasks[at]));
  }
  const timings = await takeTurns(tasks, warm, effort);
  return { name: instance.name, aims: aims.map((aim, at) => ({ aim, method: methods[at], timing: timings[at] })) };
}

/** Holds what is reported of each stage against what its pairs come to, and that against the best there is. */
function checkLevels(aim: Aim, answer: Assignment, { instance, wishes }: Pick<Trial, "instance" | "wishes">): void {
  count(instance, answer.columnOfRow);
  const pairs = pairsOf(answer.columnOfRow);
  const levels = levelsOf(aim.objective, instance, wishes);
  const counted = countLevels(levels, pairs);
  const reported = answer.stages.flatMap((result) => reportedLevels(result, pairs.length));
  expectEqual(`"${aim.name}" on ${instance.name} to come to`, counted, reported);
  const best = bestLevels(levels, instance, wishes);
  expectEqual(`"${aim.name}" on ${instance.name} to reach`, best, counted.slice(0, best.length));
}

/** Holds the lowest score against what can be filled without it, and the profile against the scores of the pairs. */
function checkLowest({ name, demand = 1 }: Aim, answer: Assignment, instance: DenseInstance): void {
  const pairs = answer.pairs ?? pairsOf(answer.columnOfRow);
  const scores = pairs.map(([row, column]) => instance.scores[row * instance.columns + column]).sort((a, b) => a - b);
  const lowest = scores[0];
  const results = answer.stages.filter(({ stage }) => stage === "floor" || stage === "leximin");
  for (const { value, profile } of results) {
    expectEqual(`"${name}" on ${instance.name} to have the lowest score`, lowest, value);
    if (profile === undefined) continue;
    const told = profile.flatMap(({ of, count }) => Array<number>(count).fill(of));
    expectEqual(`"${name}" on ${instance.name} to have the scores`, scores, told);
  }
  const degrees = new Int32Array(instance.rows);
  const load = new Int32Array(instance.columns);
  for (const [row, column] of pairs) {
    degrees[row]++;
    load[column]++;
  }
  const over = load.findIndex((taken, column) => taken > instance.capacities[column]);
  if (over >= 0 || new Set(pairs.map(String)).size < pairs.length) {
    throw new Error(`Expected "${name}" on ${instance.name} to have seats for all pairs, and no pair twice.`);
  }
  const filled = Array.from({ length: demand }, (_, at) => degrees.filter((degree) => degree > at).length);
  const best = fillPlaces(instance, demand, Number.MIN_SAFE_INTEGER);
  expectEqual(`"${name}" on ${instance.name} to fill`, best, filled);
  // scores are whole numbers
  if (!isDeepStrictEqual(fillPlaces(instance, demand, lowest + 1), best)) return;
  throw new Error(`Expected "${name}" on ${instance.name} to raise the lowest score above ${lowest}.`);
}

/** The same problem told otherwise has the same values, and where a lottery decides, the same pairs. */
function checkRetold(aim: Aim, answer: Assignment, { instance, retold, solve }: Trial): void {
  const other = expectAssignment(solve(retold.scores, optionsOf(aim, retold.instance, retold.wishes)));
  expectEqual(`"${aim.name}" on ${instance.name}, told otherwise, to reach`, answer.stages, other.stages);
  if (aim.isDrawn !== true) return;
  const columnOfRow = new Int32Array(instance.rows).fill(-1);
  for (const [row, column] of pairsOf(other.columnOfRow)) columnOfRow[retold.rowOf[row]] = retold.columnOf[column];
  if (isDeepStrictEqual(columnOfRow, answer.columnOfRow)) return;
  throw new Error(`Expected "${aim.name}" on ${instance.name}, told otherwise, to have the same pairs.`);
}

function expectEqual(what: string, expected: unknown, received: unknown): void {
  if (isDeepStrictEqual(expected, received)) return;
  throw new Error(`Expected ${what} ${shown(expected)}, received ${shown(received)}.`);
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 200);
}

function expectAssignment(answer: Assignment | InfeasibleAssignment): Assignment {
  if (answer.status === "optimal" && !answer.rounded) return answer;
  throw new Error("Expected an exact assignment, received none.");
}

function valueOfTotal({ stages }: Assignment): number {
  return Number(stages.find(({ stage }) => stage === "total")?.value);
}

function makeDense(shape: Shape): DenseInstance {
  const instance = makeInstance("unif", shape);
  if (instance.form === "sparse") throw new Error(`Expected a dense instance, received ${nameOf("unif", shape)}.`);
  return instance;
}

function toMatrix({ rows, columns, scores }: DenseInstance): ScoreMatrix {
  return { rows, columns, data: scores };
}
