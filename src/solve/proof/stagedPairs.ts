import type { Standing } from "./checkLoads.js";
import { LISTED_VIOLATIONS, type Violation } from "./claim.js";
import type { Counts } from "./componentCounts.js";
import type { FoldedPrices } from "./foldPrices.js";
import { leadingPrices } from "./leadingPrices.js";
import type { StagedInstance } from "./stagedClaim.js";

/**
 * Allowed pairs whose prices add up to less than their value though they are not assigned, or to more though they are.
 *
 * Row by row, all pairs are held against as many of the first components as go into one number (see `leadingPrices`);
 * then those that are still open, equal in all components so far, against one component after the other. The sum of two
 * prices is compared with a whole number below 2^53, which rounding cannot reverse.
 */
export function pairPriceViolations(
  instance: StagedInstance,
  counts: readonly Counts[],
  standing: Standing,
  prices: FoldedPrices,
): Violation[] {
  const { rows, columns, scores, loads } = instance;
  const parts = counts.length;
  const isOwn = new Uint8Array(columns);
  const choices = new Int32Array(columns);
  const stays = new Uint8Array(columns);
  const open = new Int32Array(columns);
  const listed = scores.form === "dense" ? scores.data : new Float64Array(columns);
  const { parts: leading, ofRow, ofColumn, scale, ofChoice, ofCurrent } = leadingPrices(instance, counts, prices);
  // what pairs count in them as choices and as current ones, beyond what one counts that is neither
  const markWorth = new Float64Array(columns);
  const isFree = prices.ofColumn.map((groups) => groups.map((column) => column.every((price) => price === 0)));
  const violations: Violation[] = [];
  const report = (row: number, column: number, excess: number) => {
    if (violations.length < LISTED_VIOLATIONS) violations.push(wrongPair(row, column, excess));
  };

  for (let row = 0; row < rows && violations.length < LISTED_VIOLATIONS; row++) {
    // what is known of the row's pairs
    const group = prices.groupOfRow[row];
    for (let at = standing.start[row]; at < standing.start[row + 1]; at++) isOwn[standing.column[at]] = 1;
    const chosen = loads.choices[row];
    for (let at = 0; at < chosen.length; at++) {
      choices[chosen[at]] = at + 1;
      markWorth[chosen[at]] = ofChoice[at + 1] - ofChoice[0];
    }
    for (const column of loads.current[row]) {
      stays[column] = 1;
      markWorth[column] += ofCurrent;
    }

    // the allowed pairs that are equal in the leading components
    let left = 0;
    const offset = scores.form === "dense" ? row * columns : 0;
    const base = ofRow[row] - ofChoice[0];
    const leadingColumn = ofColumn[group];
    if (scores.form === "dense") {
      for (let j = 0; j < columns; j++) {
        const score = listed[offset + j];
        // no number where a forbidden score counts nothing
        const excess = base + leadingColumn[j] - markWorth[j] - scale * score;
        if ((excess > 0 && isOwn[j] === 0) || score === Number.NEGATIVE_INFINITY) continue;
        if (excess === 0) open[left++] = j;
        else if (excess < 0 === (isOwn[j] === 0)) report(row, j, excess);
      }
    } else {
      const { start, column, score } = scores;
      for (let at = start[row]; at < start[row + 1]; at++) {
        const j = column[at];
        listed[j] = score[at];
        const excess = base + leadingColumn[j] - markWorth[j] - scale * score[at];
        if (excess > 0 && isOwn[j] === 0) continue;
        if (excess === 0) open[left++] = j;
        else if (excess < 0 === (isOwn[j] === 0)) report(row, j, excess);
      }
    }

    for (let k = leading; k < parts && left > 0; k++) {
      const { pair, place } = counts[k];
      const rowPrice = prices.ofRow[k][row];
      const columnPrices = prices.ofColumn[k][group];
      let kept = 0;

      // what pairs have in common: the row's last place
      if (pair.by === "nothing") {
        const last = place(row, loads.demands[row]);
        if (isFree[k][group] && rowPrice === last) continue;
        for (let at = 0; at < left; at++) {
          const j = open[at];
          const excess = rowPrice + columnPrices[j] - last;
          if (excess === 0) open[kept++] = j;
          else if (excess > 0 !== (isOwn[j] === 0)) report(row, j, excess);
        }
      } else if (pair.by === "score") {
        for (let at = 0; at < left; at++) {
          const j = open[at];
          const excess = rowPrice + columnPrices[j] - listed[offset + j];
          if (excess === 0) open[kept++] = j;
          else if (excess > 0 !== (isOwn[j] === 0)) report(row, j, excess);
        }
      } else if (pair.by === "level") {
        const { most, of, after } = pair;
        for (let at = 0; at < left; at++) {
          const j = open[at];
          const score = listed[offset + j];
          const isBetween = score > after && score < of;
          const excess = isBetween ? 1 : rowPrice + columnPrices[j] + (score <= most ? 1 : 0);
          if (excess === 0) open[kept++] = j;
          else if (excess > 0 !== (isOwn[j] === 0)) report(row, j, excess);
        }
      } else {
        const { number, marks, worth } = marked(pair, choices, stays);
        for (let at = 0; at < left; at++) {
          const j = open[at];
          const excess = rowPrice + columnPrices[j] - (marks[j] === number ? worth : 0);
          if (excess === 0) open[kept++] = j;
          else if (excess > 0 !== (isOwn[j] === 0)) report(row, j, excess);
        }
      }
      left = kept;
    }

    for (let at = standing.start[row]; at < standing.start[row + 1]; at++) isOwn[standing.column[at]] = 0;
    for (let at = 0; at < chosen.length; at++) choices[chosen[at]] = markWorth[chosen[at]] = 0;
    for (const column of loads.current[row]) stays[column] = markWorth[column] = 0;
  }
  return violations;
}

/** Which mark counts, and how much. */
function marked(
  pair: Extract<Counts["pair"], { by: "choice" | "current" }>,
  choices: Int32Array,
  stays: Uint8Array,
): { readonly marks: Int32Array | Uint8Array; readonly number: number; readonly worth: number } {
  return pair.by === "current"
    ? { marks: stays, number: 1, worth: 1 }
    : { marks: choices, number: pair.choice, worth: pair.worth };
}

function wrongPair(row: number, column: number, excess: number): Violation {
  const message =
    excess > 0
      ? `Row ${row} and column ${column} are assigned, but their prices add up to more than the pair's value.`
      : `Row ${row} and column ${column} are worth more than their prices.`;
  return { kind: "pairPrice", row, column, message };
}
