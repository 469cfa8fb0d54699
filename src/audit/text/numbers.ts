import { type Figure, type FigureReason, isHidden } from "../figure.js";

/** How a number of a measure is written. */
export type Style = "count" | "share" | "points" | "number" | "ratio" | "p";

/** A value as it is printed: shares with one decimal of a per cent, gaps between them in
 * points of a per cent, p with four decimals, everything else with three. */
export function written(value: number, style: Style): string {
  switch (style) {
    case "count":
      return String(value);
    case "share":
      return `${percent(value)} %`;
    case "points":
      return `${percent(value)} points`;
    case "p":
      return value < 0.0001 ? "< 0.0001" : value.toFixed(4);
    default:
      return value.toFixed(3);
  }
}

/** Decimals of the number that there is, not of a product that was rounded before. */
function percent(share: number): string {
  const [whole, decimals] = share.toFixed(3).split(".");
  const digits = `${whole}${decimals.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  return `${digits}.${decimals[2]}`;
}

const reasons: { readonly [Reason in FigureReason]: string } = {
  nobody: "– (nobody)",
  allZero: "– (0/0)",
  allEqual: "– (all alike)",
  noComparison: "– (no comparison)",
  reference: "–",
  undetectable: "none",
  detached: "– (not in a stored matching)",
  notInReference: "– (not in the reference)",
};

/** "p = 0.0312", "p < 0.0001". */
export function writtenP(p: number): string {
  const text = written(p, "p");
  return text.startsWith("<") ? `p ${text}` : `p = ${text}`;
}

/** A figure as it stands in a table. */
export function told(figure: Figure, style: Style): string {
  if (isHidden(figure)) return "hidden";
  return figure.value === null ? reasons[figure.reason] : written(figure.value, style);
}

/** A group that is hidden, where it is told first. */
export function hiddenGroup(minimumCell: number): string {
  return `hidden (fewer than ${minimumCell}, or would tell one)`;
}
