import { describe, type Issue, issue, type Path, quote, TelemachusError, throwIssues } from "../errors.js";
import type { Pair } from "../matching/matching.js";
import type { Programme } from "../matching/programme.js";
import { didYouMean } from "../numeric/nearest.js";
import { snapshot } from "../problem/snapshot.js";
import type { IndexPairs } from "./stageLosses.js";

/**
 * The pairs of a matching that came from elsewhere, all of people whom a programme knows. Nothing else of it is read.
 *
 * @throws E_TYPE where it is no matching; E_UNKNOWN_ID, E_DUPLICATE with every pair at fault
 */
export function readPairs(
  { menteeOf, mentorOf }: Pick<Programme, "menteeOf" | "mentorOf">,
  other: unknown,
): IndexPairs {
  const copy = snapshot(other, ["other"]);
  throwIssues(copy.issues);
  const pairs = (copy.value as { readonly pairs?: unknown } | null | undefined)?.pairs;
  if (!Array.isArray(pairs)) throw wrongType(["other"], 'a matching, "greedy" or "random"', other);
  const seen = new Set<string>();
  const issues = pairs.flatMap((pair: Partial<Pair> | null, index) => {
    const path = ["other", "pairs", index];
    const { mentee, mentor } = pair ?? {};
    if (typeof mentee !== "string" || typeof mentor !== "string") {
      throw wrongType(path, "a pair (an object with the ids of a mentee and a mentor)", pair);
    }
    const key = JSON.stringify([mentee, mentor]);
    const isRepeated = seen.has(key);
    seen.add(key);
    return [
      ...unknownId(menteeOf, mentee, [...path, "mentee"]),
      ...unknownId(mentorOf, mentor, [...path, "mentor"]),
      ...(isRepeated ? [issue("E_DUPLICATE", path, { expected: "another pair", received: "one that was there" })] : []),
    ];
  });
  throwIssues(issues);
  return pairs.map(({ mentee, mentor }: Pair) => [menteeOf.get(mentee)!, mentorOf.get(mentor)!] as const);
}

function wrongType(path: Path, expected: string, given: unknown): TelemachusError {
  return new TelemachusError([issue("E_TYPE", path, { expected, received: describe(given) })]);
}

function unknownId(known: ReadonlyMap<string, number>, id: string, path: Path): Issue[] {
  if (known.has(id)) return [];
  const problem = { expected: `the id of a ${path.at(-1)}`, received: quote(id) };
  return [issue("E_UNKNOWN_ID", path, { ...problem, hint: didYouMean(id, known.keys()) })];
}
