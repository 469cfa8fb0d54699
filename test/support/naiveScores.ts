import { stemmer } from "stemmer";
import type {
  Criterion,
  Language,
  LivedExperienceRequest,
  Location,
  Mentee,
  Mentor,
  People,
  Person,
  Policy,
  Term,
} from "telemachus";
import { pastPairsOf } from "./stated.js";

const MILLIONTHS = 1_000_000;

/** What one criterion gives to a pair. */
export interface NaivePart {
  readonly name: string;
  readonly kind: Criterion["kind"];
  /** Whole millionths. */
  readonly weight: number;
  /** From 0 to 1. */
  readonly score: number;
  readonly status: "scored" | "mentorUnanswered" | "menteeUnanswered";
}

export interface NaivePair {
  readonly mentee: string;
  readonly mentor: string;
  /** Whole millionths. */
  readonly score: number;
  readonly parts: readonly NaivePart[];
}

/** A mentee's side of a criterion: something to score, an answer that leaves nothing to score, or no answer. */
type Asked = "scored" | "notAsked" | "menteeUnanswered";

interface Programme {
  readonly people: People;
  readonly policy: Policy;
  /** What would take long to find again for each pair. */
  readonly known: {
    readonly minutes: Map<Person, ReadonlySet<number> | undefined>;
    readonly weights: Map<string, number>;
  };
}

/**
 * The score of every pair, worked out pair by pair from what the documentation says of each kind: mentees, and for each of
 * them mentors, in code-unit order of ids. Pins, bans, requests to avoid and rules play no part.
 */
export function naiveScores(people: People, policy: Policy): NaivePair[] {
  const programme: Programme = { people, policy, known: { minutes: new Map(), weights: new Map() } };
  const pairs: NaivePair[] = [];
  for (const mentee of [...people.mentees].sort(byId)) {
    const weights = weightsOf(programme, mentee);
    for (const mentor of [...people.mentors].sort(byId)) {
      const parts = weights.map(({ name, weight }) => partOf(programme, { name, weight }, mentee, mentor));
      const score = parts.reduce((sum, part) => sum + Math.round(part.weight * part.score), 0);
      pairs.push({ mentee: mentee.id, mentor: mentor.id, score, parts });
    }
  }
  return pairs;
}

function byId(first: Person, second: Person): number {
  return byCodeUnits(first.id, second.id);
}

function byCodeUnits(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A million shared out in proportion to the weights that apply, the greatest remainders rounded up. */
function weightsOf(programme: Programme, mentee: Mentee): { name: string; weight: number }[] {
  const criteria = Object.entries(programme.policy.criteria)
    .filter(([, { weight }]) => weight !== 0)
    .filter(([, criterion]) => {
      const asked = askedOf(programme, criterion, mentee);
      return asked === "scored" || (asked === "menteeUnanswered" && criterion.unanswered === "neutral");
    })
    .sort(([first], [second]) => byCodeUnits(first, second));
  const factors = new Map(Object.entries(mentee.requests?.emphasis ?? {}));
  const exact = criteria.map(
    ([name, criterion]) => toDecimal(criterion.weight ?? 1) * toDecimal(factors.get(name) ?? 1),
  );
  const sum = exact.reduce((total, weight) => total + weight, 0n);
  const shares = exact.map((weight) => ({
    floor: (weight * BigInt(MILLIONTHS)) / sum,
    rest: (weight * BigInt(MILLIONTHS)) % sum,
  }));
  const left = MILLIONTHS - shares.reduce((total, { floor }) => total + Number(floor), 0);
  // a stable sort leaves ties in the order of the names
  const first = [...shares].sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : 0)).slice(0, left);
  return criteria.map(([name], at) => ({
    name,
    weight: Number(shares[at].floor) + Number(first.includes(shares[at])),
  }));
}

const DECIMALS = 30;

/** A number as it is written, times 10^30. */
function toDecimal(number: number): bigint {
  const [mantissa, exponent = "0"] = String(number).split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  return BigInt(whole + fraction) * 10n ** BigInt(DECIMALS + Number(exponent) - fraction.length);
}

