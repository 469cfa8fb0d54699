import { scaleLinear } from "d3-scale";
import type { GroupingReport, GroupReport } from "../data/groups.js";
import { type Html, html } from "../html.js";
import { inWords, percent, rounded, shown } from "../words/shown.js";
import { at, picture, WIDTH } from "./frame.js";

const ROW = 42;
const [AXIS, END] = [30, 60];

/** Match rates by group, with their intervals. What is hidden has no bar, and says so. */
export function groupChart({ side, attributes, groups }: GroupingReport, index: number): Html {
  const x = scaleLinear([0, 1], [0, WIDTH - END]);
  const height = groups.length * ROW + AXIS;
  const shapes = groups.map((group, row) => {
    const y = row * ROW;
    const label = html`<text class="label" x="0" y="${y + 14}">${shown(group.name, 40)}</text>`;
    if (group.rate === undefined) {
      return html`${label}<text x="0" y="${y + 31}">${group.isHidden ? "hidden: too few people, or would tell of too few" : "no figure"}</text>`;
    }
    const { rate, interval } = group;
    const whisker =
      interval &&
      html`<path class="whisker" d="M${at(x(interval.low))} ${y + 26}H${at(x(interval.high))}M${at(x(interval.low))} ${y + 22}v8M${at(x(interval.high))} ${y + 22}v8"/>`;
    return html`${label}<rect class="c1" x="0" y="${y + 20}" width="${at(Math.max(1, x(rate)))}" height="12"/>${whisker}<text class="value" x="${WIDTH - END + 8}" y="${y + 30}">${percent(rate)}</text>`;
  });
  const name = attributes.map(inWords).join(" × ");
  return picture({
    id: `groups-chart-${index}`,
    title: `${side === "mentees" ? "Mentees" : "Mentors"} with a match, by ${name.toLowerCase()}`,
    description: describe(groups),
    height,
    legend: [
      { mark: "c1", words: "Share with a match" },
      { mark: "whisker", words: "95 % interval" },
    ],
    shapes: html`${[0, 0.5, 1].map(
      (tick) =>
        html`<path class="grid" d="M${at(x(tick))} 0V${height - AXIS}"/><text x="${at(x(tick))}" y="${height - 10}" text-anchor="${tick === 0 ? "start" : "middle"}">${percent(tick)}</text>`,
    )}${shapes}`,
    head: ["Group", "People", "With a match", "Share", "95 % interval", "Share of the highest", "Mean score"],
    rows: groups.map((group) => [group.name, ...cells(group)]),
  });
}

function describe(groups: readonly GroupReport[]): string {
  const rates = groups.flatMap(({ name, rate }) => (rate === undefined ? [] : [{ name, rate }]));
  const hidden = groups.filter(({ isHidden }) => isHidden).length;
  const silence = hidden === 0 ? "" : ` ${hidden === 1 ? "One group is" : `${hidden} groups are`} hidden.`;
  if (rates.length === 0) return `No group can be shown.${silence}`;
  const sorted = [...rates].sort((a, b) => a.rate - b.rate);
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  if (least.rate === most.rate) return `${percent(least.rate)} in every group shown.${silence}`;
  return `From ${percent(least.rate)} (${shown(least.name, 40)}) to ${percent(most.rate)} (${shown(most.name, 40)}).${silence}`;
}

function cells({
  isHidden,
  people,
  matched,
  rate,
  interval,
  ratio,
  belowFourFifths,
  meanScore,
}: GroupReport): string[] {
  if (isHidden) return new Array<string>(6).fill("hidden");
  const told = (value: number | undefined, write: (one: number) => string) =>
    value === undefined ? "–" : write(value);
  return [
    told(people, String),
    told(matched, String),
    told(rate, percent),
    interval === undefined ? "–" : `${percent(interval.low)} to ${percent(interval.high)}`,
    told(ratio, (one) => `${rounded(one)}${belowFourFifths ? " (below four fifths)" : ""}`),
    meanScore === "hidden" ? "hidden" : told(meanScore, rounded),
  ];
}
