import { indexOfPerson } from "../matching/context.js";
import type { Decision, Matching } from "../matching/matching.js";
import { createPeopleWorth } from "../matching/mutualWorth.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { blocksOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Stage } from "../solve/assignment.js";
import type { Exchange } from "../solve/sensitivity/optimum.js";
import { afterMoves, toChain } from "./chain.js";
import type { Chain, StageChange, StageProfiles } from "./change.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { checkQuestion } from "./question.js";
import { type RuleReason, toRuleReasons } from "./reasons.js";
import { solveWithPin } from "./solveAgain.js";
import { type StageLosses, stageLosses } from "./stageLosses.js";
import { type AllowedMentor, allowedScores, type PairStanding, standingOf } from "./standing.js";

/** What every answer to "why not?" says. */
export interface WhyNotFacts {
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentee: Named;
  readonly mentor: Named;
  /** The mentors that the mentee has instead, in code-unit order; with the mentor asked for where they are matched. */
  readonly instead: readonly Named[];
}

/**
 * Why a mentee does not have a mentor. What forbids the pair comes first, in the order of precedence:
 *
 * - `matched` they are matched with each other;
 * - `infeasible` nobody is matched (`matching.infeasibility`);
 * - `self` they are one person;
 * - `banned` by the policy, with its reason; `manual` one of them is left to a human, whom only a pin matches; `rule` by all
 *   the rules listed; `avoided` one asked to avoid the other; `belowMinimum` by rules that ask for a higher score;
 * - `pinned` every place of the mentee, or every seat of the mentor, is pinned to others, or the mentor has no seat;
 * - `bounds` no matching with this pair meets the policy's minimums and quotas;
 * - `lottery` a matching with this pair is exactly as good: the lottery decided;
 * - `cost` every matching with this pair is worse, and the best of them by exactly `cost`;
 * - `preference` in a stable matching: who of the two would rather keep what they have.
 */
export type WhyNot = WhyNotFacts &
  (
    | { readonly kind: "matched" | "infeasible" | "self" }
    | { readonly kind: "banned"; readonly reason: string; readonly rules: readonly RuleReason[] }
    | { readonly kind: "manual"; readonly left: "mentee" | "mentor" | "both" }
    | { readonly kind: "rule"; readonly rules: readonly RuleReason[] }
    | { readonly kind: "avoided"; readonly by: "mentee" | "mentor" | "both" }
    | {
        readonly kind: "belowMinimum";
        readonly score: number;
        readonly minimum: number;
        readonly rules: readonly string[];
      }
    | ({ readonly kind: "pinned"; readonly full: "mentee" | "mentor" } & PairStanding)
    | ({ readonly kind: "bounds" } & PairStanding)
    | ({
        readonly kind: "lottery";
        /** The probability that the lottery gives the mentee this mentor; null where it is not known exactly. */
        readonly chance: number | null;
        /** Who would change; null where stages that do not add up were solved anew. */
        readonly chain: Chain | null;
      } & PairStanding)
    | ({
        readonly kind: "cost";
        /** What the best matching with this pair loses by stage; lexicographically above zero. */
        readonly cost: StageChange;
        readonly profiles: StageProfiles;
        /** The first stage that loses. */
        readonly decidedBy: Stage;
        /** Who would change; null where stages that do not add up (`floor`, `leximin`) were solved anew. */
        readonly chain: Chain | null;
      } & PairStanding)
    | ({ readonly kind: "preference"; readonly unwilling: "mentee" | "mentor" | "both" } & PairStanding)
  );

/** What is asked about: a mentee, and a mentor whom she does not have. */
export interface PairQuestion {
  readonly mentee: string;
  readonly mentor: string;
}

/**
 * Why a mentee does not have a mentor; without a mentor, the answer for each of them, in code-unit order, by one search.
 *
 * What a pair would cost is the length of one shortest alternating path from the prices that prove the matching, and exact:
 * it is what matching again with the pair pinned would lose, stage by stage. Only where `floor` or `leximin` is a stage,
 * which do not add up, the rest is solved anew. For whoever runs the programme; participants get `toText` of it.
 *
 * Time: one search, at worst O(mentees · mentors), which is also what all mentors of a mentee take; where there are too
 * many pairs for all scores to be kept, a search for each.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, E_TYPE
 * @example whyNot(matching, { mentee: "ada", mentor: "noor" }).kind // "cost"
 */
