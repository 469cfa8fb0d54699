import { issue, TelemachusError } from "../errors.js";
import { type WhyNot, whyNot } from "../explain/whyNot.js";
import type { Matching, Pair } from "../matching/matching.js";
import type { Policy } from "../policy.js";
import { roundsOf } from "../problem/history.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { stagesOf } from "../solve/objective.js";

/**
 * The policy under which the pairs of an earlier matching stay wherever they can: they are its current pairs, and the
 * stage `continuity` stands behind `matched`, or behind the first stage where there is none of that name.
 *
 * @throws E_OPTION where the policy asks for a stable matching, which has no stages
 */
export function holdPairs(policy: Policy, earlier: Matching): Policy {
  if (stableMethodOf(policy.method) !== undefined) {
    const expected = '"optimal" with --keep, as a stable matching holds no pairs';
    throw new TelemachusError([issue("E_OPTION", ["policy", "method"], { expected, received: "a stable one" })]);
  }
  const stages = stagesOf(policy.objective) ?? [];
  const behind = Math.max(0, stages.indexOf("matched")) + 1;
  const current = earlier.pairs.map(({ mentee, mentor }) => ({ mentee, mentor }));
  return {
    ...policy,
    objective: stages.includes("continuity")
      ? stages
      : [...stages.slice(0, behind), "continuity", ...stages.slice(behind)],
    history: { past: roundsOf(policy.history).past, current },
  };
}

type EarlierPair = Pick<Pair, "mentee" | "mentor">;

/** What became of the pairs of an earlier matching. */
export interface KeptPairs {
  readonly kept: readonly EarlierPair[];
  /** One of the two takes no part any more. */
  readonly gone: readonly EarlierPair[];
  /** Rules, bans, requests or pins forbid the pair now. */
  readonly forbidden: readonly EarlierPair[];
  /** They could have stayed, and gave way to what comes before them in the objective. */
  readonly gaveWay: readonly EarlierPair[];
}

const couldStay: ReadonlySet<WhyNot["kind"]> = new Set(["lottery", "cost"]);

/** Sorts the pairs of an earlier matching by what became of them in an open one. */
export function keptPairs(matching: Matching, earlier: Matching): KeptPairs {
  const now = new Set(matching.pairs.map(keyOf));
  const fates = earlier.pairs.map((pair): keyof KeptPairs => {
    if (now.has(keyOf(pair))) return "kept";
    const { mentee, mentor } = pair;
    try {
      return couldStay.has(whyNot(matching, { mentee, mentor }).kind) ? "gaveWay" : "forbidden";
    } catch (error) {
      if (error instanceof TelemachusError && error.code === "E_UNKNOWN_ID") return "gone";
      throw error;
    }
  });
  const having = (fate: keyof KeptPairs) =>
    earlier.pairs.filter((_, at) => fates[at] === fate).map(({ mentee, mentor }) => ({ mentee, mentor }));
  return { kept: having("kept"), gone: having("gone"), forbidden: having("forbidden"), gaveWay: having("gaveWay") };
}

function keyOf({ mentee, mentor }: EarlierPair): string {
  return JSON.stringify([mentee, mentor]);
}
