import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export type Draw = ReturnType<typeof createDraw>;

/** Ways of drawing at random; the same seed gives the same draws. */
export function createDraw(seed: number) {
  const generator = xoroshiro128plus(seed);
  const int = (min: number, max: number) => uniformInt(generator, min, max);
  const chance = (percent: number) => int(1, 100) <= percent;
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)];

  /** Draws in proportion to whole weights. */
  const weighted = <T>(list: readonly T[], weight: (item: T, rank: number) => number): T => {
    const weights = list.map(weight);
    const all = weights.reduce((sum, part) => sum + part);
    let ticket = int(1, all);
    const drawn = weights.findIndex((part) => {
      ticket -= part;
      return ticket <= 0;
    });
    return list[drawn];
  };

  /** Zipf's law: the nth of the list is drawn in proportion to 1 / (n + flatness). */
  const zipf = <T>(list: readonly T[], flatness: number): T =>
    weighted(list, (_, rank) => Math.round(1000 / (rank + 1 + flatness)));

  const shuffle = <T>(list: readonly T[]): T[] => {
    const deck = [...list];
    for (let i = deck.length - 1; i > 0; i--) {
      const j = int(0, i);
      [deck[i], deck[j]] = [deck[j], deck[i]];
    }
    return deck;
  };

  /** `count` different entries of the list. */
  const some = <T>(count: number, list: readonly T[]): Set<T> => new Set(shuffle(list).slice(0, count));

  /** Draws until there are `count` different ones. */
  const distinct = <T>(count: number, next: () => T): T[] => {
    const found = new Set<T>();
    while (found.size < count) found.add(next());
    return [...found];
  };

  return { int, chance, pick, weighted, zipf, shuffle, some, distinct };
}
