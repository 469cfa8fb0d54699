import { describe, type Issue, issue, TelemachusError, throwIssues } from "../errors.js";
import type { Exact } from "../exact.js";
import { indexOfPerson, scorerOf } from "../matching/context.js";
import type { Matching } from "../matching/matching.js";
import { isCount } from "../numeric/isCount.js";
import { didYouMean } from "../numeric/nearest.js";
import { type Policy, policyForm } from "../policy.js";
import { checkProblem } from "../problem/checkProblem.js";
import type { People } from "../problem/people.js";
import { compileScorer, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { type Lists, listPlaces } from "./listPlaces.js";
import { type Named, named } from "./named.js";

/**
 * A mentee's best mentors, net of what a place on their lists is worth to others. All lists of a programme together name
 * no mentor more often than `top` times their seats, so that whoever asks may expect one.
 */
export interface Shortlist {
  readonly kind: "shortlist";
  readonly mentee: Named;
  /** The best first, at most `top`. */
  readonly mentors: readonly ShortlistedMentor[];
}

export interface ShortlistedMentor {
  readonly mentor: Named;
  /** From 0 to 1, in whole millionths: without lived experience and choices, so it may differ from the score of a match. */
  readonly score: number;
  /** What one more place on a list with this mentor would add to all lists together, 0 where places are left; in the unit of scores. */
  readonly price: number;
  /** `score` less `price`; never below 0. */
  readonly net: number;
}

/** Whose list, and how long. */
export interface ShortlistQuestion {
  readonly mentee: string;
  /** A whole number from 1 to 50; 5 where it is not given. */
  readonly top?: number;
}

/**
 * The mentors whom a mentee should look at first: of a matching, or before there is any.
 *
 * The lists of all mentees are made together, so that the same few mentors are not advertised to everyone: each mentee
 * wants `top` different mentors, each mentor has `top` places for each seat, and the sum of the scores is the greatest
 * there can be. A mentee's list is then exactly the best by score less price, in that order; ties by the lottery. Who is
 * outbid everywhere, or may have nobody, has a shorter list or an empty one.
 *
 * Only who is allowed is on a list: bans, rules and the mentee's requests to avoid hold, and rules that give way do.
 * Objective, method, demands, minimums and quotas are about matches, and play no part. What is pinned is settled: a pinned
 * seat has no places on lists, a mentee's pinned mentors are not on the list, and whose places are all pinned has an empty
 * one. Mentors who are left to a human are on no list, and mentees who are have an empty one.
 *
 * Participants read lists before there is any match, and who is on one, or is not, would tell. So lived experience plays no
 * part (criteria of the kind `experience`, rules of the kind `requiredExperience`), nor do choices, nor what mentors asked
 * for: a mentor who asked to avoid the mentee may be on the list, as no match is made of it.
 *
 * Of a matching, the lists of one length are made once and kept. Time: a network simplex over all pairs.
 * @throws E_UNKNOWN_ID; E_TYPE, E_UNKNOWN_KEY, E_OPTION for another question; E_TOO_LARGE; of a stored matching E_DETACHED
 * (see `reopen`); of people and policy TelemachusError as `match` does
 * @example shortlist(matching, { mentee: "ada", top: 3 }).mentors.map(({ mentor }) => mentor.id)
 */
export function shortlist(matching: Matching, of: ShortlistQuestion): Shortlist;
export function shortlist<const Given extends Policy>(
  people: People,
  policy: Exact<Given, Policy>,
  of: ShortlistQuestion,
): Shortlist;
export function shortlist(
  ...given: [matching: Matching, of: ShortlistQuestion] | [people: People, policy: Policy, of: ShortlistQuestion]
): Shortlist {
  if (given.length > 2) {
    const [people, policy, of] = given as [People, Policy, ShortlistQuestion];
    const scorer = compileScorer(checkProblem(people, policy, policyForm));
    return toShortlist(scorer, checkQuestion(of), (top) => listPlaces(scorer, top));
  }
  const [matching, of] = given as [Matching, ShortlistQuestion];
  const scorer = scorerOf(matching);
  return toShortlist(scorer, checkQuestion(of), (top) => listsOf(matching, scorer, top));
}

const known = new WeakMap<object, Map<number, Lists>>();

function listsOf(matching: Matching, scorer: Scorer, top: number): Lists {
  const byTop = known.get(matching) ?? new Map<number, Lists>();
  known.set(matching, byTop);
  const lists = byTop.get(top) ?? listPlaces(scorer, top);
  byTop.set(top, lists);
  return lists;
}

const USUAL_TOP = 5;
const MOST_TOP = 50;
const keys = ["mentee", "top"];

function checkQuestion(of: ShortlistQuestion): Required<ShortlistQuestion> {
  if (typeof of !== "object" || of === null || Array.isArray(of)) {
    const expected = "{ mentee: id }, or { mentee: id, top: a number }";
    throw new TelemachusError([issue("E_TYPE", ["of"], { expected, received: describe(of) })]);
  }
  const { mentee, top = USUAL_TOP } = of;
  const issues = Object.keys(of).flatMap((key): Issue[] => {
    if (keys.includes(key)) return [];
    const problem = { expected: "left out", received: "an unknown key", hint: didYouMean(key, keys) };
    return [issue("E_UNKNOWN_KEY", ["of", key], problem)];
  });
  if (!isCount(top) || top < 1 || top > MOST_TOP) {
    const expected = `a whole number from 1 to ${MOST_TOP}`;
    issues.push(issue("E_OPTION", ["of", "top"], { expected, received: describe(top) }));
  }
  throwIssues(issues);
  return { mentee, top };
}

function toShortlist(
  scorer: Scorer,
  { mentee: id, top }: Required<ShortlistQuestion>,
  listsBy: (top: number) => Lists,
): Shortlist {
  const { mentees, mentors } = scorer.problem;
  const mentee = indexOfPerson(scorer, "mentee", id);
  const places = listsBy(top).get(mentee) ?? [];
  return {
    kind: "shortlist",
    mentee: named(mentees[mentee]),
    mentors: places.map(({ mentor, score, price }) => ({
      mentor: named(mentors[mentor]),
      score: score / MILLIONTHS,
      price: price / MILLIONTHS,
      net: (score - price) / MILLIONTHS,
    })),
  };
}
