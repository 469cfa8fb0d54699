import { issue, TelemachusError, throwIssues } from "../../errors.js";
import { identify } from "../../matching/manifest.js";
import { compareText } from "../../numeric/nearest.js";
import { type Policy, policyForm } from "../../policy.js";
import { parse } from "../../problem/parse.js";
import { People } from "../../problem/people.js";
import type { Scorer } from "../../score/scorer.js";
import type { View } from "./view.js";

/**
 * Whether people, and a policy where one is given, are those that a matching was made from.
 *
 * @throws E_MANIFEST where they are not; E_TYPE and the like where they are none
 */
export function checkSameRun(view: View, people: unknown, policy: Policy | undefined): void {
  const given = parse(People, people, ["people"]);
  throwIssues(given.issues, given.cause);
  const inIdOrder = <Person extends { readonly id: string }>(list: readonly Person[]) =>
    [...list].sort((a, b) => compareText(a.id, b.id));
  const { mentees, mentors } = given.value;
  if (!isSame(view, { mentees: inIdOrder(mentees), mentors: inIdOrder(mentors) }, "input")) refuse("people");
  if (policy === undefined) return;
  const stated = parse(policyForm.schema, policy, ["policy"], policyForm.allowsFunction);
  throwIssues(stated.issues, stated.cause);
  if (!isSame(view, { policy: stated.value }, "policy")) refuse("policy");
}

/** Digests of people are compared without the host's key, which is not needed to tell whether two are the same. */
function isSame({ whole, matching }: View, other: Partial<Scorer["problem"]>, part: "input" | "policy"): boolean {
  const { manifest } = matching;
  const stated = part === "input" && manifest.keyed ? identify(whole, undefined) : manifest;
  return stated[part] === identify({ ...whole, problem: { ...whole.problem, ...other } }, undefined)[part];
}

function refuse(part: "people" | "policy"): never {
  const expected =
    part === "people" ? "the people that the matching was made from" : "the policy that the matching was made by";
  throw new TelemachusError([issue("E_MANIFEST", [part], { expected, received: "something else" })]);
}
