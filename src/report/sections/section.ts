import { type Content, type Html, html } from "../html.js";

/** A part of the page with its heading, which the list of contents leads to. */
export function section({ id, title }: { readonly id: string; readonly title: string }, content: Content): Html {
  return html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${content}</section>`;
}
