import {
  type Condition,
  type Exclusions,
  type Location,
  type Matching,
  type Mentee,
  type Mentor,
  type People,
  type Policy,
  type Rule,
  type StageResult,
  scorePairs,
  type UnmatchedMentee,
} from "telemachus";
import { expect } from "vitest";

import { checkMatching } from "../../src/checkMatching.js";
import { type Limit, limitsOf, stageResults, stagesOf } from "./exhaustive.js";
import { infeasibilityFaults } from "./infeasibilityFaults.js";
import { isPlain, stagedFaults } from "./openInstance.js";
import { blockingByName, outByTieByName } from "./stableOracle.js";
import { calm, pastPairsOf, placesOf, seatsLeftOf } from "./stated.js";
import { type WholeProgramme, wholeProgramme } from "./wholeProgramme.js";

const MILLIONTHS = 1_000_000;

/** A matching beside what it was made from, with lookups. */
interface Claim {
  readonly matching: Matching;
  readonly policy: Policy;
  readonly mentees: ReadonlyMap<string, Mentee>;
  readonly mentors: ReadonlyMap<string, Mentor>;
  /** Every pair's score in millionths, -Infinity where it is not allowed; pins play no part. */
  readonly scoreOf: (mentee: string, mentor: string) => number;
  /** The same as if there were no rules, no bans, nobody to avoid and nobody left to a human. */
  readonly bareScoreOf: (mentee: string, mentor: string) => number;
  /** The seats that a mentor can still give. */
  readonly capacityOf: (mentor: string) => number;
  /** The mentors of each matched mentee. */
  readonly mentorsOf: ReadonlyMap<string, readonly string[]>;
  /** The mentees whose places are all pinned, or left to a human. */
  readonly pinned: ReadonlySet<string>;
  readonly isPinnedPair: (mentee: string, mentor: string) => boolean;
  readonly people: People;
  readonly whole: WholeProgramme;
  readonly isStable: boolean;
}

/**
 * Expects everything a matching says to hold: what `checkMatching` asks of it, and beside that what is derived here once
 * more, from people and policy alone, by other ways: rules and requests read by name, the certificate of the plain form and
 * blocking pairs by their definitions, what stages reach and what repairs do by trying, each reason as it is documented;
 * and that the whole is plain frozen JSON.
 */
export function validateMatching(matching: Matching, people: People, policy: Policy): void {
  expect(faultsOf(matching, people, policy)).toEqual([]);
}

/** The sentences that say where a matching breaks its own claim; none when it holds. */
export function faultsOf(matching: Matching, people: People, policy: Policy): string[] {
  const violations = checkMatching(matching, people, policy);
  if (violations.length > 0) return violations.map(({ check, message }) => `${check}: ${message}`);
  const claim = claimOf(matching, people, policy);
  const always = [...exclusionFaults(claim), ...allowanceFaults(claim), ...formFaults(claim)];
  if (matching.status === "infeasible") {
    return [...always, ...infeasibilityFaults(matching, claim.people, policy, claim.whole)];
  }
  return [
    ...always,
    ...seatFaults(claim),
    ...boundFaults(claim),
    ...conditionFaults(claim),
    ...sumFaults(claim),
    ...proofFaults(claim),
    ...matching.unmatched.mentees.flatMap((unmatched) => reasonFaults(claim, unmatched)),
    ...emptyPlaceFaults(claim),
    ...tieFaults(claim),
  ];
}

function claimOf(matching: Matching, people: People, policy: Policy): Claim {
  const { rules: _rules, bans: _bans, pins: _pins, ...bare } = policy;
  const mentors = new Map(people.mentors.map((mentor) => [mentor.id, mentor]));
  const mentorsOf = new Map<string, string[]>();
  for (const { mentee, mentor } of matching.pairs) mentorsOf.set(mentee, [...(mentorsOf.get(mentee) ?? []), mentor]);
  const pins = policy.pins ?? [];
  const openPlaces = (one: Mentee) => placesOf(one, policy) - pins.filter(({ mentee }) => mentee === one.id).length;
  return {
    matching,
    people,
    policy,
    mentees: new Map(people.mentees.map((mentee) => [mentee.id, mentee])),
    mentors,
    scoreOf: scoresBy(people, policy),
    bareScoreOf: scoresBy(calm(people), bare),
    capacityOf: (mentor) => seatsLeftOf(mentors.get(mentor)!, policy),
    mentorsOf,
    pinned: new Set(people.mentees.filter((mentee) => openPlaces(mentee) === 0).map(({ id }) => id)),
    isPinnedPair: (mentee, mentor) => pins.some((pin) => pin.mentee === mentee && pin.mentor === mentor),
    whole: wholeProgramme(people, policy, matching.manifest.seed),
    isStable: policy.method !== undefined && policy.method !== "optimal",
  };
}

