import { oneLine } from "../../numeric/oneLine.js";

const smallNumbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A count in words up to ten: "two", "11". */
export function count(number: number): string {
  return smallNumbers[number] ?? String(number);
}

/** "Rust", "Rust and Go", "Rust, Go or SQL". */
export function list(items: readonly string[], last: "and" | "or" = "and"): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;
}

/** A field's name as words: `meetingMode` as "meeting mode". */
export function fieldWords(field: string): string {
  return field
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}

/** A share from 0 to 1 as a whole percentage. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A number with at most six decimals, and no more of them than it has. */
export function decimals(number: number): string {
  return String(Math.round(number * 1_000_000) / 1_000_000);
}

/** What someone is called in a text: their name, or their id where they gave none. */
export function nameOf({ id, name }: { readonly id: string; readonly name?: string }): string {
  const shown = oneLine(name ?? "");
  return shown === "" ? oneLine(id) : shown;
}
