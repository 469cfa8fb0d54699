import type { People } from "telemachus";

const LINE_WIDTH = 120;

/** People as JSON, laid out as the repository's formatter does: a person takes several lines, what fits takes one. */
export function formatPeople(people: People): string {
  return `${format(people, "", 0)}\n`;
}

/** `taken` counts the characters that share the first line with the value. */
function format(value: unknown, indent: string, taken: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const line = onOneLine(value);
  const spread = "id" in value || "mentees" in value;
  if (!spread && indent.length + taken + line.length <= LINE_WIDTH) return line;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => inner + format(item, inner, 1))
    : Object.entries(value).map(([key, item]) => {
        const label = `${JSON.stringify(key)}: `;
        return inner + label + format(item, inner, label.length + 1);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return `{ ${entries.join(", ")} }`;
}
