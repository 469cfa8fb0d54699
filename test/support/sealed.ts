import type { Matching } from "telemachus";

import { summarise } from "../../src/matching/manifest.js";

/** A matching that somebody changed, with a manifest that sums up what it says now: a lie that no digest gives away. */
export function sealed(matching: Matching): Matching {
  const { manifest } = matching;
  return { ...matching, manifest: { ...manifest, ...summarise(matching, manifest.counts) } };
}
