import type { Grouped } from "./readGroups.js";

/** Groupings that are looked at. */
const MOST_GROUPINGS = 50;

/** People in groups by some attributes together. */
export interface Cells {
  /** Indices of attributes, ascending. */
  readonly grouping: readonly number[];
  /** The group of each attribute, in order: every combination that somebody has, of either side. */
  readonly cells: readonly (readonly number[])[];
  /** By person: an index into the cells; −1 where an attribute is not known. */
  readonly mentees: Int32Array;
  readonly mentors: Int32Array;
}

/** All sets of attributes, the smallest first, within a size in order; up to as many as are looked at. */
export function listGroupings(attributes: number): { groupings: number[][]; left: number } {
  const groupings: number[][] = [];
  const extend = (base: readonly number[], size: number): void => {
    for (let next = (base.at(-1) ?? -1) + 1; next < attributes && groupings.length < MOST_GROUPINGS; next++) {
      if (size === 1) groupings.push([...base, next]);
      else extend([...base, next], size - 1);
    }
  };
  for (let size = 1; size <= attributes && groupings.length < MOST_GROUPINGS; size++) extend([], size);
  return { groupings, left: 2 ** attributes - 1 - groupings.length };
}

/** Puts people into the groups of a grouping. */
export function toCells({ labels, mentees, mentors }: Grouped, grouping: readonly number[]): Cells {
  const [first, ...others] = grouping;
  const people = mentees[first].length;
  let codes = Int32Array.from([...mentees[first], ...mentors[first]]);
  let cells: number[][] = labels[first].map((_, group) => [group]);
  for (const attribute of others) {
    const groups = labels[attribute].length;
    const joint = Float64Array.from(codes, (cell, person) => {
      const group = person < people ? mentees[attribute][person] : mentors[attribute][person - people];
      return cell < 0 || group < 0 ? -1 : cell * groups + group;
    });
    const seen = [...new Set(joint)].filter((code) => code >= 0).sort((a, b) => a - b);
    const place = new Map(seen.map((code, index) => [code, index]));
    codes = Int32Array.from(joint, (code) => place.get(code) ?? -1);
    const before = cells;
    cells = seen.map((code) => [...before[Math.floor(code / groups)], code % groups]);
  }
  return { grouping, cells, mentees: codes.subarray(0, people), mentors: codes.subarray(people) };
}
