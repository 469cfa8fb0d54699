import { table } from "../charts/frame.js";
import { loadChart } from "../charts/loadChart.js";
import type { ReportData } from "../data/reportData.js";
import { type Html, html } from "../html.js";
import { section } from "./section.js";

/** Up to so many mentors are listed, and up to so many without being asked for. */
const MOST_LISTED = 1000;
const MOST_OPEN = 60;

/** Who carries how much. */
export function mentorsSection({ loads, mentors }: ReportData): Html | undefined {
  if (loads.length === 0) return undefined;
  const rows = loads
    .slice(0, MOST_LISTED)
    .map(({ mentor, taken, seats }) => [mentors[mentor], taken, seats, seats - taken] as const);
  const whole = loads.length > MOST_LISTED ? `The first ${MOST_LISTED} of ${loads.length} mentors` : "Mentor by mentor";
  return section(
    { id: "mentors", title: "What mentors take on" },
    html`<div class="beside">${loadChart(loads)}<details class="list"${loads.length <= MOST_OPEN && html` open`}><summary>${whole}</summary>${table("Mentors, their mentees and their seats", ["Mentor", "Mentees", "Seats", "Free"], rows)}</details></div>`,
  );
}
