import type { PolicyBound, ProgrammeRepair } from "../matching/infeasibility.js";
import { belowMinimum, blocksOf } from "../score/scorer.js";
import { boundsLeft } from "../solve/read/loads.js";
import { allowedOf, type Examination } from "./examination.js";
import { type BoundedArc, leastLowering } from "./leastLowering.js";
import { laySeatNodes } from "./seatNodes.js";
import { expectSame, type Violations } from "./violation.js";

/** Where a bound stands: at a column, as its minimum or, with a quota, its share of it; or at a quota. */
interface OpenBound {
  readonly quota?: number;
  readonly column?: number;
  readonly min: number;
}

/** With more pairs than this, counted once for each bound, it is not tried whether the conflict does without each. */
const MOST_TRIED = 2 ** 20;

const check = "infeasibility" as const;

/**
 * No matching meets the policy's minimums and quotas: those named cannot be met together, and each of them is needed for
 * that; those who could count for them are named; and every repair, carried out, makes a matching possible. That of the
 * bounds is also the smallest; that the others are is not looked into.
 */
export function* checkInfeasibility(examination: Examination): Violations {
  const { said, problem, open } = examination;
  const nothing = { ...{ method: "network", components: [], mentees: [], seats: [] } };
  yield* expectSame(check, "the certificate", [said.certificate, nothing]);
  yield* expectSame(check, "the list of pairs", [said.pairs, []]);
  yield* expectSame(check, "the total", [said.total, 0]);
  const { infeasibility } = said;
  if (infeasibility === undefined) {
    yield { check, message: "Nothing says why no matching is possible." };
    return;
  }
  const { bounds, missing, mentees, mentors } = infeasibility.conflict;
  const conflict = bounds.map((bound) => findBound(examination, bound));
  for (const [at, bound] of conflict.entries()) {
    if (bound === undefined)
      yield { check, message: `conflict.bounds[${at}] is no lower bound that the policy sets and pins leave.` };
  }
  const real = conflict.filter((bound) => bound !== undefined);
  if (real.length < bounds.length) return;

  const lowering = (some: readonly OpenBound[], change: Change = {}) => leastLoweringOf(examination, some, change);
  const short = lowering(real);
  yield* expectSame(check, "by how much the bounds named are too high", [missing, short]);
  if (short === 0) yield { check, message: "The bounds named can be met together." };
  if (real.length * open.rows * open.columns <= MOST_TRIED) {
    for (const left of real.keys()) {
      if (lowering(real.toSpliced(left, 1)) === 0) continue;
      yield { check, message: `The bounds named cannot be met without conflict.bounds[${left}] either.` };
    }
  }
  const concerned = peopleConcerned(examination, real);
  const idsOf = (people: readonly { readonly id: string }[], marks: Uint8Array) =>
    people.flatMap(({ id }, index) => (marks[index] === 1 ? [id] : []));
  yield* expectSame(check, "the mentees concerned", [mentees, idsOf(problem.mentees, concerned.mentees)]);
  yield* expectSame(check, "the mentors concerned", [mentors, idsOf(problem.mentors, concerned.mentors)]);
  yield* checkRepairs(examination, infeasibility.repairs, lowering);
}

/** A matching that is feasible does not say why it is not. */
export function* checkFeasible({ said }: Examination): Violations {
  if (said.infeasibility === undefined) return;
  yield { check, message: "The matching is feasible, and says why it is not." };
}

/** The bound of what pins leave open that is meant; undefined where there is none. */
function findBound({ problem, mentorOf, open }: Examination, bound: PolicyBound): OpenBound | undefined {
  const column = bound.mentor === undefined ? undefined : mentorOf.get(bound.mentor);
  if (bound.mentor !== undefined && column === undefined) return undefined;
  if (bound.kind === "minimum") {
    return open.loads.minimums[column!] === bound.min && bound.min > 0 ? { column, min: bound.min } : undefined;
  }
  const quota = problem.quotas.findIndex(({ index }) => index === bound.quota);
  if (quota < 0 || (problem.quotas[quota].of === "perMentor") !== (column !== undefined)) return undefined;
  const { min } = boundsLeft(open.loads.quotas[quota], column ?? 0);
  return min === bound.min && min > 0 ? { quota, column, min } : undefined;
}

/** All lower bounds of what pins leave open. */
function allBounds({ open }: Examination): OpenBound[] {
  const { minimums, quotas } = open.loads;
  const ofQuotas = quotas.flatMap((one, quota): OpenBound[] => {
    if (one.of === "all") return [{ quota, min: boundsLeft(one, 0).min }];
    return Array.from(one.used, (_, column) => ({ quota, column, min: boundsLeft(one, column).min }));
  });
  return [...minimums.map((min, column) => ({ column, min })), ...ofQuotas].filter(({ min }) => min > 0);
}

/** Seats more at columns, and pairs allowed beside those that are. */
interface Change {
  readonly seats?: ReadonlyMap<number, number>;
  readonly alsoAllowed?: (row: number) => readonly number[];
}

