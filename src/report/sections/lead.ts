import { counted } from "../../numeric/counted.js";
import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { exact, percent, rounded, shownSentence } from "../words/shown.js";

/** Title, whether it is a proposal, and the numbers that everybody asks for first. */
export function leadSection(data: ReportData): Html {
  const { title, decision, status } = data;
  const state =
    decision.state === "proposal"
      ? html`<p class="state"><b>Proposal.</b> Nobody has confirmed this matching yet; people decide, this page only prepares it.</p>`
      : html`<p class="state"><b>Confirmed</b> by ${shownSentence(decision.actor)}: ${shownSentence(decision.reason)}</p>`;
  return html`<header class="lead"><p class="kicker">${readers[data.audience]}</p><h1>${title}</h1>${state}
<dl class="tiles">${tiles(data).map(({ name, value, more }) => html`<div><dt>${name}</dt><dd>${value}<span>${more}</span></dd></div>`)}</dl>
<p class="proof ${status}">${proofs[status]}</p>
${data.audience === "committee" ? html`<p class="note">${CONFIDENCE}</p>` : undefined}
</header>`;
}

/** What scores are called to this audience. */
export function scoreName({ audience }: Pick<ReportData, "audience">): string {
  return audience === "committee" ? "Fit" : "Score";
}

const readers = {
  committee: "For the committee",
  administrator: "For the programme's team",
  auditor: "For the auditor",
};

const CONFIDENCE =
  "Fits, reasons and alternatives on this page are worked out without anything that people said for matching only (lived experience, requests, choices, whom they would rather avoid, and answers of special kinds) and without the pairs that the programme ruled out: the matching heeded all of it, and this page does not hold it. So a pair may look odd here and be right; ask the programme's team, and do not guess at reasons.";

const proofs = {
  optimal: "Proven: no other assignment does better under the rules and weights this programme chose.",
  stable:
    "Proven: no mentee and mentor would rather have each other than what they have, under the rules and weights this programme chose.",
  infeasible: "Proven: no assignment meets the minimums and quotas this programme chose, so nobody is matched.",
};

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly more: string;
}

function tiles(data: ReportData): Tile[] {
  const { matched, mentees, mentors, pairs, seats, scores, audience } = data;
  const out = mentees.length - matched;
  const share = mentees.length === 0 ? "" : `${percent(matched / mentees.length)}, `;
  const write = (millionths: number) =>
    audience === "committee" ? rounded(millionths / 1e6) : exact(Math.round(millionths));
  const idle = mentors.length - new Set(pairs.map(({ mentor }) => mentor)).size;
  return [
    {
      name: "Mentees matched",
      value: `${matched} of ${mentees.length}`,
      more:
        out === 0
          ? mentees.length === 0
            ? "nobody takes part"
            : "everybody has a mentor"
          : `${share}${counted(out, "person", "people")} without a mentor`,
    },
    {
      name: "Seats used",
      value: `${pairs.length} of ${seats}`,
      more:
        mentors.length === 0
          ? "there is no mentor"
          : mentors.length === 1
            ? `1 mentor, ${idle === 0 ? "with" : "without"} a mentee`
            : `${mentors.length} mentors, ${idle === 0 ? "all with" : `${idle} without`} a mentee`,
    },
    ...(scores === undefined
      ? []
      : [
          {
            name: `Average ${scoreName(data).toLowerCase()}`,
            value: write(scores.here.mean),
            more: `from 0 to 1; the median is ${write(scores.here.median)}`,
          },
        ]),
  ];
}
