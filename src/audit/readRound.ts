import * as z from "zod";
import { type Issue, issue, type Path, quote, throwIssues } from "../errors.js";
import type { Matching } from "../matching/matching.js";
import { canonicalJson } from "../numeric/digest.js";
import { isCount } from "../numeric/isCount.js";
import { compareText } from "../numeric/nearest.js";
import { expected } from "../problem/expected.js";
import { parse } from "../problem/parse.js";
import { MILLIONTHS } from "../score/weights.js";
import { type ReadPeople, readPeople } from "./readPeople.js";

/** Two people who are matched: indices into a round's lists, and the score in millionths. */
export interface RoundPair {
  readonly mentee: number;
  readonly mentor: number;
  readonly score: number;
}

/** A matching and its people, in code-unit order of their ids. */
export interface Round extends ReadPeople {
  readonly pairs: readonly RoundPair[];
  /** By mentor: seats that are taken or free in this round. */
  readonly seats: Int32Array;
  readonly seed: number;
  /** As it was given: its scores are asked for by it. */
  readonly matching: Matching;
  /** Tells rounds apart, so that their order does not matter. */
  readonly key: string;
}

/** Where a round's matching and people stand in the input. */
export interface RoundPaths {
  readonly matching: Path;
  readonly people: Path;
}

/** The parts of a matching that are read; a stored one may hold more. */
function matchingSchema() {
  const part = (phrase: string) => expected("E_TYPE", phrase);
  const text = z.string(part("an id (a text)"));
  const count = z.number(part("a count")).refine(isCount, part("a count"));
  const inRange = expected("E_OUT_OF_RANGE", "a score from 0 to 1");
  const score = z.number(part("a score")).min(0, inRange).max(1, inRange);
  const pair = z.object({ mentee: text, mentor: text, score }, part("a pair"));
  const mentee = z.object({ id: text }, part("an unmatched mentee"));
  const seats = z.object({ mentor: text, free: count }, part("free seats"));
  return z.object(
    {
      pairs: z.array(pair, part("a list of pairs")),
      unmatched: z.object(
        { mentees: z.array(mentee, part("a list of mentees")), seats: z.array(seats, part("a list of free seats")) },
        part("an object with mentees and seats"),
      ),
      manifest: z.object(
        { seed: count, counts: z.object({ mentors: count }, part("counts")) },
        part("a manifest (an object with seed and counts)"),
      ),
    },
    part("a matching"),
  );
}

/**
 * Reads a matching, stored or not, and its people, each once.
 *
 * @throws E_UNKNOWN_ID for somebody whom the matching does not know, E_MISSING for somebody of the matching who is not
 * there; E_DUPLICATE; E_TYPE and the like where one of them is none
 */
export function readRound(matching: Matching, people: unknown, paths: RoundPaths): Round {
  const read = parse(matchingSchema(), matching, paths.matching);
  throwIssues(read.issues, read.cause);
  const { pairs, unmatched, manifest } = read.value;
  const sides = readPeople(people, paths.people);
  const mentees = indexOf(sides.mentees);
  const mentors = indexOf(sides.mentors);
  const namedMentees = [...pairs.map(({ mentee }) => mentee), ...unmatched.mentees.map(({ id }) => id)];
  const namedMentors = [...pairs.map(({ mentor }) => mentor), ...unmatched.seats.map(({ mentor }) => mentor)];
  throwIssues([
    ...repeatedPairs(pairs, paths.matching),
    ...missingPeople(namedMentees, mentees, [...paths.people, "mentees"]),
    ...missingPeople(namedMentors, mentors, [...paths.people, "mentors"]),
    ...strangers(sides, "mentees", namedMentees),
    // whoever had no seat stands nowhere in a matching but in its counts
    ...(mentors.size > manifest.counts.mentors ? strangers(sides, "mentors", namedMentors) : []),
  ]);
  const seats = new Int32Array(sides.mentors.length);
  for (const { mentor } of pairs) seats[mentors.get(mentor)!]++;
  for (const { mentor, free } of unmatched.seats) seats[mentors.get(mentor)!] += free;
  return {
    ...sides,
    pairs: pairs.map(({ mentee, mentor, score }) => {
      return { mentee: mentees.get(mentee)!, mentor: mentors.get(mentor)!, score: Math.round(score * MILLIONTHS) };
    }),
    seats,
    seed: manifest.seed,
    matching,
    key: canonicalJson(manifest),
  };
}

/** Rounds in an order that does not depend on the order in which they were given. */
export function inRoundOrder(rounds: readonly Round[]): Round[] {
  return [...rounds].sort((a, b) => compareText(a.key, b.key));
}

function indexOf(people: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(people.map(({ id }, index) => [id, index]));
}

function repeatedPairs(pairs: readonly { mentee: string; mentor: string }[], path: Path): Issue[] {
  const seen = new Set<string>();
  return pairs.flatMap(({ mentee, mentor }, index) => {
    const key = JSON.stringify([mentee, mentor]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const problem = { expected: "another pair", received: "one that was there" };
    return [issue("E_DUPLICATE", [...path, "pairs", index], problem)];
  });
}

/** People of the matching who are not among those given. */
function missingPeople(named: readonly string[], known: ReadonlyMap<string, number>, path: Path): Issue[] {
  const missing = [...new Set(named)].filter((id) => !known.has(id)).sort(compareText);
  return missing.map((id) => {
    const expected = `a list with ${quote(id)}, who is in the matching`;
    return issue("E_MISSING", path, { expected, received: "one without" });
  });
}

/** People who are given and are not in the matching. */
function strangers(people: ReadPeople, side: "mentees" | "mentors", named: readonly string[]): Issue[] {
  const known = new Set(named);
  const places = side === "mentees" ? people.menteePlace : people.mentorPlace;
  return people[side].flatMap(({ id }, index) => {
    if (known.has(id)) return [];
    const problem = { expected: "the id of somebody in the matching", received: quote(id) };
    return [issue("E_UNKNOWN_ID", [...people.path, side, places[index], "id"], problem)];
  });
}
