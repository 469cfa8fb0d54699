import { countsOf, type PairCount } from "../solve/proof/componentCounts.js";
import { foldPrices } from "../solve/proof/foldPrices.js";
import { limitStarts, type StagedInstance } from "../solve/proof/stagedClaim.js";
import { boundsLeft } from "../solve/read/loads.js";
import type { TiedFlow } from "../solve/ties/findTies.js";
import type { ReadProof } from "./checkCertificate.js";
import type { Examination } from "./examination.js";
import { type Ends, laySeatNodes } from "./seatNodes.js";

/** A matching as a flow, in which exactly those arcs are live whose prices leave open what they carry. */
export interface TightFlow extends TiedFlow {
  /** Row i has the places from `placeStart[i]` to `placeStart[i + 1]`. */
  readonly placeStart: Int32Array;
}

/** More than there are of anything; room for it fits 32 bits. */
const PLENTY = 2 ** 30;

/**
 * The pairs that no pin fixed, as a flow. By complementary slackness the matchings as good as this one are exactly the
 * flows that carry the same along every arc whose prices do not add up to zero; on the others they may differ. The prices
 * have passed their check.
 *
 * `parts` is how many components count, from the first on.
 * Time O(pairs · components), space about 30 bytes for each pair that may differ.
 */
export function toTightFlow(examination: Examination, proof: ReadProof, parts = proof.components.length): TightFlow {
  const { open, openPairs, scored } = examination;
  const { rows, columns, capacities, loads } = open;
  const instance: StagedInstance = { ...open, scores: { form: "dense", data: scored.matrix ?? new Float64Array(0) } };
  const first = <Part>(list: readonly Part[]) => list.slice(0, parts);
  const counts = countsOf(instance, first(proof.components));
  const quotaPrices = first(proof.quotaPrices ?? []);
  const prices = { rowPrices: first(proof.rowPrices), columnPrices: first(proof.columnPrices), quotaPrices };
  const isZero = (part: (k: number) => number) => counts.every((_, k) => part(k) === 0);

  const nodes = laySeatNodes(open);
  const arcs = createArcs();
  const degree = new Int32Array(rows);
  const load = new Int32Array(columns);
  const own: number[][] = Array.from({ length: rows }, () => []);
  for (const [row, column] of openPairs) {
    degree[row]++;
    load[column]++;
    own[row].push(column);
  }

  // places: a row's price with the premium of its next place, and of its last one
  const placeStart = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const last = loads.demands[row];
    for (let place = 1; place <= last; place++) {
      const gain = (k: number) => prices.rowPrices[k][row] + (counts[k].place(row, place) - counts[k].place(row, last));
      arcs.add(nodes.ofPlaces(row), { low: 0, most: 1, flow: Number(place <= degree[row]), isLive: isZero(gain) });
    }
    placeStart[row + 1] = arcs.count();
  }

  // pairs
  const firstPair = arcs.count();
  const pairStart = new Int32Array(rows + 1);
  const column = createList();
  const tightOf = createTightness(instance, counts, prices);
  for (let row = 0; row < rows; row++) {
    const tight = tightOf(row, scored.scoresOf(row));
    const fixed = own[row].filter((j) => !tight.includes(j));
    // what is assigned though its prices leave no choice is there too, and cannot change
    const listed = fixed.length === 0 ? tight : Int32Array.from([...tight, ...fixed]).sort();
    for (let at = 0; at < listed.length; at++) {
      const j = listed[at];
      const flow = own[row].includes(j) ? 1 : 0;
      const isLive = fixed.length === 0 || !fixed.includes(j);
      arcs.add(nodes.ofPair(row, j), { low: 0, most: 1, flow, isLive });
      column.push(j);
    }
    pairStart[row + 1] = column.count();
  }

  // seats: one arc for all of a mentor's, unless each counts something else
  const areAlike = !open.stages.includes("balance");
  const seatStart = new Int32Array(columns + 1).fill(arcs.count());
  for (let j = 0; j < columns; j++) {
    const least = loads.minimums[j];
    // one seat more than there are rows stands for any number of them
    const most = Math.min(capacities[j], Math.max(rows + 1, least));
    if (areAlike) {
      const isLive = isZero((k) => prices.columnPrices[k][j]);
      arcs.add(nodes.ofSeats(j), { low: least, most, flow: load[j], isLive });
    } else {
      for (let seat = 1; seat <= most; seat++) {
        const isLive = isZero((k) => prices.columnPrices[k][j] + counts[k].seat(j, seat));
        arcs.add(nodes.ofSeats(j), { low: Number(seat <= least), most: 1, flow: Number(seat <= load[j]), isLive });
      }
    }
    seatStart[j + 1] = arcs.count();
  }

  // quotas
  const starts = limitStarts(instance);
  for (const { quota, column: only, ends } of nodes.limits) {
    const one = loads.quotas[quota];
    const { min, max } = boundsLeft(one, only ?? 0);
    const isMember = new Set(one.members);
    const counted = openPairs.filter(([i, j]) => isMember.has(one.side === "rows" ? i : j) && (only ?? j) === j);
    const isLive = isZero((k) => quotaPrices[k][starts[quota] + (only ?? 0)]);
    arcs.add(ends, { low: min, most: max, flow: counted.length, isLive });
  }

  const range = (start: Int32Array, index: number) =>
    Array.from({ length: start[index + 1] - start[index] }, (_, at) => start[index] + at);
  return {
    ...{ nodes: nodes.nodes, ...arcs.lists(), placeStart, firstPair, pairStart, column: column.list(), columns },
    placesOf: (row) => range(placeStart, row),
    seatsOf: (one) => range(seatStart, one),
  };
}

