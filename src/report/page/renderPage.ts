/// <reference path="./raw.d.ts" />
import { hashBytes } from "../../numeric/digest.js";
import type { ReportData } from "../data/reportData.js";
import { type Content, Html, html, scriptData } from "../html.js";
import { groupsSection } from "../sections/groups.js";
import { infeasibleSection } from "../sections/infeasible.js";
import { leadSection, scoreName } from "../sections/lead.js";
import { mentorsSection } from "../sections/mentors.js";
import { pairsSection } from "../sections/pairs.js";
import { programmeSection } from "../sections/programme.js";
import { recordSection } from "../sections/record.js";
import { remarksSection } from "../sections/remarks.js";
import { scoresSection } from "../sections/scores.js";
import { supplySection } from "../sections/supply.js";
import { unmatchedSection } from "../sections/unmatched.js";
import { clientData } from "./clientData.js";
import script from "./page.js?raw";
import base from "./styles/base.css?raw";
import narrow from "./styles/narrow.css?raw";
import pairs from "./styles/pairs.css?raw";
import pictures from "./styles/pictures.css?raw";
import print from "./styles/print.css?raw";
import tables from "./styles/tables.css?raw";

/** Bars from 0 to 100 hundredths wide: no element has a style of its own, which the page's policy would refuse. */
const widths = Array.from({ length: 101 }, (_, share) => `.w${share}{width:${share}%}`).join("");

/** A report as one page: nothing is fetched, and nothing runs but the one script whose digest stands in its policy. */
export function renderPage(data: ReportData): string {
  const style = [base, tables, pairs, pictures, narrow, print, widths].join("\n");
  const parts = [
    { id: "why", name: "Why nobody is matched", content: infeasibleSection(data) },
    { id: "pairs", name: "Pairs", content: pairsSection(data) },
    { id: "unmatched", name: "Without a mentor", content: unmatchedSection(data) },
    { id: "scores", name: scoreName(data), content: scoresSection(data) },
    { id: "mentors", name: "Mentors", content: mentorsSection(data) },
    { id: "supply", name: "Asked for and offered", content: supplySection(data) },
    { id: "groups", name: "Groups", content: groupsSection(data) },
    { id: "remarks", name: "Worth a look", content: remarksSection(data) },
    { id: "programme", name: "What was chosen", content: programmeSection(data) },
    { id: "record", name: "How to check", content: recordSection(data) },
  ].filter(({ content }) => content !== undefined);
  const links = parts.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${sourceOf(style)}'; script-src '${sourceOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${data.title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<main id="main">
${leadSection(data)}
<nav aria-label="On this page"><ul>${links}</ul></nav>
${parts.map(({ content }) => content)}
</main>
<footer><p>Made by telemachus ${data.record.version}. Everything on this page is in this one file; it asks for nothing from anywhere.</p></footer>
</div>
${scriptParts(data)}
</body>
</html>
`.text;
}

function scriptParts(data: ReportData): Content {
  const texts = scriptData(clientData(data, data.pairs, scoreName(data)));
  return html`<script type="application/json" id="rows">${texts}</script>
<script>${new Html(script)}</script>`;
}

/** How a Content-Security-Policy calls an inline text. */
function sourceOf(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...hashBytes(text)))}`;
}
