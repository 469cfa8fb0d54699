import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Matching, People, Policy, StageChange, WhyNot } from "telemachus";
import type { Explained, Explainer, Questions } from "./explanations.js";

const MILLIONTHS = 1_000_000;

/** In a call of `firmness` that is checked. */
const SPREAD = 0.1;

/**
 * Holds answers against other ways to find them: every explanation against the score of its pair, `checked` pairs against
 * matching again with the pair pinned, and as many mentors against matching again with one seat more and one fewer.
 *
 * @throws Error naming what is not so
 */
export function checkExplanations(
  explained: Explained,
  { mentees, mentors, pairs }: Questions,
  checked: number,
  explainer: Explainer,
): void {
  for (const mentee of mentees) checkExplanation(explained, mentee, explainer);
  for (const pair of pairs.slice(0, checked)) checkCost(explained, pair, explainer);
  for (const mentor of mentors.slice(0, checked)) checkSeats(explained, mentor, explainer);
}

/**
 * Holds a few samples of `firmness` against matching again with the weights of each.
 *
 * @throws Error naming the pair that is counted otherwise
 */
export function checkSamples(
  { name, people, policy, matching }: Explained,
  samples: number,
  explainer: Explainer,
): void {
  const seed = 0;
  const { pairs } = explainer.firmness(matching, { seed, samples, spread: SPREAD });
  const counts = new Map<string, number>();
  for (let sample = 0; sample < samples; sample++) {
    const weighed = reweigh(policy, (criterion) => 1 + SPREAD * (2 * shareOf([seed, sample, criterion]) - 1));
    for (const { mentee, mentor } of explainer.match(people, weighed).pairs) {
      const key = `${mentee} ${mentor}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  for (const { mentee, mentor, stays } of pairs) {
    const count = counts.get(`${mentee} ${mentor}`) ?? 0;
    expectEqual(`samples with ${mentee} and ${mentor} of ${name}`, count, Math.round(stays * samples));
  }
}

/** The contributions add up to the score, which is that of the pair; who has no mentor is in no pair. */
function checkExplanation({ name, matching, table }: Explained, mentee: string, { explain }: Explainer): void {
  const pair = matching.pairs.find((one) => one.mentee === mentee);
  const explanation = explain(matching, { mentee });
  expectEqual(`explanation of ${mentee} of ${name}`, pair === undefined ? "unmatched" : "match", explanation.kind);
  if (explanation.kind === "unmatched" || pair === undefined) return;
  const { mentees, mentors, scores } = table;
  const score = scores[mentees.indexOf(mentee) * mentors.length + mentors.indexOf(pair.mentor)];
  const contributions = explanation.criteria.map(({ contribution }) => toMillionths(contribution));
  expectEqual(
    `mentor, score and sum of the contributions of ${mentee} of ${name}`,
    [pair.mentor, score, score],
    [
      explanation.mentor.id,
      toMillionths(explanation.score),
      contributions.reduce((sum, contribution) => sum + contribution, 0),
    ],
  );
}

/** A pair costs what matching again with it pinned loses, also where it is asked about with all other mentors. */
function checkCost(explained: Explained, pair: Questions["pairs"][number], explainer: Explainer): void {
  const { name, people, policy, matching } = explained;
  const pinned = explainer.match(people, { ...policy, pins: [{ ...pair, reason: "asked about" }] });
  const lost = lossOf(matching, pinned);
  const costs = Object.values(lost).some((loss) => loss !== 0);
  const expected = costs ? { kind: "cost", cost: lost } : { kind: "lottery" };
  const what = `answer to whyNot() for ${pair.mentee} and ${pair.mentor} of ${name}`;
  const together = explainer.whyNot(matching, { mentee: pair.mentee });
  const others = together.filter(({ mentor }) => mentor.id === pair.mentor);
  expectEqual(what, expected, costOf(explainer.whyNot(matching, pair)));
  expectEqual(`${what}, asked with all mentors,`, [expected], others.map(costOf));
}

function costOf(answer: WhyNot) {
  return answer.kind === "cost" ? { kind: answer.kind, cost: inMillionths(answer.cost) } : { kind: answer.kind };
}

/** A seat gains and loses what matching again with one more and one fewer does. */
function checkSeats(explained: Explained, mentor: string, explainer: Explainer): void {
  const { name, people, policy, matching } = explained;
  const { seats, more, fewer } = explainer.seatValue(matching, { mentor });
  const withSeats = (capacity: number) => explainer.match(giveSeats(people, mentor, capacity), policy);
  const capacity = Number(policy.capacity);
  expectEqual(`seats of ${mentor} of ${name}`, capacity, seats);
  const gained = lossOf(withSeats(capacity + 1), matching);
  expectEqual(`gain by one seat more of ${mentor} of ${name}`, gained, more && inMillionths(more.gain));
  const lost = lossOf(matching, withSeats(capacity - 1));
  expectEqual(`loss by one seat fewer of ${mentor} of ${name}`, lost, fewer && inMillionths(fewer.loss));
}

function giveSeats({ mentees, mentors }: People, id: string, capacity: number): People {
  return { mentees, mentors: mentors.map((mentor) => (mentor.id === id ? { ...mentor, capacity } : mentor)) };
}

function reweigh(policy: Policy, factorOf: (criterion: string) => number): Policy {
  const criteria = Object.entries(policy.criteria).map(([name, criterion]) => {
    return [name, { ...criterion, weight: (criterion.weight ?? 1) * factorOf(name) }] as const;
  });
  return { ...policy, criteria: Object.fromEntries(criteria) } as Policy;
}

/** The documented share of a sample: 48 bits of a hash as a number below 1. */
function shareOf(parts: readonly (string | number)[]): number {
  return createHash("sha256").update(JSON.stringify(parts)).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** What the stages of one matching come to above those of another: a total in millionths. */
function lossOf(one: Matching, other: Matching): Record<string, number> {
  const losses = one.objective.stages.map(({ stage, value }, k) => {
    const loss = Number(value) - Number(other.objective.stages[k].value);
    return [stage, stage === "total" ? toMillionths(loss) : loss] as const;
  });
  return Object.fromEntries(losses);
}

function inMillionths(change: StageChange): Record<string, number> {
  const amounts = Object.entries(change);
  return Object.fromEntries(
    amounts.map(([stage, amount]) => [stage, stage === "total" ? toMillionths(amount) : amount]),
  );
}

/** Adding 0 turns -0 into 0. */
function toMillionths(amount: number): number {
  return Math.round(amount * MILLIONTHS) + 0;
}

function expectEqual(what: string, expected: unknown, received: unknown): void {
  if (isDeepStrictEqual(expected, received)) return;
  throw new Error(`Expected the ${what} to be ${JSON.stringify(expected)}, received ${JSON.stringify(received)}.`);
}