interface Arc {
  readonly low: number;
  readonly most: number;
  /** What it carries, `low` included. */
  readonly flow: number;
  readonly isLive: boolean;
}

function createArcs() {
  // there may be as many as pairs: lists of numbers would take several times the room
  const [from, to, low, room, flow, live] = Array.from({ length: 6 }, createList);
  return {
    count: () => from.count(),
    add: (ends: Ends, arc: Arc): void => {
      if (arc.isLive) live.push(from.count());
      from.push(ends[0]);
      to.push(ends[1]);
      low.push(arc.low);
      room.push(Math.min(arc.most, PLENTY) - arc.low);
      flow.push(arc.flow - arc.low);
    },
    lists: () => ({
      ...{ from: from.list(), to: to.list(), low: low.list() },
      ...{ room: room.list(), flow: flow.list(), live: live.list() },
    }),
  };
}

/** A list of whole numbers that grows. */
function createList() {
  let list = new Int32Array(1024);
  let count = 0;
  return {
    count: () => count,
    push: (number: number): void => {
      if (count === list.length) {
        const wider = new Int32Array(2 * count);
        wider.set(list);
        list = wider;
      }
      list[count++] = number;
    },
    list: () => list.subarray(0, count),
  };
}

/**
 * Makes a function that finds the columns with which a row's prices add up to exactly the pair's value, in all components;
 * valid until the next call.
 */
function createTightness(
  instance: StagedInstance,
  counts: ReturnType<typeof countsOf>,
  prices: Parameters<typeof foldPrices>[1],
): (row: number, scores: Float64Array) => Int32Array {
  const { loads, columns } = instance;
  const folded = foldPrices(instance, prices);
  const tight = new Int32Array(columns);
  return (row, scores) => {
    let left = 0;
    for (let j = 0; j < columns; j++) if (scores[j] !== Number.NEGATIVE_INFINITY) tight[left++] = j;
    for (let k = 0; k < counts.length && left > 0; k++) {
      const { pair, place } = counts[k];
      const column = folded.ofColumn[k][folded.groupOfRow[row]];
      const base = folded.ofRow[k][row] - place(row, loads.demands[row]);
      let kept = 0;
      // what most components count is compared without a call
      if (pair.by === "nothing") {
        for (let at = 0; at < left; at++) if (base + column[tight[at]] === 0) tight[kept++] = tight[at];
      } else if (pair.by === "score") {
        for (let at = 0; at < left; at++) {
          const j = tight[at];
          if (base + column[j] === scores[j]) tight[kept++] = j;
        }
      } else {
        for (let at = 0; at < left; at++) {
          const j = tight[at];
          if (base + column[j] === worthOf(pair, loads, { row, column: j, score: scores[j] })) tight[kept++] = j;
        }
      }
      left = kept;
    }
    return tight.subarray(0, left);
  };
}

/** What a pair counts; no number where it counts less than any. */
function worthOf(
  pair: Exclude<PairCount, { readonly by: "nothing" | "score" }>,
  { choices, current }: StagedInstance["loads"],
  { row, column, score }: { readonly row: number; readonly column: number; readonly score: number },
): number {
  switch (pair.by) {
    case "level":
      return score > pair.after && score < pair.of ? Number.NaN : score <= pair.most ? -1 : 0;
    case "choice":
      return Array.prototype.indexOf.call(choices[row], column) + 1 === pair.choice ? pair.worth : 0;
    case "current":
      return current[row].has(column) ? 1 : 0;
  }
}
