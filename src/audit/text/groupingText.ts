import { isHidden, numberOf } from "../figure.js";
import type { AuditGroup, GapTest, GroupingAudit, MeasureAudit } from "../report.js";
import { measureNames, rateWords, styleOf } from "./measureWords.js";
import { hiddenGroup, told, written, writtenP } from "./numbers.js";
import type { Pen } from "./pen.js";

/** What the tables of one grouping are written with. */
export interface GroupingSetting {
  readonly pen: Pen;
  readonly side: "mentees" | "mentors";
  readonly minimumCell: number;
}

/** All tables of one grouping: sizes, a table for each rate in New York City's form, one for everything else. */
export function groupingText(grouping: GroupingAudit, setting: GroupingSetting): string[] {
  const { pen, side } = setting;
  const { attributes, groups, measures } = grouping;
  const rates = measures.filter(({ kind, overall }) => kind === "rate" && !isDetached(overall));
  const values = measures.filter(({ kind, overall }) => kind !== "rate" && !isDetached(overall));
  const tables = [
    rates.flatMap((measure) => rateText(measure, groups, setting)),
    values.length === 0 ? [] : valueText(values, groups, setting),
  ];
  // what to read first comes first
  if (measures[0]?.kind !== "rate") tables.reverse();
  return [
    pen.heading(3, `${side === "mentees" ? "Mentees" : "Mentors"} by ${attributes.map(pen.label).join(" and ")}`),
    sizesText(grouping, setting),
    ...(groups.length === 0 ? [] : tables.flat()),
  ];
}

function isDetached(overall: MeasureAudit["overall"]): boolean {
  return "reason" in overall && overall.reason === "detached";
}

/** What a group is called: its labels. */
export function groupName({ labels }: Pick<AuditGroup, "labels">, pen: Pen): string {
  return labels.map(pen.label).join(" × ");
}

function sizesText({ groups, unknown }: GroupingAudit, { pen, minimumCell }: GroupingSetting): string {
  const rows = groups.map((group) => [
    groupName(group, pen),
    isHidden(group.count) ? hiddenGroup(minimumCell) : told(group.count, "count"),
    told(group.share, "share"),
    group.isSmall === true ? "under 2 % of the side" : "",
  ]);
  const notKnown = ["Not known", isHidden(unknown) ? hiddenGroup(minimumCell) : told(unknown, "count"), "", ""];
  return pen.table(["Category", "Number", "Share", "Note"], [...rows, notKnown]);
}

function rateText(measure: MeasureAudit, groups: readonly AuditGroup[], { pen, side, minimumCell }: GroupingSetting) {
  const { about, selected, rate } = rateWords(measure.measure, side);
  if (measure.people === 0) return [`${measureNames[measure.measure]}, ${about}: there is nobody.`];
  const rows = groups.map((group, at): string[] => {
    const { people, value, rate: more } = measure.byGroup[at];
    if (isHidden(value)) return [groupName(group, pen), hiddenGroup(minimumCell), ...Array(6).fill("hidden")];
    if (more === undefined)
      return [groupName(group, pen), told(people, "count"), "0", told(value, "share"), "", "", "", ""];
    const { low, high } = more.interval;
    return [
      groupName(group, pen),
      told(people, "count"),
      String(more.selected),
      told(value, "share"),
      told(more.impactRatio, "ratio") + (more.belowFourFifths === true ? " (below 4/5)" : ""),
      `${written(low, "share")} to ${written(high, "share")}`,
      told(more.fisher.p, "p"),
      told(more.fisher.detectable, "points"),
    ];
  });
  const head = [
    ...["Category", "Number", selected, rate, "Impact ratio", "95 % interval", "Fisher's p"],
    "Smallest gap it could have called",
  ];
  const overall = `${told(measure.overall, "share")} of ${measure.people} in all`;
  return [
    pen.heading(4, `${measureNames[measure.measure]}, ${about} (${overall})`),
    pen.table(head, rows),
    `All groups together: difference ${told(measure.difference, "points")}, ratio ${told(measure.ratio, "ratio")}; ${testText(measure.permutation)}.`,
  ];
}

function testText(test: GapTest | undefined): string {
  if (test === undefined || numberOf(test.p) === undefined) {
    return test === undefined ? "not tested" : `not tested ${told(test.p, "p")}`;
  }
  const gap = numberOf(test.detectable);
  const reach =
    gap === undefined
      ? "no difference at all could have been called significant"
      : `the smallest difference that it could have called significant is ${written(gap, "points")}`;
  return `permutation test ${writtenP(numberOf(test.p)!)}; ${reach}`;
}

function valueText(
  measures: readonly MeasureAudit[],
  groups: readonly AuditGroup[],
  { pen, minimumCell }: GroupingSetting,
) {
  const rows = groups.map((group, at) => [
    groupName(group, pen),
    ...measures.map((measure) => told(measure.byGroup[at].value, styleOf(measure).value)),
  ]);
  const overall = ["All", ...measures.map((measure) => told(measure.overall, styleOf(measure).value))];
  const names = measures.map(({ measure }) => measureNames[measure]);
  const compared = measures.filter(({ kind }) => kind === "mean");
  const comparison = compared.map((measure): string[] => {
    const { gap } = styleOf(measure);
    const { p, detectable } = measure.permutation!;
    return [
      measureNames[measure.measure],
      told(measure.difference, gap),
      told(measure.ratio, "ratio"),
      told(p, "p"),
      told(detectable, gap),
    ];
  });
  const hidden = measures.some(({ byGroup }) => byGroup.some(({ value }) => isHidden(value)));
  return [
    pen.heading(4, "Quality and choice, by group"),
    pen.table(["Category", ...names], [...rows, overall]),
    ...(hidden ? [`Where it says hidden: ${hiddenGroup(minimumCell)}.`] : []),
    pen.table(
      ["Compared", "Difference", "Ratio", "Permutation p", "Smallest difference it could have called"],
      comparison,
    ),
  ];
}
