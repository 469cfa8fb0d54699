import { escapeMarkdown } from "../../numeric/escapeMarkdown.js";
import { oneLine } from "../../numeric/oneLine.js";

/** How a report is written. */
export type AuditFormat = "text" | "markdown";

/** Writes the parts of a report. What people wrote goes through `label`; everything else is ours. */
export interface Pen {
  /** A group's or an attribute's name, on one line and safe. */
  readonly label: (text: string) => string;
  readonly heading: (level: 1 | 2 | 3 | 4, text: string) => string;
  readonly items: (texts: readonly string[]) => string;
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
}

const LONGEST_LABEL = 80;

/** Plain text, with columns under each other, or Markdown. */
export function createPen(format: AuditFormat): Pen {
  const items = (texts: readonly string[]) => texts.map((text) => `- ${text}`).join("\n");
  if (format === "markdown") {
    const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return {
      label: (text) => escapeMarkdown(shortened(text)),
      heading: (level, text) => `${"#".repeat(level)} ${text}`,
      items,
      table: (head, rows) =>
        [row(head), row(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(row)].join("\n"),
    };
  }
  return {
    label: shortened,
    heading: (level, text) =>
      level <= 2 ? `${text}\n${(level === 1 ? "=" : "-").repeat([...text].length)}` : `${text}:`,
    items,
    table: (head, rows) => aligned([head, ...rows]),
  };
}

function shortened(text: string): string {
  const characters = [...oneLine(text)];
  return characters.length > LONGEST_LABEL ? `${characters.slice(0, LONGEST_LABEL).join("")}…` : characters.join("");
}

/** The first column to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => [...cells[column]].length)));
  const pad = (cell: string, column: number) => {
    const space = " ".repeat(widths[column] - [...cell].length);
    return column === 0 ? cell + space : space + cell;
  };
  return rows.map((cells) => `  ${cells.map(pad).join("  ")}`.trimEnd()).join("\n");
}