function scoresBy(people: People, policy: Policy): Claim["scoreOf"] {
  const { mentees, mentors, scores } = scorePairs(people, policy);
  const row = new Map(mentees.map((id, index) => [id, index]));
  const column = new Map(mentors.map((id, index) => [id, index]));
  return (mentee, mentor) => scores[row.get(mentee)! * mentors.length + column.get(mentor)!];
}

/** Load and free seats of each mentor are the capacity; the reason for free seats is the right one. */
function seatFaults(claim: Claim): string[] {
  const { matching, mentees, mentors, mentorsOf, capacityOf, scoreOf, pinned } = claim;
  const faults: string[] = [];
  const unmatchedSeats = new Map(matching.unmatched.seats.map((seats) => [seats.mentor, seats]));
  for (const id of mentors.keys()) {
    const load = loadOf(claim, id);
    const seats = unmatchedSeats.get(id);
    const free = seats?.free ?? 0;
    if (load > capacityOf(id)) faults.push(`${id} has ${load} mentees and ${capacityOf(id)} seats`);
    if (load + free !== capacityOf(id)) faults.push(`${id}: ${load} + ${free} is not ${capacityOf(id)}`);
    if (seats === undefined) continue;
    if (free === 0) faults.push(`${id} is listed without a free seat`);
    const eligible = [...mentees.keys()].filter((mentee) => scoreOf(mentee, id) > -Infinity);
    const wanting = eligible.filter((mentee) => !pinned.has(mentee) && !mentorsOf.has(mentee));
    const feasible = eligible.length + load > 0 ? "MORE_SEATS_THAN_MENTEES" : "NO_ELIGIBLE_MENTEE";
    const bound = feasible === "MORE_SEATS_THAN_MENTEES" && isKeptFree(claim, id) ? "QUOTA" : feasible;
    const reason = mentors.get(id)!.manual === true ? "MANUAL" : bound;
    if (seats.reason !== reason) faults.push(`the reason of ${id} is ${seats.reason}, not ${reason}`);
    if (countsFirst(claim) && reason !== "QUOTA" && wanting.length > 0) {
      faults.push(`a seat of ${id} is free, and somebody who may take it is unmatched`);
    }
  }
  return faults;
}

function loadOf({ matching }: Claim, mentor: string): number {
  return matching.pairs.filter((pair) => pair.mentor === mentor).length;
}

/** Whether the number of matched mentees comes before everything else. */
function countsFirst({ matching, isStable }: Claim): boolean {
  return !isStable && matching.objective.stages[0].stage === "matched";
}

/** The quotas at their maximum, each with what counts under it: one limit for each mentor where they count by themselves. */
function fullQuotas({ matching, whole }: Claim): (Limit & { readonly quota: number })[] {
  const { mentees, mentors, options } = whole;
  const pairs = matching.pairs.map(({ mentee, mentor }) => [mentees.indexOf(mentee), mentors.indexOf(mentor)] as const);
  const owners = (options.quotas ?? []).flatMap(({ of }, quota) =>
    of === "perColumn" ? mentors.map(() => quota) : [quota],
  );
  const limits = limitsOf(options).slice(mentors.length);
  return limits.flatMap((limit, at) => {
    const count = pairs.filter(([row, column]) => limit.counts(row, column)).length;
    return count >= limit.max ? [{ ...limit, quota: owners[at] }] : [];
  });
}

/** Whether a quota at its maximum keeps someone, who would have a place for the mentor, from a seat. */
function isKeptFree(claim: Claim, mentor: string): boolean {
  const { mentees, mentors } = claim.whole;
  const column = mentors.indexOf(mentor);
  return fullQuotas(claim).some(({ counts }) =>
    mentees.some(
      (mentee, row) => counts(row, column) && missingOf(claim, mentee) > 0 && mayHaveMore(claim, mentee, mentor),
    ),
  );
}

/** How many mentors a mentee wants beyond those they have. */
function missingOf({ mentees, mentorsOf, policy }: Claim, id: string): number {
  const { demand = policy.demand ?? 1 } = mentees.get(id)!;
  return demand - (mentorsOf.get(id) ?? []).length;
}

