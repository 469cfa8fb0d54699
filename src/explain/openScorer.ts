import { whySpecial } from "../problem/specialFields.js";
import { without } from "../score/cohort.js";
import { fieldsUsed, isOfHost } from "../score/fieldsUsed.js";
import type { Criterion, Rule } from "../score/registry.js";
import { compileScorer, type Scorer } from "../score/scorer.js";

/** Lived experience, choices, and a lowest score that rests on all answers. */
const confidentialKinds: ReadonlySet<string> = new Set(["experience", "choices", "requiredExperience", "minimumScore"]);

/**
 * Whether a committee may see what a criterion or a rule makes of people's answers. A function of the host's own names no
 * fields: once the policy records a basis, it may read answers of special kinds.
 */
export function isOpen({ problem }: Pick<Scorer, "problem">, part: Criterion | Rule): boolean {
  if (confidentialKinds.has(part.kind)) return false;
  if (isOfHost(part) && problem.policy.basis !== undefined) return false;
  const fields = [...fieldsUsed(part, "mentees"), ...fieldsUsed(part, "mentors")];
  return fields.every((field) => whySpecial(problem.policy, field) === undefined);
}

/** Whether a committee may have the digest of a policy: reasons of pins and bans could be guessed, and tried on it. */
export function isOpenPolicy({ pins = [], bans = [] }: Scorer["problem"]["policy"]): boolean {
  return pins.length + bans.length === 0;
}

/**
 * A scorer of the same people that never had what they disclosed or asked for in confidence, nor answers of special
 * kinds, nor the bans, which often stand for something confided: what it says is the same whatever these are. Quotas by
 * answers of special kinds are left out.
 */
export function openScorer(whole: Scorer): Scorer {
  const { problem } = whole;
  const { policy } = problem;
  const known = new Map<string, boolean>();
  const isSpecial = (field: string): boolean => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const found = whySpecial(policy, field) !== undefined;
    known.set(field, found);
    return found;
  };
  const isConfidential = (field: string) =>
    field === "requests" || field === "livedExperiences" || (field !== "id" && isSpecial(field));
  const openOf = <Part extends Criterion | Rule>(parts: { readonly [name: string]: Part }) =>
    Object.fromEntries(Object.entries(parts).filter(([, part]) => isOpen(whole, part)));
  return compileScorer({
    ...problem,
    mentees: problem.mentees.map((mentee) => without(mentee, isConfidential, isSpecial)),
    mentors: problem.mentors.map((mentor) => without(mentor, isConfidential, isSpecial)),
    bans: new Map(),
    quotas: problem.quotas.filter(({ index }) => !isSpecial(policy.quotas![index].attribute)),
    policy: { ...policy, criteria: openOf(policy.criteria), rules: openOf(policy.rules ?? {}) },
  });
}
