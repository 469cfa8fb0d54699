import { counted } from "../../numeric/counted.js";
import { groupChart } from "../charts/groupChart.js";
import type { GroupingReport } from "../data/groups.js";
import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { inWords } from "../words/shown.js";
import { section } from "./section.js";

/** How groups fared. What the audit hides is hidden here, and said to be. */
export function groupsSection({ audit }: ReportData): Html | undefined {
  if (audit === undefined) return undefined;
  const { groupings, minimumCell, comparisons, telling, text } = audit;
  const { made, called, byChance } = comparisons;
  return section(
    { id: "groups", title: "How groups fared" },
    html`<p>This is the programme's own look at its matching, and no independent audit. Differences say nothing about causes, and none found is no proof that there are none.</p>
<ul><li>${
      made === 0
        ? "No comparison could be made."
        : `${counted(made, "comparison was", "comparisons were")} made, ${called} of them called significant at 5 %; by chance alone, ${byChance} would be called on average at most.`
    }</li>${
      minimumCell > 1 &&
      html`<li>Groups of fewer than ${minimumCell} people are hidden, and others where they would tell one.</li>`
    }${telling.map(
      ({ side, attribute }) =>
        html`<li>${sideName(side)} by ${inWords(attribute).toLowerCase()}: left out, as all who have a match, or all who have none, are of one group, and this page names them.</li>`,
    )}${groupings.map((grouping) => html`<li>${testWords(grouping)}</li>`)}</ul>
<div class="pictures">${groupings.map((grouping, index) => groupChart(grouping, index))}</div>
<details><summary>The whole audit</summary><pre tabindex="0">${text}</pre></details>`,
  );
}

function sideName(side: GroupingReport["side"]): string {
  return side === "mentees" ? "Mentees" : "Mentors";
}

function testWords({ side, attributes, test, hasHidden }: GroupingReport): string {
  const name = `${sideName(side)} by ${attributes.map(inWords).join(" and ").toLowerCase()}`;
  const hidden = hasHidden ? " Some groups are hidden." : "";
  if (test?.p === undefined) return `${name}: match rates could not be compared.${hidden}`;
  const reach =
    test.detectable === undefined
      ? "no difference at all could have been called significant"
      : `the smallest difference that could have been called significant is ${(100 * test.detectable).toFixed(1)} points`;
  const p = test.p < 0.0001 ? "p < 0.0001" : `p = ${test.p.toFixed(4)}`;
  return `${name}: match rates, all groups together, ${p}; ${reach}.${hidden}`;
}
