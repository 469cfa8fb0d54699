import { scoreAll } from "../score/scoreAll.js";
import { belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";
import type { Assignment } from "../solve/assignment.js";
import { findShortages, type Shortage as ShortageOfRows } from "../solve/shortage.js";
import { rowsOutByTie } from "../solve/ties.js";
import type { Exclusions, Matching, Shortage, UnmatchedMentee, UnmatchedSeats } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";

/** Everyone and every seat that no pair takes, each with one reason. */
export function explainUnmatched(
  open: OpenProgramme,
  assignment: Assignment,
): Pick<Matching, "unmatched" | "shortages"> {
  const shortages = openShortages(open, assignment);
  const ties = new Set(rowsOutByTie(open.assignment, assignment));
  const mentees: UnmatchedMentee[] = [];
  const shortageOf = new Map(shortages.flatMap((one) => one.rows.map((row) => [row, one] as const)));
  const used: ShortageOfRows[] = [];
  const indexOf = new Map<ShortageOfRows, number>();
  assignment.columnOfRow.forEach((column, row) => {
    if (column >= 0) return;
    const reason = reasonBeforeSeats(open, row);
    const id = idOfRow(open, row);
    const decidedBy = ties.has(row) ? "lottery" : "cost";
    const shortage = shortageOf.get(row);
    if (reason !== undefined) mentees.push(reason);
    else if (shortage === undefined) mentees.push({ id, reason: "OUTPRICED", decidedBy });
    else {
      const index = indexOf.get(shortage) ?? used.push(shortage) - 1;
      indexOf.set(shortage, index);
      mentees.push({ id, reason: "CAPACITY_SHORT", shortage: index, decidedBy });
    }
  });
  return {
    unmatched: { mentees, seats: freeSeats(open, assignment) },
    shortages: used.map((one) => toShortage(open, one)),
  };
}

/**
 * Seats are proven short for whoever is left over where as many mentees as possible are matched; under another
 * objective, for those whose mentors have no seat at all.
 */
function openShortages(open: OpenProgramme, { columnOfRow }: Assignment): ShortageOfRows[] {
  const { assignment } = open;
  const hasNoSeat = (row: number) => allowedColumns(open, row).every((j) => assignment.capacities[j] === 0);
  const isShort = assignment.stages[0] === "matched" ? () => true : hasNoSeat;
  return findShortages(assignment, columnOfRow, (row) => columnOfRow[row] < 0 && isShort(row));
}

function toShortage({ scorer, mentees }: OpenProgramme, { rows, columns, seats }: ShortageOfRows): Shortage {
  const { problem } = scorer;
  return {
    mentees: rows.map((row) => problem.mentees[mentees[row]].id),
    mentors: columns.map((column) => problem.mentors[column].id),
    seats,
    over: rows.length - seats,
  };
}

/** The reasons that have nothing to do with who else wanted the seats. */
function reasonBeforeSeats(open: OpenProgramme, row: number): UnmatchedMentee | undefined {
  const { scorer, assignment } = open;
  const id = idOfRow(open, row);
  if (assignment.columns === 0) return { id, reason: "NO_MENTORS" };
  const allowed = allowedColumns(open, row);
  if (allowed.length === 0) {
    const { excluded, low } = countExclusions(scorer, open.mentees[row]);
    return { id, reason: low ? "ALL_BELOW_MINIMUM_SCORE" : "NO_ELIGIBLE_MENTOR", excluded };
  }
  const { capacities, mentors } = scorer.problem;
  const withSeats = allowed.filter((j) => capacities[j] > 0);
  const allPinned = withSeats.length > 0 && withSeats.every((j) => assignment.capacities[j] === 0);
  return allPinned ? { id, reason: "PINNED_ELSEWHERE", mentors: withSeats.map((j) => mentors[j].id) } : undefined;
}

function allowedColumns({ assignment }: OpenProgramme, row: number): number[] {
  const { columns, scores } = assignment;
  const start = row * columns;
  const allowed: number[] = [];
  for (let j = 0; j < columns; j++) if (scores[start + j] !== Number.NEGATIVE_INFINITY) allowed.push(j);
  return allowed;
}

/** Counts what forbids each mentor; `low` where at least one is forbidden by nothing but the lowest score. */
function countExclusions(scorer: Scorer, mentee: number): { excluded: Exclusions; low: boolean } {
  const rules: Record<string, number> = Object.fromEntries(scorer.rules.map(({ name }) => [name, 0]));
  let bans = 0;
  let requests = 0;
  let low = false;
  const { mentors } = scorer.problem;
  const mayGiveWay = new Set(scorer.rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [name] : [])));
  mentors.forEach((_, mentor) => {
    const blocks = blocksOf(scorer, mentee, mentor);
    // rules that would give way leave the lowest score as what stands in the way
    const gaveWay = blocks.length > 0 && blocks.every((block) => block.kind === "rule" && mayGiveWay.has(block.rule));
    for (const block of gaveWay ? [...blocks, ...belowMinimum(scorer, mentee, mentor)] : blocks) {
      if (block.kind === "ban") bans++;
      else if (block.kind === "avoid") requests++;
      else if (block.kind === "rule" || block.kind === "belowMinimum") rules[block.rule]++;
      if (block.kind === "belowMinimum") low = true;
    }
  });
  const counted = Object.fromEntries(Object.entries(rules).filter(([, count]) => count > 0));
  return { excluded: { mentors: mentors.length, rules: counted, bans, requests }, low };
}

function freeSeats({ scorer, assignment }: OpenProgramme, { columnOfRow }: Assignment): UnmatchedSeats[] {
  const { columns, rows, scores, capacities } = assignment;
  const free = [...capacities];
  for (const column of columnOfRow) if (column >= 0) free[column]--;
  const hasEligible = (column: number): boolean => {
    for (let row = 0; row < rows; row++) if (scores[row * columns + column] !== Number.NEGATIVE_INFINITY) return true;
    return false;
  };
  const isEligiblePinned = eligibleToPinned(scorer);
  return scorer.problem.mentors.flatMap(({ id }, column) => {
    if (free[column] === 0) return [];
    const reason = hasEligible(column) || isEligiblePinned(column) ? "MORE_SEATS_THAN_MENTEES" : "NO_ELIGIBLE_MENTEE";
    return [{ mentor: id, free: free[column], reason }];
  });
}

/** Whether a mentor could have had one of the pinned mentees. */
function eligibleToPinned(scorer: Scorer): (mentor: number) => boolean {
  const { pins, mentors } = scorer.problem;
  const score = () =>
    scoreAll(
      scorer,
      pins.map(({ mentee }) => mentee),
    ).scores;
  let scores: Float64Array | undefined;
  return (mentor) =>
    pins.some((pin, row) => {
      if (pin.mentor === mentor) return true;
      scores ??= score();
      return scores[row * mentors.length + mentor] !== Number.NEGATIVE_INFINITY;
    });
}

function idOfRow({ scorer, mentees }: OpenProgramme, row: number): string {
  return scorer.problem.mentees[mentees[row]].id;
}
