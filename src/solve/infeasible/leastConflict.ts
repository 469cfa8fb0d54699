/**
 * Some of `bounds` that cannot be met together, though any of them left out would make it possible; all of them together
 * cannot be met. Of several such sets it is the one that the order of the list leads to.
 *
 * Source: U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004.
 */
export function leastConflict<Bound>(
  bounds: readonly Bound[],
  isFeasible: (kept: readonly Bound[]) => boolean,
): readonly Bound[] {
  const search = (kept: readonly Bound[], hasGrown: boolean, open: readonly Bound[]): readonly Bound[] => {
    if (hasGrown && !isFeasible(kept)) return [];
    if (open.length <= 1) return open;
    const half = Math.ceil(open.length / 2);
    const [first, second] = [open.slice(0, half), open.slice(half)];
    const ofSecond = search([...kept, ...first], true, second);
    const ofFirst = search([...kept, ...ofSecond], ofSecond.length > 0, first);
    return [...ofFirst, ...ofSecond];
  };
  return search([], false, bounds);
}
