import fc from "fast-check";
import type { People, Policy, ScoreTable } from "telemachus";

import type { Market, Side } from "../../src/solve/stable/market.js";
import { shuffled } from "./instances.js";

/** A market as lists: whom each row and each column ranks, the most preferred first. */
export interface Lists {
  readonly rows: readonly (readonly number[])[];
  readonly columns: readonly (readonly number[])[];
  readonly demands: readonly number[];
  readonly capacities: readonly number[];
}

export type Pairs = readonly (readonly [row: number, column: number])[];

/** The same market in the form the library reads. */
export function toMarket({ rows, columns, demands, capacities }: Lists): Market {
  return { rows: toSide(rows, demands), columns: toSide(columns, capacities) };
}

function toSide(lists: readonly (readonly number[])[], places: readonly number[]): Side {
  const start = Int32Array.from({ length: lists.length + 1 }, (_, member) => lists.slice(0, member).flat().length);
  return { places, start, choice: Int32Array.from(lists.flat()) };
}

/** Whether one of a market would rather have another than what they have, read from the lists. */
function wouldHave(list: readonly number[], places: number, partners: readonly number[], other: number): boolean {
  if (!list.includes(other)) return false;
  return partners.length < places || partners.some((partner) => list.indexOf(other) < list.indexOf(partner));
}

/** The pairs that block a matching, by the textbook's definition and nothing else. */
export function naiveBlockingPairs({ rows, columns, demands, capacities }: Lists, pairs: Pairs): Pairs {
  const ofRow = (row: number) => pairs.filter(([one]) => one === row).map(([, column]) => column);
  const ofColumn = (column: number) => pairs.filter(([, one]) => one === column).map(([row]) => row);
  return rows.flatMap((list, row) =>
    columns.flatMap((otherList, column) => {
      const blocks =
        !ofRow(row).includes(column) &&
        wouldHave(list, demands[row], ofRow(row), column) &&
        wouldHave(otherList, capacities[column], ofColumn(column), row);
      return blocks ? [[row, column] as const] : [];
    }),
  );
}

/** Every stable matching of a small market, found by trying all matchings; at most about a dozen acceptable pairs. */
export function allStable(lists: Lists): Pairs[] {
  const { rows, columns, demands, capacities } = lists;
  const acceptable = rows.flatMap((list, row) =>
    columns.flatMap((other, column) => (list.includes(column) && other.includes(row) ? [[row, column] as const] : [])),
  );
  let matchings: Pairs[] = [[]];
  for (const pair of acceptable) {
    const added = matchings.flatMap((pairs): Pairs[] => {
      const fits =
        pairs.filter(([row]) => row === pair[0]).length < demands[pair[0]] &&
        pairs.filter(([, column]) => column === pair[1]).length < capacities[pair[1]];
      return fits ? [[...pairs, pair]] : [];
    });
    matchings = [...matchings, ...added];
  }
  return matchings.filter((pairs) => naiveBlockingPairs(lists, pairs).length === 0);
}

/**
 * Random strict markets. In half of them columns rank rows the other way round, so that the sides disagree: whoever ranks
 * a column last is its first. In a third people leave some out, whether or not those rank them. Places are one each, or
 * none to three. Where there are as many on both sides, more markets have several stable matchings.
 */
export function markets(most: { rows: number; columns: number }): fc.Arbitrary<Lists> {
  return fc
    .record({
      rows: size(most.rows),
      columns: size(most.columns),
      leavesOut: fc.constantFrom(false, false, true),
      isOpposed: fc.boolean(),
      isSingle: fc.boolean(),
      isSquare: fc.boolean(),
    })
    .chain(({ leavesOut, isOpposed, isSingle, isSquare, ...drawnSize }) => {
      const least = Math.min(most.rows, most.columns);
      const { rows, columns } = isSquare ? { rows: least, columns: least } : drawnSize;
      const places = (count: number) =>
        fc.array(isSingle ? fc.constant(1) : fc.constantFrom(1, 1, 2, 2, 3, 0), { minLength: count, maxLength: count });
      const lists = (count: number, others: number) =>
        fc.array(leavesOut ? shuffledSome(others) : shuffled(others), { minLength: count, maxLength: count });
      const drawn = { rows: lists(rows, columns), columns: lists(columns, rows) };
      const both = fc.record({ ...drawn, demands: places(rows), capacities: places(columns) });
      return isOpposed ? both.map((market) => ({ ...market, columns: market.columns.map(oppose(market.rows)) })) : both;
    });
}

