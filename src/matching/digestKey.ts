import { issue, TelemachusError } from "../errors.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import type { Manifest } from "./matching.js";

/** @throws E_MISSING where digests are keyed, and no key is given to compare with them */
export function requireKey(manifest: Manifest | undefined, { digestKey }: Pick<MatchOptions, "digestKey">): void {
  if (manifest?.keyed !== true || digestKey !== undefined) return;
  const expected = "the host's key, as the manifest's digests of people are keyed";
  throw new TelemachusError([issue("E_MISSING", ["options", "digestKey"], { expected, received: "nothing" })]);
}
