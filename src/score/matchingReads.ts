import type { Problem } from "../problem/problem.js";
import type { Cohort, ScoredPerson, Side } from "./cohort.js";
import { fieldsUsed, isOfHost } from "./fieldsUsed.js";
import { hiddenFields, isUnseenByFunctions } from "./functionView.js";
import type { Criterion, Rule } from "./registry.js";

/** What the library reads of everybody, whatever the policy asks for. */
const always = ["id", "manager", "managers", "manual", "requests"];
const alwaysOn = { mentees: ["demand", "priority"], mentors: ["capacity", "load"] };

/**
 * The fields and attributes that matching can read, by side, in code-unit order: two programmes that differ in nothing of
 * them are matched alike. Functions of the host's own can read all that they see.
 */
export function matchingReads(
  problem: Problem<Criterion, Rule>,
  cohort: Cohort,
): { readonly mentees: readonly string[]; readonly mentors: readonly string[] } {
  const { criteria, rules = {}, quotas = [] } = problem.policy;
  const weighed = Object.values(criteria).filter(({ weight }) => weight !== 0);
  const parts = [...weighed, ...Object.values(rules)];
  const readOn = (side: Side): string[] => {
    const fields = new Set([...always, ...alwaysOn[side]]);
    for (const part of parts) for (const field of fieldsUsed(part, side)) fields.add(field);
    for (const quota of quotas) if (quota.side === side) fields.add(quota.attribute);
    if (parts.some(isOfHost)) addSeen(fields, cohort[side], hiddenFields(problem.policy));
    return [...fields].sort();
  };
  return { mentees: readOn("mentees"), mentors: readOn("mentors") };
}

function addSeen(fields: Set<string>, people: readonly ScoredPerson[], isHidden: (field: string) => boolean): void {
  for (const person of people) {
    for (const key of Object.keys(person)) {
      if (key !== "attributes" && !isUnseenByFunctions(key) && !isHidden(key)) fields.add(key);
    }
    for (const key of Object.keys(person.attributes ?? {})) if (!isHidden(key)) fields.add(key);
  }
}
