import { createRowScorer } from "../score/rows.js";
import { belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";
import type { Assignment } from "../solve/assignment.js";
import { findShortages, type Shortage as ShortageOfRows } from "../solve/shortage.js";
import { rowsOutByTie } from "../solve/ties/ties.js";
import { findTightPairs } from "../solve/ties/tightPairs.js";
import type { Exclusions, Matching, Shortage, UnmatchedMentee, UnmatchedSeats } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";
import { addRow, emptySummary } from "./pairSummary.js";

/** Everyone and every seat that no pair takes, each with one reason. */
export function explainUnmatched(
  open: OpenProgramme,
  assignment: Assignment,
): Pick<Matching, "unmatched" | "shortages"> {
  const shortages = openShortages(open, assignment);
  const ties = outByTie(open, assignment);
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

/** The rows that a lottery left out; none where nobody is left out. */
function outByTie(open: OpenProgramme, assignment: Assignment): ReadonlySet<number> {
  if (!assignment.columnOfRow.includes(-1)) return new Set();
  const tight = findTightPairs(open.assignment, assignment);
  return new Set(rowsOutByTie(tight, open.assignment.capacities, assignment));
}

/**
 * Seats are proven short for whoever is left over where as many mentees as possible are matched; under another
 * objective, for those whose mentors have no seat at all.
 */
function openShortages(open: OpenProgramme, { columnOfRow, columnPrices }: Assignment): ShortageOfRows[] {
  const { capacities, stages } = open.assignment;
  const isMatchedFirst = stages[0] === "matched";
  return findShortages({
    capacities,
    columnOfRow,
    isLeftOver: (row) => isMatchedFirst || !hasSeats(open, row),
    columnsOf: open.allowedColumns,
    someColumnsOf: open.someColumns,
    willBeReached: isMatchedFirst ? columnPrices[0] : undefined,
  });
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

/** Whether some mentor who is allowed has a seat that is not pinned. */
function hasSeats(open: OpenProgramme, row: number): boolean {
  const { capacities } = open.assignment;
  const isOpen = (mentor: number) => capacities[mentor] > 0;
  return Array.prototype.some.call(open.someColumns(row), isOpen) || open.allowedColumns(row).some(isOpen);
}

/** The reasons that have nothing to do with who else wanted the seats. */
function reasonBeforeSeats(open: OpenProgramme, row: number): UnmatchedMentee | undefined {
  const { scorer, assignment } = open;
  const id = idOfRow(open, row);
  if (assignment.columns === 0) return { id, reason: "NO_MENTORS" };
  if (hasSeats(open, row)) return undefined;
  const allowed = open.allowedColumns(row);
  if (allowed.length === 0) {
    const { excluded, low } = countExclusions(scorer, open.mentees[row]);
    return { id, reason: low ? "ALL_BELOW_MINIMUM_SCORE" : "NO_ELIGIBLE_MENTOR", excluded };
  }
  const { capacities, mentors } = scorer.problem;
  const withSeats = allowed.filter((j) => capacities[j] > 0);
  const allPinned = withSeats.length > 0 && withSeats.every((j) => assignment.capacities[j] === 0);
  return allPinned ? { id, reason: "PINNED_ELSEWHERE", mentors: withSeats.map((j) => mentors[j].id) } : undefined;
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

function freeSeats({ scorer, assignment, summary }: OpenProgramme, { columnOfRow }: Assignment): UnmatchedSeats[] {
  const free = [...assignment.capacities];
  for (const column of columnOfRow) if (column >= 0) free[column]--;
  const isEligiblePinned = eligibleToPinned(scorer);
  return scorer.problem.mentors.flatMap(({ id }, column) => {
    if (free[column] === 0) return [];
    const isEligible = summary.eligible[column] === 1 || isEligiblePinned(column);
    const reason = isEligible ? "MORE_SEATS_THAN_MENTEES" : "NO_ELIGIBLE_MENTEE";
    return [{ mentor: id, free: free[column], reason }];
  });
}

/** Whether a mentor could have had one of the pinned mentees. */
function eligibleToPinned(scorer: Scorer): (mentor: number) => boolean {
  const { pins, mentors } = scorer.problem;
  const scorePinned = (): Uint8Array => {
    const rows = createRowScorer(scorer);
    const row = new Float64Array(mentors.length);
    const summary = emptySummary(scorer);
    for (const { mentee, mentor } of pins) {
      rows.score(mentee, row);
      addRow(summary, row);
      summary.eligible[mentor] = 1;
    }
    return summary.eligible;
  };
  let eligible: Uint8Array | undefined;
  return (mentor) => {
    eligible ??= scorePinned();
    return eligible[mentor] === 1;
  };
}

function idOfRow({ scorer, mentees }: OpenProgramme, row: number): string {
  return scorer.problem.mentees[mentees[row]].id;
}
