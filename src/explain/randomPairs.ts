import type { Programme } from "../matching/programme.js";
import type { RowPairs } from "../matching/solution.js";
import { hashedShare } from "../numeric/hashedShare.js";
import { createOpenRoom } from "./openRoom.js";

/**
 * The pairs of a programme that chance makes: in the order of the draw each row takes one of the columns that fit, then,
 * in the same order, those that want another one, and so on.
 *
 * Which one is decided by seed, id and round alone: of n that fit, in code-unit order of ids, the one at ⌊share · n⌋,
 * where `hashedShare` of the three is the share.
 */
export function randomPairs(programme: Programme): RowPairs {
  const { frame, lottery, mentees, scorer, scoresOf } = programme;
  const { problem } = scorer;
  const room = createOpenRoom(programme);
  let waiting = Array.from(lottery.rows);
  for (let round = 1; waiting.length > 0; round++) {
    waiting = waiting.filter((row) => {
      if (!room.hasPlace(row)) return false;
      const scores = scoresOf(row);
      const open: number[] = [];
      for (let j = 0; j < frame.columns; j++) {
        if (scores[j] !== Number.NEGATIVE_INFINITY && room.fits(row, j)) open.push(j);
      }
      if (open.length === 0) return false;
      const share = hashedShare([problem.seed, problem.mentees[mentees[row]].id, round]);
      room.take(row, open[Math.floor(share * open.length)]);
      return true;
    });
  }
  return room.pairs;
}
