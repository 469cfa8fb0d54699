import type { Exclusions, UnmatchedMentee, UnmatchedPlaces, UnmatchedSeats } from "../matching/matching.js";
import { compareText } from "../numeric/nearest.js";
import { belowMinimum, blocksOf } from "../score/scorer.js";
import type { Undecided } from "./checkLottery.js";
import { allowedOf, type Examination } from "./examination.js";
import { createStanding, type Standing } from "./standing.js";
import { expectSame, type Violations } from "./violation.js";

/** Nobody is matched, each for that reason. */
export function* checkNobodyMatched({ said }: Examination): Violations {
  for (const { id, reason } of said.unmatched.mentees) {
    yield* expectSame("reasons", "the mentee's reason", [reason, "INFEASIBLE"], { mentee: id });
  }
  for (const { mentor, reason } of said.unmatched.seats) {
    yield* expectSame("reasons", "the reason of free seats", [reason, "INFEASIBLE"], { mentor });
  }
  yield* expectSame("reasons", "the list of shortages", [said.shortages, []]);
}

/**
 * Whoever has no mentor, every free seat and every empty place has the first reason of those documented that applies,
 * with the right details; a shortage is what it says.
 */
export function* checkReasons(examination: Examination, undecided: Undecided): Violations {
  const { said } = examination;
  const standing = createStanding(examination);
  const shortageOf = new Map(said.shortages.flatMap(({ mentees }, index) => mentees.map((id) => [id, index] as const)));
  for (const one of said.unmatched.mentees) {
    const expected = expectedReason(examination, standing, { ...undecided, shortageOf, id: one.id });
    if (expected === undefined) continue;
    yield* expectSame("reasons", "why the mentee has no mentor", [one, expected], { mentee: one.id });
  }
  for (const { mentor, reason } of said.unmatched.seats) {
    const expected = reasonOfSeats(examination, standing, mentor);
    yield* expectSame("reasons", "the reason of free seats", [reason, expected ?? reason], { mentor });
  }
  for (const { mentee, reason } of said.unmatched.places) {
    const expected = reasonOfPlaces(examination, standing, mentee);
    yield* expectSame("reasons", "the reason of empty places", [reason, expected ?? reason], { mentee });
  }
  for (const index of said.shortages.keys()) yield* checkShortage(examination, index);
}

interface Asked extends Undecided {
  readonly shortageOf: ReadonlyMap<string, number>;
  readonly id: string;
}

/** Undefined for somebody who is not there, or is matched: that is told of elsewhere. */
function expectedReason(examination: Examination, standing: Standing, asked: Asked): UnmatchedMentee | undefined {
  const { problem, menteeOf, rowOf, mentorsOf, open, stable, isPlain } = examination;
  const { id, byLottery, byDraw, shortageOf } = asked;
  const mentee = menteeOf.get(id);
  if (mentee === undefined || mentorsOf[mentee].length > 0) return undefined;
  if (problem.mentees[mentee].manual === true) return { id, reason: "MANUAL" };
  if (problem.mentors.length === 0) return { id, reason: "NO_MENTORS" };
  const row = rowOf[mentee];
  const allowed = allowedOf(examination, row);
  if (allowed.length === 0) {
    const { excluded, isLow } = exclusionsOf(examination, mentee);
    return { id, reason: isLow ? "ALL_BELOW_MINIMUM_SCORE" : "NO_ELIGIBLE_MENTOR", excluded };
  }
  const withSeats = allowed.filter((mentor) => problem.capacities[mentor] > 0);
  const areAllPinned = allowed.every((mentor) => open.capacities[mentor] === 0);
  if (withSeats.length > 0 && areAllPinned) {
    return { id, reason: "PINNED_ELSEWHERE", mentors: withSeats.map((mentor) => problem.mentors[mentor].id) };
  }
  const decidedBy = byLottery.has(row) ? "lottery" : byDraw.has(row) ? "draw" : "cost";
  // under `matched` first there is no way to anybody who is left over, which the certificate has proven
  const isFirst = open.stages[0] === "matched";
  const isShort = isPlain && stable === undefined ? areAllPinned || isFirst : !standing.canCome(row);
  // −1, which no shortage has, where none names the mentee
  if (isShort) return { id, reason: "CAPACITY_SHORT", shortage: shortageOf.get(id) ?? -1, decidedBy };
  const quotas = standing.quotasInTheWay(row);
  return quotas.length > 0 ? { id, reason: "QUOTA", quotas, decidedBy } : { id, reason: "OUTPRICED", decidedBy };
}

/**
 * What forbids each mentor to a mentee; `isLow` where at least one is forbidden by nothing but the lowest score. Rules that
 * may be relaxed leave the lowest score as what stands in the way.
 */
