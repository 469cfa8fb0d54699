import {
  type Exclusions,
  type Matching,
  type Mentee,
  type Mentor,
  type People,
  type Policy,
  type Rule,
  type Stage,
  scorePairs,
  type UnmatchedMentee,
} from "telemachus";
import { expect } from "vitest";

import { stagesOf } from "./bruteForce.js";

const MILLIONTHS = 1_000_000;

/** A matching beside what it was made from, with lookups. */
interface Claim {
  readonly matching: Matching;
  readonly policy: Policy;
  readonly mentees: ReadonlyMap<string, Mentee>;
  readonly mentors: ReadonlyMap<string, Mentor>;
  /** Every pair's score in millionths, -Infinity where it is not allowed; pins play no part. */
  readonly scoreOf: (mentee: string, mentor: string) => number;
  readonly capacityOf: (mentor: string) => number;
  /** The mentor of each matched mentee. */
  readonly mentorOf: ReadonlyMap<string, string>;
  readonly pinned: ReadonlySet<string>;
}

/**
 * Expects everything a matching says to hold, re-derived from people and policy alone: everyone is in one place, seats
 * reconcile, pins, bans, requests and rules are kept, sums are exact, the certificate and the shortages are proofs by
 * their definitions, each reason is the right one, and the whole is plain frozen JSON.
 */
export function validateMatching(matching: Matching, people: People, policy: Policy): void {
  expect(faultsOf(matching, people, policy)).toEqual([]);
}

/** The sentences that say where a matching breaks its own claim; none when it holds. */
export function faultsOf(matching: Matching, people: People, policy: Policy): string[] {
  const claim = claimOf(matching, people, policy);
  const places = placeFaults(claim);
  if (places.length > 0) return places;
  return [
    ...seatFaults(claim),
    ...conditionFaults(claim),
    ...sumFaults(claim),
    ...countFaults(claim),
    ...certificateFaults(claim),
    ...shortageFaults(claim),
    ...matching.unmatched.mentees.flatMap((unmatched) => reasonFaults(claim, unmatched)),
    ...formFaults(claim),
  ];
}

function claimOf(matching: Matching, people: People, policy: Policy): Claim {
  const table = scorePairs(people, policy);
  const row = new Map(table.mentees.map((id, index) => [id, index]));
  const column = new Map(table.mentors.map((id, index) => [id, index]));
  const mentors = new Map(people.mentors.map((mentor) => [mentor.id, mentor]));
  return {
    matching,
    policy,
    mentees: new Map(people.mentees.map((mentee) => [mentee.id, mentee])),
    mentors,
    scoreOf: (mentee, mentor) => table.scores[row.get(mentee)! * table.mentors.length + column.get(mentor)!],
    capacityOf: (mentor) => mentors.get(mentor)!.capacity ?? policy.capacity ?? 1,
    mentorOf: new Map(matching.pairs.map(({ mentee, mentor }) => [mentee, mentor])),
    pinned: new Set(policy.pins?.map(({ mentee }) => mentee)),
  };
}

/** Every mentee is in exactly one of pairs and unmatched, in code-unit order, and every id is somebody's. */
function placeFaults({ matching, mentees, mentors }: Claim): string[] {
  const faults: string[] = [];
  const matched = matching.pairs.map(({ mentee }) => mentee);
  const unmatched = matching.unmatched.mentees.map(({ id }) => id);
  if (matching.status !== "optimal") faults.push(`status is ${matching.status}`);
  if ([...matched, ...unmatched].sort().join("\n") !== [...mentees.keys()].sort().join("\n")) {
    faults.push("somebody is in no place, or in two");
  }
  for (const { mentor } of matching.pairs) if (!mentors.has(mentor)) faults.push(`${mentor} is no mentor`);
  const seats = matching.unmatched.seats.map(({ mentor }) => mentor);
  for (const [what, list] of Object.entries({ pairs: matched, unmatched, seats })) {
    if (!isSorted(list)) faults.push(`${what} are not in order`);
  }
  return faults;
}

