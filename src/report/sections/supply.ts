import { counted } from "../../numeric/counted.js";
import { supplyChart } from "../charts/supplyChart.js";
import type { ReportData } from "../data/reportData.js";
import { shortTerms } from "../data/supply.js";
import { type Html, html } from "../html.js";
import { inWords, shown } from "../words/shown.js";
import { lines } from "./lines.js";
import { section } from "./section.js";

/** Terms to recruit for. */
const NAMED = 6;

/** What mentees ask for beside what mentors offer, and whom to recruit. */
export function supplySection({ supply, recruits }: ReportData): Html | undefined {
  if (supply.length === 0 && recruits === undefined) return undefined;
  return section(
    { id: "supply", title: "What is asked for, and whom to recruit" },
    html`${supply.length > 0 && shortWords(supply)}${recruits && html`<h3>What one more mentor would gain</h3>${recruits === "too many pairs" ? html`<p class="note">With so many people this is not worked out here: ask for it, or for what one more seat with a mentor is worth.</p>` : lines(recruits)}`}${
      supply.length > 0 &&
      html`
<p class="note">A seat counts for everything that its mentor offers, spelt the same or by a synonym of the programme; near terms are not counted.</p>
<div class="pictures">${supply.map((field, index) => supplyChart(field, index))}</div>`
    }`,
  );
}

function shortWords(supply: ReportData["supply"]): Html {
  const short = shortTerms(supply, NAMED);
  if (short.length === 0) {
    return html`<p>For each thing that mentees ask for, mentors who offer it have at least as many seats as people ask.</p>`;
  }
  return html`<p>More mentees ask for these than there are seats with mentors who offer them:</p><ul>${short.map(
    ({ term, field, wanted, seats }) =>
      html`<li><b>${shown(term)}</b> (${inWords(field).toLowerCase()}): ${counted(wanted, "mentee")} ${wanted === 1 ? "asks" : "ask"}, ${seats === 0 ? "no seat offers it" : counted(seats, "seat")}</li>`,
  )}</ul>`;
}
