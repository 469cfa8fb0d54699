// What a manifest identifies a run by, and how a matching is digested, is defined there.
import { identify, summarise } from "../matching/manifest.js";
import type { Manifest, Matching } from "../matching/matching.js";
import { canonicalJson } from "../numeric/digest.js";
import type { Ground } from "./ground.js";
import { expectSame, type Violations } from "./violation.js";

type Part = Exclude<keyof Manifest, "counts">;

const what: { readonly [part in Part]: string } = {
  engine: "the engine",
  version: "the version of the engine",
  policy: "the digest of the policy",
  input: "the digest of the people",
  projection: "the digest of what was read of the people",
  keyed: "whether the digests of the people are keyed",
  fields: "the fields that were read",
  seed: "the seed",
  rarity: "the weights of terms",
  status: "the status",
  stages: "what the stages reached",
  lottery: "what the lottery decided between",
  warnings: "the codes of the warnings",
  result: "the digest of the matching",
};
const digestsOfPeople: readonly string[] = ["input", "projection"];

/**
 * The matching was made from these people and this policy, by this version, with this seed; and its manifest sums up what
 * it says.
 */
export function* checkManifest(
  { scorer }: Pick<Ground, "scorer">,
  said: Matching,
  digestKey: string | undefined,
): Violations {
  const { manifest } = said;
  const expected = { ...identify(scorer, digestKey), ...summarise(said, manifest.counts) };
  if (manifest.keyed && digestKey === undefined) {
    yield { check: "manifest", message: "The digests of the people can only be checked with the host's key." };
  }
  for (const [part, name] of Object.entries(what) as [Part, string][]) {
    // of other keys they are other digests
    if (digestsOfPeople.includes(part) && manifest.keyed !== expected.keyed) continue;
    const [received, due] = [manifest[part], expected[part]];
    if (typeof due === "object" || typeof received === "object") {
      if (canonicalJson(received ?? null) === canonicalJson(due ?? null)) continue;
      yield { check: "manifest", message: `Expected ${name} to be what people, policy and matching give.` };
    } else yield* expectSame("manifest", name, [received, due]);
  }
}
