import type { Policy } from "../policy.js";
import { whySpecial } from "../problem/specialFields.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import type { Side } from "../score/cohort.js";
import { fieldsRead } from "../score/fieldsRead.js";
import { fieldsUsed } from "../score/fieldsUsed.js";
import type { Criterion, Rule } from "../score/registry.js";
import type { Stage } from "../solve/assignment.js";
import { stagesOf } from "../solve/objective.js";

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

/** The fields of special kinds that criteria, rules and quotas read, those whose names say so among them, in code-unit order. */
export function specialFieldsRead(policy: Policy): readonly string[] {
  const weighed = Object.values(policy.criteria).filter(({ weight }) => weight !== 0);
  const parts = [...weighed, ...Object.values(policy.rules ?? {})];
  const read = [...parts.flatMap(fieldsReadOnBoth), ...(policy.quotas ?? []).map(({ attribute }) => attribute)];
  return [...new Set(read)].filter((field) => whySpecial(policy, field) !== undefined).sort();
}

function fieldsReadOnBoth(part: Criterion | Rule): readonly string[] {
  return [...fieldsUsed(part, "mentees"), ...fieldsUsed(part, "mentors")];
}

const byScores: readonly Stage[] = ["total", "floor", "leximin"];

/** Whether a score can decide anything: an objective may ask for numbers of people, or for choices, alone. */
export function doScoresDecide({ objective, method, rules = {} }: Policy): boolean {
  if (stableMethodOf(method) !== undefined || Object.values(rules).some(({ kind }) => kind === "minimumScore"))
    return true;
  return (stagesOf(objective) ?? []).some((stage) => byScores.includes(stage));
}