/** By how much some bounds have to be lowered at least, where no others hold from below, but all from above. */
function leastLoweringOf(examination: Examination, bounds: readonly OpenBound[], change: Change): number {
  const { open } = examination;
  const { loads, capacities, rows, columns } = open;
  const nodes = laySeatNodes(open);
  const keyOf = ({ quota, column }: Omit<OpenBound, "min">) => `${quota ?? ""} ${column ?? ""}`;
  const lowOf = new Map(bounds.map((bound) => [keyOf(bound), bound.min]));
  const arcs: BoundedArc[] = [];
  for (let row = 0; row < rows; row++) {
    arcs.push({ ends: nodes.ofPlaces(row), low: 0, most: loads.demands[row] });
    const allowed = [...allowedOf(examination, row), ...(change.alsoAllowed?.(row) ?? [])];
    for (const column of allowed) arcs.push({ ends: nodes.ofPair(row, column), low: 0, most: 1 });
  }
  for (let column = 0; column < columns; column++) {
    const low = lowOf.get(keyOf({ column })) ?? 0;
    arcs.push({ ends: nodes.ofSeats(column), low, most: capacities[column] + (change.seats?.get(column) ?? 0) });
  }
  for (const { quota, column, ends } of nodes.limits) {
    const { max } = boundsLeft(loads.quotas[quota], column ?? 0);
    arcs.push({ ends, low: lowOf.get(keyOf({ quota, column })) ?? 0, most: max });
  }
  return leastLowering(nodes.nodes, arcs);
}

/** Those of all allowed pairs that count under one of some bounds, marked 1. */
function peopleConcerned(examination: Examination, bounds: readonly OpenBound[]) {
  const { problem, open, rows } = examination;
  const mentees = new Uint8Array(problem.mentees.length);
  const mentors = new Uint8Array(problem.mentors.length);
  const counting = bounds.map(({ quota, column }) => {
    const { side, members } = quota === undefined ? { side: "rows", members: [] } : open.loads.quotas[quota];
    const isMember = new Set<number>(members);
    return (row: number, mentor: number) =>
      (column ?? mentor) === mentor && (quota === undefined || isMember.has(side === "rows" ? row : mentor));
  });
  rows.forEach((mentee, row) => {
    for (const mentor of allowedOf(examination, row)) {
      if (!counting.some((counts) => counts(row, mentor))) continue;
      mentees[mentee] = 1;
      mentors[mentor] = 1;
    }
  });
  return { mentees, mentors };
}

/** Every repair does, and one of them lowers bounds. */
function* checkRepairs(
  examination: Examination,
  repairs: readonly ProgrammeRepair[],
  lowering: (bounds: readonly OpenBound[], change?: Change) => number,
): Violations {
  const { mentorOf, menteeOf } = examination;
  const all = allBounds(examination);
  const places = (bound: OpenBound) => `${bound.quota} ${bound.column}`;
  if (repairs.filter(({ kind }) => kind === "bounds").length !== 1) {
    yield { check, message: "Expected one repair that lowers bounds." };
  }
  for (const [at, repair] of repairs.entries()) {
    const name = `repairs[${at}]`;
    if (repair.kind === "bounds") {
      const lowered = new Map<string, number>();
      for (const { to, ...bound } of repair.bounds) {
        const found = findBound(examination, bound as PolicyBound);
        if (found === undefined || to >= bound.min)
          yield { check, message: `${name} lowers what is no lower bound, or not.` };
        else lowered.set(places(found), to);
      }
      const by = repair.bounds.reduce((sum, { min, to }) => sum + min - to, 0);
      yield* expectSame(check, `${name}.by, what its bounds add up to,`, [repair.by, by]);
      yield* expectSame(check, `${name}.by, the least there is,`, [repair.by, lowering(all)]);
      const after = all.map((bound) => ({ ...bound, min: lowered.get(places(bound)) ?? bound.min }));
      if (lowering(after) > 0) yield { check, message: `${name} does not make a matching possible.` };
    } else if (repair.kind === "seats") {
      const split = repair.split.reduce((sum, { seats }) => sum + seats, 0);
      yield* expectSame(check, `${name}.seats, those of the split,`, [repair.seats, split]);
      const ways = [repair.split, ...repair.mentors.map((mentor) => [{ mentor, seats: repair.seats }])];
      for (const way of ways) {
        const seats = new Map(way.map(({ mentor, seats }) => [mentorOf.get(mentor) ?? -1, seats]));
        if (seats.has(-1) || lowering(all, { seats }) > 0) {
          yield {
            check,
            message: `${name} does not make a matching possible.`,
            ...(way === repair.split ? {} : { mentor: way[0].mentor }),
          };
        }
      }
    } else {
      const whom = new Set(repair.mentees.map((id) => menteeOf.get(id) ?? -1));
      yield* expectSame(check, `${name}.count, of its mentees,`, [repair.count, whom.size]);
      const alsoAllowed = (row: number) =>
        whom.has(examination.rows[row]) ? forbiddenByOnly(examination, row, repair.rule) : [];
      if (whom.has(-1) || lowering(all, { alsoAllowed }) > 0) {
        yield { check, message: `${name} does not make a matching possible.` };
      }
    }
  }
}

/** The mentors whom only one rule forbids to a row; the lowest score is asked beside what else stands in the way. */
function forbiddenByOnly({ scorer, problem, rows, pinsOf, scored }: Examination, row: number, rule: string): number[] {
  const mentee = rows[row];
  const scores = scored.scoresOf(row);
  return [...problem.mentors.keys()].filter((mentor) => {
    if (scores[mentor] !== Number.NEGATIVE_INFINITY || pinsOf[mentee].has(mentor)) return false;
    const blocks = [...blocksOf(scorer, mentee, mentor), ...belowMinimum(scorer, mentee, mentor)];
    return blocks.every((block) => (block.kind === "rule" || block.kind === "belowMinimum") && block.rule === rule);
  });
}
