import type { Side } from "../score/cohort.js";
import { fieldsRead } from "../score/fieldsRead.js";
import type { Criterion, Rule } from "../score/registry.js";

/** What a criterion or a rule reads of one side: fields, requests and the policy's history, as their paths. */
export function readsOf(part: Criterion | Rule, side: Side): readonly string[] {
  switch (part.kind) {
    case "experience":
    case "requiredExperience":
      return ["livedExperiences", "requests.livedExperiences"];
    case "choices":
      return part.of === undefined || part.of === "both" || part.of === side ? ["requests.choices"] : [];
    case "history":
    case "noRepeat":
      return ["policy.history"];
    case "notInManagementChain":
      return ["manager", "managers"];
    case "similarity":
      return [...fieldsRead(part, side)].sort();
    default:
      return fieldsRead(part, side);
  }
}

/** The same of both sides together, in code-unit order. */
export function readsOfBoth(part: Criterion | Rule): readonly string[] {
  return [...new Set([...readsOf(part, "mentees"), ...readsOf(part, "mentors")])].sort();
}

/** Whether a function of the programme's own may read any answer. */
export function isOwnFunction({ kind }: Criterion | Rule): boolean {
  return kind === "custom" || kind === "customRule";
}