/** Whether a mentee might have a mentor whom they do not have. */
function mayHaveMore({ scoreOf, mentorsOf }: Claim, mentee: string, mentor: string): boolean {
  return scoreOf(mentee, mentor) > -Infinity && !(mentorsOf.get(mentee) ?? []).includes(mentor);
}

/** Nobody has more mentors than they want; mentors have as many mentees as they must, and quotas are met. */
function boundFaults(claim: Claim): string[] {
  const { matching, whole, mentorsOf } = claim;
  const { mentees, mentors, options } = whole;
  const pairs = matching.pairs.map(({ mentee, mentor }) => [mentees.indexOf(mentee), mentors.indexOf(mentor)] as const);
  const tooMany = [...mentorsOf.keys()].filter((id) => missingOf(claim, id) < 0);
  const broken = limitsOf(options).flatMap(({ counts, min, max }, limit) => {
    const count = pairs.filter(([row, column]) => counts(row, column)).length;
    return count >= min && count <= max ? [] : [`limit ${limit} counts ${count}, not ${min} to ${max}`];
  });
  return [...tooMany.map((id) => `${id} has more mentors than wanted`), ...broken];
}

/** Pins are there; what is not pinned has nobody who is left to a human, and breaks no ban, no request and no rule. */
function conditionFaults(claim: Claim): string[] {
  const { matching, policy, mentorsOf, mentees, mentors } = claim;
  const faults: string[] = [];
  for (const { mentee, mentor } of policy.pins ?? []) {
    if (!mentorsOf.get(mentee)?.includes(mentor)) faults.push(`the pin of ${mentee} with ${mentor} is not kept`);
  }
  for (const { mentee, mentor, pinned } of matching.pairs) {
    const pair = `${mentee} with ${mentor}`;
    const isPinned = claim.isPinnedPair(mentee, mentor);
    if (pinned !== isPinned) faults.push(`${pair} says pinned: ${pinned}`);
    if (mentee === mentor) faults.push(`${pair} is one person`);
    if (isBanned(claim, mentee, mentor)) faults.push(`${pair} is banned`);
    if (isPinned) continue;
    if (isManual(claim, mentee, mentor)) faults.push(`${pair} is left to a human`);
    if (isAvoided(mentees.get(mentee)!, mentors.get(mentor)!)) faults.push(`${pair} goes against a request`);
    for (const name of brokenRules(claim, mentee, mentor)) {
      const { otherwise } = policy.rules![name];
      const mayBreak = otherwise === "relax" && strictlyAllowed(claim, mentee).length === 0;
      if (!mayBreak) faults.push(`${pair} breaks the rule ${name}`);
    }
  }
  for (const { mentee, mentor, gaveWay } of matching.pairs) {
    if (!isSame(gaveWay, brokenRules(claim, mentee, mentor)))
      faults.push(`${mentee} with ${mentor}: ${gaveWay} gave way`);
  }
  return faults;
}

/** The names of the rules that a pair breaks, the lowest score among them. */
function brokenRules(claim: Claim, mentee: string, mentor: string): string[] {
  return Object.entries(claim.policy.rules ?? {})
    .filter(([, rule]) => !isAllowed(claim, rule, mentee, mentor) || isTooLow(claim, rule, mentee, mentor))
    .map(([name]) => name)
    .sort();
}

function isTooLow({ bareScoreOf }: Claim, rule: Rule, mentee: string, mentor: string): boolean {
  if (rule.kind !== "minimumScore") return false;
  return bareScoreOf(mentee, mentor) < toMillionths(rule.score);
}

/** Whether nothing about the two themselves stands against the pair. */
function mayMeet(claim: Claim, mentee: string, mentor: string): boolean {
  const people = [claim.mentees.get(mentee)!, claim.mentors.get(mentor)!] as const;
  const isOpen = !isBanned(claim, mentee, mentor) && !isManual(claim, mentee, mentor);
  return mentee !== mentor && isOpen && !isAvoided(...people);
}

/** The mentors whom a mentee may have with every rule kept. */
function strictlyAllowed(claim: Claim, mentee: string): string[] {
  return [...claim.mentors.keys()].filter(
    (mentor) => mayMeet(claim, mentee, mentor) && brokenRules(claim, mentee, mentor).length === 0,
  );
}

