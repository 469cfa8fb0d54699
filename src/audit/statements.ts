import { isHidden, numberOf } from "./figure.js";
import type { Audit, AuditStatement, GroupingAudit, SideAudit } from "./report.js";

const sides = ["mentees", "mentors"] as const;

/** What whoever reads a report has to know. */
export function statementsOf(audit: Pick<Audit, "mentees" | "mentors">): AuditStatement[] {
  return [
    ...sides.flatMap((side) => matchStatements(audit[side], side)),
    ...sides.flatMap((side) =>
      audit[side].groupings.flatMap((grouping) => groupStatements(grouping, audit[side], side)),
    ),
    ...(isDetached(audit) ? [{ code: "DETACHED" as const }] : []),
  ];
}

function matchStatements({ people, matched }: SideAudit, side: (typeof sides)[number]): AuditStatement[] {
  if (people === 0) return [];
  if (matched === 0) return [{ code: "NOBODY_MATCHED", side }];
  return matched === people ? [{ code: "EVERYONE_MATCHED", side }] : [];
}

function groupStatements(
  { attributes, groups, unknown, measures }: GroupingAudit,
  { people }: SideAudit,
  side: (typeof sides)[number],
): AuditStatement[] {
  const hidden = groups.filter(
    ({ count }, at) => isHidden(count) || measures.some(({ byGroup }) => isHidden(byGroup[at].value)),
  ).length;
  const about = { side, attributes };
  const present = groups.filter(({ count }) => numberOf(count) !== 0).length;
  return [
    ...(people > 0 && numberOf(unknown) === people ? [{ code: "ALL_UNKNOWN" as const, ...about }] : []),
    ...(present === 1 ? [{ code: "ONE_GROUP" as const, ...about }] : []),
    ...(hidden > 0 ? [{ code: "HIDDEN" as const, ...about, count: hidden }] : []),
  ];
}

function isDetached({ mentees }: Pick<Audit, "mentees">): boolean {
  return mentees.groupings.some(({ measures }) =>
    measures.some(({ overall }) => "reason" in overall && overall.reason === "detached"),
  );
}

/** Counts the tests of a report that have a p. */
export function countComparisons(audit: Pick<Audit, "mentees" | "mentors">): Audit["comparisons"] {
  const tests = sides.flatMap((side) =>
    audit[side].groupings.flatMap(({ measures }) =>
      measures.flatMap(({ permutation, byGroup }) => [permutation?.p, ...byGroup.map(({ rate }) => rate?.fisher.p)]),
    ),
  );
  const made = tests.flatMap((p) => (p === undefined ? [] : (numberOf(p) ?? [])));
  return { made: made.length, called: made.filter((p) => p <= 0.05).length, byChance: made.length / 20 };
}
