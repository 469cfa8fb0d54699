import type {
  AssignmentOptions,
  Bound,
  Lottery,
  Objective,
  Preset,
  Profile,
  SeatQuota,
  Stage,
  StageResult,
} from "../../src/solve/assignment.js";

type Scores = readonly (readonly number[])[];
type Pair = readonly [row: number, column: number];

/** The columns of each row, ascending. */
export type Picks = readonly (readonly number[])[];

/** Everything that may be asked of an assignment but for how it is found. */
export type Asked = Omit<AssignmentOptions, "solver" | "memoryLimit"> & {
  /** Pairs that every assignment has, whatever else; `floor` is about the others. */
  readonly required?: readonly Pair[];
};

/** What trying every assignment shows. */
export interface Exhaustive {
  /** The optimum that the lottery prefers, row after row, columns ascending. */
  readonly pairs: readonly Pair[];
  readonly stages: readonly StageResult[];
  /** What some optima of the stages have and others have not. */
  readonly ties: { readonly rows: readonly number[]; readonly columns: readonly number[]; readonly pairs: Pair[] };
  /** How many assignments reach what the stages reach. */
  readonly optima: number;
}

const presets: Record<Preset, readonly Stage[]> = {
  everyone: ["matched", "total"],
  best: ["total"],
  fairest: ["matched", "leximin"],
  choices: ["matched", "choices", "total"],
};

/** The stages of an objective, by definition of its name. */
export function stagesOf(objective: Objective = "everyone"): readonly Stage[] {
  return typeof objective === "string" ? presets[objective] : objective;
}

/**
 * Finds the best assignment by trying all of them: those that are best in the first stage, of these those that are best
 * in the second, and so on; last the lottery. `undefined` where no assignment meets all bounds.
 *
 * Shape: `scores` has a list for each row; lists of `options` are complete where they are given.
 * Complexity: time O(assignments · stages), of which there may be 2^(rows · columns).
 */
export function exhaustive(scores: Scores, options: Asked): Exhaustive | undefined {
  const limits = limitsOf(options);
  const program: Program = {
    scores,
    options,
    demands: demandsOf(scores, options),
    lottery: lotteryOf(scores, options),
  };
  let optima: Picks[] = [];
  visitAssignments(program, limits, (picks, counts) => {
    if (limits.every(({ min }, index) => counts[index] >= min)) optima.push([...picks]);
    return true;
  });
  if (optima.length === 0) return undefined;

  const stages = stagesOf(options.objective);
  for (const stage of stages) optima = bestOf(optima, keyOf(stage, program));
  const [drawn] = bestOf(optima, (picks) => lotteryKey(picks, program));
  return {
    pairs: pairsOf(drawn),
    stages: stages.map((stage) => resultOf(stage, drawn, program)),
    ties: tiesOf(optima, options.capacities.length),
    optima: optima.length,
  };
}

/** What the stages say of an assignment, whoever found it. */
export function stageResults(scores: Scores, options: Asked, picks: Picks): StageResult[] {
  const program = { scores, options, demands: demandsOf(scores, options), lottery: lotteryOf(scores, options) };
  return stagesOf(options.objective).map((stage) => resultOf(stage, picks, program));
}

/**
 * By how much, added up over `bounds`, the best of all assignments that keep to capacities, demands and maxima falls
 * short of them: by how much they have to be lowered, and 0 where they can be met as they are.
 */
export function shortfall(scores: Scores, options: Asked, bounds: readonly Bound[]): number {
  const limits: Limit[] = [
    ...limitsOf(options).map((limit) => ({ ...limit, min: 0 })),
    ...bounds.map((bound) => ({ counts: countsUnder(bound, options), min: bound.min, max: Infinity })),
  ];
  let least = Infinity;
  visitAssignments({ scores, options, demands: demandsOf(scores, options) }, limits, (_, counts) => {
    const short = limits.reduce((sum, { min }, index) => sum + Math.max(0, min - counts[index]), 0);
    least = Math.min(least, short);
    return least > 0;
  });
  return least;
}

/**
 * The fewest seats that, added to columns, would let all bounds be met; `Infinity` where no seats would: the most that an
 * assignment which meets all other bounds holds beyond capacities, made as small as possible.
 */
