import { hashText } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";

/**
 * The order in which the lottery draws people: by the SHA-256 of seed and id. It depends on nothing else, so whoever
 * knows the seed can repeat it.
 */
export function drawOrder(ids: readonly string[], seed: number): number[] {
  const tickets = ids.map((id) => hashText(JSON.stringify([seed, id])));
  return ids.map((_, index) => index).sort((a, b) => compareText(tickets[a], tickets[b]));
}
