import { readStored } from "../check/readMatching.js";
import { issue, TelemachusError } from "../errors.js";
import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { attachAs } from "../matching/context.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import { summarise } from "../matching/manifest.js";
import type { Matching } from "../matching/matching.js";
import { canonicalJson } from "../numeric/digest.js";

/** Who takes a matching over, and why. */
export interface Confirmation {
  /** A person, by role or id: a programme is answered for by somebody. */
  readonly actor: string;
  readonly reason: string;
}

const isFilled = (value: unknown) => typeof value === "string" && value.trim() !== "";
const checks: Checks<Confirmation> = {
  actor: { expected: "who confirms it (a text that is not blank)", holds: isFilled, isRequired: true },
  reason: { expected: "a reason in words", holds: isFilled, isRequired: true },
};

/**
 * Turns a proposal into a decision: returns the same matching with `decision` naming who takes it over and why. The
 * matching that is given stays a proposal. What was open for explanations stays so; a stored one can be confirmed too.
 *
 * It is held against its own manifest alone: whether that is of certain people and a certain policy, `checkMatching` tells.
 * @throws E_MANIFEST for a matching that was changed since it was made; E_CONFLICT for one that is confirmed already, and for one
 * that matches nobody because nothing is feasible; E_TYPE, E_OPTION, E_UNKNOWN_KEY
 * @example confirm(matching, { actor: "programme lead", reason: "Read by the committee on 3 March." }).decision
 */
export function confirm<Criterion extends string>(
  matching: Matching<Criterion>,
  by: Confirmation,
): Matching<Criterion> {
  checkOptions(by, checks);
  const stored = readStored(matching);
  const refuse = (
    code: "E_CONFLICT" | "E_MANIFEST",
    path: readonly string[],
    expected: string,
    received: string,
  ): never => {
    throw new TelemachusError([issue(code, ["matching", ...path], { expected, received })]);
  };
  if (stored.decision.state !== "proposal") refuse("E_CONFLICT", ["decision"], "a proposal", "a confirmed matching");
  if (stored.status === "infeasible") {
    refuse("E_CONFLICT", ["status"], "one in which somebody can be matched", '"infeasible"');
  }
  const { manifest } = stored;
  const summary = summarise(stored, manifest.counts);
  for (const part of Object.keys(summary) as (keyof typeof summary)[]) {
    if (canonicalJson(summary[part]) === canonicalJson(manifest[part])) continue;
    const expected = part === "result" ? "the digest of the matching" : "what the matching says";
    refuse("E_MANIFEST", ["manifest", part], expected, "another: it was changed since it was made");
  }
  const { actor, reason } = by;
  // of what was checked, and not of what its owner may still change
  const confirmed = structuredClone({ ...stored, decision: { state: "confirmed", actor, reason } });
  return attachAs(deepFreeze(confirmed as Matching<Criterion>), matching);
}
