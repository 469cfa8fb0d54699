import { createRowScorer } from "../score/rows.js";
import type { Scorer } from "../score/scorer.js";
import { scorerOf } from "./context.js";
import { type Frame, frameProgramme } from "./frame.js";
import type { Matching } from "./matching.js";
import { usualKeeping } from "./openProgramme.js";
import type { RowPairs } from "./solution.js";

/** A matching as rows and columns again, for whoever asks what else could have been. Indices are the problem's. */
export interface Programme extends Frame {
  readonly scorer: Scorer;
  /** The row of each mentee; −1 where all places are pinned, or left to a human. */
  readonly rowOf: Int32Array;
  readonly menteeOf: ReadonlyMap<string, number>;
  readonly mentorOf: ReadonlyMap<string, number>;
  /** The pairs that are not pinned, row after row. */
  readonly pairs: RowPairs;
  /**
   * A row's scores in millionths, as they were matched by: `-Infinity` where not allowed, and for its pins. A row is
   * scored when it is first asked for, and kept where there are not too many pairs; otherwise it is valid until the next
   * call.
   */
  readonly scoresOf: (row: number) => Float64Array;
  /** Whether all of them are kept. */
  readonly isKept: boolean;
}

const programmes = new WeakMap<object, Programme>();

/**
 * The programme of a matching; made once, when it is first asked for, and nothing is solved or scored for it.
 *
 * @throws E_DETACHED for a matching that was stored, sent or copied since it was made
 */
export function programmeOf(matching: Matching): Programme {
  const scorer = scorerOf(matching);
  const known = programmes.get(matching);
  if (known !== undefined) return known;
  const { problem } = scorer;
  const framed = scoredFrame(scorer);
  const { mentees } = framed;
  const rowOf = new Int32Array(problem.mentees.length).fill(-1);
  mentees.forEach((mentee, row) => {
    rowOf[mentee] = row;
  });
  const menteeOf = new Map(problem.mentees.map(({ id }, index) => [id, index]));
  const mentorOf = new Map(problem.mentors.map(({ id }, index) => [id, index]));
  const pairs = matching.pairs.flatMap(({ mentee, mentor, pinned: isPinned }) =>
    isPinned ? [] : [[rowOf[menteeOf.get(mentee)!], mentorOf.get(mentor)!] as const],
  );
  const programme = { ...framed, rowOf, menteeOf, mentorOf, pairs };
  programmes.set(matching, programme);
  return programme;
}

/** What can be said of rows and columns without anybody matched. */
export type ScoredFrame = Omit<Programme, "rowOf" | "menteeOf" | "mentorOf" | "pairs">;

/** The rows and columns of a scorer, with the scores that it makes. */
export function scoredFrame(scorer: Scorer): ScoredFrame {
  const framed = frameProgramme(scorer);
  const { mentees, pinned, frame } = framed;
  return { ...framed, scorer, ...createScores(scorer, { mentees, pinned, columns: frame.columns }) };
}

function createScores(
  scorer: Scorer,
  { mentees, pinned, columns }: Pick<Frame, "mentees" | "pinned"> & { readonly columns: number },
): Pick<Programme, "scoresOf" | "isKept"> {
  const rowScorer = createRowScorer(scorer);
  const isKept = mentees.length * columns <= usualKeeping.mostPairs;
  const scores = new Float64Array(isKept ? mentees.length * columns : columns);
  const lines: Float64Array[] = [];
  const pinsOf = new Map<number, number[]>();
  for (const { row, mentor } of pinned) pinsOf.set(row, [...(pinsOf.get(row) ?? []), mentor]);
  const scoresOf = (row: number): Float64Array => {
    if (lines[row] !== undefined) return lines[row];
    const line = isKept ? scores.subarray(row * columns, (row + 1) * columns) : scores;
    rowScorer.score(mentees[row], line);
    for (const mentor of pinsOf.get(row) ?? []) line[mentor] = Number.NEGATIVE_INFINITY;
    if (isKept) lines[row] = line;
    return line;
  };
  return { scoresOf, isKept };
}
