import { compareText } from "../../numeric/nearest.js";
import { scoredFields } from "../../problem/people.js";
import type { ScoredPerson, Side } from "../../score/cohort.js";
import { fieldsRead } from "../../score/fieldsRead.js";
import { isOfHost } from "../../score/fieldsUsed.js";
import { hiddenFields } from "../../score/functionView.js";
import type { Scorer } from "../../score/scorer.js";

/** A field of one side, and what of the policy uses it. */
export interface UsedField {
  readonly field: string;
  /** Places in the policy, in code-unit order: `criteria.skills`, `rules.language`, `quotas[0]`. */
  readonly usedBy: readonly string[];
}

/** The fields of a side that the policy uses, by name. A function of the caller's may use every field that it is shown. */
export function fieldsUsed({ problem, cohort, criteria, rules }: Scorer, side: Side): UsedField[] {
  const usedBy = new Map<string, Set<string>>();
  const use = (field: string, place: string) => usedBy.set(field, (usedBy.get(field) ?? new Set()).add(place));
  const parts = [
    ...criteria.map(({ name, criterion }) => ({ place: `criteria.${name}`, part: criterion })),
    ...rules.map(({ name, rule }) => ({ place: `rules.${name}`, part: rule })),
  ];
  const isAnyOfHost = parts.some(({ part }) => isOfHost(part));
  const shown = isAnyOfHost ? fieldsShown(cohort[side], hiddenFields(problem.policy)) : [];
  for (const { place, part } of parts) {
    for (const field of isOfHost(part) ? shown : fieldsRead(part, side)) use(field, place);
  }
  problem.policy.quotas?.forEach((quota, index) => {
    if (quota.side === side) use(quota.attribute, `quotas[${index}]`);
  });
  return [...usedBy]
    .sort(([a], [b]) => compareText(a, b))
    .map(([field, places]) => ({ field, usedBy: [...places].sort(compareText) }));
}

/** What functions get to see of people who answered it. */
function fieldsShown(people: readonly ScoredPerson[], isHidden: (field: string) => boolean): ReadonlySet<string> {
  const own = scoredFields.filter((field) => field !== "livedExperiences");
  return new Set(
    people.flatMap((person) =>
      [...own.filter((field) => person[field] !== undefined), ...Object.keys(person.attributes ?? {})].filter(
        (field) => !isHidden(field),
      ),
    ),
  );
}
