import type { Matching } from "../matching/matching.js";
import { signOf } from "../solve/sensitivity/createSensitivity.js";
import type { Exchange } from "../solve/sensitivity/optimum.js";
import { afterMoves } from "./chain.js";
import type { StageChange } from "./change.js";
import { type Opened, openedOf } from "./opened.js";
import { stageLosses } from "./stageLosses.js";

/**
 * What the best of all other matchings loses against this one, by stage: zero where the lottery decided between them.
 * Null where no other is possible, where `floor` or `leximin` is a stage, and for a matching that is not an optimum.
 *
 * Another matching is without some pair of this one, or it is this one with pairs more. So the best is among the best
 * without each pair, and those with one pair more. Time: a search for each pair.
 */
export function marginOf(matching: Matching): StageChange | null {
  const opened = openedOf(matching);
  const sensitivity = opened.sensitivity();
  if (sensitivity === undefined) return null;
  let best: Exchange | undefined;
  const offer = (exchange: Exchange | undefined): void => {
    if (exchange === undefined) return;
    if (best === undefined || signOf(exchange.loss.map((part, k) => part - best!.loss[k])) < 0) best = exchange;
  };
  for (const [row, mentor] of opened.programme.pairs) {
    offer(sensitivity.drop(row, mentor));
    if (best !== undefined && signOf(best.loss) === 0) break;
  }
  for (const [row, mentor] of openPairs(opened)) offer(sensitivity.force(row, mentor));
  if (best === undefined) return null;
  return stageLosses(opened, opened.before(), afterMoves(opened, best.moves)).loss;
}

/** Pairs that are not matched though both have room. */
function openPairs({ matching, programme }: Opened): (readonly [row: number, mentor: number])[] {
  const { scorer, mentees, mentorOf, pairs, scoresOf } = programme;
  const free = matching.unmatched.seats.map(({ mentor }) => mentorOf.get(mentor)!);
  const held = new Map<number, number[]>();
  for (const [row, mentor] of pairs) held.set(row, [...(held.get(row) ?? []), mentor]);
  const pinned = new Map<number, number>();
  for (const { mentee } of scorer.problem.pins) pinned.set(mentee, (pinned.get(mentee) ?? 0) + 1);
  return mentees.flatMap((mentee, row) => {
    const own = held.get(row) ?? [];
    if (own.length + (pinned.get(mentee) ?? 0) >= scorer.problem.demands[mentee]) return [];
    const isOpen = (mentor: number) => !own.includes(mentor) && scoresOf(row)[mentor] !== Number.NEGATIVE_INFINITY;
    return free.filter(isOpen).map((mentor) => [row, mentor] as const);
  });
}
