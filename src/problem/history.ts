import * as z from "zod";
import { expected, strictObject } from "./expected.js";

/** A pair of an earlier round, or one that is running. */
export interface EarlierPair {
  readonly mentee: string;
  readonly mentor: string;
}

/**
 * Pairs there were, for the criterion `history` and the rule `noRepeat`, and pairs there are, for the stage
 * `continuity`. The two are kept apart: what is running was not "before", unless it is listed there too.
 */
export interface Rounds {
  readonly past?: readonly EarlierPair[];
  readonly current?: readonly EarlierPair[];
}

const text = z.string(expected("E_TYPE", "a text"));
const pairs = z.array(
  strictObject({ mentee: text, mentor: text }, "an earlier pair (an object with mentee and mentor)"),
  expected("E_TYPE", "a list of earlier pairs"),
);

export const historySchema: z.ZodType<readonly EarlierPair[] | Rounds> = z.union(
  [pairs, strictObject({ past: pairs.optional(), current: pairs.optional() }, "an object with past and current")],
  expected("E_TYPE", "a list of earlier pairs, or an object with past and current ones"),
);

/** The pairs of both kinds; a plain list is of the past. */
export function roundsOf(history: readonly EarlierPair[] | Rounds = []): Required<Rounds> {
  if (isList(history)) return { past: history, current: [] };
  return { past: history.past ?? [], current: history.current ?? [] };
}

function isList(history: readonly EarlierPair[] | Rounds): history is readonly EarlierPair[] {
  return Array.isArray(history);
}

type Identified = { readonly id: string };

/** Pairs by index: the mentors of each mentee. Who is not in the programme is passed over: that is what rounds are like. */
export function findPairs(
  pairs: readonly EarlierPair[],
  mentees: readonly Identified[],
  mentors: readonly Identified[],
): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  if (pairs.length === 0) return found;
  const menteeOf = new Map(mentees.map(({ id }, index) => [id, index]));
  const mentorOf = new Map(mentors.map(({ id }, index) => [id, index]));
  for (const pair of pairs) {
    const [mentee, mentor] = [menteeOf.get(pair.mentee), mentorOf.get(pair.mentor)];
    if (mentee === undefined || mentor === undefined) continue;
    found.set(mentee, (found.get(mentee) ?? new Set()).add(mentor));
  }
  return found;
}
