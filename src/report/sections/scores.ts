import { counted } from "../../numeric/counted.js";
import { scoreChart } from "../charts/scoreChart.js";
import type { ReportData } from "../data/reportData.js";
import type { ScoreReport } from "../data/scores.js";
import { type Html, html } from "../html.js";
import { exact, rounded } from "../words/shown.js";
import { scoreName } from "./lead.js";
import { section } from "./section.js";

/** How good the pairs are, and what programmes get that take the best pair first. */
export function scoresSection(data: ReportData): Html | undefined {
  if (data.scores === undefined) return undefined;
  const name = scoreName(data);
  return section(
    { id: "scores", title: "How well people fit" },
    html`<div class="beside"><div>${scoresWords(data, data.scores)}</div>${scoreChart(data.scores, name)}</div>`,
  );
}

function scoresWords({ audience }: ReportData, { here, greedy, against }: ScoreReport): Html {
  const write = (millionths: number) =>
    audience === "committee" ? rounded(millionths / 1e6) : exact(Math.round(millionths));
  const { better, worse, same } = against;
  return html`<p>By hand, one may take the best pair first, then the best of those left, and so on. ${under[audience]}</p>
<table class="small"><caption class="away">This matching against the best pair first</caption><thead><tr><td></td><th scope="col">This matching</th><th scope="col">Best pair first</th></tr></thead><tbody>
<tr><th scope="row">Mentees matched</th><td>${here.matched}</td><td>${greedy.matched}</td></tr>
<tr><th scope="row">Average</th><td>${write(here.mean)}</td><td>${write(greedy.mean)}</td></tr>
<tr><th scope="row">Median</th><td>${write(here.median)}</td><td>${write(greedy.median)}</td></tr>
<tr><th scope="row">Lowest</th><td>${write(here.lowest)}</td><td>${write(greedy.lowest)}</td></tr>
<tr><th scope="row">Sum</th><td>${write(here.total)}</td><td>${write(greedy.total)}</td></tr></tbody></table>
<p>${counted(better, "mentee")} ${better === 1 ? "is" : "are"} better off here, ${worse} worse off, and ${same} as well off.</p>`;
}

const UNDER = "Under the same rules that would have come to:";
const under = {
  committee:
    "By the rules and fits of this page that would have come to these numbers. It heeds nothing that this page does not hold, so it may look better than it could have been:",
  administrator: UNDER,
  auditor: UNDER,
};