/** Load and free seats of each mentor are the capacity; the reason for free seats is the right one. */
function seatFaults({ matching, mentees, mentors, mentorOf, capacityOf, scoreOf, pinned }: Claim): string[] {
  const faults: string[] = [];
  const unmatchedSeats = new Map(matching.unmatched.seats.map((seats) => [seats.mentor, seats]));
  for (const id of mentors.keys()) {
    const load = [...mentorOf.values()].filter((mentor) => mentor === id).length;
    const seats = unmatchedSeats.get(id);
    const free = seats?.free ?? 0;
    if (load > capacityOf(id)) faults.push(`${id} has ${load} mentees and ${capacityOf(id)} seats`);
    if (load + free !== capacityOf(id)) faults.push(`${id}: ${load} + ${free} is not ${capacityOf(id)}`);
    if (seats === undefined) continue;
    if (free === 0) faults.push(`${id} is listed without a free seat`);
    const eligible = [...mentees.keys()].filter((mentee) => scoreOf(mentee, id) > -Infinity);
    const open = eligible.filter((mentee) => !pinned.has(mentee));
    const reason = eligible.length + load > 0 ? "MORE_SEATS_THAN_MENTEES" : "NO_ELIGIBLE_MENTEE";
    if (seats.reason !== reason) faults.push(`the reason of ${id} is ${seats.reason}, not ${reason}`);
    if (matching.objective.stages[0].stage === "matched" && open.some((mentee) => !mentorOf.has(mentee))) {
      faults.push(`a seat of ${id} is free, and somebody who may take it is unmatched`);
    }
  }
  return faults;
}

/** Pins are there; what is not pinned breaks no ban, no request and no rule. */
function conditionFaults(claim: Claim): string[] {
  const { matching, policy, mentorOf, mentees, mentors } = claim;
  const faults: string[] = [];
  for (const { mentee, mentor } of policy.pins ?? []) {
    if (mentorOf.get(mentee) !== mentor) faults.push(`the pin of ${mentee} with ${mentor} is not kept`);
  }
  for (const { mentee, mentor, pinned, score } of matching.pairs) {
    const pair = `${mentee} with ${mentor}`;
    const isPinned = policy.pins?.some((pin) => pin.mentee === mentee && pin.mentor === mentor) ?? false;
    if (pinned !== isPinned) faults.push(`${pair} says pinned: ${pinned}`);
    if (mentee === mentor) faults.push(`${pair} is one person`);
    if (isBanned(claim, mentee, mentor)) faults.push(`${pair} is banned`);
    if (isPinned) continue;
    if (isAvoided(mentees.get(mentee)!, mentors.get(mentor)!)) faults.push(`${pair} goes against a request`);
    for (const [name, rule] of Object.entries(policy.rules ?? {})) {
      if (!isAllowed(claim, rule, mentee, mentor)) faults.push(`${pair} breaks the rule ${name}`);
      if (rule.kind === "minimumScore" && score < rule.score) faults.push(`${pair} is below the lowest score`);
    }
  }
  return faults;
}

function isBanned({ policy }: Claim, mentee: string, mentor: string): boolean {
  return policy.bans?.some((ban) => ban.mentee === mentee && ban.mentor === mentor) ?? false;
}

function isAvoided(mentee: Mentee, mentor: Mentor): boolean {
  return (mentee.requests?.avoid?.includes(mentor.id) || mentor.requests?.avoid?.includes(mentee.id)) ?? false;
}

/** What a rule says of a pair, whatever the score; an undecided one follows `unknown`. */
function isAllowed(claim: Claim, rule: Rule, menteeId: string, mentorId: string): boolean {
  const mentee = claim.mentees.get(menteeId)!;
  const mentor = claim.mentors.get(mentorId)!;
  const holds = holdsOf(claim, rule, mentee, mentor);
  return holds ?? rule.unknown !== "forbid";
}