/** A pair has a score exactly where it is allowed; rules that relax give way only to whoever would have nobody. */
function allowanceFaults(claim: Claim): string[] {
  const { policy, mentees, mentors, scoreOf } = claim;
  return [...mentees.keys()].flatMap((mentee) => {
    const strict = new Set(strictlyAllowed(claim, mentee));
    return [...mentors.keys()].flatMap((mentor) => {
      const broken = brokenRules(claim, mentee, mentor);
      const relaxed = strict.size === 0 && broken.every((name) => policy.rules![name].otherwise === "relax");
      const allowed = strict.has(mentor) || (relaxed && mayMeet(claim, mentee, mentor));
      return allowed === scoreOf(mentee, mentor) > -Infinity ? [] : [`${mentee} with ${mentor}: allowed is ${allowed}`];
    });
  });
}

/** What stood in the way of pairs, counted again; a rule of a lowest score counts where nothing else forbids. */
function exclusionFaults(claim: Claim): string[] {
  const { matching, policy, mentees, mentors, pinned } = claim;
  const counts = { banned: 0, manual: 0, avoided: 0, forbidden: 0 };
  const names = Object.keys(policy.rules ?? {});
  const rules = Object.fromEntries(names.map((name) => [name, { forbidden: 0, alone: 0, undecided: 0 }]));
  for (const mentee of [...mentees.keys()].filter((id) => !pinned.has(id))) {
    for (const mentor of mentors.keys()) {
      if (mentee === mentor || isBanned(claim, mentee, mentor)) counts.banned += 1;
      else if (isManual(claim, mentee, mentor)) counts.manual += 1;
      else if (!mayMeet(claim, mentee, mentor)) counts.avoided += 1;
      else {
        const people = [mentees.get(mentee)!, mentors.get(mentor)!] as const;
        for (const name of names) {
          if (holdsOf(claim, policy.rules![name], ...people) === undefined) rules[name].undecided += 1;
        }
        const all = brokenRules(claim, mentee, mentor);
        const unmet = all.filter((name) => !isAllowed(claim, policy.rules![name], mentee, mentor));
        const broken = unmet.length > 0 ? unmet : all;
        for (const name of broken) rules[name].forbidden += 1;
        if (broken.length === 1) rules[broken[0]].alone += 1;
        if (broken.length > 0) counts.forbidden += 1;
      }
    }
  }
  const expected = { ...counts, rules };
  return isSame(matching.exclusions, expected) ? [] : [`exclusions are not ${JSON.stringify(expected)}`];
}

function isBanned({ policy }: Claim, mentee: string, mentor: string): boolean {
  return policy.bans?.some((ban) => ban.mentee === mentee && ban.mentor === mentor) ?? false;
}

/** Whether a human is to match one of the two. */
function isManual({ mentees, mentors }: Claim, mentee: string, mentor: string): boolean {
  return mentees.get(mentee)!.manual === true || mentors.get(mentor)!.manual === true;
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
    case "sharedLanguage": {
      const [own, theirs] = [spokenBy(mentee), spokenBy(mentor)];
      if (own === undefined || theirs === undefined) return undefined;
      return [...own].some(([language, level]) => Math.min(level, theirs.get(language) ?? 0) >= (rule.level ?? 1));
    }
    case "maximumDistance": {
      const [from, to] = [mentee.location, mentor.location];
      if (from === undefined || to === undefined) return undefined;
      return metresBetween(from, to) <= 1000 * rule.kilometres;
    }
    case "minimumOverlap": {
      const [own, theirs] = [mentee, mentor].map((person) => freeMinutes(claim, person));
      if (own === undefined || theirs === undefined) return undefined;
      return [...own].filter((minute) => theirs.has(minute)).length >= rule.minutes;
    }
    case "noRepeat":
      return !pastPairsOf(claim.policy).some((pair) => pair.mentee === mentee.id && pair.mentor === mentor.id);
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
    case "requiredExperience":
      return meetsRequired(mentee, mentor) && meetsRequired(mentor, mentee);
    case "eligible": {
      const degree = degreeOf(claim, rule.side === "mentor" ? mentor : mentee, rule.when);
      return degree === UNKNOWN ? undefined : degree === 1;
    }
    case "customRule":
      return rule.holds(mentor, mentee);
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

const MINUTES_OF_WEEK = 7 * 24 * 60;

/** The minutes of the week in Greenwich at which a person can meet; undefined where nobody can tell. */
function freeMinutes(claim: Claim, { availability, timeZone }: Mentee): Set<number> | undefined {
  const people = [...claim.mentees.values(), ...claim.mentors.values()];
  const isZoned = people.some((person) => person.timeZone !== undefined);
  if (availability === undefined || (isZoned && timeZone === undefined && availability.length > 0)) return undefined;
  // without a date all zones are the same, and any day will do
  const ahead = timeZone === undefined ? 0 : offsetOf(timeZone, claim.policy.date ?? "2026-01-01");
  const days = ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"];
  const minuteOf = (day: string, time: string) =>
    1440 * days.indexOf(day.slice(0, -3)) + 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
  const free = new Set<number>();
  for (const { day, from, to } of availability) {
    for (let minute = minuteOf(day, from); minute < minuteOf(day, to); minute++) {
      free.add((minute - ahead + MINUTES_OF_WEEK) % MINUTES_OF_WEEK);
    }
  }
  return free;
}

const offsets = new Map<string, number>();

/** The minutes of "GMT+05:45", as the zone is called on a day. */
function offsetOf(timeZone: string, date: string): number {
  const key = `${timeZone} ${date}`;
  if (!offsets.has(key)) {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const [, sign = "+", hours = 0, minutes = 0] =
      /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(new Date(`${date}T12:00Z`))) ?? [];
    offsets.set(key, (sign === "+" ? 1 : -1) * (60 * Number(hours) + Number(minutes)));
  }
  return offsets.get(key)!;
}

