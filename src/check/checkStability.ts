import { MILLIONTHS } from "../score/weights.js";
import { createBlockingCheck, infeasibilities, type Standing } from "../solve/stable/blockingPairs.js";
import type { MutualWorth } from "../solve/stable/market.js";
import { type Examination, whoOf } from "./examination.js";
import { expectSame, type MatchingViolation } from "./violation.js";

/** Who was drawn among equals, by row: no stable matching says more of the lottery. */
export type OutByTie = ReadonlySet<number>;

/**
 * No mentee and mentor would rather have each other than what they have, by the definition, of all pairs that are
 * allowed and not pinned; and the certificate says that and nothing else.
 *
 * Returns the mentees without a mentor whom some mentor likes just as well as a mentee whom he has.
 */
export function* checkStability(examination: Examination): Generator<MatchingViolation, OutByTie> {
  const { said, stable, problem, rows, open, openPairs, scored, pinsOf } = examination;
  const worth = createWorth(examination);
  const worthOf = (row: number) => worth(rows[row], scored.scoresOf(row));
  const held = openPairs.map(([row, column]) => {
    const { toRow, toColumns } = worthOf(row);
    return { row, column, toRow: toRow[column], toColumn: toColumns[column] };
  });
  const demands = rows.map((mentee) => problem.demands[mentee] - pinsOf[mentee].size);
  const standing: Standing = { demands, capacities: open.capacities, held };
  for (const { message } of infeasibilities(standing)) yield { check: "stability", message };

  const blockingOf = createBlockingCheck(standing);
  const rankingRows = new Uint8Array(open.rows);
  const tiedColumns = new Uint8Array(open.columns);
  const seen = Array.from({ length: open.columns }, () => new Set<number>());
  const least = new Float64Array(open.columns).fill(Number.POSITIVE_INFINITY);
  for (const { column, toColumn } of held) least[column] = Math.min(least[column], toColumn);
  const outByTie = new Set<number>();
  const isMatched = new Set(openPairs.map(([row]) => row));
  for (let row = 0; row < open.rows; row++) {
    const mutual = worthOf(row);
    for (const { column } of blockingOf(row, mutual)) {
      const message = "The two would rather have each other than what they have.";
      yield { check: "stability", message, ...whoOf(examination, rows[row], column) };
    }
    const ofRow = new Set<number>();
    for (let j = 0; j < open.columns; j++) {
      const [toRow, toColumn] = [mutual.toRow[j], mutual.toColumns[j]];
      if (toRow === Number.NEGATIVE_INFINITY) continue;
      if (ofRow.has(toRow)) rankingRows[row] = 1;
      if (seen[j].has(toColumn)) tiedColumns[j] = 1;
      ofRow.add(toRow);
      seen[j].add(toColumn);
      if (!isMatched.has(row) && toColumn === least[j]) outByTie.add(row);
    }
  }

  const sum = (marks: Uint8Array) => marks.reduce((all, mark) => all + mark, 0);
  const ties = { mentees: sum(rankingRows), mentors: sum(tiedColumns) };
  const expected = {
    ...{ method: "stable", components: [], mentees: [], seats: [] },
    stable: { method: "stable", ...stable, blockingPairs: 0, ties },
  };
  yield* expectSame("stability", "the certificate", [said.certificate, expected]);
  return outByTie;
}

/**
 * What a mentee and every mentor are worth to each other: the pair's score, or, where people rank by their choices,
 * above every score the choice, the first one highest. Nobody who is forbidden becomes acceptable by being chosen.
 */
function createWorth({ problem, stable, menteeOf, mentorOf }: Examination) {
  const { mentees, mentors } = problem;
  if (stable?.from !== "choices")
    return (_: number, scores: Float64Array): MutualWorth => ({ toRow: scores, toColumns: scores });
  const ofMentees = mentees.map(({ requests }) => ranksOf(requests?.choices ?? [], mentorOf));
  const ofMentors = mentors.map(({ requests }) => ranksOf(requests?.choices ?? [], menteeOf));
  return (mentee: number, scores: Float64Array): MutualWorth => {
    const chosen = (rank: number | undefined, score: number) =>
      rank === undefined || score === Number.NEGATIVE_INFINITY ? score : MILLIONTHS + rank;
    return {
      toRow: scores.map((score, mentor) => chosen(ofMentees[mentee].get(mentor), score)),
      toColumns: scores.map((score, mentor) => chosen(ofMentors[mentor].get(mentee), score)),
    };
  };
}

/** The people chosen, by index: the earlier in the list the higher, from 1 on. */
function ranksOf(choices: readonly string[], indexOf: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  choices.forEach((id, at) => {
    const index = indexOf.get(id);
    if (index !== undefined) ranks.set(index, choices.length - at);
  });
  return ranks;
}
