import { table } from "../charts/frame.js";
import type { RecordReport, ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { shown } from "../words/shown.js";
import { section } from "./section.js";

/** Prices of more people than these are left to the matching's file. */
const MOST_PRICES = 2000;

/** What this run can be told by, and how to check it. */
export function recordSection({ record, audience }: ReportData): Html {
  const keeps = audience === "committee" ? "Whoever runs the programme" : "You";
  return section(
    { id: "record", title: "How to check this" },
    html`<p>${keeps} can make this matching again from the same files, and see that nothing differs:</p>
<pre tabindex="0">telemachus replay matching.json --mentees mentees.csv --mentors mentors.csv --policy policy.json</pre>
<p>A page of the same run has the same digest of its pairs.</p>
<details class="kept"><summary>The record of this run</summary>${table("The record of this run", ["What", "Value"], recordRows(record))}</details>
${certificateWords(record)}`,
  );
}

function recordRows({ pairs, version, policy, seed, manifest }: RecordReport): (readonly [string, string | number])[] {
  const open = [
    ["Digest of the pairs", pairs],
    ["telemachus", version],
    ...(policy === undefined ? [] : [["Digest of the policy", policy] as const]),
    ["Seed of the lottery", seed],
  ] as const;
  if (manifest === undefined) return [...open];
  const { input, projection, result, keyed, counts, lottery, stages } = manifest;
  return [
    ...open,
    [`Digest of the people${keyed ? " (keyed)" : ""}`, input],
    [`Digest of what matching read${keyed ? " (keyed)" : ""}`, projection],
    ["Digest of the result", result],
    ...stages.map(({ stage, value }) => [`Reached by the stage ${stage}`, String(value ?? "–")] as const),
    ["Mentees", counts.mentees],
    ["Mentors", counts.mentors],
    ["Seats", counts.seats],
    ["Pairs allowed", counts.allowedPairs],
    ["Matched", counts.matched],
    ["Unmatched", counts.unmatched],
    ["Free seats", counts.freeSeats],
    ["Pairs that the lottery decided between", lottery.pairs],
  ];
}

function certificateWords({ certificate }: RecordReport): Html | undefined {
  if (certificate === undefined || certificate.components.length === 0) return undefined;
  const { mentees, seats, components, method } = certificate;
  const of = components.map(({ stage }) => stage).join(", ");
  const rows = [
    ...mentees.map(({ mentee, price }) => ["Mentee", shown(mentee), price.join(", ")] as const),
    ...seats.map(({ mentor, price }) => ["Seat of", shown(mentor), price.join(", ")] as const),
  ];
  return html`<details><summary>The certificate's prices</summary><p>Found by ${method}. A price has one number for each of: ${of}. Where a programme asks for nothing but capacities, the prices of mentee and seat are together at least the pair's value on every allowed pair, and exactly that where the two are matched; so no other assignment can do better.</p>${
    rows.length <= MOST_PRICES
      ? table("Prices", ["Side", "Id", `Price (${of})`], rows)
      : html`<p>The prices of ${rows.length} people stand in the matching's own file.</p>`
  }</details>`;
}
