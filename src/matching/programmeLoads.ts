import type { Problem, QuotaGroup } from "../problem/problem.js";
import type { Lottery, Stage } from "../solve/assignment.js";
import { isPackable } from "../solve/objective.js";
import type { Loads, ReadQuota } from "../solve/read/loads.js";

type People = Pick<
  Problem<unknown, unknown>,
  | "capacities"
  | "minimums"
  | "taken"
  | "demands"
  | "priorities"
  | "choices"
  | "quotas"
  | "current"
  | "pins"
  | "mentees"
  | "mentors"
>;

/**
 * How many mentors each mentee may have at most: as many as wanted; a mentee who is left to a human as many as pinned, so
 * that none of their places is open to anything but a pin.
 */
export function placesOf({ mentees, demands, pins }: Pick<People, "mentees" | "demands" | "pins">): number[] {
  const pinned = new Int32Array(mentees.length);
  for (const { mentee } of pins) pinned[mentee]++;
  return demands.map((demand, mentee) => (mentees[mentee].manual === true ? pinned[mentee] : demand));
}

/** Who has how many seats and places left once the pins are fixed. */
export interface SeatsLeft {
  /** The problem's indices of the mentees who may have a mentor beside their pins: the rows. */
  readonly mentees: readonly number[];
  readonly capacities: readonly number[];
  /** The pins of mentees who want further mentors, by row. */
  readonly pinned: readonly { readonly row: number; readonly mentor: number }[];
}

export function seatsLeft(problem: People): SeatsLeft {
  const { capacities, pins, mentees: all } = problem;
  const left = [...capacities];
  const wanted = placesOf(problem);
  for (const { mentee, mentor } of pins) {
    left[mentor]--;
    wanted[mentee]--;
  }
  const mentees = [...all.keys()].filter((mentee) => wanted[mentee] > 0);
  const rowOf = new Map(mentees.map((mentee, row) => [mentee, row]));
  const pinned = pins.flatMap(({ mentee, mentor }) => {
    const row = rowOf.get(mentee);
    return row === undefined ? [] : [{ row, mentor }];
  });
  return { mentees, capacities: left, pinned };
}

/** What a programme asks for beside seats; undefined where that is nothing. */
export function programmeLoads(
  problem: People,
  {
    mentees,
    stages,
    lottery,
  }: { readonly mentees: readonly number[]; readonly stages: readonly Stage[]; readonly lottery: Lottery },
): Loads | undefined {
  const { minimums, quotas } = problem;
  const isPlain = placesOf(problem).every((places) => places <= 1) && minimums.every((minimum) => minimum === 0);
  if (isPlain && quotas.length === 0 && isPackable(stages)) return undefined;
  return loadsOf(problem, mentees, lottery);
}

/** What some mentees ask for, and all mentors; pins are taken off. Complete, also where that is nothing but seats. */
export function loadsOf(problem: People, mentees: readonly number[], lottery: Lottery): Loads {
  const { demands, minimums, taken, priorities, choices, current, pins, mentors } = problem;
  const filled = new Int32Array(problem.mentees.length);
  const load = new Int32Array(mentors.length);
  for (const { mentee, mentor } of pins) {
    filled[mentee]++;
    load[mentor]++;
  }
  return {
    demands: Int32Array.from(mentees, (mentee) => Math.min(demands[mentee] - filled[mentee], mentors.length)),
    filled: Int32Array.from(mentees, (mentee) => filled[mentee]),
    minimums: minimums.map((minimum, mentor) => Math.max(0, minimum - load[mentor])),
    taken: taken.map((count, mentor) => count + load[mentor]),
    priorities: mentees.map((mentee) => priorities[mentee]),
    choices: mentees.map((mentee) => choices[mentee]),
    current: mentees.map((mentee) => current.get(mentee) ?? new Set<number>()),
    quotas: problem.quotas.map((quota) => toReadQuota(quota, problem, mentees)),
    lottery,
  };
}

function toReadQuota(
  { side, of, members, min, max }: QuotaGroup,
  { pins, mentors }: People,
  rows: readonly number[],
): ReadQuota {
  const isMember = new Set(members);
  const used = new Int32Array(of === "perMentor" ? mentors.length : 1);
  for (const { mentee, mentor } of pins) {
    if (isMember.has(side === "mentees" ? mentee : mentor)) used[of === "perMentor" ? mentor : 0]++;
  }
  if (side === "mentors") return { side: "columns", of: "all", members: Int32Array.from(members), min, max, used };
  const ofRows = [...rows.keys()].filter((row) => isMember.has(rows[row]));
  return {
    side: "rows",
    of: of === "perMentor" ? "perColumn" : "all",
    members: Int32Array.from(ofRows),
    min,
    max,
    used,
  };
}

/** What everybody asks for, with nothing taken off: what the results of a whole programme are counted by. */
export function wholeLoads(problem: People, lottery: Lottery): Loads {
  const whole = { ...problem, demands: placesOf(problem), pins: [] };
  return loadsOf(whole, [...problem.mentees.keys()], lottery);
}
