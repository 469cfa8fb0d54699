import type { Ties } from "../solve/assignment.js";
import { drawPairs } from "../solve/ties/drawPairs.js";
import { findTies } from "../solve/ties/findTies.js";
import { drawLottery } from "../solve/ties/lottery.js";
import { createResidual } from "../solve/ties/residual.js";
import { exactChances } from "./chances.js";
import type { ReadProof } from "./checkCertificate.js";
import { type Examination, whoOf } from "./examination.js";
import { type TightFlow, toTightFlow } from "./tightFlow.js";
import { expectSame, type MatchingViolation, type Violations } from "./violation.js";

/** Who differs between equally good matchings, by row: where the lottery decided, and where the stage `draw` did. */
export interface Undecided {
  readonly byLottery: ReadonlySet<number>;
  readonly byDraw: ReadonlySet<number>;
}

export const nobodyUndecided: Undecided = { byLottery: new Set(), byDraw: new Set() };

/** Nothing was drawn: the record says so. */
export function* checkNoLottery({ said, problem }: Examination): Violations {
  const nothing = { seed: problem.seed, mentees: [], mentors: [], pairs: 0 };
  yield* expectSame("lottery", "the record of the lottery", [said.objective.lottery, nothing]);
  for (const { mentee, mentor, tied } of said.pairs) {
    if (tied) yield { check: "lottery", message: "The pair is called tied, and no lottery was drawn.", mentee, mentor };
  }
}

/**
 * What differs between the matchings that the proof leaves equally good is recorded, pair by pair; and of these the
 * matching is the one that the seed draws: in drawn order mentees are matched rather than not, and then, in the same
 * order, get the earliest drawn mentor that those before them leave.
 *
 * That an arc can change if and only if a cycle goes through it is a theorem of flows, and the draw a rule: for both
 * the procedures of `solve/ties` are asked again, on a flow that is made here of the prices and the pairs alone.
 */
export function* checkLottery(examination: Examination, proof: ReadProof): Generator<MatchingViolation, Undecided> {
  const flow = toTightFlow(examination, proof);
  const ties = findTies(flow);
  yield* checkRecord(examination, ties);
  yield* checkTied(examination, ties);
  yield* checkDraw(examination, proof, flow);
  const draw = proof.components.findIndex(({ stage }) => stage === "draw");
  const drawn = draw < 0 ? [] : findTies(toTightFlow(examination, proof, draw)).rows;
  return { byLottery: new Set(ties.rows), byDraw: new Set(drawn) };
}

/** Whoever has a pin is matched whatever is drawn. */
function* checkRecord(examination: Examination, ties: Ties): Violations {
  const { said, problem, rows, pinsOf } = examination;
  const isPinned = new Set(problem.pins.map(({ mentor }) => mentor));
  const chanceOf = exactChances(examination, ties);
  const expected = {
    seed: problem.seed,
    mentees: ties.rows
      .filter((row) => pinsOf[rows[row]].size === 0)
      .map((row) => {
        const chance = chanceOf.get(row);
        return { mentee: problem.mentees[rows[row]].id, ...(chance === undefined ? {} : { chance }) };
      }),
    mentors: ties.columns.filter((column) => !isPinned.has(column)).map((column) => problem.mentors[column].id),
    pairs: ties.pairs.column.length,
  };
  const { lottery } = said.objective;
  yield* expectSame("lottery", "the seed of the lottery", [lottery.seed, expected.seed]);
  yield* expectSame("lottery", "the mentees who are tied", [lottery.mentees, expected.mentees]);
  yield* expectSame("lottery", "the mentors who are tied", [lottery.mentors, expected.mentors]);
  yield* expectSame("lottery", "the number of tied pairs", [lottery.pairs, expected.pairs]);
}