function partOf(
  programme: Programme,
  { name, weight }: { name: string; weight: number },
  mentee: Mentee,
  mentor: Mentor,
): NaivePart {
  const criterion = programme.policy.criteria[name];
  const { kind } = criterion;
  if (askedOf(programme, criterion, mentee) !== "scored") {
    return { name, kind, weight, score: 0.5, status: "menteeUnanswered" };
  }
  const score = scoreOf(programme, criterion, mentee, mentor);
  if (score !== undefined) return { name, kind, weight, score, status: "scored" };
  return { name, kind, weight, score: criterion.missing ?? missingOf(criterion), status: "mentorUnanswered" };
}

function missingOf({ kind }: Criterion): number {
  return ["coverage", "overlap", "experience", "choices", "quality"].includes(kind) ? 0 : 0.5;
}

function askedOf(programme: Programme, criterion: Criterion, mentee: Mentee): Asked {
  const answersWith = (answer: unknown) => (answer === undefined ? "menteeUnanswered" : "scored");
  const asksWith = (list: readonly unknown[] | undefined) => (list?.length === 0 ? "notAsked" : answersWith(list));
  switch (criterion.kind) {
    case "coverage":
      return asksWith(termsOf(mentee, criterion.field));
    case "experience":
      return asksWith(mentee.requests?.livedExperiences ?? []);
    case "choices":
      return criterion.of === "mentors" ? "scored" : asksWith(mentee.requests?.choices);
    case "history": {
      const mentors = programme.people.mentors.map(({ id }) => id);
      const had = pastPairsOf(programme.policy).some(
        (pair) => pair.mentee === mentee.id && mentors.includes(pair.mentor),
      );
      return had ? "scored" : "notAsked";
    }
    case "quality":
    case "custom":
      return "scored";
    case "overlap":
      return answersWith(termsOf(mentee, criterion.field));
    case "proximity":
      return answersWith(numberOf(programme, mentee, criterion.field));
    case "equality":
      return answersWith(entriesOf(mentee, criterion.field));
    case "schedule":
      return answersWith(freeMinutes(programme, mentee));
    case "language":
      return answersWith(mentee.languages);
    case "distance":
      return answersWith(mentee.location);
    case "similarity": {
      const vector = vectorOf(programme, mentee, criterion);
      return vector !== undefined && pointsNowhere(vector) ? "notAsked" : answersWith(vector);
    }
    case "text":
      return answersWith(wordsOf(mentee, criterion));
  }
}

