import { frameProgramme } from "../matching/frame.js";
import { keepPairs } from "../matching/openProgramme.js";
import { runHere } from "../matching/steps.js";
import { type Scorer, weightsByAnswers } from "../score/scorer.js";
import type { Lottery } from "../solve/assignment.js";
import type { Loads } from "../solve/read/loads.js";
import { createSensitivity } from "../solve/sensitivity/createSensitivity.js";
import { solveLoaded } from "../solve/solveLoaded.js";

/** A mentor on a mentee's list, by the problem's index; score and price in millionths. */
export interface ListedPlace {
  readonly mentor: number;
  readonly score: number;
  readonly price: number;
}

/** The list of each mentee who has places left beside pins, the highest score less price first. */
export type Lists = ReadonlyMap<number, readonly ListedPlace[]>;

const STAGES = ["total"] as const;

/**
 * Gives places on lists: the assignment of the greatest total score in which each mentee wants `top` different mentors and
 * each mentor has `top` places for each seat that is not pinned; ties by the lottery.
 *
 * `total` alone: its prices are scores, so that score less price is one number. Were lists to be filled first, a place
 * with a mentor could be worth more than any score, and nothing would be left to compare mentors by.
 *
 * Invariant: no mentor of a list is worth less there, less the price, than any mentor who is not on it and is allowed.
 * A price is the lowest there is: what one more place with the mentor would add to all lists together.
 * @throws E_TOO_LARGE
 */
export function listPlaces(given: Scorer, top: number): Lists {
  const scorer = withoutHiddenAnswers(given);
  const { mentees, pinned, lottery, frame } = frameProgramme(scorer);
  const { rows, columns } = frame;
  const loads = loadsOf({ rows, columns, top }, lottery);
  const capacities = frame.capacities.map((seats) => Math.min(rows, seats * top));
  const listing = { ...frame, capacities, stages: STAGES, loads, seats: rows * Math.min(top, columns) };
  const steps = keepPairs(scorer, mentees, { frame: listing, pinned, memoryLimit: undefined });
  const { assignment, scoreOf } = runHere(steps, scorer, {});
  const solved = solveLoaded({ ...assignment, loads }, lottery);
  if (solved.status === "infeasible" || solved.pairs === undefined || assignment.scores.form === "sparse") {
    throw new Error("Expected an assignment, as nothing has to be met.");
  }

  const { data } = assignment.scores;
  const { addSeat } = createSensitivity({
    ...{ rows, columns, capacities, loads, stages: STAGES, pairs: solved.pairs, components: solved.components },
    ...{ rowPrices: solved.rowPrices, columnPrices: solved.columnPrices },
    scoresOf: (row) => data.subarray(row * columns, (row + 1) * columns),
  });
  const prices = Array.from({ length: columns }, (_, column) => -addSeat(column).loss[0] + 0);
  const drawn = new Int32Array(columns);
  for (let at = 0; at < columns; at++) drawn[lottery.columns[at]] = at;
  const lists = new Map(mentees.map((mentee): [number, ListedPlace[]] => [mentee, []]));
  for (const [row, mentor] of solved.pairs) {
    lists.get(mentees[row])!.push({ mentor, score: scoreOf(row, mentor), price: prices[mentor] });
  }
  const net = ({ score, price }: ListedPlace) => score - price;
  for (const list of lists.values()) list.sort((a, b) => net(b) - net(a) || drawn[a.mentor] - drawn[b.mentor]);
  return lists;
}

/**
 * A scorer that knows nothing of what people disclosed for matching only, nor of what mentors asked for, nor of anybody's
 * choices: who is on a list, and in which order, would tell.
 */
function withoutHiddenAnswers(scorer: Scorer): Scorer {
  const criteria = scorer.criteria.filter(
    ({ criterion }) => criterion.kind !== "experience" && criterion.kind !== "choices",
  );
  const rules = scorer.rules.filter(({ rule }) => rule.kind !== "requiredExperience");
  const mentors = scorer.cohort.mentors.map(({ requests: _, ...mentor }) => mentor);
  const cohort = { ...scorer.cohort, mentors };
  return { ...scorer, cohort, criteria, rules, weightsOf: weightsByAnswers(criteria, cohort) };
}

/** Nothing is asked for but so many mentors for each mentee. */
function loadsOf(
  { rows, columns, top }: { readonly rows: number; readonly columns: number; readonly top: number },
  lottery: Lottery,
): Loads {
  const none = (length: number) => new Array<number>(length).fill(0);
  return {
    demands: new Int32Array(rows).fill(Math.min(top, columns)),
    filled: new Int32Array(rows),
    minimums: none(columns),
    quotas: [],
    priorities: none(rows),
    choices: Array.from({ length: rows }, () => []),
    taken: none(columns),
    current: Array.from({ length: rows }, () => new Set<number>()),
    lottery,
  };
}