function holdsOf(claim: Claim, rule: Rule, mentee: Mentee, mentor: Mentor): boolean | undefined {
  switch (rule.kind) {
    case "minimumScore":
      return true;
    case "sharedLanguage":
      return shares(mentee.languages, mentor.languages);
    case "sameAttribute":
      return shares(answer(mentee, rule.field), answer(mentor, rule.field));
    case "differentAttribute": {
      const same = shares(answer(mentee, rule.field), answer(mentor, rule.field));
      return same === undefined ? undefined : !same;
    }
    case "gap": {
      const [below, above] = [mentee, mentor].map((person) => numberOf(claim, person, rule.field));
      if (below === undefined || above === undefined) return undefined;
      const gap = Number((above - below).toFixed(6));
      return gap >= (rule.min ?? -Infinity) && gap <= (rule.max ?? Infinity);
    }
    case "notInManagementChain": {
      const [ofMentee, ofMentor] = [mentee, mentor].map(({ id }) => chainOf(claim, id));
      if (ofMentee?.includes(mentor.id) || ofMentor?.includes(mentee.id)) return false;
      return ofMentee === undefined && ofMentor === undefined ? undefined : true;
    }
  }
}

function answer(person: Mentee, field: string): unknown {
  const own = person as unknown as { readonly [key: string]: unknown };
  const fields = ["skills", "goals", "interests", "livedExperiences", "languages", "seniority", "team", "organisation"];
  const stated = fields.includes(field) ? own[field] : new Map(Object.entries(person.attributes ?? {})).get(field);
  return typeof stated === "string" && stated.trim() === "" ? undefined : stated;
}

function shares(first: unknown, second: unknown): boolean | undefined {
  if (first === undefined || second === undefined) return undefined;
  const [own, theirs] = [first, second].map((list) => (Array.isArray(list) ? list : [list]).map(sameForm));
  return own.some((entry) => theirs.includes(entry));
}

function sameForm(entry: unknown): string {
  const text = typeof entry === "object" && entry !== null && "name" in entry ? entry.name : entry;
  return String(text).normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().trim().split(/\s+/u).join(" ");
}

function numberOf({ policy }: Claim, person: Mentee, field: string): number | undefined {
  const stated = answer(person, field);
  if (stated === undefined || typeof stated === "number") return stated;
  const scales = new Map(Object.entries(policy.scales ?? {}));
  return scales.get(field)?.map(sameForm).indexOf(sameForm(stated));
}

/** Everyone above a person as far as people tell; undefined where the person says nothing. */
function chainOf({ mentees, mentors }: Claim, id: string): readonly string[] | undefined {
  const said = [mentors.get(id), mentees.get(id)].find((person) => person?.manager ?? person?.managers);
  if (said?.managers !== undefined) return said.managers;
  if (said?.manager === undefined) return undefined;
  return [said.manager, ...(chainOf({ mentees, mentors } as Claim, said.manager) ?? [])];
}

/** Scores are those of `scorePairs` and the sums of their contributions; totals are the sums of scores; all exact. */
function sumFaults({ matching, policy, scoreOf }: Claim): string[] {
  const faults: string[] = [];
  let total = 0;
  for (const { mentee, mentor, score, confidence, contributions, pinned } of matching.pairs) {
    const pair = `${mentee} with ${mentor}`;
    const parts = Object.entries(contributions).map(([name, part]) => ({ name, part: part! }));
    const numbers = [score, ...parts.map(({ part }) => part)];
    if (!numbers.every(isMillionths)) faults.push(`${pair}: not in whole millionths from 0 to 1`);
    const sum = parts.reduce((added, { part }) => added + toMillionths(part), 0);
    if (sum !== toMillionths(score)) faults.push(`${pair}: contributions add up to ${sum}, not to ${score}`);
    const stated = scoreOf(mentee, mentor);
    if (stated !== toMillionths(score) && !(pinned && stated === -Infinity)) faults.push(`${pair} scores ${stated}`);
    if (!(confidence >= 0 && confidence <= 1)) faults.push(`${pair} has a confidence of ${confidence}`);
    for (const { name } of parts) if (!weighs(policy, name)) faults.push(`${pair}: ${name} has no weight`);
    total += toMillionths(score);
  }
  if (matching.total !== total / MILLIONTHS) faults.push(`total is ${matching.total}, scores add up to ${total}`);
  const value: Record<Stage, number> = { matched: matching.pairs.length, total: total / MILLIONTHS };
  const stages = stagesOf(policy.objective ?? "everyone").map((stage) => ({ stage, value: value[stage] }));
  if (!isSame(matching.objective.stages, stages)) faults.push("the objective's stages have other values");
  return faults;
}

