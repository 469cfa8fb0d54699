import { type Content, type Html, html } from "../html.js";

/** The width of every picture in its own units; its texts are read on a phone too. */
export const WIDTH = 440;

export interface Picture {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What can be seen, in a sentence. */
  readonly description: string;
  readonly height: number;
  /** What its colours stand for. */
  readonly legend: readonly { readonly mark: string; readonly words: string }[];
  readonly shapes: Content;
  /** The same in a table. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A picture with its title, its legend, and the table that says the same. */
export function picture({ id, title, description, height, legend, shapes, head, rows }: Picture): Html {
  return html`<figure class="picture">
<figcaption><h3 id="${id}-h">${title}</h3><p>${description}</p></figcaption>
${legend.length === 0 ? undefined : html`<ul class="legend">${legend.map(({ mark, words }) => html`<li><i class="key ${mark}"></i>${words}</li>`)}</ul>`}
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${shapes}</svg>
<details><summary>The numbers<span class="away">: ${title}</span></summary>${table(title, head, rows)}</details>
</figure>`;
}

/** A table of plain cells, the first of each row its head, in a region that scrolls by itself. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="away">${caption}</caption><thead><tr>${head.map(
    (name) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** Whole numbers along an axis. */
export function wholeTicks(scale: { ticks(count: number): number[] }, count: number): number[] {
  return scale.ticks(count).filter(Number.isInteger);
}

/** A place in a picture, with as many decimals as can be seen. */
export function at(place: number): number {
  return Math.round(place * 10) / 10;
}
