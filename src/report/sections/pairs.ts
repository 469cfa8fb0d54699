import { counted } from "../../numeric/counted.js";
import type { PairRow } from "../data/pairRows.js";
import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { whyText } from "../words/reasons.js";
import { exact, rounded } from "../words/shown.js";
import { scoreName } from "./lead.js";
import { section } from "./section.js";

/** Up to so many pairs, a row says all that was found; then it names the main reasons, and the rest when it is opened. */
const MOST_WHOLE = 500;

/** Who is matched with whom. Rows open where scripts run; without, the last column says what speaks for each pair. */
export function pairsSection(data: ReportData): Html | undefined {
  const { pairs, hasOthers, audience } = data;
  if (pairs.length === 0) return undefined;
  const isWhole = pairs.length <= MOST_WHOLE;
  const name = scoreName(data);
  return section(
    { id: "pairs", title: "Who is matched with whom" },
    html`<p class="script">Open a row for its reasons and for other mentors whom the rules allow the mentee.</p>
<noscript><p>${isWhole ? "Reasons stand in the last column." : "The main reasons stand in the last column; opening a row for all of them takes a browser that runs scripts."}</p></noscript>
${hasOthers ? undefined : html`<p class="note">With so many people, other mentors whom the rules allow are not worked out here: ask for them pair by pair.</p>`}
<div class="tools script"><div><label for="find">Find a person, a skill or a reason</label><input id="find" type="search" autocomplete="off" spellcheck="false"></div><p id="found" role="status">${counted(pairs.length, "pair")}</p></div>
<table id="pairs-table" class="${audience === "committee" ? "" : "exact"}"><caption class="away">Pairs, with the reasons for each</caption>
<thead><tr><th scope="col" aria-sort="ascending">Mentee</th><th scope="col">Mentor</th><th scope="col">${name}</th><th scope="col">Reasons</th></tr></thead>
<tbody>${pairs.map((row) => pairRow(data, row, isWhole))}</tbody></table>
<button type="button" id="more" class="more script" hidden></button>`,
  );
}

function pairRow(data: ReportData, row: PairRow, isWhole: boolean): Html {
  const { mentees, mentors, audience } = data;
  const score = audience === "committee" ? rounded(row.score / 1e6) : exact(row.score);
  const bar = Math.round(row.score / 1e4);
  return html`<tr><th scope="row">${mentees[row.mentee]}</th><td>${mentors[row.mentor]}</td><td>${
    data.criteria.length === 0 ? "–" : html`<i class="bar"><i class="w${bar}"></i></i>${score}`
  }</td><td>${row.isFixed ? html`<b>Fixed by the programme.</b> ` : undefined}${whyText(data, row, isWhole)}</td></tr>
`;
}
