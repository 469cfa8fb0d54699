import type { Problem } from "../problem/problem.js";
import { createRowScorer } from "../score/rows.js";
import { belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";
import { findShortages, type Shortage as ShortageOfRows } from "../solve/shortage.js";
import type { Exclusions, Matching, Shortage, UnmatchedMentee, UnmatchedPlaces, UnmatchedSeats } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";
import { addRow, emptySummary } from "./pairSummary.js";
import { pairsOf, type RowPairs, type Solution, type SolvedProgramme } from "./solution.js";
import { createStanding, type Standing } from "./standing.js";

/** Everyone, every seat and every place that no pair takes, each with one reason. */
export function explainUnmatched({ open, solution }: SolvedProgramme): Pick<Matching, "unmatched" | "shortages"> {
  const pairs = pairsOf(solution);
  if (solution.kind === "infeasible") return nobodyMatched(open);
  const degree = new Int32Array(open.mentees.length);
  for (const [row] of pairs) degree[row]++;
  const { problem } = open.scorer;
  const filled = new Int32Array(problem.mentees.length);
  for (const { mentee } of problem.pins) filled[mentee]++;
  const isOut = (row: number) => degree[row] === 0 && filled[open.mentees[row]] === 0;

  const held = { degree, filled };
  const shortages = openShortages(open, solution, { isOut, filled });
  const standing = createStanding(open, pairs, held);
  const shortageOf = new Map(shortages.flatMap((one) => one.rows.map((row) => [row, one] as const)));
  const used: ShortageOfRows[] = [];
  const indexOf = new Map<ShortageOfRows, number>();
  const ties = tiedRows(solution);
  const drawn = new Set(solution.kind === "optimal" ? solution.assignment.drawn : []);
  const explain = (row: number): UnmatchedMentee => {
    const reason = reasonBeforeSeats(open, row);
    if (reason !== undefined) return reason;
    const id = idOfRow(open, row);
    const decidedBy = ties.has(row) ? "lottery" : drawn.has(row) ? "draw" : "cost";
    const shortage = shortageOf.get(row);
    if (shortage !== undefined) {
      const index = indexOf.get(shortage) ?? used.push(shortage) - 1;
      indexOf.set(shortage, index);
      return { id, reason: "CAPACITY_SHORT", shortage: index, decidedBy };
    }
    const quotas = standing.quotasInTheWay(row);
    return quotas.length > 0 ? { id, reason: "QUOTA", quotas, decidedBy } : { id, reason: "OUTPRICED", decidedBy };
  };
  const rows = [...degree.keys()].filter(isOut).map((row): Told<UnmatchedMentee> => [open.mentees[row], explain(row)]);
  const manual = leftToHuman(problem, filled);
  return {
    unmatched: {
      mentees: inOrder([...rows, ...manual.mentees]),
      seats: freeSeats(open, pairs, standing),
      places: inOrder([...freePlaces(open, pairs, standing), ...manual.places]),
    },
    shortages: used.map((one) => toShortage(open, one)),
  };
}

/** Something said of a mentee, an index of the problem. */
type Told<Entry> = readonly [mentee: number, entry: Entry];

function inOrder<Entry>(told: readonly Told<Entry>[]): Entry[] {
  return [...told].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** What pins leave open of mentees who are left to a human: they are no rows. */
function leftToHuman(
  { mentees, demands }: Pick<Problem<unknown, unknown>, "mentees" | "demands">,
  filled: Int32Array,
): { readonly mentees: Told<UnmatchedMentee>[]; readonly places: Told<UnmatchedPlaces>[] } {
  const reason = "MANUAL" as const;
  const manual = [...mentees.keys()].filter((mentee) => mentees[mentee].manual === true);
  return {
    mentees: manual.flatMap((mentee) => (filled[mentee] === 0 ? [[mentee, { id: mentees[mentee].id, reason }]] : [])),
    places: manual.flatMap((mentee) => {
      const missing = demands[mentee] - filled[mentee];
      if (filled[mentee] === 0 || missing <= 0) return [];
      return [[mentee, { mentee: mentees[mentee].id, missing, reason }]];
    }),
  };
}

function nobodyMatched({ scorer }: OpenProgramme): Pick<Matching, "unmatched" | "shortages"> {
  const { mentees, mentors, capacities } = scorer.problem;
  return {
    unmatched: {
      mentees: mentees.map(({ id }) => ({ id, reason: "INFEASIBLE" })),
      seats: mentors.flatMap(({ id }, mentor) => {
        return capacities[mentor] > 0 ? [{ mentor: id, free: capacities[mentor], reason: "INFEASIBLE" as const }] : [];
      }),
      places: [],
    },
    shortages: [],
  };
}

/** The rows that other solutions as good would treat otherwise. */
function tiedRows(solution: Exclude<Solution, { readonly kind: "infeasible" }>): ReadonlySet<number> {
  return new Set(solution.kind === "stable" ? solution.stable.outByTie : solution.assignment.ties?.rows);
}

/** Mentees who are matched, and want more mentors than they have. */
function freePlaces(open: OpenProgramme, pairs: RowPairs, standing: Standing): Told<UnmatchedPlaces>[] {
  const { mentees, assignment } = open;
  const wanting = [...mentees.keys()].filter((row) => standing.missing(row) > 0 && standing.isMatched(row));
  if (wanting.length === 0) return [];
  const free = seatsLeftBy(open, pairs);
  const held = new Set(pairs.map(([row, column]) => row * assignment.columns + column));
  return wanting.map((row) => {
    const others = open.allowedColumns(row).filter((column) => !held.has(row * assignment.columns + column));
    const isBound = () => standing.quotasInTheWay(row).length > 0;
    const reasonWithSeats = () => (isBound() ? "QUOTA" : "OBJECTIVE");
    const reasonWithOthers = () => (others.some((column) => free[column] > 0) ? reasonWithSeats() : "SEATS_TAKEN");
    const reason = others.length === 0 ? "NO_FURTHER_MENTOR" : reasonWithOthers();
    return [mentees[row], { mentee: idOfRow(open, row), missing: standing.missing(row), reason }];
  });
}

/** The seats of each mentor that neither a pin nor a pair takes. */
function seatsLeftBy({ assignment }: OpenProgramme, pairs: RowPairs): number[] {
  const free = [...assignment.capacities];
  for (const [, column] of pairs) free[column]--;
  return free;
}

/** Seats are proven short for whoever is left over and cannot be reached from a free seat by mentees who change. */
function openShortages(
  open: OpenProgramme,
  solution: Exclude<Solution, { readonly kind: "infeasible" }>,
  { isOut, filled }: { readonly isOut: (row: number) => boolean; readonly filled: Int32Array },
): ShortageOfRows[] {
  const { assignment, mentees } = open;
  const { capacities, stages, loads } = assignment;
  const columnOfRow = new Int32Array(mentees.length).fill(-1);
  for (const [row, column] of pairsOf(solution)) columnOfRow[row] = column;
  const shared = { columnsOf: open.allowedColumns, someColumnsOf: open.someColumns };
  if (loads !== undefined || solution.kind === "stable") {
    const canCome = withFreeSeat(open, pairsOf(solution), filled);
    return findShortages({ ...shared, capacities, columnOfRow, isLeftOver: (row) => isOut(row) && !canCome(row) });
  }
  const isMatchedFirst = stages[0] === "matched";
  return findShortages({
    ...shared,
    capacities,
    columnOfRow,
    isLeftOver: (row) => isMatchedFirst || !hasSeats(open, row),
    willBeReached: isMatchedFirst ? solution.assignment.columnPrices[0] : undefined,
  });
}

/**
 * Whether an alternating path leads a row to a free seat, or to a row that has another column besides, pinned or not: then
 * it is not for want of seats that it has none.
 */
function withFreeSeat(open: OpenProgramme, pairs: RowPairs, filled: Int32Array): (row: number) => boolean {
  const { capacities, columns } = open.assignment;
  const held: number[][] = open.mentees.map(() => []);
  const load = new Int32Array(columns);
  for (const [row, column] of pairs) {
    held[row].push(column);
    load[column]++;
  }
  // by column: the columns that are freed when one of their rows moves there
  const freedBy: number[][] = Array.from({ length: columns }, () => []);
  const isOpen = new Uint8Array(columns);
  held.forEach((own, row) => {
    if (own.length + filled[open.mentees[row]] > 1) for (const column of own) isOpen[column] = 1;
    else if (own.length === 1) for (const column of open.allowedColumns(row)) freedBy[column].push(own[0]);
  });
  for (let j = 0; j < columns; j++) if (load[j] < capacities[j]) isOpen[j] = 1;
  const queue = [...isOpen.keys()].filter((column) => isOpen[column] === 1);
  for (const column of queue) {
    for (const freed of freedBy[column]) {
      if (isOpen[freed] === 1) continue;
      isOpen[freed] = 1;
      queue.push(freed);
    }
  }
  return (row) => open.allowedColumns(row).some((column) => isOpen[column] === 1);
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
export function countExclusions(scorer: Scorer, mentee: number): { excluded: Exclusions; low: boolean } {
  const rules: Record<string, number> = Object.fromEntries(scorer.rules.map(({ name }) => [name, 0]));
  const counts = { bans: 0, manual: 0, requests: 0 };
  let low = false;
  const { mentors } = scorer.problem;
  const mayGiveWay = new Set(scorer.rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [name] : [])));
  mentors.forEach((_, mentor) => {
    const blocks = blocksOf(scorer, mentee, mentor);
    // rules that would give way leave the lowest score as what stands in the way
    const gaveWay = blocks.length > 0 && blocks.every((block) => block.kind === "rule" && mayGiveWay.has(block.rule));
    for (const block of gaveWay ? [...blocks, ...belowMinimum(scorer, mentee, mentor)] : blocks) {
      if (block.kind === "ban") counts.bans++;
      else if (block.kind === "manual") counts.manual++;
      else if (block.kind === "avoid") counts.requests++;
      else if (block.kind === "rule" || block.kind === "belowMinimum") rules[block.rule]++;
      if (block.kind === "belowMinimum") low = true;
    }
  });
  const counted = Object.fromEntries(Object.entries(rules).filter(([, count]) => count > 0));
  return { excluded: { mentors: mentors.length, rules: counted, ...counts }, low };
}

function freeSeats(open: OpenProgramme, pairs: RowPairs, standing: Standing): UnmatchedSeats[] {
  const { scorer, summary } = open;
  const free = seatsLeftBy(open, pairs);
  const isEligiblePinned = eligibleToPinned(scorer);
  const reasonOf = (column: number): UnmatchedSeats["reason"] => {
    if (scorer.problem.mentors[column].manual === true) return "MANUAL";
    if (summary.eligible[column] !== 1 && !isEligiblePinned(column)) return "NO_ELIGIBLE_MENTEE";
    return standing.isBound(column) ? "QUOTA" : "MORE_SEATS_THAN_MENTEES";
  };
  return scorer.problem.mentors.flatMap(({ id }, column) => {
    return free[column] === 0 ? [] : [{ mentor: id, free: free[column], reason: reasonOf(column) }];
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
