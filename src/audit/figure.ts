/**
 * Why a figure is undefined: `nobody` it is about nobody: 0/0; `allZero` a ratio to a greatest of 0: 0/0; `allEqual`
 * the same for everybody, so that there is nothing to be above or to shuffle; `noComparison` fewer than two groups have
 * a figure; `reference` of two groups, the one that the other is compared with; `undetectable` under these numbers no gap at
 * all would have been significant; `detached` it needs scores, which a stored matching does not hold (see `reopen`);
 * `notInReference` the reference says nothing of this group.
 */
export type FigureReason =
  | "nobody"
  | "allZero"
  | "allEqual"
  | "noComparison"
  | "reference"
  | "undetectable"
  | "detached"
  | "notInReference";

/** A number; or that it is undefined, and why; or that it is hidden, as it would tell of too few people. Never NaN. */
export type Figure =
  | { readonly value: number }
  | { readonly value: null; readonly reason: FigureReason }
  | { readonly suppressed: true };

/** A figure that must not be told. */
export const HIDDEN: Figure = Object.freeze({ suppressed: true });

/** A figure that there is. */
export function figure(value: number): Figure {
  return { value };
}

/** A figure that there cannot be. */
export function undefinedFigure(reason: FigureReason): Figure {
  return { value: null, reason };
}

/** The number of a figure; undefined where there is none, or where it is hidden. */
export function numberOf(one: Figure): number | undefined {
  return "value" in one && one.value !== null ? one.value : undefined;
}

/** Whether a figure is hidden. */
export function isHidden(one: Figure): one is { readonly suppressed: true } {
  return "suppressed" in one;
}

/** A part of a whole; undefined where the whole is 0. */
export function quotient(part: number, whole: number, reason: FigureReason): Figure {
  return whole === 0 ? undefinedFigure(reason) : figure(part / whole);
}