export function fewestSeats(scores: Scores, options: Asked): number {
  const capacities = Array.from(options.capacities);
  const limits = limitsOf(options).map((limit, index) =>
    index < capacities.length ? { ...limit, max: Infinity } : limit,
  );
  let fewest = Infinity;
  visitAssignments({ scores, options, demands: demandsOf(scores, options) }, limits, (_, counts) => {
    if (limits.some(({ min }, index) => counts[index] < min)) return true;
    const beyond = capacities.reduce((sum, seats, column) => sum + Math.max(0, counts[column] - seats), 0);
    fewest = Math.min(fewest, beyond);
    return fewest > 0;
  });
  return fewest;
}

/** All bounds from below that ask for something, a quota per column with one for each column. */
export function boundsOf(options: Asked): Bound[] {
  const columns = [...new Array(options.capacities.length).keys()];
  const minimums = Array.from(options.minimums ?? [], (min, column): Bound => ({ kind: "minimum", column, min }));
  const quotas = (options.quotas ?? []).flatMap(({ of, min = 0 }, quota): Bound[] =>
    of === "perColumn"
      ? columns.map((column) => ({ kind: "quota", quota, column, min }))
      : [{ kind: "quota", quota, min }],
  );
  return [...minimums, ...quotas].filter(({ min }) => min > 0);
}

/** Which pairs count under a bound. */
export function countsUnder(bound: Bound, options: Asked): (row: number, column: number) => boolean {
  if (bound.kind === "minimum") return (_, column) => column === bound.column;
  const { side, members } = options.quotas![bound.quota];
  const isMember = new Set(Array.from(members));
  if (side === "columns") return (_, column) => isMember.has(column);
  return (row, column) => isMember.has(row) && (bound.column === undefined || bound.column === column);
}

/** How many pairs there may be, at least and at most, of those that count. */
export interface Limit {
  readonly counts: (row: number, column: number) => boolean;
  readonly min: number;
  readonly max: number;
}

/** Every bound on columns and groups, from below and from above: columns first, then quotas, in their order. */
export function limitsOf(options: Asked): Limit[] {
  const { capacities, minimums, quotas = [] } = options;
  const seats = Array.from(capacities, (max, column): Limit => {
    const min = minimums?.[column] ?? 0;
    return { counts: countsUnder({ kind: "minimum", column, min }, options), min, max };
  });
  const limitOf = ({ min = 0, max = Infinity }: SeatQuota, quota: number, column?: number): Limit => {
    return { counts: countsUnder({ kind: "quota", quota, column, min }, options), min, max };
  };
  const groups = quotas.flatMap((quota, index) =>
    quota.of === "perColumn"
      ? Array.from(capacities, (_, column) => limitOf(quota, index, column))
      : [limitOf(quota, index)],
  );
  return [...seats, ...groups];
}

/** How many columns each row may have: as many as it wants and there are. */
export function demandsOf(scores: Scores, { demands, capacities }: Asked): number[] {
  return scores.map((_, row) => Math.min(demands?.[row] ?? 1, capacities.length));
}

function lotteryOf(scores: Scores, { lottery, capacities }: Asked): Lottery {
  return lottery ?? { rows: [...scores.keys()], columns: [...new Array(capacities.length).keys()] };
}

interface Program {
  readonly scores: Scores;
  readonly options: Asked;
  readonly demands: readonly number[];
  readonly lottery: Lottery;
}

/**
 * Visits every assignment within demands and the maxima of `limits`, with the number of pairs under each limit, until
 * `visit` returns false.
 */
function visitAssignments(
  { scores, options, demands }: Pick<Program, "scores" | "options" | "demands">,
  limits: readonly Limit[],
  visit: (picks: Picks, counts: readonly number[]) => boolean,
): void {
  const under = scores.map((line, row) =>
    line.map((_, column) => [...limits.keys()].filter((index) => limits[index].counts(row, column))),
  );
  const choices = scores.map((line, row) => {
    const allowed = [...line.keys()].filter((column) => line[column] > -Infinity);
    const required = requiredOf(row, options);
    const picks = subsets(allowed, demands[row]).filter((columns) => required.every((one) => columns.includes(one)));
    return picks.map((columns) => ({
      columns,
      under: columns.flatMap((column) => under[row][column]),
    }));
  });
  const most = limits.map(({ max }) => max);
  const counts = limits.map(() => 0);
  const picks: (readonly number[])[] = scores.map(() => []);

  function visitRow(row: number): boolean {
    if (row === scores.length) return visit(picks, counts);
    let goesOn = true;
    for (const choice of choices[row]) {
      for (const index of choice.under) counts[index] += 1;
      if (choice.under.every((index) => counts[index] <= most[index])) {
        picks[row] = choice.columns;
        goesOn = visitRow(row + 1);
      }
      for (const index of choice.under) counts[index] -= 1;
      if (!goesOn) break;
    }
    return goesOn;
  }

  visitRow(0);
}