export function whyNot(matching: Matching, of: PairQuestion): WhyNot;
export function whyNot(
  matching: Matching,
  of: { readonly mentee: string; readonly mentor?: undefined },
): readonly WhyNot[];
export function whyNot(
  matching: Matching,
  of: { readonly mentee: string; readonly mentor?: string | undefined },
): WhyNot | readonly WhyNot[];
export function whyNot(
  matching: Matching,
  of: { readonly mentee: string; readonly mentor?: string | undefined },
): WhyNot | readonly WhyNot[] {
  const opened = openedOf(matching);
  checkQuestion(of, [["mentee", "mentor"], ["mentee"]]);
  const { scorer, rowOf, isKept } = opened.programme;
  const mentee = indexOfPerson(scorer, "mentee", of.mentee);
  const own = opened.pairs.flatMap(([one, other]) => (one === mentee ? [other] : []));
  const asking = { mentee, own, allowed: allowedScores(opened, mentee), force: undefined };
  if (of.mentor !== undefined) return answer(opened, asking, indexOfPerson(scorer, "mentor", of.mentor));
  const row = rowOf[mentee];
  const force = row >= 0 && isKept ? opened.sensitivity()?.forceAny(row) : undefined;
  return scorer.problem.mentors.map((_, mentor) => answer(opened, { ...asking, force }, mentor));
}

/** Who asks. */
interface Asking {
  readonly mentee: number;
  /** The mentors that the mentee has. */
  readonly own: readonly number[];
  /** All whom the mentee may have. */
  readonly allowed: readonly AllowedMentor[];
  /** Where all mentors are asked about. */
  readonly force: ((mentor: number) => Exchange | undefined) | undefined;
}

function answer(opened: Opened, asking: Asking, mentor: number): WhyNot {
  const { mentee, own } = asking;
  const { matching, programme } = opened;
  const { problem } = programme.scorer;
  const facts: WhyNotFacts = {
    status: matching.status,
    decision: matching.decision.state,
    mentee: named(problem.mentees[mentee]),
    mentor: named(problem.mentors[mentor]),
    instead: own.map((one) => named(problem.mentors[one])),
  };
  if (matching.status === "infeasible") return { ...facts, kind: "infeasible" };
  if (own.includes(mentor)) return { ...facts, kind: "matched" };
  return { ...facts, ...(whyForbidden(opened, mentee, mentor) ?? whyWorse(opened, asking, mentor)) };
}

type Reason<Kind extends WhyNot["kind"] = WhyNot["kind"]> = Omit<
  Extract<WhyNot, { readonly kind: Kind }>,
  keyof WhyNotFacts
>;

/** Whether a pair may be; where rules gave way for a mentee who would have had nobody, it may. */
function isAllowed({ programme }: Opened, mentee: number, mentor: number): boolean {
  const row = programme.rowOf[mentee];
  if (row < 0) return blocksOf(programme.scorer, mentee, mentor).length === 0;
  return programme.scoresOf(row)[mentor] !== Number.NEGATIVE_INFINITY;
}

/** What forbids a pair, by precedence. */
function whyForbidden(opened: Opened, mentee: number, mentor: number) {
  if (isAllowed(opened, mentee, mentor)) return undefined;
  const { scorer } = opened.programme;
  const { problem, cohort } = scorer;
  const blocks = blocksOf(scorer, mentee, mentor);
  const has = (kind: (typeof blocks)[number]["kind"]) => blocks.some((block) => block.kind === kind);
  const score = opened.scoreOf(mentee, mentor);
  const rules = toRuleReasons(scorer, { mentee, mentor, score }).filter(({ broken }) => broken);
  if (has("self")) return { kind: "self" } satisfies Reason;
  if (has("ban")) {
    const [who, whom] = [problem.mentees[mentee].id, problem.mentors[mentor].id];
    const ban = problem.policy.bans?.find((one) => one.mentee === who && one.mentor === whom);
    return { kind: "banned", reason: ban?.reason ?? "", rules } satisfies Reason<"banned">;
  }
  if (has("manual")) {
    const [menteeIs, mentorIs] = [problem.mentees[mentee].manual === true, problem.mentors[mentor].manual === true];
    return { kind: "manual", left: menteeIs ? (mentorIs ? "both" : "mentee") : "mentor" } satisfies Reason<"manual">;
  }
  if (has("rule")) return { kind: "rule", rules } satisfies Reason<"rule">;
  if (has("avoid")) {
    const asks = (one: { readonly requests?: { readonly avoid?: readonly string[] } }, id: string) =>
      one.requests?.avoid?.includes(id) === true;
    const byMentee = asks(cohort.mentees[mentee], cohort.mentors[mentor].id);
    const byMentor = asks(cohort.mentors[mentor], cohort.mentees[mentee].id);
    return { kind: "avoided", by: byMentee ? (byMentor ? "both" : "mentee") : "mentor" } satisfies Reason<"avoided">;
  }
  const asking = scorer.rules.filter(({ compiled }) => score < (compiled.minimum ?? 0));
  const minimum = asking.reduce((most, { compiled }) => Math.max(most, compiled.minimum ?? 0), 0);
  return {
    kind: "belowMinimum",
    score: score / MILLIONTHS,
    minimum: minimum / MILLIONTHS,
    rules: asking.map(({ name }) => name),
  } satisfies Reason<"belowMinimum">;
}

