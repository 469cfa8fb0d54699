import type { ScoredFrame } from "../matching/programme.js";
import type { RowPairs } from "../matching/solution.js";
import { MILLIONTHS } from "../score/weights.js";
import { createColumnHeap } from "../solve/prices/columnHeap.js";
import { createOpenRoom } from "./openRoom.js";

/**
 * The pairs of a programme that are made where the best pair left is taken, over and over: the highest score first; of
 * equal ones that of the row drawn first, then that with the column drawn first.
 *
 * Each row waits with its best pair only, and looks for another one once that is gone: what does not fit any more never
 * fits again. Time O(columns) for each look, and a heap of rows.
 */
export function greedyPairs(programme: ScoredFrame): RowPairs {
  const { frame, lottery, scoresOf } = programme;
  const { rows, columns } = frame;
  const room = createOpenRoom(programme);
  const placeOfRow = placesIn(lottery.rows);
  const placeOfColumn = placesIn(lottery.columns);
  const best = new Int32Array(rows);
  const keys = new Float64Array(rows);
  const heap = createColumnHeap(keys);

  const wait = (row: number): void => {
    if (!room.hasPlace(row)) return;
    const scores = scoresOf(row);
    let found = -1;
    for (let j = 0; j < columns; j++) {
      const isWorse =
        found >= 0 &&
        (scores[j] < scores[found] || (scores[j] === scores[found] && placeOfColumn[j] > placeOfColumn[found]));
      if (!isWorse && scores[j] !== Number.NEGATIVE_INFINITY && room.fits(row, j)) found = j;
    }
    if (found < 0) return;
    best[row] = found;
    // as one number, whose order is that of scores, then that of the draw
    keys[row] = (MILLIONTHS - scores[found]) * rows + placeOfRow[row];
    heap.lower(row);
  };
  for (let row = 0; row < rows; row++) wait(row);
  for (let row = heap.pop(); row >= 0; row = heap.pop()) {
    if (room.fits(row, best[row])) room.take(row, best[row]);
    wait(row);
  }
  return room.pairs;
}

function placesIn(order: ArrayLike<number>): Int32Array {
  const place = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) place[order[at]] = at;
  return place;
}
