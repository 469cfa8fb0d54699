import { finish, type Phrase, type Say, type TextFormat } from "./say.js";

/** A paragraph, or a list of which each item is a line. Each is made of sentences; what has none is left out. */
export type Block = { readonly paragraph: readonly Phrase[] } | { readonly items: readonly (readonly Phrase[])[] };

/** One text of many blocks: line by line, or as paragraphs and lists of markdown. A sentence without a word is left out. */
export function render(blocks: readonly Block[], say: Say, format: TextFormat): string {
  const isMarkdown = format === "markdown";
  const lineOf = (sentences: readonly Phrase[]) => {
    const told = sentences.filter(({ text }) => text !== "");
    return told.length === 0 ? [] : [say("joined", { sentences: told }).text];
  };
  const texts = blocks.flatMap((block) => {
    if ("paragraph" in block) return lineOf(block.paragraph);
    const items = block.items.flatMap(lineOf).map((item) => (isMarkdown ? `- ${item}` : item));
    return items.length === 0 ? [] : [items.join("\n")];
  });
  return finish(texts.join(isMarkdown ? "\n\n" : "\n"));
}
