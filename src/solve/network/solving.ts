import type { Component } from "../assignment.js";
import type { Loads } from "../read/loads.js";
import type { SeatNetwork } from "./seatNetwork.js";
import type { Simplex } from "./simplex.js";

/** A network that is being solved. */
export interface Solving {
  readonly network: SeatNetwork;
  readonly simplex: Simplex;
  readonly loads: Loads;
  /** Whether to look for a start for each component; where it is not said, where that is quicker. */
  readonly starts?: Starts;
}

export type Starts = "always" | "never" | undefined;

/** A component whose sum is as great as it can be, with the potentials that prove it. */
export interface Proven {
  readonly component: Component;
  readonly potential: Float64Array;
  /** What each row's last place counts; nothing where it is not given. */
  readonly lastPlaces?: Float64Array;
}

/** Proves the lowest score: pairs, by their arcs, of which as few as possible are at most that. */
export interface Witness extends Proven {
  /** How many components come before. */
  readonly after: number;
  readonly pairs: readonly number[];
}
