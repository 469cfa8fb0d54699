// The order in which the lottery draws people is defined there: by the SHA-256 of seed and id.
import { drawOrder } from "../matching/lottery.js";
import type { Problem, QuotaGroup } from "../problem/problem.js";
import { type FullStableMethod, stableMethodOf } from "../problem/stableMethod.js";
import type { Scorer } from "../score/scorer.js";
import type { Stage } from "../solve/assignment.js";
import { stagesOf } from "../solve/objective.js";
import type { StagedInstance } from "../solve/proof/stagedClaim.js";
import type { Loads, ReadQuota } from "../solve/read/loads.js";

type Programme = Problem<unknown, unknown>;
type Pins = readonly { readonly mentee: number; readonly mentor: number }[];

/** A problem as rows and columns, without its scores: the rows are some mentees, the columns all mentors. */
export type Frame = Omit<StagedInstance, "scores">;

/** What people and policy say, by index of the problem's lists; nothing in it comes from the matching. */
export interface Ground {
  readonly scorer: Scorer;
  readonly problem: Scorer["problem"];
  readonly menteeOf: ReadonlyMap<string, number>;
  readonly mentorOf: ReadonlyMap<string, number>;
  /** The mentors to whom each mentee is pinned. */
  readonly pinsOf: readonly ReadonlySet<number>[];
  /**
   * The mentees who want mentors beyond those they are pinned to, and are not left to a human: the rows of what is left
   * open.
   */
  readonly rows: readonly number[];
  /** The row of each mentee, −1 where there is none. */
  readonly rowOf: Int32Array;
  /** What the pins leave open. */
  readonly open: Frame;
  /** Undefined where the matching is to be optimal. */
  readonly stable: FullStableMethod | undefined;
  /** Whether nothing is asked for but capacities, `matched` and `total`: then prices have their plain form. */
  readonly isPlain: boolean;
}

export function layGround(scorer: Scorer): Ground {
  const { problem } = scorer;
  const { mentees, mentors, minimums, quotas, pins, policy } = problem;
  const pinsOf = mentees.map(() => new Set<number>());
  for (const { mentee, mentor } of pins) pinsOf[mentee].add(mentor);
  const places = placesOf(problem);
  const rows = [...mentees.keys()].filter((mentee) => places[mentee] > pinsOf[mentee].size);
  const rowOf = new Int32Array(mentees.length).fill(-1);
  rows.forEach((mentee, row) => {
    rowOf[mentee] = row;
  });
  const stages = stagesOf(policy.objective) ?? [];
  return {
    scorer,
    problem,
    menteeOf: new Map(mentees.map(({ id }, index) => [id, index])),
    mentorOf: new Map(mentors.map(({ id }, index) => [id, index])),
    pinsOf,
    rows,
    rowOf,
    open: frameOf(problem, rows, pins),
    stable: stableMethodOf(policy.method),
    isPlain:
      quotas.length === 0 &&
      stages.every((stage: Stage) => stage === "matched" || stage === "total") &&
      places.every((most) => most === 0 || most === 1) &&
      minimums.every((minimum) => minimum === 0),
  };
}

/** The most mentors that each mentee may have: those wanted; where a human is to match the mentee, those pinned. */
function placesOf({ mentees, demands, pins }: Programme): number[] {
  return mentees.map(({ manual }, mentee) => {
    return manual === true ? pins.filter((pin) => pin.mentee === mentee).length : demands[mentee];
  });
}

/** The whole programme, as if nothing were pinned: what stages reached is counted over all pairs. */
export function wholeFrame(problem: Programme): Frame {
  return frameOf({ ...problem, demands: placesOf(problem) }, [...problem.mentees.keys()], []);
}

/** What some mentees want and mentors offer, with pins taken off: off places, seats, minimums and quotas. */
function frameOf(problem: Programme, rows: readonly number[], pins: Pins): Frame {
  const { mentees, mentors, capacities, demands, minimums, taken, priorities, choices, current, policy } = problem;
  const pinned = (counts: (pin: Pins[number]) => boolean) => pins.filter(counts).length;
  const ofMentee = new Int32Array(mentees.length);
  const ofMentor = new Int32Array(mentors.length);
  for (const { mentee, mentor } of pins) {
    ofMentee[mentee]++;
    ofMentor[mentor]++;
  }
  const toQuota = ({ side, of, members, min, max }: QuotaGroup): ReadQuota => {
    const isMember = new Set(members);
    const counts = (pin: Pins[number]) => isMember.has(side === "mentees" ? pin.mentee : pin.mentor);
    const used =
      of === "perMentor"
        ? mentors.map((_, mentor) => pinned((pin) => counts(pin) && pin.mentor === mentor))
        : [pinned(counts)];
    const own = side === "mentors" ? members : [...rows.keys()].filter((row) => isMember.has(rows[row]));
    return {
      side: side === "mentors" ? "columns" : "rows",
      of: of === "perMentor" ? "perColumn" : "all",
      members: Int32Array.from(own),
      min,
      max,
      used: Int32Array.from(used),
    };
  };
  const loads: Loads = {
    demands: Int32Array.from(rows, (mentee) => Math.min(demands[mentee] - ofMentee[mentee], mentors.length)),
    filled: Int32Array.from(rows, (mentee) => ofMentee[mentee]),
    minimums: minimums.map((minimum, mentor) => Math.max(0, minimum - ofMentor[mentor])),
    taken: taken.map((count, mentor) => count + ofMentor[mentor]),
    priorities: rows.map((mentee) => priorities[mentee]),
    choices: rows.map((mentee) => choices[mentee]),
    current: rows.map((mentee) => current.get(mentee) ?? new Set<number>()),
    quotas: problem.quotas.map(toQuota),
    lottery: {
      rows: drawOrder(
        rows.map((mentee) => mentees[mentee].id),
        problem.seed,
      ),
      columns: drawOrder(
        mentors.map(({ id }) => id),
        problem.seed,
      ),
    },
  };
  return {
    rows: rows.length,
    columns: mentors.length,
    capacities: capacities.map((seats, mentor) => seats - ofMentor[mentor]),
    stages: stagesOf(policy.objective) ?? [],
    loads,
  };
}
