import { indexOfPerson } from "../matching/context.js";
import type { Decision, Matching } from "../matching/matching.js";
import type { Exchange } from "../solve/sensitivity/optimum.js";
import { beyondCapacity } from "./beyondCapacity.js";
import { afterMoves, toChain } from "./chain.js";
import type { Chain, StageChange, StageProfiles } from "./change.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { checkQuestion } from "./question.js";
import { negated, stageLosses } from "./stageLosses.js";

/** What one seat more and one fewer of a mentor would change. */
export interface SeatValue {
  readonly kind: "seatValue";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentor: Named;
  /** The mentor's seats, pinned ones included; those that the load takes are not counted. */
  readonly seats: number;
  /** What one seat more gains; null where `floor` or `leximin` is a stage or the matching is not an optimal one. */
  readonly more: SeatGain | null;
  /** What one seat fewer loses; null likewise, and where the mentor has no seat that could go. */
  readonly fewer: SeatLoss | null;
}

export interface SeatGain {
  /** By stage; lexicographically at least zero. All zero where the seat would stay free, or only make up for a load beyond the capacity. */
  readonly gain: StageChange;
  readonly profiles: StageProfiles;
  readonly chain: Chain;
}

export interface SeatLoss {
  /** By stage; lexicographically at least zero. All zero where the seat is free. */
  readonly loss: StageChange;
  readonly profiles: StageProfiles;
  readonly chain: Chain;
}

/**
 * What one seat more of a mentor would gain, and one fewer lose: exactly what matching again would, stage by stage. The
 * two differ, as a seat more can only be used by those who are left.
 *
 * Time: one search for each of the two, at worst O(mentees · mentors); that for one seat more serves all mentors.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, E_TYPE
 * @example seatValue(matching, { mentor: "lin" }).more?.gain // { matched: 1, total: 0.42 }
 */
export function seatValue(matching: Matching, of: { readonly mentor: string }): SeatValue {
  const opened = openedOf(matching);
  checkQuestion(of, [["mentor"]]);
  const { scorer } = opened.programme;
  const mentor = indexOfPerson(scorer, "mentor", of.mentor);
  const sensitivity = opened.sensitivity();
  // a seat more is for those from outside first
  const isUsed = beyondCapacity(scorer, mentor) === 0;
  return {
    kind: "seatValue",
    status: matching.status,
    decision: matching.decision.state,
    mentor: named(scorer.problem.mentors[mentor]),
    seats: scorer.problem.capacities[mentor],
    more: sensitivity === undefined ? null : gainOf(opened, isUsed ? sensitivity.addSeat(mentor) : nothing(opened)),
    fewer: sensitivity === undefined ? null : lossOf(opened, sensitivity.removeSeat(mentor)),
  };
}

function nothing({ matching }: Opened): Exchange {
  return { loss: matching.certificate.components.map(() => 0), moves: [] };
}

function gainOf(opened: Opened, exchange: Exchange): SeatGain {
  const { loss, profiles } = stageLosses(opened, opened.before(), afterMoves(opened, exchange.moves));
  return { gain: negated(loss), profiles, chain: toChain(opened, exchange.moves) };
}

function lossOf(opened: Opened, exchange: Exchange | undefined): SeatLoss | null {
  if (exchange === undefined) return null;
  const { loss, profiles } = stageLosses(opened, opened.before(), afterMoves(opened, exchange.moves));
  return { loss, profiles, chain: toChain(opened, exchange.moves) };
}
