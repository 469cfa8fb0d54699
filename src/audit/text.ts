import { describe, issue, TelemachusError } from "../errors.js";
import { checkOptions } from "../matching/checkMatchOptions.js";
import { counted } from "../numeric/counted.js";
import type { Audit } from "./report.js";
import { groupingText } from "./text/groupingText.js";
import { leadOf } from "./text/lead.js";
import { type AuditFormat, createPen } from "./text/pen.js";

export interface AuditTextOptions {
  /** Plain text, with tables in columns, where it is not given. */
  readonly format?: AuditFormat;
}

/**
 * Words an audit, for whoever runs a programme or audits it: first what matters, then all tables, then how to read
 * them.
 *
 * Every comparison stands with the smallest gap that it could have called significant. Labels are on one line; in
 * Markdown every mark of theirs is escaped. Numbers are rounded where they are printed, and only there.
 *
 * @throws E_TYPE for what is no audit; E_OPTION, E_UNKNOWN_KEY
 * @example auditText(audit(matching, people, { groups: ["gender"] }), { format: "markdown" })
 */
export function auditText(audit: Audit, options: AuditTextOptions = {}): string {
  checkOptions<AuditTextOptions>(options, {
    format: { expected: '"text" or "markdown"', holds: (value) => value === "text" || value === "markdown" },
  });
  if ((audit as Audit | null | undefined)?.kind !== "audit") {
    throw new TelemachusError([issue("E_TYPE", ["audit"], { expected: "an audit", received: describe(audit) })]);
  }
  const pen = createPen(options.format ?? "text");
  const { minimumCell } = audit;
  const tables = (["mentees", "mentors"] as const).flatMap((side) => [
    pen.heading(
      2,
      `${side === "mentees" ? "Mentees" : "Mentors"}: ${audit[side].people}, ${audit[side].matched} matched`,
    ),
    ...audit[side].groupings.flatMap((grouping) => groupingText(grouping, { pen, side, minimumCell })),
  ]);
  const parts = [
    pen.heading(1, `Audit by ${audit.attributes.map(pen.label).join(", ")}`),
    "This is the programme's own look at its matching. It is not an independent audit.",
    pen.heading(2, "What matters first"),
    pen.items(leadOf(audit, pen)),
    ...tables,
    pen.heading(2, "How to read this"),
    pen.items(guidance(audit)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function guidance({ permutations, seed, rounds, minimumCell }: Audit): string[] {
  return [
    "An impact ratio is a group's rate divided by that of the group with the highest rate. Below 4/5 is a rule of thumb for a closer look; in small groups one person can make it so.",
    "A test says how surprising a difference would be if groups had nothing to do with it. It says nothing about causes.",
    "Fisher's test compares a group with all others that are shown together. Where there are many groups, read the test of all of them together first: of twenty such tests, chance alone calls up to one.",
    "A true gap as large as the smallest that could have been called significant is found about every second time; smaller ones mostly go unseen. Where it says none, no gap could have been called.",
    "Tests on rates of small groups are conservative: they call fewer than one in twenty by chance, and miss more.",
    `Intervals are at 95 %: Clopper and Pearson's up to 40 people, Wilson's beyond. Permutation tests shuffle groups ${permutations} times, from the seed ${seed}.`,
    `A category under 2 % of its side may be left out of impact ratios under New York City's rules; here it is shown and flagged, and nothing is left out.`,
    ...(minimumCell > 1
      ? [
          `Groups of fewer than ${minimumCell} people are hidden, and others where they would tell one; nothing is computed over them.`,
        ]
      : []),
    ...(rounds > 1 ? [`${counted(rounds, "round")} are pooled; whoever took part in several counts in each.`] : []),
  ];
}