/** From 0 to 1; undefined where the mentor did not answer. */
function scoreOf(programme: Programme, criterion: Criterion, mentee: Mentee, mentor: Mentor): number | undefined {
  const { policy } = programme;
  switch (criterion.kind) {
    case "coverage": {
      const list = termsOf(mentor, criterion.field);
      if (list === undefined) return undefined;
      const offered = offersOf(policy, list);
      let [reached, whole] = [0, 0];
      for (const { key, level, importance } of wishesOf(policy, termsOf(mentee, criterion.field)!)) {
        const worth = importance * termWeight(programme, criterion, key);
        const parts = offered.map((offer) => {
          const met = level === undefined ? 1 : Math.min(1, offer.level / level);
          return Math.round(PARTS * relatedness(policy, key, offer.key) * met);
        });
        reached += worth * Math.max(0, ...parts);
        whole += worth * PARTS;
      }
      return reached / whole;
    }
    case "overlap": {
      const list = termsOf(mentor, criterion.field);
      if (list === undefined) return undefined;
      const [own, theirs] = [termsOf(mentee, criterion.field)!, list].map(
        (terms) => new Set(terms.map((term) => keyOf(policy, nameOf(term)))),
      );
      let [shared, either] = [0, 0];
      for (const key of new Set([...own, ...theirs])) {
        const weight = termWeight(programme, criterion, key);
        if (own.has(key) && theirs.has(key)) shared += weight;
        either += weight;
      }
      return either === 0 ? 0 : shared / either;
    }
    case "experience": {
      const there = disclosedShare(policy, mentee, mentor);
      if (there === undefined) return undefined;
      const asksBack = (mentor.requests?.livedExperiences ?? []).length > 0;
      return asksBack ? (there + (disclosedShare(policy, mentor, mentee) ?? 0)) / 2 : there;
    }
    case "proximity": {
      const above = numberOf(programme, mentor, criterion.field);
      if (above === undefined) return undefined;
      const gap = above - numberOf(programme, mentee, criterion.field)!;
      return Math.max(0, 1 - Math.abs(gap - (criterion.ideal ?? 0)) / criterion.tolerance);
    }
    case "equality": {
      const [own, theirs] = [entriesOf(mentee, criterion.field)!, entriesOf(mentor, criterion.field)];
      if (theirs === undefined) return undefined;
      const keys = theirs.map((entry) => keyOf(policy, entry));
      const same = own.some((entry) => keys.includes(keyOf(policy, entry)));
      return Number(same === (criterion.prefer !== "different"));
    }
    case "schedule": {
      const theirs = freeMinutes(programme, mentor);
      if (theirs === undefined) return undefined;
      const shared = [...freeMinutes(programme, mentee)!].filter((minute) => theirs.has(minute)).length;
      return Math.min(1, shared / (criterion.minutes ?? 60));
    }
    case "language": {
      if (mentor.languages === undefined) return undefined;
      const theirs = mentor.languages;
      const fits = mentee.languages!.flatMap((own) =>
        theirs.map((other) =>
          languageOf(policy, own) === languageOf(policy, other) ? Math.min(fluencyOf(own), fluencyOf(other)) / 5 : 0,
        ),
      );
      return Math.max(0, ...fits);
    }
    case "distance": {
      if (mentor.location === undefined) return undefined;
      const kilometres = kilometresBetween(mentee.location!, mentor.location);
      return 1 / (1 + kilometres / criterion.halfKilometres);
    }
    case "similarity": {
      const theirs = vectorOf(programme, mentor, criterion);
      if (theirs === undefined || pointsNowhere(theirs)) return undefined;
      const cosine = cosineOf(vectorOf(programme, mentee, criterion)!, theirs);
      return (1 + (criterion.prefer === "complementary" ? -cosine : cosine)) / 2;
    }
    case "quality": {
      const number = numberOf(programme, mentor, criterion.field);
      if (number === undefined) return undefined;
      const { from = 0, to = lookUp(policy.scales, criterion.field)!.length - 1 } = criterion;
      return (number - from) / (to - from);
    }
    case "text": {
      const theirs = wordsOf(mentor, criterion);
      if (theirs === undefined) return undefined;
      return textCosine(programme, criterion, wordsOf(mentee, criterion)!, theirs);
    }
    case "choices": {
      const back = mentor.requests?.choices;
      const there = mentee.requests?.choices ?? [];
      if (criterion.of === "mentees") return choiceScore(there, mentor.id);
      if (criterion.of === "mentors") return back === undefined ? undefined : choiceScore(back, mentee.id);
      if (back === undefined || back.length === 0) return choiceScore(there, mentor.id);
      return (choiceScore(there, mentor.id) + choiceScore(back, mentee.id)) / 2;
    }
    case "history": {
      const met = pastPairsOf(policy).some((pair) => pair.mentee === mentee.id && pair.mentor === mentor.id);
      return Number(met === (criterion.prefer === "again"));
    }
    case "custom":
      return criterion.score(forCustom(mentor), forCustom(mentee));
  }
}

// Answers

/** An answer; blank texts are none. */
function answerOf(person: Person, field: string): unknown {
  const fields = "skills goals interests livedExperiences languages seniority embedding team organisation".split(" ");
  const own = fields.includes(field) ? (person as unknown as { [field: string]: unknown }) : person.attributes;
  const answer = lookUp(own, field);
  return typeof answer === "string" && answer.trim() === "" ? undefined : answer;
}