/** Why nobody forbids a pair that is not matched all the same. */
function whyWorse(opened: Opened, { mentee, own, allowed, force }: Asking, mentor: number) {
  const { matching, programme } = opened;
  const row = programme.rowOf[mentee];
  const standing = standingOf(opened.scoreOf(mentee, mentor), allowed);
  if (row < 0) return { kind: "pinned", full: "mentee", ...standing } as const;
  if (programme.frame.capacities[mentor] === 0) return { kind: "pinned", full: "mentor", ...standing } as const;
  if (matching.status === "stable")
    return { kind: "preference", unwilling: unwilling(opened, mentee, mentor), ...standing } as const;

  const sensitivity = opened.sensitivity();
  if (sensitivity === undefined) {
    const solved = solveWithPin(opened, mentee, mentor);
    if (solved === undefined) return { kind: "bounds", ...standing } as const;
    return worded(stageLosses(opened, opened.before(), solved), { chance: null, chain: null, standing });
  }
  const exchange = force === undefined ? sensitivity.force(row, mentor) : force(mentor);
  if (exchange === undefined) return { kind: "bounds", ...standing } as const;
  const losses = stageLosses(opened, opened.before(), afterMoves(opened, exchange.moves));
  const chance = losses.sign === 0 && own.length === 0 ? chanceOf(opened, row, mentor) : null;
  return worded(losses, { chance, chain: toChain(opened, exchange.moves), standing });
}

function worded(
  { loss, profiles, decidedBy, sign }: StageLosses,
  {
    chance,
    chain,
    standing,
  }: { readonly chance: number | null; readonly chain: Chain | null; readonly standing: PairStanding },
) {
  if (decidedBy === null || sign <= 0) return { kind: "lottery", chance, chain, ...standing } as const;
  return { kind: "cost", cost: loss, profiles, decidedBy, chain, ...standing } as const;
}

/** Known only where the mentee's chance of a seat is, and no other mentor could be hers by lot. */
function chanceOf(opened: Opened, row: number, mentor: number): number | null {
  const { matching, programme } = opened;
  const { id } = programme.scorer.problem.mentees[programme.mentees[row]];
  const chance = matching.objective.lottery.mentees.find(({ mentee }) => mentee === id)?.chance;
  if (chance === undefined || !programme.isKept) return null;
  const force = opened.sensitivity()!.forceAny(row);
  const isOnly = Array.from(programme.scoresOf(row)).every((score, other) => {
    if (other === mentor || score === Number.NEGATIVE_INFINITY) return true;
    return force(other)?.loss.some((part) => part !== 0) ?? true;
  });
  return isOnly ? chance : null;
}

/** Who of two would rather keep what they have: in a stable matching, one of them at least. */
function unwilling({ programme, pairs }: Opened, mentee: number, mentor: number): "mentee" | "mentor" | "both" {
  const { scorer, frame, rowOf } = programme;
  const { policy, demands, pins } = scorer.problem;
  const worth = createPeopleWorth(scorer, stableMethodOf(policy.method)?.from ?? "scores");
  const worthOf = (one: number, other: number) => worth.ofPair(one, other, programme.scoresOf(rowOf[one])[other]);
  const isPinned = (one: number, other: number) => pins.some((pin) => pin.mentee === one && pin.mentor === other);
  const open = pairs.filter(([one, other]) => !isPinned(one, other));
  const mine = open.filter(([one]) => one === mentee);
  const theirs = open.filter(([, other]) => other === mentor);
  const here = worthOf(mentee, mentor);
  const places = demands[mentee] - pins.filter((pin) => pin.mentee === mentee).length;
  const keeps = mine.length >= places && mine.every(([, other]) => worthOf(mentee, other).toRow >= here.toRow);
  const refuses =
    theirs.length >= frame.capacities[mentor] &&
    theirs.every(([one]) => worthOf(one, mentor).toColumn >= here.toColumn);
  return keeps ? (refuses ? "both" : "mentee") : "mentor";
}
