import { type Checks, checkOptions, matchChecks } from "../matching/checkMatchOptions.js";
import type { Decision, Matching } from "../matching/matching.js";
import { type Programme, programmeOf } from "../matching/programme.js";
import { type Control, followPhase, stopIfAborted } from "../matching/progress.js";
import { hashedShare } from "../numeric/hashedShare.js";
import { isCount } from "../numeric/isCount.js";
import type { StageChange } from "./change.js";
import { marginOf } from "./margin.js";
import { createSampler } from "./sampler.js";

/** How firm a matching is: what becomes of each pair when the weights change a little. */
export interface Firmness {
  readonly kind: "firmness";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly seed: number;
  readonly samples: number;
  readonly spread: number;
  /** In the order of `matching.pairs`. */
  readonly pairs: readonly PairFirmness[];
  /** The mean share of pairs that stay, over all samples; 1 where there are no pairs. */
  readonly stays: number;
  /** In how many samples the whole matching stays as it is. */
  readonly unchanged: number;
  /**
   * What the best of all other matchings loses against this one by stage: zero where the lottery decided. Null where no
   * other is possible, where `floor` or `leximin` is a stage, and for a matching that is not an optimum.
   */
  readonly margin: StageChange | null;
}

export interface PairFirmness {
  readonly mentee: string;
  readonly mentor: string;
  /** The share of samples in which the pair is matched. */
  readonly stays: number;
  /** Whether it is decided by next to nothing: tied now, or matched in less than two samples of three. */
  readonly coinFlip: boolean;
  readonly pinned: boolean;
}

export interface FirmnessOptions extends Control {
  /** A whole number; decides the samples. 0 where it is not given. */
  readonly seed?: number;
  /** How many times the weights are changed; 100 where it is not given. */
  readonly samples?: number;
  /** By how much at most, as a share of each weight, up and down; 0.1 where it is not given. Above 0, below 1. */
  readonly spread?: number;
}

const MOST_SAMPLES = 10_000;

const firmnessChecks: Checks<FirmnessOptions> = {
  onProgress: matchChecks.onProgress,
  signal: matchChecks.signal,
  seed: { expected: "a whole number from 0 to 9007199254740991", holds: isCount },
  samples: {
    expected: `a whole number from 1 to ${MOST_SAMPLES}`,
    holds: (value) => isCount(value) && value >= 1 && value <= MOST_SAMPLES,
  },
  spread: {
    expected: "a number above 0 and below 1",
    holds: (value) => typeof value === "number" && value > 0 && value < 1,
  },
};

/**
 * Says how firm a matching is: its programme is solved again and again with the weights a little changed, and each pair
 * is counted.
 *
 * In sample k, from 0 on, the weight of a criterion is multiplied by 1 + spread · (2 · share − 1), where `hashedShare` of
 * seed, k and the criterion's name is the share: a factor drawn evenly between 1 − spread and 1 + spread, which depends
 * on no other criterion. Then everyone is scored and matched under the same policy with these weights, lottery included:
 * the pairs are those of `match`. Pins stay, also against a lowest score. A stable matching is made stable again. What
 * is infeasible without a lowest score is so under any weights; it has no pairs to count.
 * Time: that of scoring and solving for each sample. As far as there is room, functions of the policy's own are
 * asked about each pair once.
 *
 * @throws E_DETACHED for a stored matching (see `reopen`); E_OPTION, E_UNKNOWN_KEY; E_TOO_LARGE where all pairs have to be
 * kept and there are too many; E_ABORTED
 * @example firmness(matching, { seed: 1 }).pairs[0] // { mentee: "ada", mentor: "lin", stays: 0.98, coinFlip: false, … }
 */
export function firmness(matching: Matching, options: FirmnessOptions = {}): Firmness {
  checkOptions(options, firmnessChecks);
  stopIfAborted(options);
  const programme = programmeOf(matching);
  const { seed = 0, samples = 100, spread = 0.1 } = options;
  const drawing = { seed, samples, spread };
  const { counts, unchanged } = isSettled(matching, programme)
    ? { counts: [], unchanged: samples }
    : countSamples(programme, drawing, options);
  let open = 0;
  let kept = 0;
  const pairs = matching.pairs.map(({ mentee, mentor, pinned, tied }): PairFirmness => {
    const count = pinned ? samples : counts[open++];
    kept += count;
    return { mentee, mentor, stays: count / samples, coinFlip: tied || 3 * count < 2 * samples, pinned };
  });
  return {
    kind: "firmness",
    status: matching.status,
    decision: matching.decision.state,
    ...drawing,
    pairs,
    stays: pairs.length === 0 ? 1 : kept / (pairs.length * samples),
    unchanged,
    margin: marginOf(matching),
  };
}

/** Whether no weights can change what there is: bounds that cannot be met, by pairs that no lowest score forbids. */
function isSettled({ status }: Matching, { scorer }: Programme): boolean {
  return status === "infeasible" && scorer.rules.every(({ compiled }) => compiled.minimum === undefined);
}

type Drawing = Required<Pick<FirmnessOptions, "seed" | "samples" | "spread">>;

interface Counts {
  /** In how many samples each of the programme's pairs is matched, in their order. */
  readonly counts: readonly number[];
  /** In how many all of them are, and no other. */
  readonly unchanged: number;
}

function countSamples(programme: Programme, { seed, samples, spread }: Drawing, control: Control): Counts {
  const { columns } = programme.frame;
  const { criteria } = programme.scorer;
  const solve = createSampler(programme);
  const place = new Map(programme.pairs.map(([row, column], at) => [row * columns + column, at]));
  const counts = new Array<number>(place.size).fill(0);
  let unchanged = 0;
  const tick = followPhase(control, "sample", samples);
  for (let sample = 0; sample < samples; sample++) {
    const pairs = solve(criteria.map(({ name }) => 1 + spread * (2 * hashedShare([seed, sample, name]) - 1)));
    const known = pairs.flatMap(([row, column]) => place.get(row * columns + column) ?? []);
    for (const at of known) counts[at]++;
    if (known.length === place.size && pairs.length === place.size) unchanged++;
    tick(sample + 1);
  }
  return { counts, unchanged };
}
