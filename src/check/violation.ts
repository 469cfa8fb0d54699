import { canonicalJson } from "../numeric/digest.js";

/**
 * What a violation is about:
 *
 * - `form`: the matching does not have the shape of one, so nothing further was looked into;
 * - `manifest`: it was made from other people, another policy, another seed or by another version;
 * - `pairs`: pairs of people whom nobody knows, out of order, or twice; the status;
 * - `precedence`: pins, bans, requests to avoid and rules, in this order;
 * - `feasibility`: places, seats, minimums and quotas;
 * - `scores`: contributions, scores, confidence, total;
 * - `objective`: what the stages reached;
 * - `certificate`: the prices do not prove that no other matching is better;
 * - `stability`: somebody would rather have each other, or the proof of stability is another;
 * - `infeasibility`: minimums and quotas could be met, or are not what stands in the way;
 * - `lottery`: who was drawn, between whom, and what that decided;
 * - `reasons`: why someone or something stays without, and the shortages that prove it;
 * - `reconciliation`: everybody in one place, every seat and place accounted for, counts.
 */
export type MatchingCheck =
  | "form"
  | "manifest"
  | "pairs"
  | "precedence"
  | "feasibility"
  | "scores"
  | "objective"
  | "certificate"
  | "stability"
  | "infeasibility"
  | "lottery"
  | "reasons"
  | "reconciliation";

/** One thing that does not hold of a matching. Ids are the only personal data in it. */
export interface MatchingViolation {
  readonly check: MatchingCheck;
  /** A sentence. */
  readonly message: string;
  readonly mentee?: string;
  readonly mentor?: string;
}

/** What a check finds, one after the other; it goes no further than it is asked. */
export type Violations = Generator<MatchingViolation, void>;

/** So many violations are listed at most. */
export const LISTED_VIOLATIONS = 100;

/** The first of them. */
export function listed(violations: Iterable<MatchingViolation>): MatchingViolation[] {
  const list: MatchingViolation[] = [];
  for (const violation of violations) {
    list.push(violation);
    if (list.length === LISTED_VIOLATIONS) break;
  }
  return list;
}

/** Whom a violation is about. */
export type Who = Pick<MatchingViolation, "mentee" | "mentor">;

/** A violation where what is said is not, as plain data, what it has to be. */
export function* expectSame(
  check: MatchingCheck,
  what: string,
  [received, expected]: readonly [received: unknown, expected: unknown],
  who: Who = {},
): Violations {
  const [is, was] = [textOf(expected), textOf(received)];
  if (is === was) return;
  yield { check, message: `Expected ${what} to be ${shortened(is)}, received ${shortened(was)}.`, ...who };
}

/** Plain data as one text, in which keys have an order. */
function textOf(value: unknown): string {
  return canonicalJson(value ?? null);
}

const LONGEST = 160;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
