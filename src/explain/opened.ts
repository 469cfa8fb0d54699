import type { Matching } from "../matching/matching.js";
import { type Programme, programmeOf } from "../matching/programme.js";
import { loadsOf, wholeLoads } from "../matching/programmeLoads.js";
import { contributionsOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Component, ProofPrices, Stage } from "../solve/assignment.js";
import { createSensitivity, type Sensitivity } from "../solve/sensitivity/createSensitivity.js";
import { type CountedPairs, type Counting, countPairs, type IndexPairs } from "./stageLosses.js";

/** A matching opened for questions about what else could have been. */
export interface Opened extends Counting {
  readonly matching: Matching;
  /** All pairs, pins included, in the order of `matching.pairs`. */
  readonly pairs: IndexPairs;
  /** The same with their scores in millionths, and what each stage reaches by them. */
  readonly before: () => CountedPairs;
  /** A pair's score in millionths, allowed or not. */
  readonly scoreOf: (mentee: number, mentor: number) => number;
  /** Undefined where there is no optimum, or one in which some stage does not add up: `floor` or `leximin`. */
  readonly sensitivity: () => Sensitivity | undefined;
}

const known = new WeakMap<object, Opened>();

/**
 * Opens a matching, once. @throws E_DETACHED for one that was stored, sent or copied since it was made
 */
export function openedOf(matching: Matching): Opened {
  const programme = programmeOf(matching);
  const before = known.get(matching);
  if (before !== undefined) return before;
  const { scorer, lottery, menteeOf, mentorOf, frame } = programme;
  let made: Sensitivity | undefined;
  let counted: CountedPairs | undefined;
  const pairs = matching.pairs.map(({ mentee, mentor }) => [menteeOf.get(mentee)!, mentorOf.get(mentor)!] as const);
  const opened: Opened = {
    matching,
    programme,
    pairs,
    before: () => {
      const scores = () => matching.pairs.map(({ score }) => Math.round(score * MILLIONTHS));
      counted ??= countPairs(opened, { pairs, scores: scores() });
      return counted;
    },
    wholeLoads: wholeLoads(scorer.problem, lottery),
    stages: frame.stages,
    scoreOf: (mentee, mentor) =>
      contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0),
    sensitivity: () => {
      if (matching.status !== "optimal" || !frame.stages.every(isAdditive)) return undefined;
      made ??= toSensitivity(matching, programme);
      return made;
    },
  };
  known.set(matching, opened);
  return opened;
}

/** Whether what a stage counts adds up over pairs, places and seats. */
export function isAdditive(stage: Stage): boolean {
  return stage !== "floor" && stage !== "leximin";
}

function toSensitivity({ certificate }: Matching, programme: Programme): Sensitivity {
  const { scorer, mentees, lottery, frame, pairs, scoresOf } = programme;
  const { components } = certificate;
  const limits = scorer.problem.quotas.reduce((sum, { of }) => sum + (of === "perMentor" ? frame.columns : 1), 0);
  return createSensitivity({
    ...{ rows: frame.rows, columns: frame.columns, capacities: frame.capacities, stages: frame.stages },
    ...{ components, pairs, scoresOf },
    loads: loadsOf(scorer.problem, mentees, lottery),
    rowPrices: pricesOf(components, certificate.mentees),
    columnPrices: pricesOf(components, certificate.seats),
    quotaPrices:
      certificate.quotas === undefined
        ? components.map(() => new Float64Array(limits))
        : pricesOf(components, certificate.quotas),
  });
}

/** Public prices as whole numbers again: [component][index]. */
function pricesOf(
  components: readonly Component[],
  entries: readonly { readonly price: readonly number[] }[],
): ProofPrices["rowPrices"] {
  return components.map(({ stage }, k) =>
    Float64Array.from(entries, ({ price }) => (stage === "total" ? Math.round(price[k] * MILLIONTHS) : price[k])),
  );
}
