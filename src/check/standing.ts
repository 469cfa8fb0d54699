import { allowedOf, type Examination, missingOf } from "./examination.js";

/** What stands between mentees and mentors once all pairs are there. Mentees are rows, as only these may want further ones. */
export interface Standing {
  /** Whether it is not for want of seats that a row has none: some chain of changes leads from it to a free seat. */
  readonly canCome: (row: number) => boolean;
  /** Places in `policy.quotas` of those at their maximum that would count the row, all that are where none would. */
  readonly quotasInTheWay: (row: number) => number[];
  /** Whether a quota at its maximum keeps a mentor from somebody who wants a mentor. */
  readonly isKeptFree: (mentor: number) => boolean;
}

export function createStanding(examination: Examination): Standing {
  let open: Uint8Array | undefined;
  return {
    canCome: (row) => {
      open ??= mentorsWithAWay(examination);
      return allowedOf(examination, row).some((mentor) => open![mentor] === 1);
    },
    ...createQuotas(examination),
  };
}

/**
 * 1 for each mentor a seat of whom can be had: there is a free one, or a mentee who has one has another mentor besides,
 * pinned or not, or can change to such a mentor. Time O(mentees · mentors).
 */
function mentorsWithAWay({ problem, load, rows, mentorsOf, openPairs, scored, open }: Examination): Uint8Array {
  const isOpen = new Uint8Array(open.columns);
  const queue: number[] = [];
  const add = (mentor: number): void => {
    if (isOpen[mentor] === 1) return;
    isOpen[mentor] = 1;
    queue.push(mentor);
  };
  problem.capacities.forEach((seats, mentor) => {
    if (load[mentor] < seats) add(mentor);
  });
  // the rows that would have to change, by the mentor each would change to
  const changingTo: number[][] = Array.from({ length: open.columns }, () => []);
  for (const [row, mentor] of openPairs) {
    if (mentorsOf[rows[row]].length > 1) add(mentor);
    else {
      scored.scoresOf(row).forEach((score, other) => {
        if (score !== Number.NEGATIVE_INFINITY) changingTo[other].push(mentor);
      });
    }
  }
  for (const mentor of queue) for (const freed of changingTo[mentor]) add(freed);
  return isOpen;
}

function createQuotas(examination: Examination): Pick<Standing, "quotasInTheWay" | "isKeptFree"> {
  const { problem, pairs, rows, mentorsOf } = examination;
  const quotas = problem.quotas.map((quota) => {
    const isMember = new Set(quota.members);
    const counts = (mentee: number, mentor: number) => isMember.has(quota.side === "mentees" ? mentee : mentor);
    const counted = new Int32Array(problem.mentors.length);
    for (const { mentee, mentor } of pairs) {
      if (!counts(mentee, mentor)) continue;
      if (quota.of === "perMentor") counted[mentor]++;
      else for (const other of counted.keys()) counted[other]++;
    }
    return { ...quota, isMember, counts, isFullAt: (mentor: number) => counted[mentor] >= quota.max };
  });
  const full = quotas.filter(({ isFullAt }) => problem.mentors.some((_, mentor) => isFullAt(mentor)));
  const wants = (row: number, mentor: number) =>
    missingOf(examination, rows[row]) > 0 &&
    !mentorsOf[rows[row]].includes(mentor) &&
    examination.scored.scoresOf(row)[mentor] !== Number.NEGATIVE_INFINITY;
  return {
    quotasInTheWay: (row) => {
      const own = full.filter(({ side, isMember }) => side === "mentors" || isMember.has(rows[row]));
      return (own.length > 0 ? own : full).map(({ index }) => index).sort((a, b) => a - b);
    },
    isKeptFree: (mentor) =>
      full.some(
        ({ isFullAt, counts }) =>
          isFullAt(mentor) && rows.some((mentee, row) => counts(mentee, mentor) && wants(row, mentor)),
      ),
  };
}
