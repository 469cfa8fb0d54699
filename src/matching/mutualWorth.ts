import type { Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { MutualWorth } from "../solve/stable/market.js";

/**
 * What people rank each other by: the pair's score, the same for both; or their own choices (`requests.choices`), the
 * first choice highest, and after these the score.
 */
export type WorthSource = "scores" | "choices";

/** What mentees and mentors are worth to each other. Whole numbers; only their order means anything. */
export interface PeopleWorth {
  /** Of a mentee (an index of the problem), by mentor, given the mentee's scores in millionths; valid until the next call. */
  readonly ofRow: (mentee: number, scores: Float64Array) => MutualWorth;
  readonly ofPair: (
    mentee: number,
    mentor: number,
    score: number,
  ) => { readonly toRow: number; readonly toColumn: number };
}

/** Nobody who is forbidden becomes acceptable by being chosen. */
export function createPeopleWorth({ problem: { mentees, mentors } }: Scorer, from: WorthSource): PeopleWorth {
  if (from === "scores") {
    return {
      ofRow: (_, scores) => ({ toRow: scores, toColumns: scores }),
      ofPair: (_, _mentor, score) => ({ toRow: score, toColumn: score }),
    };
  }
  const ofMentees = worthOfChoices(mentees, mentors);
  const byMentees = transposed(worthOfChoices(mentors, mentees));
  const toRow = new Float64Array(mentors.length);
  const toColumns = new Float64Array(mentors.length);
  const raise = (worths: Float64Array, chosen: ReadonlyMap<number, number> | undefined) => {
    for (const [mentor, worth] of chosen ?? []) if (worths[mentor] > Number.NEGATIVE_INFINITY) worths[mentor] = worth;
  };
  return {
    ofRow: (mentee, scores) => {
      toRow.set(scores);
      toColumns.set(scores);
      raise(toRow, ofMentees.get(mentee));
      raise(toColumns, byMentees.get(mentee));
      return { toRow, toColumns };
    },
    ofPair: (mentee, mentor, score) => {
      if (score === Number.NEGATIVE_INFINITY) return { toRow: score, toColumn: score };
      return {
        toRow: ofMentees.get(mentee)?.get(mentor) ?? score,
        toColumn: byMentees.get(mentee)?.get(mentor) ?? score,
      };
    },
  };
}

type Chooser = Scorer["problem"]["mentees"][number];
type WorthByPair = Map<number, Map<number, number>>;

/** By chooser and by whom they chose: above every score, and the earlier in the list the higher. */
function worthOfChoices(choosers: readonly Chooser[], others: readonly { readonly id: string }[]): WorthByPair {
  const indexOf = new Map(others.map(({ id }, index) => [id, index]));
  const worths: WorthByPair = new Map();
  choosers.forEach(({ requests }, chooser) => {
    const choices = requests?.choices ?? [];
    choices.forEach((id, at) => {
      const other = indexOf.get(id);
      if (other !== undefined) addWorth(worths, chooser, other, MILLIONTHS + choices.length - at);
    });
  });
  return worths;
}

function transposed(worths: WorthByPair): WorthByPair {
  const turned: WorthByPair = new Map();
  for (const [chooser, chosen] of worths) for (const [other, worth] of chosen) addWorth(turned, other, chooser, worth);
  return turned;
}

function addWorth(worths: WorthByPair, one: number, other: number, worth: number): void {
  worths.set(one, (worths.get(one) ?? new Map<number, number>()).set(other, worth));
}
