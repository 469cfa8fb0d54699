import { counted } from "../../numeric/counted.js";
import { table } from "../charts/frame.js";
import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { inWords, percent } from "../words/shown.js";
import { section } from "./section.js";

/** What the programme chose: what counts, what is asked of every pair, and what best means. */
export function programmeSection({ programme }: ReportData): Html {
  const { criteria, rules, quotas, aims, pins, bans } = programme;
  const hidden = criteria.some(({ isShown }) => !isShown);
  return section(
    { id: "programme", title: "What the programme chose" },
    html`${table(
      "What makes a pair good",
      ["Criterion", "Share", "What it scores"],
      criteria.map(({ name, share, words, isShown }) => [
        inWords(name),
        percent(share / 1e6),
        isShown ? words : `${words} (heeded in matching, not in the fits of this page)`,
      ]),
    )}
<p class="note">Shares are those of a mentee who answered everything${hidden ? "; the fits on this page leave out what is not shown, and give its share to the others" : ""}.</p>
${
  rules.length === 0
    ? html`<p>There is no rule that every pair must meet.</p>`
    : html`<h3>What every pair must meet</h3><ul>${rules.map(
        ({ name, words, givesWay }) =>
          html`<li><b>${inWords(name)}</b>: ${words}${givesWay ? " (gives way for a mentee who would have nobody)" : ""}</li>`,
      )}</ul>`
}${quotas.length > 0 && html`<h3>Quotas</h3><ul>${quotas.map((quota) => html`<li>${quota}</li>`)}</ul>`}
<h3>What best means, in this order</h3><ol>${aims.map((aim) => html`<li>${aim}</li>`)}<li>Between equals, a lot that can be drawn again.</li></ol>
<p>Fixed by hand: ${counted(pins, "pair")}. Ruled out by hand: ${counted(bans, "pair")}.</p>`,
  );
}
