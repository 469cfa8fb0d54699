import type { OpenProgramme } from "./openProgramme.js";
import type { RowPairs } from "./solution.js";

/** What mentees have, and how far quotas are used. */
export interface Standing {
  readonly isMatched: (row: number) => boolean;
  /** How many mentors a row wants beyond those it has. */
  readonly missing: (row: number) => number;
  /** Indices into `policy.quotas` of those at their maximum that keep a row out, all that are where none does by itself. */
  readonly quotasInTheWay: (row: number) => number[];
  /** Whether a quota keeps a mentor's seats free: one at its maximum would count somebody who has a place for the mentor. */
  readonly isBound: (mentor: number) => boolean;
}

/** How many mentors each row has beside pins, and how many pins each mentee has. */
interface Held {
  readonly degree: Int32Array;
  readonly filled: Int32Array;
}

/** Stands between the solution and the reasons: what the pairs and the pins leave open. */
export function createStanding(open: OpenProgramme, pairs: RowPairs, { degree, filled }: Held): Standing {
  const { scorer, mentees, assignment } = open;
  const { quotas, demands } = scorer.problem;
  const counts = (assignment.loads?.quotas ?? []).map(({ used, members, side, of }) => {
    const isMember = new Set(members);
    const count = used.slice();
    for (const [row, column] of pairs) {
      if (isMember.has(side === "rows" ? row : column)) count[of === "perColumn" ? column : 0]++;
    }
    return count;
  });
  const isFull = (quota: number, mentor: number) => {
    const { of, max } = quotas[quota];
    return counts[quota]?.[of === "perMentor" ? mentor : 0] >= max;
  };
  const all = [...quotas.keys()];
  const everyMentor = [...scorer.problem.mentors.keys()];
  const missing = (row: number) => demands[mentees[row]] - degree[row] - filled[mentees[row]];
  const counted = quotas.map(({ side, members }) => {
    const isMember = new Set(members);
    return (row: number, mentor: number) => isMember.has(side === "mentors" ? mentor : mentees[row]);
  });
  const wantedBy = new Map<number, Uint8Array>();
  const findWanted = (quota: number): Uint8Array => {
    const held = new Set(pairs.map(([row, column]) => row * everyMentor.length + column));
    const wanted = new Uint8Array(everyMentor.length);
    for (let row = 0; row < mentees.length; row++) {
      if (missing(row) <= 0) continue;
      for (const mentor of open.allowedColumns(row)) {
        if (counted[quota](row, mentor) && !held.has(row * everyMentor.length + mentor)) wanted[mentor] = 1;
      }
    }
    wantedBy.set(quota, wanted);
    return wanted;
  };
  return {
    missing,
    isMatched: (row) => degree[row] + filled[mentees[row]] > 0,
    quotasInTheWay: (row) => {
      const full = all.filter((quota) => everyMentor.some((mentor) => isFull(quota, mentor)));
      const own = full.filter((quota) => {
        return quotas[quota].side === "mentors" || quotas[quota].members.includes(mentees[row]);
      });
      return (own.length > 0 ? own : full).map((quota) => quotas[quota].index).sort((a, b) => a - b);
    },
    isBound: (mentor) =>
      all.some((quota) => isFull(quota, mentor) && (wantedBy.get(quota) ?? findWanted(quota))[mentor] === 1),
  };
}