/** All subsets of at most so many elements, each in the order given; the larger ones first. */
function subsets(elements: readonly number[], atMost: number): number[][] {
  if (elements.length === 0 || atMost === 0) return [[]];
  const [first, ...others] = elements;
  const having = subsets(others, atMost - 1).map((subset) => [first, ...subset]);
  return [...having, ...subsets(others, atMost)];
}

/** Those whose keys are lexicographically greatest. */
function bestOf(candidates: readonly Picks[], keyOfPicks: (picks: Picks) => readonly number[]): Picks[] {
  let best: Picks[] = [];
  let greatest: readonly number[] = [];
  for (const candidate of candidates) {
    const key = keyOfPicks(candidate);
    const comparison = best.length === 0 ? 1 : compare(key, greatest);
    if (comparison > 0) {
      best = [candidate];
      greatest = key;
    } else if (comparison === 0) best.push(candidate);
  }
  return best;
}

/** Above zero when the first list is the greater one: the first number that differs decides. */
function compare(first: readonly number[], second: readonly number[]): number {
  for (let index = 0; index < first.length; index++) {
    if (first[index] !== second[index]) return first[index] - second[index];
  }
  return 0;
}

/**
 * What a stage compares, the greater the better. Lists of one stage are equally long wherever the numbers before are
 * equal: `leximin` lists as many scores as there are places filled.
 */
function keyOf(stage: Stage, program: Program): (picks: Picks) => readonly number[] {
  switch (stage) {
    case "matched":
      return (picks) => upTo(Math.max(1, ...program.demands)).map((place) => rowsWith(picks, place));
    case "priority": {
      const levels = prioritiesOf(program);
      return (picks) => levels.map((level) => rowsOfPriority(picks, level, program));
    }
    case "draw": {
      const order = drawOrder(program);
      return (picks) => order.map((row) => (picks[row].length > 0 ? 1 : 0));
    }
    case "total":
      return (picks) => [scoresOf(picks, program).reduce((sum, score) => sum + score, 0)];
    case "floor":
      return (picks) => [placesOf(picks), Math.min(...scoresOf(withoutRequired(picks, program), program))];
    case "leximin":
      return (picks) => [placesOf(picks), ...scoresOf(picks, program).sort((a, b) => a - b)];
    case "choices":
      return (picks) => {
        const counts = countChoices(picks, program);
        return counts.slice(1);
      };
    case "choices:generous":
      return (picks) => {
        const [none, ...counts] = countChoices(picks, program);
        return [placesOf(picks), -none, ...counts.reverse().map((count) => -count)];
      };
    case "balance":
      return (picks) => [-squaredLoads(picks, program)];
    case "continuity":
      return (picks) => [currentPairs(picks, program)];
  }
}

/** What a stage reached with an assignment. */
function resultOf(stage: Stage, picks: Picks, program: Program): StageResult {
  switch (stage) {
    case "matched": {
      const mostPlaces = Math.max(1, ...program.demands);
      const profile = upTo(mostPlaces).map((of) => ({ of, count: rowsWith(picks, of) }));
      return mostPlaces > 1 ? { stage, value: rowsWith(picks, 1), profile } : { stage, value: rowsWith(picks, 1) };
    }
    case "priority": {
      const profile = prioritiesOf(program).map((of) => ({ of, count: rowsOfPriority(picks, of, program) }));
      return { stage, value: profile[0]?.count ?? 0, profile };
    }
    case "draw":
      return { stage, value: rowsWith(picks, 1) };
    case "total":
      return { stage, value: scoresOf(picks, program).reduce((sum, score) => sum + score, 0) };
    case "floor":
      return { stage, value: lowestOf(scoresOf(picks, program)) };
    case "leximin": {
      const scores = scoresOf(picks, program);
      return { stage, value: lowestOf(scores), profile: profileOf(scores) };
    }
    case "choices": {
      const counts = countChoices(picks, program);
      const profile = upTo(counts.length - 1).map((of) => ({ of, count: counts[of] }));
      return { stage, value: counts[1] ?? 0, profile };
    }
    case "choices:generous": {
      const counts = countChoices(picks, program);
      const ranks = [0, ...upTo(counts.length - 1).reverse()];
      return { stage, value: counts[0], profile: ranks.map((of) => ({ of, count: counts[of] })) };
    }
    case "balance":
      return { stage, value: squaredLoads(picks, program) };
    case "continuity":
      return { stage, value: currentPairs(picks, program) };
  }
}