function weighs({ criteria }: Policy, name: string): boolean {
  return Object.hasOwn(criteria, name) && criteria[name].weight !== 0;
}

function isMillionths(value: number): boolean {
  return value >= 0 && value <= 1 && toMillionths(value) / MILLIONTHS === value;
}

function toMillionths(value: number): number {
  return Math.round(value * MILLIONTHS);
}

function countFaults({ matching, policy, mentees, mentors, capacityOf, scoreOf, pinned }: Claim): string[] {
  const { counts, seed } = matching.manifest;
  const open = [...mentees.keys()].filter((id) => !pinned.has(id));
  const expected = {
    mentees: mentees.size,
    mentors: mentors.size,
    seats: [...mentors.keys()].reduce((sum, id) => sum + capacityOf(id), 0),
    allowedPairs: open.flatMap((id) => [...mentors.keys()].filter((mentor) => scoreOf(id, mentor) > -Infinity)).length,
    matched: matching.pairs.length,
    unmatched: matching.unmatched.mentees.length,
    freeSeats: matching.unmatched.seats.reduce((sum, { free }) => sum + free, 0),
  };
  const faults = isSame(counts, expected) ? [] : [`counts are ${JSON.stringify(counts)}`];
  if (seed !== (policy.seed ?? seed) || matching.objective.lottery.seed !== seed) faults.push("another seed");
  return faults;
}

/**
 * The certificate by its definition, in millionths: over everyone who is not pinned and the seats that no pin takes,
 * prices cover every allowed pair's value, meet it on pairs, and are above zero only on matched mentees and full mentors.
 * In each stage the prices of all mentees and all seats then add up to what the pairs reach.
 */
function certificateFaults(claim: Claim): string[] {
  const { matching, mentees, mentors, mentorOf, pinned, scoreOf } = claim;
  const { stages } = matching.certificate;
  const faults: string[] = [];
  const inMillionths = (price: readonly number[]) =>
    price.map((part, k) => (stages[k] === "total" ? toMillionths(part) : part));
  const menteePrice = new Map(matching.certificate.mentees.map(({ mentee, price }) => [mentee, inMillionths(price)]));
  const seatPrice = new Map(matching.certificate.seats.map(({ mentor, price }) => [mentor, inMillionths(price)]));
  const open = [...mentees.keys()].filter((id) => !pinned.has(id)).sort();
  if (
    !isSame(
      stages,
      matching.objective.stages.map(({ stage }) => stage),
    )
  )
    faults.push("other stages are certified");
  if (!isSame([...menteePrice.keys()], open)) faults.push("other mentees have prices");
  if (!isSame([...seatPrice.keys()], [...mentors.keys()].sort())) faults.push("other mentors have prices");
  if (faults.length > 0) return faults;

  const worth = (score: number) => stages.map((stage) => (stage === "matched" ? 1 : score));
  const zero = stages.map(() => 0);
  for (const mentee of open) {
    const price = menteePrice.get(mentee)!;
    if (compare(price, zero) < 0) faults.push(`the price of ${mentee} is below zero`);
    if (compare(price, zero) > 0 && !mentorOf.has(mentee)) faults.push(`${mentee} is unmatched and has a price`);
    for (const mentor of mentors.keys()) {
      const score = scoreOf(mentee, mentor);
      if (score === -Infinity) continue;
      const excess = compare(add(price, seatPrice.get(mentor)!), worth(score));
      if (excess < 0) faults.push(`${mentee} and ${mentor} are worth more than their prices`);
      if (excess !== 0 && mentorOf.get(mentee) === mentor)
        faults.push(`${mentee} and ${mentor} pay more than their value`);
    }
  }
  for (const mentor of mentors.keys()) {
    const price = seatPrice.get(mentor)!;
    if (compare(price, zero) < 0) faults.push(`the price of ${mentor} is below zero`);
    const free = matching.unmatched.seats.some((seats) => seats.mentor === mentor);
    if (compare(price, zero) > 0 && free) faults.push(`${mentor} has a free seat and a price`);
  }
  return [...faults, ...dualityFaults(claim, { open, menteePrice, seatPrice })];
}

