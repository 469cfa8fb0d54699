import { counted } from "../../numeric/counted.js";
import { numberOf } from "../figure.js";
import type { Audit, AuditStatement, GroupingAudit, MeasureAudit } from "../report.js";
import { groupName } from "./groupingText.js";
import { measureNames } from "./measureWords.js";
import { written, writtenP } from "./numbers.js";
import type { Pen } from "./pen.js";

const sides = ["mentees", "mentors"] as const;
type Side = (typeof sides)[number];

/** Findings listed one by one. */
const LISTED = 10;

/** What matters most about a report, sentence by sentence. */
export function leadOf(audit: Audit, pen: Pen): string[] {
  const places = sides.flatMap((side) =>
    audit[side].groupings.flatMap((grouping) => grouping.measures.map((measure) => ({ side, grouping, measure }))),
  );
  const ratios = places.flatMap((place) => lowRatios(place, pen)).sort((a, b) => a.rank - b.rank);
  const found = places.flatMap((place) => significant(place, pen)).sort((a, b) => a.rank - b.rank);
  return [
    ...wordsOf(audit, "EVERYONE_MATCHED", pen),
    ...wordsOf(audit, "NOBODY_MATCHED", pen),
    ...listed(ratios, "impact ratio below four-fifths", "impact ratios below four-fifths"),
    ...listed(found, "comparison called significant at 5 %", "comparisons called significant at 5 %"),
    ...(found.length === 0 ? [nothingFound(audit)] : []),
    chanceText(audit),
    ...(["ALL_UNKNOWN", "ONE_GROUP", "HIDDEN", "DETACHED"] as const).flatMap((code) => wordsOf(audit, code, pen)),
    ...audit.warnings.map(({ message }) => message),
  ];
}

interface Finding {
  readonly rank: number;
  readonly text: string;
}

interface Place {
  readonly side: Side;
  readonly grouping: GroupingAudit;
  readonly measure: MeasureAudit;
}

function listed(findings: readonly Finding[], one: string, several: string): string[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, LISTED).map(({ text }) => text);
  const more = findings.length > LISTED ? `; and ${findings.length - LISTED} more` : "";
  return [`${counted(findings.length, one, several)}: ${shown.join("; ")}${more}.`];
}

function nameOf({ side, grouping, measure }: Place, pen: Pen): string {
  return `${measureNames[measure.measure].toLowerCase()} of ${side} by ${grouping.attributes.map(pen.label).join(" and ")}`;
}

function lowRatios(place: Place, pen: Pen): Finding[] {
  const { grouping, measure } = place;
  return measure.byGroup.flatMap(({ rate }, at) => {
    if (rate?.belowFourFifths !== true || measure.highest === null) return [];
    const ratio = numberOf(rate.impactRatio)!;
    const [own, best] = [at, measure.highest].map((index) => {
      const { people, rate: of } = measure.byGroup[index];
      return `“${groupName(grouping.groups[index], pen)}” (${of!.selected} of ${numberOf(people)})`;
    });
    return [{ rank: ratio, text: `${nameOf(place, pen)}, ${own} against ${best}: ${written(ratio, "ratio")}` }];
  });
}

function significant(place: Place, pen: Pen): Finding[] {
  const { grouping, measure } = place;
  const together = numberOf(measure.permutation?.p ?? { value: 1 });
  const findings: Finding[] = [];
  const add = (p: number | undefined, what: string) => {
    if (p === undefined || p > 0.05) return;
    findings.push({ rank: p, text: `${nameOf(place, pen)}, ${what}: ${writtenP(p)}` });
  };
  add(together, "all groups together");
  measure.byGroup.forEach(({ rate }, at) => {
    add(rate && numberOf(rate.fisher.p), `“${groupName(grouping.groups[at], pen)}” against all others shown`);
  });
  return findings;
}

function nothingFound({ comparisons }: Audit): string {
  if (comparisons.made === 0)
    return "No comparison could be made, so nothing is known about differences between groups.";
  return "No comparison was called significant at 5 %. That is not evidence that groups fared alike: the tables say which gaps could have been seen at all.";
}

function chanceText({ comparisons: { made, called, byChance } }: Audit): string {
  const tests = counted(made, "comparison was made", "comparisons were made");
  return `${tests}, ${called} of them called significant; one in twenty, here ${byChance}, is the most that chance alone calls on average.`;
}

/** The statements of one kind, in as few sentences as they take. */
function wordsOf(audit: Audit, code: AuditStatement["code"], pen: Pen): string[] {
  const statements = audit.statements.filter((one) => one.code === code);
  if (statements.length === 0) return [];
  const groupings = statements.map(
    ({ side, attributes = [] }) => `${side} by ${attributes.map(pen.label).join(" and ")}`,
  );
  switch (code) {
    case "EVERYONE_MATCHED":
      return statements.map(
        ({ side }) =>
          `All ${audit[side!].people} ${side} are matched, so match rates say nothing: what counts is how well.`,
      );
    case "NOBODY_MATCHED":
      return statements.map(({ side }) => `None of the ${side} is matched, so there are no scores to compare.`);
    case "ALL_UNKNOWN":
      return [`Nobody's group is known, so nothing can be said: ${groupings.join("; ")}.`];
    case "ONE_GROUP":
      return [`There is one group only, so nothing to compare it with: ${groupings.join("; ")}.`];
    case "HIDDEN": {
      const parts = statements.map(({ count }, at) => `${groupings[at]} (${count})`);
      return [
        `Groups hidden, whole or in part, because they are small or would tell of one that is: ${parts.join("; ")}.`,
      ];
    }
    case "DETACHED":
      return [
        "The matching is a stored one, so what people could have had is left out; reopen it with people and policy to see it.",
      ];
  }
}
