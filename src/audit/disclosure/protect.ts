import { doubleExchanges, singleExchanges, type Taking, type Target, toTaking } from "./candidates.js";
import { EVERYBODY } from "./cells.js";
import { type Exchange, effectsOf, hideExchange, lossOfExchange } from "./exchange.js";
import { type Hiding, isFew, totalOf, withhold } from "./hiding.js";

/** Sets of attributes other than single ones are tried where they part people into no more kinds than this. */
const MOST_KINDS = 512;

/** Finds for each hidden cell other people of whom the same would be printed, but with another count in that cell. */
export interface Protection {
  /** Hides what is needed so that every hidden cell has such people. */
  readonly protectAll: () => void;
}

/** An exchange with the groupings that it may change. */
interface Found {
  readonly exchange: Exchange;
  readonly groupings: readonly number[];
}

/**
 * Keeps what has been found: an exchange that leaves alone what is shown does so too when more is hidden.
 *
 * Each cell is given the exchange that costs the fewest people, so that cells are hidden in fours, the corners of a
 * rectangle of a table (the hypercube method), or in what else changes together.
 */
export function openProtection(hiding: Hiding): Protection {
  const { cells, hidden } = hiding;
  const isProtected = hidden.map((ofPopulation) => new Uint8Array(ofPopulation.length));
  const takings = new Map<string, Taking>();

  function takingOf(attributes: readonly number[]): Taking {
    const key = attributes.join();
    const taking = takings.get(key) ?? toTaking(hiding, attributes);
    takings.set(key, taking);
    return taking;
  }

  /** What may be taken over so that a cell of this grouping changes: one attribute; where that is quick, several. */
  function takingsFor(grouping: number): Taking[] {
    const own = cells.groupings[grouping];
    const several = cells.groupings.filter((set) => set.length > 1 && set.some((attribute) => own.includes(attribute)));
    const single = own.map((attribute) => takingOf([attribute]));
    return [...single, ...several.map(takingOf).filter(({ kinds }) => kinds.count <= MOST_KINDS)];
  }

  function protectAll(): void {
    for (let population = 0; population < hidden.length; population++) {
      if (isFew(hiding, totalOf(cells, population))) continue;
      for (let cell = 0; cell < cells.groupingOf.length; cell++) {
        if (hidden[population][cell] === 1 && cells.counts[population][cell] > 0) protect({ population, cell });
      }
    }
  }

  function protect(target: Target): void {
    const { population, cell } = target;
    const grouping = cells.groupingOf[cell];
    for (let attempt = 0; isProtected[population][cell] === 0; attempt++) {
      const found = findCheapest(target);
      if (found !== undefined) {
        hideExchange(hiding, found.exchange, found.groupings);
        for (const effect of effectsOf(hiding, found.exchange, found.groupings)) {
          isProtected[effect.population][effect.cell] = 1;
        }
      } else if (attempt === 0) {
        withhold(hiding, population, grouping);
      } else {
        // where nothing at all is said of these attributes, people could have been in any group, "not known" being one
        for (const one of takingOf(cells.groupings[grouping]).groupings) withhold(hiding, 0, one);
        isProtected[population][cell] = 1;
      }
    }
  }

  function findCheapest(target: Target): Found | undefined {
    const own = cells.groupingOf[target.cell];
    let least = Number.POSITIVE_INFINITY;
    let best: Found | undefined;
    for (const taking of takingsFor(own)) {
      // the cell's own grouping is looked at first: there most exchanges turn out to be too dear
      const groupings = [own, ...taking.groupings.filter((one) => one !== own && one !== EVERYBODY)];
      for (const candidates of [singleExchanges, doubleExchanges]) {
        if (candidates === doubleExchanges && (target.population === 0 || taking.attributes.length > 1)) continue;
        for (const exchange of candidates(hiding, target, taking)) {
          const loss = lossOfExchange(hiding, exchange, groupings, least);
          if (loss >= least || !changes(target, exchange)) continue;
          least = loss;
          best = { exchange, groupings };
          if (least === 0) return best;
        }
      }
    }
    return best;
  }

  function changes({ population, cell }: Target, exchange: Exchange): boolean {
    const effects = effectsOf(hiding, exchange, [cells.groupingOf[cell]]);
    return effects.some((effect) => effect.population === population && effect.cell === cell);
  }

  return { protectAll };
}
