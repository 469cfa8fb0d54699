import { type Html, html } from "../html.js";
import { shownSentence } from "../words/shown.js";

/** The library's own text, a line to each paragraph; what follows a line that ends with a colon is a list. */
export function lines(text: readonly string[]): Html {
  const head = text.findIndex((line) => line.endsWith(":"));
  const whole = (head < 0 ? text : text.slice(0, head + 1)).filter((line) => line !== "");
  const items = head < 0 ? [] : text.slice(head + 1).filter((line) => line !== "");
  return html`${whole.map((line) => html`<p>${shownSentence(line)}</p>`)}${
    items.length > 0 && html`<ul>${items.map((line) => html`<li>${shownSentence(line)}</li>`)}</ul>`
  }`;
}
