/** People in groups, by several attributes at once. */
export interface Grouped {
  /** How many people. */
  readonly people: number;
  /** By attribute: each person's group, an index from 0; −1 where it is not known. */
  readonly groupOf: readonly Int32Array[];
  /** By attribute: how many groups there are (a group may have nobody). */
  readonly groups: readonly number[];
}

/** What is to be printed: groupings by one attribute or several (an intersection), each a list of indices of attributes, ascending. */
export type Grouping = readonly number[];

/** Something that some people of a population have: 1 by person. */
export interface Mark {
  readonly population: number;
  readonly members: ArrayLike<number>;
}

/** What is to be printed about whom, and what has been printed before. */
export interface DisclosureRequest {
  readonly grouped: Grouped;
  readonly groupings: readonly Grouping[];
  /**
   * Parts of the people about whom figures are printed for each group, each with its members (1) by person; the first is
   * everybody. E.g. [everybody, those matched].
   */
  readonly populations: readonly Uint8Array[];
  /**
   * Of whom of a population something is told as a rate: 1 by person. So a hidden group cannot be told by all who are
   * hidden with it having it, or none.
   */
  readonly marks?: readonly Mark[];
  /** A group of 1 to minimumCell − 1 people is hidden. 1 hides nothing. */
  readonly minimumCell: number;
  /**
   * What an earlier report says of the cell: its count where it was shown, `hidden`, or undefined where the earlier
   * report has no such cell.
   */
  readonly earlier?: (population: number, grouping: number, cell: readonly number[]) => number | "hidden" | undefined;
}

/**
 * For a population, a grouping and a cell (one group index per attribute of the grouping; −1 is "not known"): whether its
 * count and figures may be printed.
 */
export interface Disclosure {
  readonly isShown: (population: number, grouping: number, cell: readonly number[]) => boolean;
}