/** The best level of each language; a tag counts as its first part. */
function spokenBy({ languages }: Mentee): Map<string, number> | undefined {
  if (languages === undefined) return undefined;
  const best = new Map<string, number>();
  for (const entry of languages) {
    const form = sameForm(entry);
    const [first, ...regions] = form.split(/[-_]/);
    const isTag = first.length < 4 && regions.length > 0;
    const level = typeof entry === "string" ? 5 : (entry.level ?? 5);
    const language = isTag ? first : form;
    best.set(language, Math.max(level, best.get(language) ?? 0));
  }
  return best;
}

/** By the angle of two vectors from the earth's centre, in whole metres. */
function metresBetween(from: Location, to: Location): number {
  const [a, b] = [from, to].map(({ latitude, longitude }) => {
    const [north, east] = [(latitude / 180) * Math.PI, (longitude / 180) * Math.PI];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  });
  const across = [1, 2, 0].map((j, i) => a[i] * b[j] - a[j] * b[i]);
  const along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return Math.round(6_371_008.8 * Math.atan2(Math.hypot(...across), along));
}

/** Whether someone lets a match read all that someone else requires. */
function meetsRequired(seeker: Mentee, giver: Mentee): boolean {
  const required = (seeker.requests?.livedExperiences ?? []).filter(
    (request) => typeof request === "object" && request.strength === "require",
  );
  return required.map(sameForm).every((form) => {
    const told = (giver.livedExperiences ?? []).filter((one) => sameForm(one) === form);
    return told.length > 0 && told.every((one) => typeof one === "object" && one.show === "toMyMatch");
  });
}

const UNKNOWN = 0.5;