/** A row is matched rather than not, in the order drawn; then each pair is assigned rather than not. */
function lotteryKey(picks: Picks, { lottery }: Program): number[] {
  const rows = Array.from(lottery.rows);
  const columns = Array.from(lottery.columns);
  return [
    ...rows.map((row) => (picks[row].length > 0 ? 1 : 0)),
    ...rows.flatMap((row) => columns.map((column) => (picks[row].includes(column) ? 1 : 0))),
  ];
}

function tiesOf(optima: readonly Picks[], columns: number): Exhaustive["ties"] {
  const rows = [...optima[0].keys()];
  const someNotAll = (holds: (picks: Picks) => boolean) => optima.some(holds) && !optima.every(holds);
  const all = [...new Array(columns).keys()];
  return {
    rows: rows.filter((row) => someNotAll((picks) => picks[row].length > 0)),
    columns: all.filter((column) => someNotAll((picks) => picks.some((pick) => pick.includes(column)))),
    pairs: rows.flatMap((row) =>
      all.filter((column) => someNotAll((picks) => picks[row].includes(column))).map((column): Pair => [row, column]),
    ),
  };
}

function pairsOf(picks: Picks): Pair[] {
  return picks.flatMap((pick, row) => pick.map((column): Pair => [row, column]));
}

function placesOf(picks: Picks): number {
  return picks.reduce((sum, pick) => sum + pick.length, 0);
}

function rowsWith(picks: Picks, places: number): number {
  return picks.filter((pick) => pick.length >= places).length;
}

/** Different priorities, the highest first. */
function prioritiesOf({ scores, options }: Program): number[] {
  return [...new Set(scores.map((_, row) => options.priorities?.[row] ?? 0))].sort((a, b) => b - a);
}

function rowsOfPriority(picks: Picks, priority: number, { options }: Program): number {
  return picks.filter((pick, row) => pick.length > 0 && (options.priorities?.[row] ?? 0) === priority).length;
}

/** Rows by priority, those of the highest first, and as they are drawn where it is the same. */
export function drawOrder({ options, lottery }: Pick<Program, "options" | "lottery">): number[] {
  const priorityOf = (row: number) => options.priorities?.[row] ?? 0;
  return Array.from(lottery.rows).sort((first, second) => priorityOf(second) - priorityOf(first));
}

function scoresOf(picks: Picks, { scores }: Program): number[] {
  return picks.flatMap((pick, row) => pick.map((column) => scores[row][column]));
}

function requiredOf(row: number, { required = [] }: Asked): number[] {
  return required.filter(([one]) => one === row).map(([, column]) => column);
}

function withoutRequired(picks: Picks, { options }: Program): Picks {
  return picks.map((pick, row) => pick.filter((column) => !requiredOf(row, options).includes(column)));
}

function lowestOf(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : Math.min(...scores);
}

function profileOf(scores: readonly number[]): Profile {
  const levels = [...new Set(scores)].sort((a, b) => a - b);
  return levels.map((of) => ({ of, count: scores.filter((score) => score === of).length }));
}

/** How many pairs are a choice of each number, up to the longest list of choices; at 0 those that are none. */
function countChoices(picks: Picks, { options }: Program): number[] {
  const lists = Array.from(options.choices ?? [], (list) => Array.from(list));
  const counts = new Array<number>(1 + Math.max(0, ...lists.map((list) => list.length))).fill(0);
  picks.forEach((pick, row) => {
    for (const column of pick) counts[(lists[row] ?? []).indexOf(column) + 1] += 1;
  });
  return counts;
}

function squaredLoads(picks: Picks, { options }: Program): number {
  const loads = Array.from(options.capacities, (_, column) => options.loads?.[column] ?? 0);
  for (const pick of picks) for (const column of pick) loads[column] += 1;
  return loads.reduce((sum, load) => sum + load * load, 0);
}

function currentPairs(picks: Picks, { options }: Program): number {
  return (options.current ?? []).filter(([row, column]) => picks[row].includes(column)).length;
}

/** The numbers from 1 on. */
function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