function exclusionsOf({ scorer, problem }: Examination, mentee: number): { excluded: Exclusions; isLow: boolean } {
  // a map, as rules may have names that objects have by birth
  const rules = new Map<string, number>();
  const counts = { bans: 0, manual: 0, requests: 0 };
  let isLow = false;
  const mayRelax = new Set(scorer.rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [name] : [])));
  for (const mentor of problem.mentors.keys()) {
    const blocks = blocksOf(scorer, mentee, mentor);
    const wouldGiveWay = blocks.every((block) => block.kind === "rule" && mayRelax.has(block.rule));
    for (const block of wouldGiveWay ? [...blocks, ...belowMinimum(scorer, mentee, mentor)] : blocks) {
      if (block.kind === "ban") counts.bans++;
      else if (block.kind === "manual") counts.manual++;
      else if (block.kind === "avoid") counts.requests++;
      else if (block.kind !== "self") rules.set(block.rule, (rules.get(block.rule) ?? 0) + 1);
      isLow ||= block.kind === "belowMinimum";
    }
  }
  return { excluded: { mentors: problem.mentors.length, rules: Object.fromEntries(rules), ...counts }, isLow };
}

function reasonOfSeats(examination: Examination, standing: Standing, id: string): UnmatchedSeats["reason"] | undefined {
  const mentor = examination.mentorOf.get(id);
  if (mentor === undefined) return undefined;
  if (examination.problem.mentors[mentor].manual === true) return "MANUAL";
  if (examination.scored.eligible[mentor] === 0) return "NO_ELIGIBLE_MENTEE";
  return standing.isKeptFree(mentor) ? "QUOTA" : "MORE_SEATS_THAN_MENTEES";
}

function reasonOfPlaces(
  examination: Examination,
  standing: Standing,
  id: string,
): UnmatchedPlaces["reason"] | undefined {
  const { problem, menteeOf, rowOf, mentorsOf, load } = examination;
  const mentee = menteeOf.get(id);
  if (mentee === undefined) return undefined;
  if (problem.mentees[mentee].manual === true) return "MANUAL";
  if (rowOf[mentee] < 0) return undefined;
  const others = allowedOf(examination, rowOf[mentee]).filter((mentor) => !mentorsOf[mentee].includes(mentor));
  if (others.length === 0) return "NO_FURTHER_MENTOR";
  if (others.every((mentor) => load[mentor] === problem.capacities[mentor])) return "SEATS_TAKEN";
  return standing.quotasInTheWay(rowOf[mentee]).length > 0 ? "QUOTA" : "OBJECTIVE";
}

/**
 * A shortage is a Hall violator: its mentees, who have no pins and are not left to a human, may have none but its mentors, whose seats that no pin
 * takes are fewer; it leaves out as many as it says, and somebody is without a mentor for it.
 */
function* checkShortage(examination: Examination, index: number): Violations {
  const { said, problem, menteeOf, mentorOf, mentorsOf, pinsOf, rowOf, open, scored } = examination;
  const { mentees, mentors, seats, over } = said.shortages[index];
  const check = "reasons" as const;
  const name = `shortages[${index}]`;
  const usedBy = said.unmatched.mentees.some((one) => one.reason === "CAPACITY_SHORT" && one.shortage === index);
  if (!usedBy) yield { check, message: `Nobody is without a mentor for ${name}.` };
  yield* checkNames(`${name}.mentees`, mentees, menteeOf);
  yield* checkNames(`${name}.mentors`, mentors, mentorOf);
  const inside = new Uint8Array(open.columns);
  for (const mentor of indices(mentors, mentorOf)) inside[mentor] = 1;
  const own = [...new Set(indices(mentees, menteeOf))];
  for (const mentee of own) {
    const who = { mentee: problem.mentees[mentee].id };
    if (pinsOf[mentee].size > 0) {
      yield { check, message: `A mentee of ${name} is pinned, and needs none of its seats.`, ...who };
      continue;
    }
    if (problem.mentees[mentee].manual === true) {
      yield { check, message: `A mentee of ${name} is left to a human, and competes for none of its seats.`, ...who };
      continue;
    }
    const scores = scored.scoresOf(rowOf[mentee]);
    const other = scores.findIndex((score, mentor) => inside[mentor] === 0 && score !== Number.NEGATIVE_INFINITY);
    if (other < 0) continue;
    const message = `A mentee of ${name} may also have a mentor who is not in it.`;
    yield { check, message, ...who, mentor: problem.mentors[other].id };
  }
  const left = Array.from(open.capacities).reduce((sum, free, mentor) => sum + (inside[mentor] === 1 ? free : 0), 0);
  const out = own.filter((mentee) => mentorsOf[mentee].length === 0).length;
  yield* expectSame(check, `${name}.seats, those that no pin takes,`, [seats, left]);
  yield* expectSame(check, `${name}.over, the mentees beyond its seats,`, [over, own.length - left]);
  if (out !== own.length - left || out === 0) {
    yield {
      check,
      message: `Of the mentees of ${name} ${out} are without a mentor, and seats are ${own.length - left} short.`,
    };
  }
}

/** Ids of people who are there, in order, none twice. */
function* checkNames(what: string, ids: readonly string[], indexOf: ReadonlyMap<string, number>): Violations {
  const expected = [...new Set(ids)].filter((id) => indexOf.has(id)).sort(compareText);
  yield* expectSame("reasons", `${what}, known and in order,`, [ids, expected]);
}

function indices(ids: readonly string[], indexOf: ReadonlyMap<string, number>): number[] {
  return ids.flatMap((id) => indexOf.get(id) ?? []);
}
