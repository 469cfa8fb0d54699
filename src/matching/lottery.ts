import { hashBytes } from "../numeric/digest.js";

/** Bytes of a SHA-256. */
const HASH = 32;

/**
 * The order in which the lottery draws people: by the SHA-256 of seed and id. It depends on nothing else, so whoever
 * knows the seed can repeat it.
 */
export function drawOrder(ids: readonly string[], seed: number): number[] {
  // one list of bytes for all: as texts, the hashes of a hundred thousand people take a hundred megabytes
  const tickets = new Uint8Array(HASH * ids.length);
  ids.forEach((id, index) => {
    tickets.set(hashBytes(JSON.stringify([seed, id])), HASH * index);
  });
  return ids.map((_, index) => index).sort((a, b) => compareTickets(tickets, a, b));
}

function compareTickets(tickets: Uint8Array, a: number, b: number): number {
  for (let k = 0; k < HASH; k++) {
    const difference = tickets[HASH * a + k] - tickets[HASH * b + k];
    if (difference !== 0) return difference;
  }
  return 0;
}
