import { findCell, toCells } from "./cells.js";
import { hideDifferences } from "./differences.js";
import { type Hiding, hideSmall, isGivenAway } from "./hiding.js";
import { openProtection } from "./protect.js";
import type { Disclosure, DisclosureRequest } from "./request.js";
import { findNestings, makeRoom } from "./room.js";
import { hideCombinations } from "./span.js";

export type { Disclosure, DisclosureRequest, Grouped, Grouping } from "./request.js";

/**
 * Decides which cells of a report may be printed, so that none that is hidden can be worked out from those that are not.
 *
 * Hidden are, of every population, cells of 1 to minimumCell − 1 people, and further cells ("complementary suppression"):
 * - Sums leave room: a shown cell or total has no hidden parts in a grouping, or two at least, which have together so many
 *   people that each could have minimumCell of them.
 * - Of the hidden parts of a shown cell or total some have what is told of them as a rate (matched, above the median), and
 *   some have not, unless everybody or nobody of the whole has it: what all have, each has.
 * - For each hidden cell there are other people of whom the same would be printed, whole numbers of them and nobody in
 *   the empty cells, but with another count in it. In a table with its margins this asks for more than that no hidden cell
 *   is a bridge of the graph of hidden cells (Gusfield), as counts have bounds.
 * - No sum of shown sums and differences is that of a hidden cell: its people are no linear combination of the people of
 *   shown cells. This protects what is known of each person, such as a score, from readers who know everybody's groups.
 * - No two shown sets of one population, of which one holds the other, differ by 1 to minimumCell − 1 people. Of several
 *   populations figures of different kinds are told, so how many of a group are in one of them, beside the size of the
 *   group, gives nobody's figure away.
 *
 * Cells of people whose group is not known are hidden rather than others, then those of few people, then those of several
 * attributes. Cells of nobody are shown, and may be worked out. Where fewer than minimumCell people make up a population,
 * or nothing less does, a grouping is withheld as a whole, empty cells too: whoever prints it must then not tell which
 * cells there are. Everybody's totals are public; a cell of everybody in a population is its total.
 *
 * After an earlier report, cells that it hid stay hidden, and so do cells whose count differs by 1 to minimumCell − 1 from
 * the one that it showed: the difference is that of the few who came, left or changed groups, and readers may know who.
 *
 * What it cannot prevent: that readers remember what an earlier report showed, or compare reports by different groupings
 * that it is not told of; that they know some people's groups and take these away; that they know of everybody who came
 * and left and that nobody changed groups, which now and then settles a count between two reports; that totals differ by a
 * few from one report to the next; that sums over several groupings now and then tell of hidden cells of an intersection
 * that all or none of their people are matched, or have whatever else is told as a rate; that a group of which everybody or nobody is matched tells just that of each of them;
 * and figures that are no sums, such as the lowest of a shown cell.
 *
 * Result: it does not depend on the order of people. Time: for people n, groupings g and r independent cells about
 * O(n · g + r³), and for each hidden cell some thousand exchanges.
 *
 * Source: L. H. Cox, "Suppression methodology and statistical disclosure control", JASA 75(370):377–385, 1980;
 * D. Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17(3):552–571, 1988. Cells are
 * hidden in fours as by the hypercube method of R. D. Repsilber, but each by way of people who could change places.
 */
export function decideDisclosure(request: DisclosureRequest): Disclosure {
  const { minimumCell, earlier } = request;
  if (minimumCell <= 1) return { isShown: () => true };
  const cells = toCells(request);
  const hiding = hideSmall(cells, request);
  const nestings = findNestings(cells);
  const { protectAll } = openProtection(hiding);
  const cheap = [() => hideDifferences(hiding), () => makeRoom(hiding, nestings), protectAll];
  repeat(hiding, cheap);
  // each step may undo what another saw to; what is hidden only grows, so this comes to an end
  for (let settledAt = -1; settledAt !== hiding.changes; ) {
    settledAt = hideCombinations(hiding, nestings) ? hiding.changes : -1;
    repeat(hiding, cheap);
  }
  return {
    isShown: (population, grouping, cell) => {
      if (hiding.withheld[population][grouping + 1] === 1) return false;
      const number = findCell(cells, grouping + 1, cell);
      if (number >= 0) return hiding.hidden[population][number] === 0;
      return !isGivenAway(earlier?.(population, grouping, cell), 0, minimumCell);
    },
  };
}

/** Takes the steps in turn until none hides anything more, beginning again whenever one does. */
function repeat(hiding: Hiding, steps: readonly (() => void)[]): void {
  for (let step = 0; step < steps.length; ) {
    const before = hiding.changes;
    steps[step]();
    step = hiding.changes === before ? step + 1 : 0;
  }
}
