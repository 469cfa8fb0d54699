import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { section } from "./section.js";

/** Why nobody is matched, and what would help. */
export function infeasibleSection({ infeasible }: ReportData): Html | undefined {
  if (infeasible === undefined) return undefined;
  const { bounds, missing, repairs, message } = infeasible;
  const together = bounds.length === 1 ? "This cannot be met" : "These cannot be met together";
  return section(
    { id: "why", title: "Why nobody is matched" },
    html`<p>${together}${missing !== undefined && `, ${missing} short`}:</p><ul>${bounds.map((bound) => html`<li>${bound}</li>`)}</ul>
${message && html`<p>${message}</p>`}
${
  repairs.length === 0
    ? html`<p>No single change was found that would help.</p>`
    : html`<h3>What would help: any one of these</h3><ul>${repairs.map((repair) => html`<li>${repair}</li>`)}</ul>`
}`,
  );
}