/** How true a condition is of a person, where 0 is false and 1 is true: the least of all, the most of any. */
function degreeOf(claim: Claim, person: Mentee, condition: Condition): number {
  const degrees = (parts: readonly Condition[]) => parts.map((part) => degreeOf(claim, person, part));
  if ("all" in condition) return Math.min(...degrees(condition.all));
  if ("any" in condition) return Math.max(...degrees(condition.any));
  if ("not" in condition) return 1 - degreeOf(claim, person, condition.not);
  if ("is" in condition) {
    const same = shares(answer(person, condition.field), condition.is);
    return same === undefined ? UNKNOWN : Number(same);
  }
  const place = (stated: number | string) =>
    typeof stated === "number" ? stated : claim.policy.scales![condition.field].map(sameForm).indexOf(sameForm(stated));
  const number = numberOf(claim, person, condition.field);
  if (number === undefined) return UNKNOWN;
  return Number(number >= place(condition.min ?? -Infinity) && number <= place(condition.max ?? Infinity));
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
function sumFaults(claim: Claim): string[] {
  const { matching, policy, scoreOf } = claim;
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
  if (!isSame(matching.objective.stages, resultsOf(claim))) faults.push("the objective's stages have other values");
  return faults;
}

/** What each stage reached by its definition, with all pairs; in units. */
function resultsOf({ matching, whole, isStable }: Claim): StageResult[] {
  if (isStable) return [];
  const { mentees, mentors, scores, options } = whole;
  const picks = mentees.map((id) =>
    matching.pairs.flatMap(({ mentee, mentor }) => (mentee === id ? [mentors.indexOf(mentor)] : [])),
  );
  return stageResults(scores, options, picks).map((result) => {
    if (result.stage === "total") return { ...result, value: result.value / MILLIONTHS };
    if (result.stage !== "floor" && result.stage !== "leximin") return result;
    const { stage, value, profile } = result;
    return {
      stage,
      value: value === null ? null : value / MILLIONTHS,
      ...(profile && { profile: profile.map(({ of, count }) => ({ of: of / MILLIONTHS, count })) }),
    };
  });
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

/** The certificate once more, on a problem put together from people and policy by other ways, or that nobody blocks. */
function proofFaults(claim: Claim): string[] {
  if (claim.isStable) return stabilityFaults(claim);
  return isPlain(claim.whole) ? certificateFaults(claim) : stagedFaults(claim.matching, claim.whole);
}

/** No pair blocks it by the textbook's definition, and the certificate says that and nothing else. */
function stabilityFaults({ matching, people, policy }: Claim): string[] {
  const method = typeof policy.method === "object" ? policy.method : { kind: "stable" as const };
  const { proposing = "mentees", from = "scores" } = method as { proposing?: string; from?: "scores" | "choices" };
  const { stable, ...rest } = matching.certificate;
  const scored = scorePairs(people, policy);
  const pairs = openPairs(matching);
  const blocking = blockingByName({ people, policy, from, pairs, scored });
  const expected = { method: "stable", proposing, from, blockingPairs: 0, ties: stable?.ties };
  return [
    ...blocking.map(([mentee, mentor]) => `${mentee} and ${mentor} would rather have each other`),
    ...(isSame(rest, { method: "stable", components: [], mentees: [], seats: [] }) ? [] : ["stability has prices"]),
    ...(isSame(stable, expected) ? [] : ["another stability is certified"]),
  ];
}

function openPairs(matching: Matching): (readonly [mentee: string, mentor: string])[] {
  return matching.pairs.flatMap(({ mentee, mentor, pinned }) => (pinned ? [] : [[mentee, mentor] as const]));
}

/**
 * The certificate by its definition, in millionths: over everyone who is not pinned and the seats that no pin takes,
 * prices cover every allowed pair's value, meet it on pairs, and are above zero only on matched mentees and full mentors.
 * In each component the prices of all mentees and all seats then add up to what the pairs reach.
 */
function certificateFaults(claim: Claim): string[] {
  const { matching, policy, mentees, mentors, mentorsOf, pinned, scoreOf } = claim;
  const { components } = matching.certificate;
  const faults: string[] = [];
  const inMillionths = (price: readonly number[]) =>
    price.map((part, k) => (components[k].stage === "total" ? toMillionths(part) : part));
  const menteePrice = new Map(matching.certificate.mentees.map(({ mentee, price }) => [mentee, inMillionths(price)]));
  const seatPrice = new Map(matching.certificate.seats.map(({ mentor, price }) => [mentor, inMillionths(price)]));
  const open = [...mentees.keys()].filter((id) => !pinned.has(id)).sort();
  const expected = stagesOf(policy.objective).map((stage) => (stage === "matched" ? { stage, of: 1 } : { stage }));
  if (!isSame(components, expected)) faults.push("other components are certified");
  if (!isSame([...menteePrice.keys()], open)) faults.push("other mentees have prices");
  if (!isSame([...seatPrice.keys()], [...mentors.keys()].sort())) faults.push("other mentors have prices");
  const { quotas, floor } = matching.certificate;
  if (quotas !== undefined || floor !== undefined) faults.push("there is neither a quota nor a floor");
  if (faults.length > 0) return faults;

  const worth = (score: number) => components.map(({ stage }) => (stage === "matched" ? 1 : score));
  const zero = components.map(() => 0);
  for (const mentee of open) {
    const price = menteePrice.get(mentee)!;
    if (compare(price, zero) < 0) faults.push(`the price of ${mentee} is below zero`);
    if (compare(price, zero) > 0 && !mentorsOf.has(mentee)) faults.push(`${mentee} is unmatched and has a price`);
    for (const mentor of mentors.keys()) {
      const score = scoreOf(mentee, mentor);
      if (score === -Infinity) continue;
      const excess = compare(add(price, seatPrice.get(mentor)!), worth(score));
      if (excess < 0) faults.push(`${mentee} and ${mentor} are worth more than their prices`);
      if (excess !== 0 && mentorsOf.get(mentee)?.includes(mentor))
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
  const { matching, mentors, mentorsOf, scoreOf } = claim;
  return matching.certificate.components.flatMap(({ stage }, k) => {
    const mentees = open.reduce((sum, id) => sum + menteePrice.get(id)![k], 0);
    const seats = [...mentors.keys()].reduce((sum, id) => sum + seatPrice.get(id)![k] * openSeats(claim, id), 0);
    const pairs = open.flatMap((id) => (mentorsOf.get(id) ?? []).map((mentor) => [id, mentor] as const));
    const reached = pairs.reduce((sum, pair) => sum + (stage === "matched" ? 1 : scoreOf(...pair)), 0);
    return mentees + seats === reached
      ? []
      : [`the prices of ${stage} add up to ${mentees + seats}, not to ${reached}`];
  });
}

/** The seats of a mentor that no pin takes. */
function openSeats({ policy, capacityOf }: Claim, mentor: string): number {
  return capacityOf(mentor) - (policy.pins?.filter((pin) => pin.mentor === mentor).length ?? 0);
}

function allowedMentors(
  { mentors, scoreOf, isPinnedPair }: Claim,
  mentee: string,
  counting: "pins too" | "no pins" = "no pins",
): string[] {
  const isOpen = (mentor: string) => counting === "pins too" || !isPinnedPair(mentee, mentor);
  return [...mentors.keys()].filter((mentor) => scoreOf(mentee, mentor) > -Infinity && isOpen(mentor)).sort();
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
    case "QUOTA": {
      const quotas = quotasInTheWay(claim, id);
      return isSame(unmatched.quotas, quotas) ? [] : [`the quotas ${quotas} are in the way of ${id}`];
    }
    default:
      return [];
  }
}

function expectedReason(claim: Claim, id: string): UnmatchedMentee["reason"] {
  if (claim.mentees.get(id)!.manual === true) return "MANUAL";
  if (claim.mentors.size === 0) return "NO_MENTORS";
  const allowed = allowedMentors(claim, id);
  if (allowed.length === 0) return exclusionsOf(claim, id).low ? "ALL_BELOW_MINIMUM_SCORE" : "NO_ELIGIBLE_MENTOR";
  const hasSeats = allowed.some((mentor) => claim.capacityOf(mentor) > 0);
  const isFull = allowed.every((mentor) => openSeats(claim, mentor) === 0);
  if (hasSeats && isFull) return "PINNED_ELSEWHERE";
  if (!claim.isStable && isPlain(claim.whole)) return isFull || countsFirst(claim) ? "CAPACITY_SHORT" : "OUTPRICED";
  if (isShort(claim, id)) return "CAPACITY_SHORT";
  return quotasInTheWay(claim, id).length > 0 ? "QUOTA" : "OUTPRICED";
}

/** Whether a mentee, and whoever they could take a seat from, and so on, can only have seats that are taken by mentees who have no other mentor. */
function isShort(claim: Claim, id: string): boolean {
  const reached = allowedMentors(claim, id);
  for (const mentor of reached) {
    if (claim.capacityOf(mentor) > loadOf(claim, mentor)) return false;
    for (const [holder, own] of claim.mentorsOf) {
      if (!own.includes(mentor) || claim.isPinnedPair(holder, mentor)) continue;
      if (own.length > 1) return false;
      for (const other of allowedMentors(claim, holder)) if (!reached.includes(other)) reached.push(other);
    }
  }
  return true;
}

/** The places in the policy of the full quotas that would count the mentee, or a mentor; all that are full where there are none. */
function quotasInTheWay(claim: Claim, id: string): number[] {
  const { mentees, options } = claim.whole;
  const row = mentees.indexOf(id);
  const full = [...new Set(fullQuotas(claim).map(({ quota }) => quota))];
  const own = full.filter((quota) => {
    const { side, members } = options.quotas![quota];
    return side === "columns" || Array.from(members).includes(row);
  });
  return (own.length > 0 ? own : full).sort((a, b) => a - b);
}

/** Places that stay empty of those who are matched, counted again; the reason is the first that applies. */
function emptyPlaceFaults(claim: Claim): string[] {
  const { matching, mentorsOf } = claim;
  const expected = [...mentorsOf.keys()].flatMap((mentee) => {
    const missing = missingOf(claim, mentee);
    if (missing === 0) return [];
    const others = allowedMentors(claim, mentee).filter((mentor) => mayHaveMore(claim, mentee, mentor));
    const hasSeat = others.some((mentor) => claim.capacityOf(mentor) > loadOf(claim, mentor));
    const free = quotasInTheWay(claim, mentee).length > 0 ? "QUOTA" : "OBJECTIVE";
    const open = others.length === 0 ? "NO_FURTHER_MENTOR" : hasSeat ? free : "SEATS_TAKEN";
    const reason = claim.mentees.get(mentee)!.manual === true ? "MANUAL" : open;
    return [{ mentee, missing, reason }];
  });
  return isSame(matching.unmatched.places, expected) ? [] : [`empty places are not ${JSON.stringify(expected)}`];
}

/** Nobody is tied whose fate is known without the lottery: pinned pairs, those with a pin, whom the lottery left out. */
function tieFaults({ matching, isStable, people, policy, mentorsOf }: Claim): string[] {
  const { mentees, mentors, pairs } = matching.objective.lottery;
  const pins = policy.pins ?? [];
  const names = mentees.map(({ mentee }) => mentee);
  const withPin = [
    ...names.filter((id) => pins.some(({ mentee }) => mentee === id)),
    ...mentors.filter((id) => pins.some(({ mentor }) => mentor === id)),
  ];
  const faults = withPin.map((id) => `${id} has a pin, and is called tied`);
  if (!isSorted(names) || !isSorted(mentors)) faults.push("who is tied is not in order");
  const tied = matching.pairs.filter((pair) => pair.tied);
  if (tied.some(({ pinned }) => pinned)) faults.push("a pin is called tied");
  if (tied.length > pairs) faults.push(`${tied.length} pairs are tied, of ${pairs}`);
  for (const { mentee, chance = 0.5 } of mentees) {
    if (!(chance > 0 && chance <= 1)) faults.push(`${mentee} is tied, with a chance of ${chance}`);
  }
  const from = typeof policy.method === "object" && "from" in policy.method ? policy.method.from : "scores";
  const out = isStable
    ? outByTieByName({
        people,
        policy,
        from: from ?? "scores",
        pairs: openPairs(matching),
        scored: scorePairs(people, policy),
      })
    : names.filter((id) => !mentorsOf.has(id));
  for (const one of matching.unmatched.mentees) {
    if (!("decidedBy" in one)) continue;
    const isDrawn = matching.objective.stages.some(({ stage }) => stage === "draw");
    const expected = out.includes(one.id) ? ["lottery"] : isDrawn ? ["draw", "cost"] : ["cost"];
    if (!expected.includes(one.decidedBy)) faults.push(`${one.id} is left out by ${one.decidedBy}, not by ${expected}`);
  }
  return faults;
}

/** What forbids each mentor to a mentee; `low` where some mentor is forbidden by nothing but the lowest score. */
function exclusionsOf(claim: Claim, id: string): { counts: Exclusions; low: boolean } {
  const mentee = claim.mentees.get(id)!;
  const rules: Record<string, number> = {};
  const counts = { bans: 0, manual: 0, requests: 0 };
  let low = false;
  for (const mentor of claim.mentors.values()) {
    const broken = Object.entries(claim.policy.rules ?? {}).filter(
      ([, rule]) => !isAllowed(claim, rule, id, mentor.id),
    );
    const banned = isBanned(claim, id, mentor.id);
    const avoided = isAvoided(mentee, mentor);
    if (banned) counts.bans += 1;
    const manual = isManual(claim, id, mentor.id);
    if (manual) counts.manual += 1;
    if (avoided) counts.requests += 1;
    for (const [name] of broken) rules[name] = (rules[name] ?? 0) + 1;
    const isFirm = broken.some(([, rule]) => rule.otherwise !== "relax");
    if (banned || manual || avoided || isFirm || mentor.id === id) continue;
    // what else would give way; the lowest score is left
    low = true;
    const counted = new Set(broken.map(([name]) => name));
    for (const name of brokenRules(claim, id, mentor.id)) if (!counted.has(name)) rules[name] = (rules[name] ?? 0) + 1;
  }
  return { counts: { mentors: claim.mentors.size, rules, ...counts }, low };
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
