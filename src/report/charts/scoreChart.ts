import { scaleLinear } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import { counted } from "../../numeric/counted.js";
import type { ScoreReport } from "../data/scores.js";
import { type Html, html } from "../html.js";
import { at, picture, WIDTH, wholeTicks } from "./frame.js";

const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 12, 18, 44];

/** How many pairs score how much, here and where the best pair left is taken over and over. */
export function scoreChart({ here, greedy }: ScoreReport, name: string): Html {
  const most = Math.max(1, ...here.tenths, ...greedy.tenths);
  const x = scaleLinear([0, 1], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]);
  const width = x(0.1) - x(0);
  const outline = line<number>()
    .x((_, tenth) => at(x(tenth / 10)))
    .y((pairs) => at(y(pairs)))
    .curve(curveStepAfter);
  const bars = here.tenths.map((pairs, tenth) => {
    if (pairs === 0) return undefined;
    const left = x(tenth / 10);
    return html`<rect class="c1" x="${at(left + 2)}" y="${at(y(pairs))}" width="${at(width - 4)}" height="${at(y(0) - y(pairs))}"/>`;
  });
  const values = here.tenths.map((pairs, tenth) => {
    const middle = x(tenth / 10) + width / 2;
    return (
      pairs > 0 &&
      html`<text class="value" x="${at(middle)}" y="${at(y(pairs) - 4)}" text-anchor="middle">${pairs}</text>`
    );
  });
  const rows = here.tenths.map((pairs, tenth) => [
    `${(tenth / 10).toFixed(1)} to ${((tenth + 1) / 10).toFixed(1)}`,
    pairs,
    greedy.tenths[tenth],
  ]);
  return picture({
    id: "scores-chart",
    title: `Pairs by ${name.toLowerCase()}`,
    description: describe({ here, greedy }, name),
    height: HEIGHT,
    legend: [
      { mark: "c1", words: "This matching" },
      { mark: "c2 dashed", words: "Best pair first" },
    ],
    shapes: html`${wholeTicks(y, 4).map(
      (tick) =>
        html`<path class="grid" d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
    )}${bars}${html`<path class="c2 dashed line" d="${outline([...greedy.tenths, greedy.tenths[9]]) ?? ""}"/>`}${values}${[
      0, 0.2, 0.4, 0.6, 0.8, 1,
    ].map(
      (tick) => html`<text x="${at(x(tick))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${tick}</text>`,
    )}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${name} of a pair</text>`,
    head: [name, "Pairs here", "Pairs, best pair first"],
    rows,
  });
}

function describe({ here, greedy }: Pick<ScoreReport, "here" | "greedy">, name: string): string {
  const half = here.tenths.slice(5).reduce((sum, pairs) => sum + pairs, 0);
  const own = `${half} of ${counted(here.pairs, "pair")} ${half === 1 ? "has" : "have"} a ${name.toLowerCase()} of 0.5 or more`;
  const there = greedy.tenths.slice(5).reduce((sum, pairs) => sum + pairs, 0);
  return `${own}; taking the best pair first, over and over, would give ${there} of ${greedy.pairs}.`;
}
