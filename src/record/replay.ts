import { readManifest } from "../check/readMatching.js";
import type { Exact } from "../exact.js";
import { match } from "../match.js";
import type { MatchOptions } from "../matching/checkMatchOptions.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import { manifestDifferences } from "../matching/differences.js";
import { requireKey } from "../matching/digestKey.js";
import type { Manifest, Matching } from "../matching/matching.js";
import type { CriterionName, Policy } from "../policy.js";
import type { People } from "../problem/people.js";

/** A part of two manifests that is not the same. */
export interface ManifestDifference {
  /** `manifest.input`. */
  readonly path: string;
  readonly recorded: unknown;
  /** What the same part is now. */
  readonly replayed: unknown;
}

/** What came of a run that was made again. */
export type Replay<Criterion extends string = string> =
  | { readonly identical: true; readonly matching: Matching<Criterion> }
  | {
      readonly identical: false;
      /**
       * What diverged first: version, policy and people before what was made of them. Where it is `manifest.input` alone,
       * something that matching does not read was changed, and the result is the same.
       */
      readonly first: ManifestDifference;
      readonly differences: readonly ManifestDifference[];
      readonly matching: Matching<Criterion>;
    };

/**
 * Makes a run again from its manifest's people and policy, and says whether it is the same byte for byte: everything
 * that a matching says is digested in its manifest.
 *
 * Result: plain data, with the matching as it is now, open for explanations. Time as `match`.
 * @throws E_MANIFEST for a `manifest` that is none; E_MISSING where its digests are keyed and no key is given; the errors of `match`
 * @example replay(stored.manifest, people, policy).identical
 */
export function replay<const Given extends Policy>(
  manifest: Manifest,
  people: People,
  policy: Exact<Given, Policy>,
  options: MatchOptions = {},
): Replay<CriterionName<Given>> {
  const recorded = readManifest(manifest);
  requireKey(recorded, options);
  const matching = match<Given>(people, policy, options);
  const differences = manifestDifferences(recorded, matching.manifest).map(({ path, ...what }) => ({
    path: path.join("."),
    ...what,
  }));
  const [first] = differences;
  // the matching itself is frozen, and known by its identity
  if (first === undefined) return Object.freeze({ identical: true, matching });
  return Object.freeze({ identical: false, first: deepFreeze(first), differences: deepFreeze(differences), matching });
}
