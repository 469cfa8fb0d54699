import type { ClientData } from "../../src/report/page/clientData.js";

/** What the script of a page reads. */
export function dataOf(page: string): ClientData {
  const [, text] = /<script type="application\/json" id="rows">(.*?)<\/script>/s.exec(page)!;
  return JSON.parse(text);
}

/** The part of a page with this id, as it is written; empty where there is none. */
export function sectionOf(page: string, id: string): string {
  return new RegExp(`<section id="${id}".*?</section>`, "s").exec(page)?.[0] ?? "";
}

/** What can be read of a page: its texts without styles and scripts, entities undone. */
export function textOf(page: string): string {
  return page
    .replace(/<(style|script)\b.*?<\/\1>/gs, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

/** The rows of the table of pairs, cell by cell. */
export function pairCells(page: string): string[][] {
  const [, body = ""] = /<table id="pairs-table".*?<tbody>(.*?)<\/tbody>/s.exec(page) ?? [];
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell).trim()),
  );
}
