import { hashBytes } from "../../numeric/digest.js";

/** Shuffles entries in place, from `from` to before `to`. */
export type Shuffle = (entries: Int32Array, from: number, to: number) => void;

const WORDS = 2 ** 32;

/**
 * A source of random orders that whoever knows the parts can repeat.
 *
 * Every order of up to 2^21 entries is equally likely: from the last to the first, entries change places with one drawn
 * evenly among those up to it. A word is drawn again where words do not divide evenly.
 *
 * Source: R. Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7(7):420, 1964; D. Lemire,
 * "Fast random integer generation in an interval", ACM Transactions on Modeling and Computer Simulation 29(1):3, 2019;
 * the generator sfc32 of C. Doty-Humphrey's PractRand 0.93, 2014: a counter and 96 bits of state, which the SHA-256 of
 * the parts fills.
 */
export function createShuffle(parts: readonly (string | number)[]): Shuffle {
  const state = seededState(parts);
  return (entries, from, to) => {
    let [a, b, c, counter] = state;
    for (let last = to - 1; last > from; last--) {
      const choices = last - from + 1;
      let drawn: number;
      let rest: number;
      do {
        // sfc32: one word
        const word = (a + b + counter) | 0;
        counter = (counter + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + word) | 0;
        // the product's upper word is drawn; lower words below (2^32 mod choices) are one too many of theirs
        const product = (word >>> 0) * choices;
        drawn = Math.floor(product / WORDS);
        rest = product - drawn * WORDS;
      } while (rest < choices && rest < WORDS % choices);
      const entry = entries[last];
      entries[last] = entries[from + drawn];
      entries[from + drawn] = entry;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = counter;
  };
}

/** a, b, c and the counter of sfc32, after twelve words that are not used. */
function seededState(parts: readonly (string | number)[]): Int32Array {
  const bytes = hashBytes(JSON.stringify(parts));
  const word = (at: number) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
  let [a, b, c, counter] = [word(0), word(4), word(8), 1];
  for (let warmUp = 0; warmUp < 12; warmUp++) {
    const drawn = (a + b + counter) | 0;
    counter++;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
  }
  return Int32Array.of(a, b, c, counter);
}