function* checkTied({ pairs, pinsOf, rowOf, ...ground }: Examination, { pairs: { start, column } }: Ties): Violations {
  for (const { mentee, mentor, said } of pairs) {
    if (pinsOf[mentee].has(mentor)) continue;
    const row = rowOf[mentee];
    const isTied = column.subarray(start[row], start[row + 1]).includes(mentor);
    yield* expectSame("lottery", "tied", [said.tied, isTied], whoOf(ground, mentee, mentor));
  }
}

function* checkDraw(examination: Examination, proof: ReadProof, flow: TightFlow): Violations {
  const { rows, problem, open, openPairs, isPlain } = examination;
  const lottery = open.loads.lottery!;
  if (isPlain) {
    const columnOfRow = new Int32Array(open.rows).fill(-1);
    for (const [row, column] of openPairs) columnOfRow[row] = column;
    const tight = { start: flow.pairStart, column: flow.column };
    const drawn = drawLottery(tight, { capacities: open.capacities, claim: { columnOfRow, ...proof } }, lottery);
    for (const [row, column] of drawn.entries()) {
      if (column !== columnOfRow[row]) yield notDrawn(problem.mentees[rows[row]].id);
    }
    return;
  }
  // whoever has a pin is matched already
  const undecided = Array.from(lottery.rows).filter((row) => open.loads.filled[row] === 0);
  const earlier = firstWhoCouldBeMatched(flow, undecided);
  if (earlier >= 0) {
    yield notDrawn(problem.mentees[rows[earlier]].id);
    return;
  }
  // who is matched is decided: that place of each row carries what it carries
  const isDecided = new Set(undecided.map((row) => flow.placeStart[row]));
  const drawn = { ...flow, flow: flow.flow.slice(), live: flow.live.filter((arc) => !isDecided.has(arc)) };
  drawPairs(drawn, lottery);
  for (let row = 0; row < open.rows; row++) {
    const first = flow.firstPair + flow.pairStart[row];
    const end = flow.firstPair + flow.pairStart[row + 1];
    for (let arc = first; arc < end; arc++) {
      if (drawn.flow[arc] === flow.flow[arc]) continue;
      yield notDrawn(problem.mentees[rows[row]].id);
      break;
    }
  }
}

function notDrawn(mentee: string): MatchingViolation {
  const message = "Among equally good matchings the seed draws another one for the mentee.";
  return { check: "lottery", message, mentee };
}

/**
 * Of some rows, in drawn order, the first without a column that some flow as good would give one beside all rows before
 * it; −1 if there is none. A row's first place is what is decided, row after row.
 */
function firstWhoCouldBeMatched(flow: TightFlow, rows: readonly number[]): number {
  const residual = createResidual(flow, flow.live);
  const { from, to, room, fast, start, arc, nodes } = residual;
  const reached = new Uint8Array(nodes);
  const queue = new Int32Array(nodes);
  /** Whether one more unit can get from a node to another. */
  const leadsTo = (source: number, target: number): boolean => {
    let count = 0;
    queue[count++] = source;
    reached[source] = 1;
    for (let at = 0; at < count; at++) {
      const node = queue[at];
      for (let k = start[node]; k < start[node + 1]; k++) {
        const e = arc[k];
        if (fast[e] !== 0) continue;
        const isForwards = from[e] === node;
        if (!(isForwards ? residual.flow[e] < room[e] : residual.flow[e] > 0)) continue;
        const next = isForwards ? to[e] : from[e];
        if (next === target) return true;
        if (reached[next] !== 0) continue;
        reached[next] = 1;
        queue[count++] = next;
      }
    }
    return false;
  };
  // what has led nowhere leads nowhere later, as deciding rows only takes ways away; the way is always to the root but for quotas
  let goal = -1;
  for (const row of rows) {
    const place = flow.placeStart[row];
    if (place === flow.placeStart[row + 1]) continue;
    if (flow.flow[place] === 0 && fast[place] === 0) {
      if (goal !== from[place]) reached.fill(0);
      goal = from[place];
      if (reached[to[place]] === 0 && leadsTo(to[place], goal)) return row;
    }
    fast[place] = 1;
  }
  return -1;
}