interface CertifiedPrices {
  readonly open: readonly string[];
  readonly menteePrice: ReadonlyMap<string, readonly number[]>;
  readonly seatPrice: ReadonlyMap<string, readonly number[]>;
}

function dualityFaults(claim: Claim, { open, menteePrice, seatPrice }: CertifiedPrices): string[] {
  const { matching, mentors, mentorOf, scoreOf } = claim;
  return matching.certificate.stages.flatMap((stage, k) => {
    const mentees = open.reduce((sum, id) => sum + menteePrice.get(id)![k], 0);
    const seats = [...mentors.keys()].reduce((sum, id) => sum + seatPrice.get(id)![k] * openSeats(claim, id), 0);
    const matched = open.filter((id) => mentorOf.has(id));
    const reached = matched.reduce((sum, id) => sum + (stage === "matched" ? 1 : scoreOf(id, mentorOf.get(id)!)), 0);
    return mentees + seats === reached
      ? []
      : [`the prices of ${stage} add up to ${mentees + seats}, not to ${reached}`];
  });
}

/** The seats of a mentor that no pin takes. */
function openSeats({ policy, capacityOf }: Claim, mentor: string): number {
  return capacityOf(mentor) - (policy.pins?.filter((pin) => pin.mentor === mentor).length ?? 0);
}

/** Each shortage is a Hall violator: its mentees can have none but its mentors, who have fewer seats. */
function shortageFaults(claim: Claim): string[] {
  const { matching, mentors, mentorOf, pinned } = claim;
  const used = new Set(
    matching.unmatched.mentees.flatMap((one) => (one.reason === "CAPACITY_SHORT" ? [one.shortage] : [])),
  );
  return matching.shortages.flatMap((shortage, index) => {
    const faults: string[] = [];
    const seats = shortage.mentors.reduce((sum, id) => sum + openSeats(claim, id), 0);
    if (!used.has(index)) faults.push(`shortage ${index} explains nobody`);
    if (!isSorted(shortage.mentees) || !isSorted(shortage.mentors)) faults.push(`shortage ${index} is not in order`);
    if (!shortage.mentors.every((id) => mentors.has(id))) faults.push(`shortage ${index} names no mentor`);
    if (shortage.seats !== seats) faults.push(`shortage ${index} has ${seats} seats, not ${shortage.seats}`);
    if (shortage.over !== shortage.mentees.length - seats || shortage.over <= 0)
      faults.push(`shortage ${index} is none`);
    const out = shortage.mentees.filter((id) => !mentorOf.has(id)).length;
    if (out !== shortage.over) faults.push(`shortage ${index} leaves ${out} out, not ${shortage.over}`);
    for (const mentee of shortage.mentees) {
      if (pinned.has(mentee)) faults.push(`${mentee} is pinned and in shortage ${index}`);
      const others = allowedMentors(claim, mentee).filter((mentor) => !shortage.mentors.includes(mentor));
      if (others.length > 0) faults.push(`${mentee} in shortage ${index} may also have ${others.join()}`);
    }
    return faults;
  });
}

function allowedMentors({ mentors, scoreOf }: Claim, mentee: string): string[] {
  return [...mentors.keys()].filter((mentor) => scoreOf(mentee, mentor) > -Infinity).sort();
}

/** Whether a mentee's reason is the first of the documented ones that applies, with the right details. */
function reasonFaults(claim: Claim, unmatched: UnmatchedMentee): string[] {
  const { id, reason } = unmatched;
  const expected = expectedReason(claim, id);
  if (reason !== expected) return [`the reason of ${id} is ${reason}, not ${expected}`];
  switch (unmatched.reason) {
    case "NO_ELIGIBLE_MENTOR":
    case "ALL_BELOW_MINIMUM_SCORE": {
      const excluded = exclusionsOf(claim, id).counts;
      return isSame(unmatched.excluded, excluded) ? [] : [`${id} is excluded by ${JSON.stringify(excluded)}`];
    }
    case "PINNED_ELSEWHERE":
      return isSame(
        unmatched.mentors,
        allowedMentors(claim, id).filter((mentor) => claim.capacityOf(mentor) > 0),
      )
        ? []
        : [`${id} could have had other mentors`];
    case "CAPACITY_SHORT": {
      const holds = claim.matching.shortages[unmatched.shortage]?.mentees.includes(id);
      return holds ? [] : [`${id} is not in the shortage named`];
    }
    default:
      return [];
  }
}

