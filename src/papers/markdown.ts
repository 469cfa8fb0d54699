import { escapeMarkdown } from "../numeric/escapeMarkdown.js";
import { type Words, write } from "./words.js";

/** A part of a document. */
export type Block =
  | { readonly title: Words }
  | { readonly heading: Words }
  | { readonly paragraph: Words }
  | { readonly items: readonly Words[]; readonly numbered?: true }
  | { readonly head: readonly Words[]; readonly rows: readonly (readonly Words[])[] };

/** A document as GitHub-flavoured Markdown. Nothing that is filled in can be read as markup. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join("\n\n")}\n`;
}

function blockText(block: Block): string {
  const text = (words: Words) => write(words, escapeMarkdown);
  const row = (cells: readonly Words[]) => `| ${cells.map(text).join(" | ")} |`;
  if ("title" in block) return `# ${text(block.title)}`;
  if ("heading" in block) return `## ${text(block.heading)}`;
  if ("paragraph" in block) return text(block.paragraph);
  if ("items" in block) {
    return block.items.map((item, at) => `${block.numbered ? `${at + 1}.` : "-"} ${text(item)}`).join("\n");
  }
  return [row(block.head), `|${" --- |".repeat(block.head.length)}`, ...block.rows.map(row)].join("\n");
}
