import { scaleBand, scaleLinear } from "d3-scale";
import { counted } from "../../numeric/counted.js";
import type { MentorLoad } from "../data/load.js";
import { type Html, html } from "../html.js";
import { at, picture, WIDTH, wholeTicks } from "./frame.js";

const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BOTTOM] = [38, 12, 18, 44];
const WIDEST = 70;
/** Loads beyond are one bar. */
const MOST = 10;

/** How many mentors have how many mentees, and whether they have seats left. */
export function loadChart(loads: readonly MentorLoad[]): Html {
  const largest = Math.min(MOST, Math.max(...loads.map(({ taken }) => taken)));
  const bars = Array.from({ length: largest + 1 }, (_, taken) => {
    const those = loads.filter((load) => Math.min(MOST, load.taken) === taken);
    const free = those.filter((load) => load.seats > load.taken).length;
    return { taken, label: taken === MOST ? `${MOST} or more` : String(taken), full: those.length - free, free };
  });
  const x = scaleBand(
    bars.map(({ taken }) => String(taken)),
    [LEFT, WIDTH - RIGHT],
  ).padding(0.22);
  const y = scaleLinear([0, Math.max(1, ...bars.map(({ full, free }) => full + free))], [HEIGHT - BOTTOM, TOP]);
  const used = loads.reduce((sum, { taken }) => sum + taken, 0);
  const seats = loads.reduce((sum, load) => sum + load.seats, 0);
  const idle = loads.filter(({ taken, seats }) => taken === 0 && seats > 0).length;
  return picture({
    id: "load-chart",
    title: "Mentors by number of mentees",
    description: `${used} of ${counted(seats, "seat")} ${used === 1 ? "is" : "are"} used; ${idle === 0 ? "every mentor with a seat has somebody" : `${counted(idle, "mentor")} with seats ${idle === 1 ? "has" : "have"} nobody`}.`,
    height: HEIGHT,
    legend: [
      { mark: "c1", words: "All seats taken" },
      { mark: "c3", words: "With free seats" },
    ],
    shapes: html`${wholeTicks(y, 4).map(
      (tick) =>
        html`<path class="grid" d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${tick}</text>`,
    )}${bars.map(({ taken, label, full, free }) => {
      const middle = at((x(String(taken)) ?? 0) + x.bandwidth() / 2);
      const width = at(Math.min(WIDEST, x.bandwidth()));
      const left = at(middle - width / 2);
      return html`${
        full > 0 &&
        html`<rect class="c1" x="${left}" y="${at(y(full))}" width="${width}" height="${at(y(0) - y(full))}"/>`
      }${
        free > 0 &&
        html`<rect class="c3" x="${left}" y="${at(y(full + free))}" width="${width}" height="${at(y(full) - y(full + free))}"/>`
      }${
        full + free > 0 &&
        html`<text class="value" x="${middle}" y="${at(y(full + free) - 4)}" text-anchor="middle">${full + free}</text>`
      }<text x="${middle}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${label}</text>`;
    })}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">Mentees of a mentor</text>`,
    head: ["Mentees of a mentor", "Mentors, all seats taken", "Mentors with free seats"],
    rows: bars.map(({ label, full, free }) => [label, full, free]),
  });
}
