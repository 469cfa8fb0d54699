import type { Lottery, Ties } from "../assignment.js";
import { componentsOf } from "../components.js";
import { solveDense, solveSparse } from "../kernels/chooseKernel.js";
import { lowestPrices } from "../prices/lowestPrices.js";
import type { Prices } from "../prices/prices.js";
import { isSparseProblem } from "../read/toKernelProblem.js";
import type { LoadedProblem, StagedAnswer } from "../stagedAnswer.js";
import { findTies } from "../ties/findTies.js";
import { drawLottery } from "../ties/lottery.js";
import { toTightFlow } from "../ties/tightFlow.js";
import { drawnRows } from "./drawnRows.js";
import { everyAssignment, keepTight, listTightPairs, type Optima, type PairList } from "./optima.js";
import { MOST, type Pack, packComponents, unpackPrice } from "./packComponents.js";
import { type CountedProblem, countsOfRows, packValues } from "./packValues.js";
import { takeInTurn } from "./takeInTurn.js";
import { countsPairs, worthOf } from "./worths.js";

interface Effort {
  readonly tick?: (() => void) | undefined;
  /** What pairs of a pack stay below; the less, the more packs. */
  readonly most?: number;
}

/** What is known so far: the optima of the components that are solved, and one of them. */
interface Progress {
  columnOfRow: Int32Array;
  /** Where it makes no difference which pairs are left, they are not listed. */
  optima: Optima | undefined;
  /** [component][row], [component][column] */
  readonly rowPrices: readonly Float64Array[];
  readonly columnPrices: readonly Float64Array[];
  readonly heldRows: Uint8Array;
  readonly heldColumns: Uint8Array;
}

/**
 * Solves objectives that add up over rows and pairs by the kernels for assignments, as many components at a time as go
 * into one number; undefined where more is asked for, or where numbers would become too great.
 *
 * The components that come next are compared among the optima of those before. These are the assignments along tight
 * pairs that keep rows with a price matched and columns with a price full, so the next problem has these pairs only, and
 * for each such row and column a pair counts a bonus besides, which is taken off the prices again.
 *
 * Time and space of a kernel for each pack; after the first one there are few pairs left, unless scores have many ties.
 */
export function solvePacked(
  problem: LoadedProblem & { readonly largest: number },
  lottery: Lottery | undefined,
  { tick, most = MOST }: Effort = {},
): StagedAnswer | undefined {
  const { rows, columns, stages, loads, largest } = problem;
  if (!countsPairs(stages, loads)) return undefined;
  const components = stages.flatMap((stage) => componentsOf(stage, loads));
  const worths = components.map((component) => worthOf(component, loads));
  const isScarce = problem.capacities.reduce((sum, count) => sum + count, 0) < rows;
  const packs = packComponents(worths, { loads, largest, most, shorter: Math.min(rows, columns), isScarce });
  if (packs === undefined) return undefined;

  const counted = { ...problem, worths };
  const progress: Progress = {
    columnOfRow: new Int32Array(rows).fill(-1),
    optima: undefined,
    rowPrices: components.map(() => new Float64Array(rows)),
    columnPrices: components.map(() => new Float64Array(columns)),
    heldRows: new Uint8Array(rows),
    heldColumns: new Uint8Array(columns),
  };
  const draw = components.findIndex(({ stage }) => stage === "draw");
  let drawn: readonly number[] = [];
  const methods = new Set<string>();
  for (const pack of packs) {
    const among = pack.inTurn ? (progress.optima ?? everyAssignment(problem)) : progress.optima;
    const { columnOfRow, prices, method, tightPairs } = solvePack(counted, pack, among, {
      tick,
      columnOfRow: progress.columnOfRow,
    });
    methods.add(method);
    if (pack.components.includes(draw)) drawn = drawnRows(counted, { pack, draw, prices, columnOfRow, among });
    progress.columnOfRow = columnOfRow;
    if (pack !== packs[packs.length - 1] || lottery !== undefined) {
      progress.optima = { pairs: tightPairs(), heldRows: progress.heldRows, heldColumns: progress.heldColumns };
    }
    takePrices(pack, prices.row, progress.heldRows, progress.rowPrices);
    takePrices(pack, prices.column, progress.heldColumns, progress.columnPrices);
  }

  const decided = lottery === undefined ? progress : drawAmong(counted, progress, lottery);
  return {
    components,
    rowPrices: progress.rowPrices,
    columnPrices: progress.columnPrices,
    quotaPrices: components.map(() => new Float64Array(0)),
    pairs: pairsOf(decided.columnOfRow),
    ...("ties" in decided ? { ties: decided.ties } : {}),
    ...(draw < 0 ? {} : { drawn }),
    method: [...methods].join(" + "),
  };
}

/** An optimum of a pack. */
interface SolvedPack {
  readonly columnOfRow: Int32Array;
  readonly prices: Prices;
  readonly method: string;
  readonly tightPairs: () => PairList;
}

/** Makes a pack as great as can be; where rows are taken in turn, from an optimum of those before on. */
function solvePack(
  problem: CountedProblem,
  pack: Pack,
  among: Optima | undefined,
  { tick, columnOfRow: before }: { readonly tick: (() => void) | undefined; readonly columnOfRow: Int32Array },
): SolvedPack {
  if (pack.inTurn && among !== undefined) {
    const ofRow = countsOfRows(problem, pack);
    const inTurn = takeInTurn(among, { columnOfRow: before, capacities: problem.capacities, ofRow });
    return { ...inTurn, method: "in turn", tightPairs: () => keepTight(among.pairs, ofRow, inTurn.prices) };
  }
  const { kernelProblem, rowPrices } = packValues(problem, pack, among);
  // where the problem was read, more memory was asked for than any kernel takes
  const { method, answer } = isSparseProblem(kernelProblem)
    ? solveSparse(kernelProblem, { rowPrices, tick })
    : solveDense(kernelProblem, { rowPrices, tick, memoryLimit: Number.POSITIVE_INFINITY });
  const { columnOfRow } = answer;
  const prices = lowestPrices(kernelProblem, columnOfRow, answer.columnPrices);
  return { columnOfRow, prices, method, tightPairs: () => listTightPairs(kernelProblem, prices, among?.pairs) };
}

/** Adds the parts of packed prices to the vectors, without the bonus of who was held before, and holds who has one. */
function takePrices(pack: Pack, packed: Float64Array, held: Uint8Array, vectors: readonly Float64Array[]): void {
  for (let index = 0; index < packed.length; index++) {
    const price = packed[index] - pack.bonus * held[index];
    if (price === 0) continue;
    held[index] = 1;
    const parts = unpackPrice(pack, price);
    for (let k = 0; k < parts.length; k++) vectors[pack.components[k]][index] = parts[k];
  }
}

/** The optimum that the lottery chooses, and between what. */
function drawAmong(
  { capacities }: CountedProblem,
  { optima, ...claim }: Progress,
  lottery: Lottery,
): { readonly columnOfRow: Int32Array; readonly ties: Ties } {
  const tight = optima!.pairs;
  return {
    ties: findTies(toTightFlow(tight, { capacities, claim })),
    columnOfRow: drawLottery(tight, { capacities, claim }, lottery),
  };
}

function pairsOf(columnOfRow: Int32Array): [row: number, column: number][] {
  const pairs: [number, number][] = [];
  columnOfRow.forEach((column, row) => {
    if (column >= 0) pairs.push([row, column]);
  });
  return pairs;
}
