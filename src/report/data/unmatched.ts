import { explain } from "../../explain/explain.js";
import { toText } from "../../explain/toText.js";
import { whyUnmatched } from "../../explain/whyUnmatched.js";
import type { UnmatchedPlaces } from "../../matching/matching.js";
import { createBestOfRow } from "../../score/best.js";
import { createRowScorer } from "../../score/rows.js";
import { blocksOf } from "../../score/scorer.js";
import type { View } from "./view.js";

/** A mentee without a mentor. */
export interface UnmatchedRow {
  readonly mentee: number;
  readonly why: OpenReasons | ToldReasons;
}

/** What follows from the rules, from answers that a committee may see and from who is matched with whom. */
export interface OpenReasons {
  readonly kind: "open";
  readonly isManual: boolean;
  /** Mentors whom the rules allow, and how many of them have a free seat. */
  readonly allowed: number;
  readonly withFreeSeat: number;
  /** The best of those allowed, at most three. */
  readonly best: readonly number[];
  /** How many mentors each rule keeps away, the most first; told where nobody is allowed. */
  readonly rules: readonly { readonly rule: string; readonly mentors: number }[];
}

/** The library's own words, line by line. */
export interface ToldReasons {
  readonly kind: "told";
  readonly lines: readonly string[];
  /** Whether repairs were tried. */
  readonly isTried: boolean;
}

export interface Unmatched {
  readonly mentees: readonly UnmatchedRow[];
  readonly places: readonly {
    readonly mentee: number;
    readonly missing: number;
    readonly reason: UnmatchedPlaces["reason"] | undefined;
  }[];
}

/** Repairs are tried by solving again: so many pairs are scored for all of them at most. */
const MOST_WORK = 1_500_000;
/** Mentors named to somebody who has none. */
const NAMED = 3;

export function unmatchedOf(view: View): Unmatched {
  const { matching, menteeOf, audience } = view;
  const isOpen = audience === "committee";
  const reasons = isOpen ? openReasons(view) : toldReasons(view);
  const mentees = matching.unmatched.mentees.map(({ id }) => ({ id, mentee: menteeOf.get(id)! }));
  return {
    mentees: mentees.map(({ id, mentee }, at) => ({ mentee, why: reasons(id, mentee, at) })),
    places: matching.unmatched.places.map(({ mentee, missing, reason }) => ({
      mentee: menteeOf.get(mentee)!,
      missing,
      reason: isOpen ? undefined : reason,
    })),
  };
}

function toldReasons({ matching, audience, whole }: View) {
  const reader = audience === "auditor" ? "auditor" : "administrator";
  // what is said once on the page
  const terms = { unconfirmed: "", proof: "" };
  const { mentees, mentors } = whole.problem;
  const tried = Math.floor(MOST_WORK / Math.max(1, mentees.length * mentors.length));
  return (mentee: string, _: number, at: number): ToldReasons => {
    const isTried = at < tried;
    const answer = isTried ? whyUnmatched(matching, { mentee }) : explain(matching, { mentee });
    return { kind: "told", isTried, lines: toText(answer, { audience: reader, terms }).split("\n") };
  };
}

function openReasons({ scorer, matching, mentorOf }: View) {
  const { mentees, mentors } = scorer.problem;
  const hasSeat = new Set(matching.unmatched.seats.map(({ mentor }) => mentorOf.get(mentor)!));
  const pick = createBestOfRow(NAMED);
  const rows = createRowScorer(scorer);
  const row = new Float64Array(mentors.length);
  return (_: string, mentee: number): OpenReasons => {
    const isManual = mentees[mentee].manual === true;
    rows.score(mentee, row);
    const { columns, scores } = pick(row);
    const best = Array.from(columns, (mentor, at) => ({ mentor, score: scores[at] }))
      .sort((a, b) => b.score - a.score || a.mentor - b.mentor)
      .map(({ mentor }) => mentor);
    let [allowed, withFreeSeat] = [0, 0];
    for (let mentor = 0; mentor < row.length; mentor++) {
      if (row[mentor] === Number.NEGATIVE_INFINITY) continue;
      allowed++;
      if (hasSeat.has(mentor)) withFreeSeat++;
    }
    const rules = allowed > 0 || isManual ? [] : rulesAgainst(scorer, mentee);
    return { kind: "open", isManual, allowed, withFreeSeat, best, rules };
  };
}

function rulesAgainst(scorer: View["scorer"], mentee: number): OpenReasons["rules"] {
  const count = new Map<string, number>();
  for (let mentor = 0; mentor < scorer.problem.mentors.length; mentor++) {
    for (const block of blocksOf(scorer, mentee, mentor)) {
      if (block.kind === "rule") count.set(block.rule, (count.get(block.rule) ?? 0) + 1);
    }
  }
  // rules stand in the order of their names, which the sort keeps among equals
  return scorer.rules
    .flatMap(({ name }) => (count.has(name) ? [{ rule: name, mentors: count.get(name)! }] : []))
    .sort((a, b) => b.mentors - a.mentors);
}