function lookUp<Value>(record: { readonly [key: string]: Value } | undefined, key: string): Value | undefined {
  return new Map(Object.entries(record ?? {})).get(key);
}

function entriesOf(person: Person, field: string): string[] | undefined {
  const answer = answerOf(person, field);
  return answer === undefined ? undefined : [answer].flat().map(String);
}

function termsOf(person: Person, field: string): readonly Term[] | undefined {
  const answer = answerOf(person, field) as Term | readonly Term[] | undefined;
  return answer === undefined ? undefined : [answer].flat();
}

function nameOf(term: string | { readonly name: string }): string {
  return typeof term === "string" ? term : term.name;
}

/** A number, or a label's place on the field's scale. */
function numberOf({ policy }: Programme, person: Person, field: string): number | undefined {
  const answer = answerOf(person, field) as number | string | undefined;
  if (typeof answer !== "string") return answer;
  return lookUp(policy.scales, field)!.findIndex((label) => formOf(label) === formOf(answer));
}

function forCustom(person: Person) {
  const { name, display, auditOnly, livedExperiences, requests, ...rest } = person;
  return rest;
}

// Terms

const forms = new Map<string, string>();

/** Unicode NFKC, case folded, trimmed. */
function formOf(text: string): string {
  if (!forms.has(text)) {
    const folded = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
    forms.set(text, folded.trim().split(/\s+/u).join(" "));
  }
  return forms.get(text)!;
}

/** The term that a spelling stands for: by the synonyms, then by the concepts' labels, ids and aliases. */
function keyOf({ synonyms = {}, taxonomy = [] }: Policy, text: string): string {
  const meant = Object.keys(synonyms).find((term) => synonyms[term].some((other) => formOf(other) === formOf(text)));
  const form = formOf(meant ?? text);
  const labels = taxonomy.map(({ label }) => formOf(label));
  if (labels.includes(form)) return form;
  const byId = taxonomy.find(({ id }) => formOf(id) === form);
  if (byId !== undefined) return formOf(byId.label);
  const byAlias = taxonomy.filter(({ aliases = [] }) => aliases.some((alias) => formOf(alias) === form));
  return byAlias.length === 1 ? formOf(byAlias[0].label) : form;
}

/** 1 for the same term, 1/2 for one step up or down, 1/3 for two (up and down again among them), else 0. */
function relatedness({ taxonomy = [] }: Policy, first: string, second: string): number {
  if (first === second) return 1;
  const above = (keys: readonly string[]) =>
    taxonomy
      .filter(({ label }) => keys.includes(formOf(label)))
      .flatMap(({ broader = [] }) => [broader].flat())
      .map((id) => formOf(taxonomy.find((concept) => concept.id === id)!.label));
  const ways = [first, second].map((key) => [[key], above([key]), above(above([key]))]);
  for (const steps of [1, 2]) {
    for (let up = 0; up <= steps; up++) {
      if (ways[0][up].some((key) => ways[1][steps - up].includes(key))) return 1 / (1 + steps);
    }
  }
  return 0;
}

/** Any product of 1, 1/2 or 1/3 and a quotient of two levels from 1 to 5 is a whole number of these: sums are exact. */
const PARTS = 360;

type TermCriterion = Extract<Criterion, { kind: "coverage" | "overlap" }>;

interface Wish {
  readonly key: string;
  readonly level: number | undefined;
  readonly importance: number;
}

/** What a mentee wants; of a term given twice, the highest level and importance. */
function wishesOf(policy: Policy, terms: readonly Term[]): Wish[] {
  const wishes = new Map<string, Wish>();
  for (const term of terms) {
    const { level = undefined, importance = 1 } = typeof term === "string" ? {} : term;
    const key = keyOf(policy, nameOf(term));
    const before = wishes.get(key);
    const levels = [level, before?.level].filter((one) => one !== undefined);
    wishes.set(key, {
      key,
      level: levels.length === 0 ? undefined : Math.max(...levels),
      importance: Math.max(importance, before?.importance ?? 0),
    });
  }
  return [...wishes.values()];
}

