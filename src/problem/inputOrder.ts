import type { Issue } from "../errors.js";

/** Issues of people in the order in which the people stand in the input; those of one person stay as they are. */
export function inInputOrder(issues: readonly Issue[], people: unknown): Issue[] {
  const sides = typeof people === "object" && people !== null ? Object.keys(people) : [];
  const placed = issues.map((found) => {
    const [, side = "", index = ""] = found.pointer.split("/");
    return { found, side: sides.indexOf(side), index: /^\d+$/.test(index) ? Number(index) : -1 };
  });
  return placed.sort((a, b) => a.side - b.side || a.index - b.index).map(({ found }) => found);
}
