import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { section } from "./section.js";

/** What somebody should look at. */
export function remarksSection({ warnings, notes, findings, audience }: ReportData): Html | undefined {
  const isOpen = audience === "committee";
  if (warnings.length + notes.length + findings.length === 0 && !isOpen) return undefined;
  const items = [
    ...notes.map((note) => html`<li>${note}</li>`),
    ...warnings.map((warning) => html`<li>${warning}</li>`),
    ...findings.map(({ message, advice }) => html`<li>${message} <i>${advice}</i></li>`),
  ];
  return section(
    { id: "remarks", title: "Worth a look" },
    html`${items.length === 0 ? html`<p>No warnings that this page may tell.</p>` : html`<ul>${items}</ul>`}${
      isOpen &&
      html`<p class="note">Warnings that rest on what people said in confidence stand on the administrator's page only.</p>`
    }`,
  );
}