/** What a mentor offers: a term without a level counts as level 3. */
function offersOf(policy: Policy, terms: readonly Term[]): { key: string; level: number }[] {
  return terms.map((term) => ({
    key: keyOf(policy, nameOf(term)),
    level: typeof term === "string" ? 3 : (term.level ?? 3),
  }));
}

/**
 * How much a term weighs, in whole millionths, of which it has one at least: where rarity counts as recorded (of several
 * spellings the most), else 1 + ln((1 + M) / (1 + f)) where f of M mentors offer it; 1 where nobody does, or the record
 * leaves it out.
 */
function termWeight(programme: Programme, { field, rarity }: TermCriterion, key: string): number {
  const { weights } = programme.known;
  const place = JSON.stringify([field, key]);
  if (rarity && !weights.has(place)) weights.set(place, rarityOf(programme, field, key));
  return Math.max(1, Math.round(MILLIONTHS * (rarity ? weights.get(place)! : 1)));
}

function rarityOf({ people, policy }: Programme, field: string, key: string): number {
  const recorded = lookUp(policy.rarity, field);
  if (recorded !== undefined) {
    const spellings = recorded.filter(({ term }) => keyOf(policy, term) === key);
    return spellings.length === 0 ? 1 : Math.max(...spellings.map(({ weight }) => weight));
  }
  const offering = people.mentors.filter((mentor) =>
    termsOf(mentor, field)?.some((term) => keyOf(policy, nameOf(term)) === key),
  ).length;
  return offering === 0 ? 1 : 1 + Math.log((1 + people.mentors.length) / (1 + offering));
}

/** The share, by importance, of what one asked for that the other disclosed; undefined where the other says nothing. */
function disclosedShare(policy: Policy, asking: Mentee | Mentor, telling: Person): number | undefined {
  if (telling.livedExperiences === undefined) return undefined;
  const told = telling.livedExperiences.map((one) => keyOf(policy, nameOf(one)));
  const wanted = new Map<string, number>();
  for (const request of asking.requests!.livedExperiences!) {
    const key = keyOf(policy, nameOf(request));
    wanted.set(key, Math.max(importanceOf(request), wanted.get(key) ?? 0));
  }
  let [met, whole] = [0, 0];
  for (const [key, importance] of wanted) {
    whole += importance;
    if (told.includes(key)) met += importance;
  }
  return met / whole;
}

function importanceOf(request: LivedExperienceRequest): number {
  return typeof request === "string" ? 1 : (request.importance ?? 1);
}

// Languages

/** The term a language is, or that its tag's first part is: `pt-BR` counts as `pt`, and as what that stands for. */
function languageOf(policy: Policy, language: Language): string {
  const form = keyOf(policy, nameOf(language));
  const [first, ...regions] = form.split(/[-_]/);
  return first.length < 4 && regions.length > 0 ? keyOf(policy, first) : form;
}

function fluencyOf(language: Language): number {
  return typeof language === "string" ? 5 : (language.level ?? 5);
}

// Time and place

const WEEK = 7 * 24 * 60;

function freeMinutes(programme: Programme, person: Person): ReadonlySet<number> | undefined {
  const { minutes } = programme.known;
  if (!minutes.has(person)) minutes.set(person, minutesOf(programme, person));
  return minutes.get(person);
}

/** The minutes of the week in Greenwich at which someone can meet; undefined where nobody can tell. */
function minutesOf({ people, policy }: Programme, { availability, timeZone }: Person): Set<number> | undefined {
  if (availability === undefined) return undefined;
  const isZoned = [...people.mentees, ...people.mentors].some((person) => person.timeZone !== undefined);
  if (isZoned && timeZone === undefined && availability.length > 0) return undefined;
  // without a date all zones are the same, and any day will do
  const ahead = timeZone === undefined ? 0 : minutesAhead(timeZone, policy.date ?? "2026-01-01");
  const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const free = new Set<number>();
  for (const { day, from, to } of availability) {
    const midnight = 1440 * days.indexOf(day);
    for (let minute = midnight + clockOf(from); minute < midnight + clockOf(to); minute++) {
      free.add((minute - ahead + WEEK) % WEEK);
    }
  }
  return free;
}

