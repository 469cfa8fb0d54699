import type { Chain, StageChange } from "./change.js";
import type { Named } from "./explain.js";

/** What one seat more and one fewer of a mentor would change. */
export interface SeatValue {
  readonly mentor: Named;
  /** The mentor's seats, pinned ones included. */
  readonly seats: number;
  /** What one seat more gains; null where `floor` or `leximin` is a stage or the matching is not an optimal one. */
  readonly more: SeatGain | null;
  /** What one seat fewer loses; null likewise, and where the mentor has no seat that could go. */
  readonly fewer: SeatLoss | null;
}

export interface SeatGain {
  /** By stage; lexicographically at least zero. All zero where the seat would stay free. */
  readonly gain: StageChange;
  readonly chain: Chain;
}

export interface SeatLoss {
  /** By stage; lexicographically at least zero. All zero where the seat is free. */
  readonly loss: StageChange;
  readonly chain: Chain;
}
