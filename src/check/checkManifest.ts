// What a manifest identifies a run by is defined there: it reads people and policy, and no matching.
import { identify } from "../matching/manifest.js";
import type { Matching } from "../matching/matching.js";
import { canonicalJson } from "../numeric/digest.js";
import type { Ground } from "./ground.js";
import { expectSame, type Violations } from "./violation.js";

const what = {
  engine: "the engine",
  version: "the version of the engine",
  policy: "the digest of the policy",
  input: "the digest of the people",
  seed: "the seed",
  rarity: "the weights of terms",
};

/** The matching was made from these people and this policy, by this version, with this seed. */
export function* checkManifest({ scorer }: Pick<Ground, "scorer">, { manifest }: Matching): Violations {
  const { rarity, ...identity } = identify(scorer);
  const expected: { readonly [part: string]: unknown } = { ...identity, rarity };
  for (const [part, name] of Object.entries(what)) {
    const received = manifest[part as keyof typeof what];
    if (part !== "rarity") yield* expectSame("manifest", name, [received, expected[part]]);
    else if (canonicalJson(received ?? null) !== canonicalJson(rarity ?? null)) {
      yield { check: "manifest", message: "Expected the weights of terms to be those that the people give." };
    }
  }
}