function expectedReason(claim: Claim, id: string): UnmatchedMentee["reason"] {
  if (claim.mentors.size === 0) return "NO_MENTORS";
  const allowed = allowedMentors(claim, id);
  if (allowed.length === 0) return exclusionsOf(claim, id).low ? "ALL_BELOW_MINIMUM_SCORE" : "NO_ELIGIBLE_MENTOR";
  const hasSeats = allowed.some((mentor) => claim.capacityOf(mentor) > 0);
  const isFull = allowed.every((mentor) => openSeats(claim, mentor) === 0);
  if (hasSeats && isFull) return "PINNED_ELSEWHERE";
  return isFull || claim.matching.objective.stages[0].stage === "matched" ? "CAPACITY_SHORT" : "OUTPRICED";
}

/** What forbids each mentor to a mentee; `low` where some mentor is forbidden by nothing but the lowest score. */
function exclusionsOf(claim: Claim, id: string): { counts: Exclusions; low: boolean } {
  const mentee = claim.mentees.get(id)!;
  const rules: Record<string, number> = {};
  const counts = { bans: 0, requests: 0 };
  let low = false;
  for (const mentor of claim.mentors.values()) {
    const broken = Object.entries(claim.policy.rules ?? {}).filter(
      ([, rule]) => !isAllowed(claim, rule, id, mentor.id),
    );
    const banned = isBanned(claim, id, mentor.id);
    const avoided = isAvoided(mentee, mentor);
    if (banned) counts.bans += 1;
    if (avoided) counts.requests += 1;
    for (const [name] of broken) rules[name] = (rules[name] ?? 0) + 1;
    if (banned || avoided || broken.length > 0 || mentor.id === id) continue;
    low = true;
    for (const name of minimumsMissed(claim, id, mentor.id)) rules[name] = (rules[name] ?? 0) + 1;
  }
  return { counts: { mentors: claim.mentors.size, rules, ...counts }, low };
}

/** The rules of a lowest score that a pair misses, told from its score without those rules. */
function minimumsMissed({ policy, mentees, mentors }: Claim, mentee: string, mentor: string): string[] {
  const people = { mentees: [...mentees.values()], mentors: [...mentors.values()] };
  const { rules: _rules, bans: _bans, ...rest } = policy;
  const table = scorePairs(people, rest);
  const at = table.mentees.indexOf(mentee) * table.mentors.length + table.mentors.indexOf(mentor);
  return Object.entries(policy.rules ?? {})
    .filter(([, rule]) => rule.kind === "minimumScore" && table.scores[at] < toMillionths(rule.score))
    .map(([name]) => name);
}

/** Plain JSON, frozen to its depth; warnings in order, none twice. */
function formFaults({ matching }: Claim): string[] {
  const faults: string[] = [];
  if (!isSame(JSON.parse(JSON.stringify(matching)), matching)) faults.push("it is not plain JSON");
  if (!isFrozen(matching)) faults.push("a part of it is not frozen");
  const warnings = matching.warnings.map(({ code, message }) => code + message);
  if (!isSorted(warnings)) faults.push("the warnings are not in order, or repeat themselves");
  for (const { code, ids = [], count } of matching.warnings) {
    if (count !== undefined && !(count >= Math.max(1, ids.length))) faults.push(`${code} counts ${count}`);
  }
  return faults;
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

/** In strictly ascending code-unit order. */
function isSorted(list: readonly string[]): boolean {
  return list.every((entry, index) => index === 0 || list[index - 1] < entry);
}

function isSame(received: unknown, expected: unknown): boolean {
  try {
    expect(received).toStrictEqual(expected);
    return true;
  } catch {
    return false;
  }
}

function add(first: readonly number[], second: readonly number[]): number[] {
  return first.map((value, index) => value + second[index]);
}

/** Above zero when the first vector is the greater one: the first component that differs decides. */
function compare(first: readonly number[], second: readonly number[]): number {
  const index = first.findIndex((value, position) => value !== second[position]);
  return index === -1 ? 0 : first[index] - second[index];
}
