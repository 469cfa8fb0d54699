import { isHidden, numberOf } from "../../audit/figure.js";
import type { Audit, AuditMeasure, GroupingAudit, MeasureAudit } from "../../audit/report.js";
import { shown } from "../words/shown.js";

/** How the groups of one attribute fared. What the audit hides is undefined here, and is said to be hidden. */
export interface GroupingReport {
  readonly side: "mentees" | "mentors";
  readonly attributes: readonly string[];
  readonly groups: readonly GroupReport[];
  readonly hasHidden: boolean;
  /** The permutation test of match rates, and the smallest difference that it could have called significant. */
  readonly test: { readonly p: number | undefined; readonly detectable: number | undefined } | undefined;
}

export interface GroupReport {
  readonly name: string;
  readonly isHidden: boolean;
  readonly people: number | undefined;
  readonly matched: number | undefined;
  readonly rate: number | undefined;
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  readonly ratio: number | undefined;
  readonly belowFourFifths: boolean;
  readonly meanScore: number | "hidden" | undefined;
}

/** Figures that a committee does not get: the lowest score is one person's, and choices were made in confidence. */
const inner: ReadonlySet<AuditMeasure> = new Set(["lowestScore", "firstChoiceShare"]);

/** An audit as a committee may see it, and what it leaves out because it would tell the groups of people by name. */
export function openAudit(audit: Audit): { readonly audit: Audit; readonly telling: readonly TellingGrouping[] } {
  const telling: TellingGrouping[] = [];
  const openSide = (side: "mentees" | "mentors") => {
    const { groupings } = audit[side];
    const isTelling = ({ measures }: GroupingAudit) =>
      measures.some((one) => one.measure === "matchRate" && tellsGroups(one));
    const closed = new Set(
      groupings.filter(isTelling).flatMap(({ attributes }) => (attributes.length === 1 ? attributes : [])),
    );
    const isOpen = (grouping: GroupingAudit) =>
      !grouping.attributes.some((attribute) => closed.has(attribute)) && !isTelling(grouping);
    for (const attribute of closed) telling.push({ side, attribute: shown(attribute) });
    return {
      ...audit[side],
      groupings: groupings.filter(isOpen).map((grouping) => ({
        ...grouping,
        measures: grouping.measures.filter((one) => !inner.has(one.measure) && !tellsGroups(one)),
      })),
    };
  };
  return { audit: { ...audit, mentees: openSide("mentees"), mentors: openSide("mentors") }, telling };
}

/** A grouping that a committee does not get. */
export interface TellingGrouping {
  readonly side: "mentees" | "mentors";
  readonly attribute: string;
}

/**
 * Whether all who have what a rate counts, or all who have it not, are of one group: a page that names who is matched and
 * who is not would tell their group.
 */
function tellsGroups({ kind, people, overall, byGroup }: MeasureAudit): boolean {
  const rate = numberOf(overall);
  if (kind !== "rate" || rate === undefined) return false;
  const having = Math.round(people * rate);
  return byGroup.some(({ people: size, rate: figures }) => {
    const count = numberOf(size);
    if (count === undefined || figures === undefined) return false;
    const { selected } = figures;
    return (selected > 0 && selected === having) || (count > selected && count - selected === people - having);
  });
}

/** Match rates of mentees, and of mentors, by each attribute; intersections stand in the audit's own text. */
export function groupingReports(audit: Audit): GroupingReport[] {
  return (["mentees", "mentors"] as const).flatMap((side) =>
    audit[side].groupings
      .filter(({ attributes, groups }) => attributes.length === 1 && groups.some(({ count }) => numberOf(count) !== 0))
      .map((grouping) => toReport(side, grouping)),
  );
}

function toReport(side: GroupingReport["side"], grouping: GroupingAudit): GroupingReport {
  const measureOf = (name: AuditMeasure) => grouping.measures.find(({ measure }) => measure === name);
  const [rates, scores] = [measureOf("matchRate"), measureOf("meanScore")];
  const groups = grouping.groups.map(({ labels }, at): GroupReport => {
    const figures = rates?.byGroup[at];
    const rate = figures === undefined ? undefined : numberOf(figures.value);
    const mean = scores?.byGroup[at].value;
    return {
      name: labels.map((label) => shown(label)).join(" × "),
      isHidden: figures !== undefined && isHidden(figures.value),
      people: figures === undefined ? undefined : numberOf(figures.people),
      matched: figures?.rate?.selected,
      rate,
      interval: figures?.rate?.interval,
      ratio: figures?.rate === undefined ? undefined : numberOf(figures.rate.impactRatio),
      belowFourFifths: figures?.rate?.belowFourFifths === true,
      meanScore: mean === undefined ? undefined : isHidden(mean) ? "hidden" : numberOf(mean),
    };
  });
  const test = rates?.permutation;
  return {
    side,
    attributes: grouping.attributes.map((attribute) => shown(attribute)),
    groups,
    hasHidden: groups.some((group) => group.isHidden),
    test: test && { p: numberOf(test.p), detectable: numberOf(test.detectable) },
  };
}