function clockOf(time: string): number {
  return 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How many minutes the clocks of a zone are ahead of Greenwich at noon of a day. */
function minutesAhead(timeZone: string, date: string): number {
  const noon = new Date(`${date}T12:00:00Z`);
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
  clocks.set(timeZone, clock);
  const parts = new Map(clock.formatToParts(noon).map(({ type, value }) => [type as string, Number(value)]));
  const [year, month, day, hour, minute] = ["year", "month", "day", "hour", "minute"].map((type) => parts.get(type)!);
  return (Date.UTC(year, month - 1, day, hour, minute) - noon.getTime()) / 60_000;
}

/** Along the great circle, in kilometres to the metre (haversine). */
function kilometresBetween(from: Location, to: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (first: number, second: number) => Math.sin(radians(second - first) / 2) ** 2;
  const chord =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude);
  return Math.round(2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(chord)))) / 1000;
}

// Vectors and texts

type Similarity = Extract<Criterion, { kind: "similarity" }>;
type TextSimilarity = Extract<Criterion, { kind: "text" }>;

/** A vector from its centre; undefined where a part of it is unknown. */
function vectorOf(programme: Programme, person: Person, criterion: Similarity): number[] | undefined {
  const { field, fields = [], centre = 0 } = criterion;
  const parts =
    field === undefined
      ? fields.map((one) => numberOf(programme, person, one))
      : (answerOf(person, field) as readonly number[] | undefined);
  if (parts === undefined || parts.some((part) => part === undefined)) return undefined;
  return parts.map((part) => part! - centre);
}

function pointsNowhere(vector: readonly number[]): boolean {
  return vector.every((part) => part === 0);
}

/** To nine decimals. */
function cosineOf(first: readonly number[], second: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, part, at) => sum + part * b[at], 0);
  const cosine = dot(first, second) / Math.sqrt(dot(first, first)) / Math.sqrt(dot(second, second));
  return Math.round(cosine * 1e9) / 1e9;
}

/** Of the English words that do not count, those that the programmes of the tests have. */
const stopWords = ["i", "don't", "and", "of", "the"];

/** The words of a text that count, by their stems; undefined where there is none. */
function wordsOf(person: Person, criterion: TextSimilarity): string[] | undefined {
  const text = answerOf(person, criterion.field) as string | undefined;
  const withoutApostrophes = (word: string) => formOf(word).replaceAll("'", "");
  const stops = (criterion.stopWords ?? stopWords).map(withoutApostrophes);
  const words = (text?.match(/[\p{L}\p{N}']+/gu) ?? [])
    .map(withoutApostrophes)
    .filter((word) => !stops.includes(word))
    .map((word) => (criterion.stem === false ? word : stemmer(word)));
  return words.length === 0 ? undefined : words;
}

/** The cosine of two texts in which a word weighs (1 + ln tf) · (1 + ln((1 + N) / (1 + df))). */
function textCosine({ people }: Programme, criterion: TextSimilarity, own: string[], theirs: string[]): number {
  const texts = [...people.mentees, ...people.mentors].flatMap((person) => {
    const words = wordsOf(person, criterion);
    return words === undefined ? [] : [words];
  });
  const words = [...new Set([...own, ...theirs])].sort();
  const weigh = (list: readonly string[]) =>
    words.map((word) => {
      const frequency = list.filter((one) => one === word).length;
      const documents = texts.filter((text) => text.includes(word)).length;
      if (frequency === 0) return 0;
      return (1 + Math.log(frequency)) * (1 + Math.log((1 + texts.length) / (1 + documents)));
    });
  return cosineOf(weigh(own), weigh(theirs));
}

// Choices

/** 1 for the first choice, 1/2 for the second, and so on; 0 for whom nobody wished for. */
function choiceScore(choices: readonly string[], id: string): number {
  return choices.includes(id) ? 1 / (1 + choices.indexOf(id)) : 0;
}