/** Sorts a column's ranking so that rows which rank the column low, or not at all, come first. */
function oppose(rows: readonly (readonly number[])[]): (list: readonly number[], column: number) => number[] {
  return (list, column) => {
    const rankOf = (row: number) => (rows[row].includes(column) ? rows[row].indexOf(column) : rows.length);
    return [...list].sort((a, b) => rankOf(b) - rankOf(a));
  };
}

function shuffledSome(length: number): fc.Arbitrary<number[]> {
  return fc.tuple(shuffled(length), fc.nat({ max: length })).map(([order, kept]) => order.slice(0, kept));
}

function size(most: number): fc.Arbitrary<number> {
  return fc.oneof(fc.constant(most), fc.integer({ min: 1, max: most }));
}

export type NamedPairs = readonly (readonly [mentee: string, mentor: string])[];

/** A matching by name, `pairs` being those that are not pinned, with what `scorePairs` returns. */
interface NamedMatching {
  readonly people: People;
  readonly policy: Policy;
  readonly from: "scores" | "choices";
  readonly pairs: NamedPairs;
  readonly scored: ScoreTable;
}

function scoreIn({ mentees, mentors, scores }: ScoreTable): (mentee: string, mentor: string) => number {
  return (mentee, mentor) => scores[mentees.indexOf(mentee) * mentors.length + mentors.indexOf(mentor)];
}

/** The unmatched mentees whom some mentor likes just as well as a mentee whom he has. */
export function outByTieByName({ people, policy, from, pairs, scored }: NamedMatching): string[] {
  const scoreOf = scoreIn(scored);
  const placed = new Set([...pairs.map(([mentee]) => mentee), ...(policy.pins ?? []).map(({ mentee }) => mentee)]);
  const likesAlike = (mentor: string, one: string, other: string) => {
    const choices = people.mentors.find(({ id }) => id === mentor)!.requests?.choices ?? [];
    const isChosen = from === "choices" && (choices.includes(one) || choices.includes(other));
    return !isChosen && scoreOf(one, mentor) === scoreOf(other, mentor);
  };
  return scored.mentees.filter(
    (mentee) =>
      !placed.has(mentee) &&
      pairs.some(([other, mentor]) => scoreOf(mentee, mentor) > -Infinity && likesAlike(mentor, mentee, other)),
  );
}

/**
 * The pairs of people that block a matching, by the textbook's definition: read from people, policy and the scores of
 * single pairs.
 */
export function blockingByName({ people, policy, from, pairs, scored }: NamedMatching): NamedPairs {
  const { mentees, mentors } = scored;
  const scoreOf = scoreIn(scored);
  const pins = policy.pins ?? [];
  const findMentee = (id: string) => people.mentees.find((one) => one.id === id)!;
  const findMentor = (id: string) => people.mentors.find((one) => one.id === id)!;
  const chosenBy = (choices: readonly string[] | undefined, id: string) =>
    from === "choices" ? (choices ?? []).indexOf(id) : -1;

  /** Whether somebody likes one better than another: chosen people first, in order, then by score. */
  const prefers = (
    choices: readonly string[] | undefined,
    one: [id: string, score: number],
    other: [id: string, score: number],
  ) => {
    const [rank, otherRank] = [chosenBy(choices, one[0]), chosenBy(choices, other[0])];
    if (rank >= 0 && otherRank >= 0) return rank < otherRank;
    if (rank >= 0 || otherRank >= 0) return rank >= 0;
    return one[1] > other[1];
  };

  return mentees.flatMap((mentee) =>
    mentors.flatMap((mentor) => {
      const score = scoreOf(mentee, mentor);
      const isPinned = pins.some((pin) => pin.mentee === mentee && pin.mentor === mentor);
      const isMatched = pairs.some(([one, other]) => one === mentee && other === mentor);
      if (score === -Infinity || isPinned || isMatched) return [];
      const { demand = policy.demand ?? 1, requests } = findMentee(mentee);
      const places = demand - pins.filter((pin) => pin.mentee === mentee).length;
      const hers = pairs.filter(([one]) => one === mentee);
      const sheWould =
        places > 0 &&
        (hers.length < places ||
          hers.some(([, other]) => prefers(requests?.choices, [mentor, score], [other, scoreOf(mentee, other)])));
      const { capacity = policy.capacity ?? 1, load = 0, requests: asked } = findMentor(mentor);
      const most = typeof capacity === "number" ? capacity : capacity.max;
      const seats = Math.max(0, most - load) - pins.filter((pin) => pin.mentor === mentor).length;
      const his = pairs.filter(([, one]) => one === mentor);
      const heWould =
        his.length < seats ||
        his.some(([other]) => prefers(asked?.choices, [mentee, score], [other, scoreOf(other, mentor)]));
      return sheWould && heWould ? [[mentee, mentor] as const] : [];
    }),
  );
}
