import { scaleLinear } from "d3-scale";
import { counted } from "../../numeric/counted.js";
import type { FieldSupply } from "../data/supply.js";
import { type Html, html } from "../html.js";
import { inWords, shown } from "../words/shown.js";
import { at, picture, WIDTH } from "./frame.js";

const SHOWN = 10;
const ROW = 62;
/** Room for a number behind the longest bar. */
const END = 84;

/** What most mentees ask for, beside the seats of mentors who offer it. */
export function supplyChart({ field, terms }: FieldSupply, index: number): Html {
  const top = terms.slice(0, SHOWN);
  const x = scaleLinear([0, Math.max(1, ...top.flatMap(({ wanted, seats }) => [wanted, seats]))], [0, WIDTH - END]);
  const short = top.filter(({ wanted, seats }) => wanted > seats).length;
  const bar = (mark: string, y: number, count: number, words: string) =>
    html`<rect class="${mark}" x="0" y="${y}" width="${at(Math.max(1, x(count)))}" height="12"/><text class="value" x="${at(x(count) + 6)}" y="${y + 11}">${count} ${words}</text>`;
  const shapes = top.map(({ term, wanted, seats }, row) => {
    const y = row * ROW;
    const label = shown(term, 40);
    return html`<text class="label" x="0" y="${y + 14}">${label}</text>${bar("c2", y + 21, wanted, wanted === 1 ? "asks" : "ask")}${bar("c1", y + 37, seats, seats === 1 ? "seat" : "seats")}`;
  });
  return picture({
    id: `supply-chart-${index}`,
    title: `${inWords(field)}: asked for and offered`,
    description:
      short === 0
        ? "For each of these, mentors who offer it have at least as many seats as people ask."
        : `Of ${top.length === terms.length ? "" : "the "}${counted(top.length, "term")} ${top.length === terms.length ? "asked for" : "that most ask for"}, ${short} ${short === 1 ? "has" : "have"} fewer seats than people who ask.`,
    height: top.length * ROW,
    legend: [
      { mark: "c2", words: "Mentees who ask for it" },
      { mark: "c1", words: "Seats of mentors who offer it" },
    ],
    shapes,
    head: [inWords(field), "Mentees who ask", "Mentors who offer it", "Their seats"],
    rows: terms.slice(0, 5 * SHOWN).map(({ term, wanted, offered, seats }) => [shown(term), wanted, offered, seats]),
  });
}
