import { select } from "../numeric/select.js";
import type { Mentee } from "../problem/people.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Options } from "./findOptions.js";
import type { Round } from "./readRound.js";
import type { AuditMeasure, MeasureAudit } from "./report.js";

/** One side of all rounds, as numbers. People come round after round, each round in code-unit order of ids. */
export interface Measured {
  readonly side: "mentees" | "mentors";
  /** Where each round begins, and after the last the number of people. */
  readonly rounds: readonly number[];
  readonly matched: number;
  /** By population: 1 for whoever is in it. The first is everybody, the second all who are matched. */
  readonly populations: readonly Uint8Array[];
  /** Those that say most first. */
  readonly measures: readonly Measure[];
}

/** One measure. */
export interface Measure {
  readonly measure: AuditMeasure;
  readonly kind: MeasureAudit["kind"];
  /** Whom it is about: an index into the populations. */
  readonly population: number;
  /** The populations in which a group has to be shown, so that its figure may be. */
  readonly restsOn: readonly number[];
  /**
   * By person: whole numbers, of so many to one; 0 and 1 for a rate. Undefined where scores are needed and not there.
   */
  readonly values: Float64Array | undefined;
  readonly unit: number;
}

/** Indices of populations. */
export const EVERYBODY = 0;
export const MATCHED = 1;
/** Mentees who named mentors; mentors who had seats. */
const FURTHER = 2;

/** What is measured of mentees. Options are undefined where a round's scores are not there. */
export function measureMentees(
  rounds: readonly Round[],
  options: readonly (Options | undefined)[],
  audience: "administrator" | "auditor",
): Measured {
  const starts = startsOf(rounds.map(({ mentees }) => mentees.length));
  const partners = partnersOf(rounds, "mentees", starts);
  const everybody = new Uint8Array(partners.counts.length).fill(1);
  const matched = partners.counts.map((count) => (count > 0 ? 1 : 0));
  const { chose, gotFirst } = firstChoices(rounds, starts);
  const scores = partners.means;
  const ofOptions = (name: "eligibleMentors" | "bestScore" | "topThree") =>
    options.every((one) => one !== undefined) ? joined(options.map((one) => one![name])) : undefined;
  const perScore = { unit: MILLIONTHS, values: scores };
  const rate: Measure = ofEverybody("matchRate", "rate", Float64Array.from(matched));
  const quality: Measure[] = [
    { measure: "meanScore", kind: "mean", population: MATCHED, restsOn: [EVERYBODY, MATCHED], ...perScore },
    { measure: "meanScoreOfEveryone", kind: "mean", population: EVERYBODY, restsOn: [EVERYBODY, MATCHED], ...perScore },
    { measure: "medianScore", kind: "median", population: MATCHED, restsOn: [EVERYBODY, MATCHED], ...perScore },
    {
      ...{ measure: "medianScoreOfEveryone", kind: "median", ...perScore },
      ...{ population: EVERYBODY, restsOn: [EVERYBODY, MATCHED] },
    },
    { measure: "lowestScore", kind: "lowest", population: MATCHED, restsOn: [EVERYBODY, MATCHED], ...perScore },
    ofMatched("scoringRate", "rate", aboveMedian(scores, Uint8Array.from(matched))),
    {
      ...{ measure: "firstChoiceShare", kind: "rate", values: gotFirst, unit: 1 },
      ...{ population: FURTHER, restsOn: [EVERYBODY, FURTHER] },
    },
    ofMatched("topThreeShare", "rate", ofOptions("topThree")),
    ofEverybody("eligibleMentors", "mean", ofOptions("eligibleMentors")),
    { ...ofEverybody("bestScore", "mean", ofOptions("bestScore")), unit: MILLIONTHS },
  ];
  const shown = quality.filter(({ measure }) => measure !== "lowestScore" || audience === "auditor");
  return {
    side: "mentees",
    rounds: starts,
    ...toSide({ everybody, matched, further: chose, rate, quality: shown }),
  };
}

/** What is measured of mentors. */
export function measureMentors(rounds: readonly Round[], options: readonly (Options | undefined)[]): Measured {
  const starts = startsOf(rounds.map(({ mentors }) => mentors.length));
  const { counts, means } = partnersOf(rounds, "mentors", starts);
  const everybody = new Uint8Array(counts.length).fill(1);
  const matched = counts.map((count) => (count > 0 ? 1 : 0));
  const seats = joined(rounds.map((round) => round.seats));
  const eligible = options.every((one) => one !== undefined)
    ? joined(options.map((one) => one!.eligibleMentees))
    : undefined;
  const used = counts.map((count, mentor) =>
    seats[mentor] === 0 ? 0 : Math.round((count * MILLIONTHS) / seats[mentor]),
  );
  const quality: Measure[] = [
    ofEverybody("load", "mean", counts),
    {
      ...{ measure: "seatsUsed", kind: "mean", values: used, unit: MILLIONTHS },
      ...{ population: FURTHER, restsOn: [EVERYBODY, FURTHER] },
    },
    { ...ofMatched("meanScore", "mean", means), unit: MILLIONTHS },
    ofEverybody("eligibleMentees", "mean", eligible),
  ];
  const rate = ofEverybody("matchRate", "rate", Float64Array.from(matched));
  const further = Uint8Array.from(seats, (count) => (count > 0 ? 1 : 0));
  return { side: "mentors", rounds: starts, ...toSide({ everybody, matched, further, rate, quality }) };
}

function ofEverybody(measure: AuditMeasure, kind: "rate" | "mean", values: Float64Array | undefined): Measure {
  return { measure, kind, population: EVERYBODY, restsOn: [EVERYBODY], values, unit: 1 };
}

function ofMatched(measure: AuditMeasure, kind: "rate" | "mean", values: Float64Array | undefined): Measure {
  return { measure, kind, population: MATCHED, restsOn: [EVERYBODY, MATCHED], values, unit: 1 };
}

function toSide({
  everybody,
  matched,
  further,
  rate,
  quality,
}: {
  readonly everybody: Uint8Array;
  readonly matched: Float64Array;
  readonly further: Uint8Array;
  readonly rate: Measure;
  readonly quality: readonly Measure[];
}): Omit<Measured, "side" | "rounds"> {
  const count = matched.reduce((sum, one) => sum + one, 0);
  return {
    matched: count,
    populations: [everybody, Uint8Array.from(matched), further],
    // where everybody is matched, match rates say nothing: they come last
    measures: count === matched.length ? [...quality, rate] : [rate, ...quality],
  };
}

function startsOf(sizes: readonly number[]): number[] {
  const starts = [0];
  for (const size of sizes) starts.push(starts[starts.length - 1] + size);
  return starts;
}

function joined(parts: readonly (Float64Array | Int32Array)[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}

/**
 * By person: how many they are matched with, and the mean score with them in whole millionths, 0 where there is
 * nobody.
 */
function partnersOf(rounds: readonly Round[], side: "mentees" | "mentors", starts: readonly number[]) {
  const people = starts[starts.length - 1];
  const counts = new Float64Array(people);
  const sums = new Float64Array(people);
  rounds.forEach(({ pairs }, round) => {
    for (const { mentee, mentor, score } of pairs) {
      const person = starts[round] + (side === "mentees" ? mentee : mentor);
      counts[person]++;
      sums[person] += score;
    }
  });
  const means = sums.map((sum, person) => (counts[person] === 0 ? 0 : Math.round(sum / counts[person])));
  return { counts, means };
}

/** Who named mentors that take part, and who of them got the first. */
function firstChoices(rounds: readonly Round[], starts: readonly number[]) {
  const chose = new Uint8Array(starts[starts.length - 1]);
  const gotFirst = new Float64Array(chose.length);
  rounds.forEach(({ mentees, mentors, pairs }, round) => {
    const mentorOf = new Map(mentors.map(({ id }, index) => [id, index]));
    const firsts = mentees.map((mentee) => firstChoice(mentee, mentorOf));
    firsts.forEach((first, mentee) => {
      if (first !== undefined) chose[starts[round] + mentee] = 1;
    });
    for (const { mentee, mentor } of pairs) if (firsts[mentee] === mentor) gotFirst[starts[round] + mentee] = 1;
  });
  return { chose, gotFirst };
}

function firstChoice({ id: own, requests }: Mentee, mentorOf: ReadonlyMap<string, number>): number | undefined {
  const first = requests?.choices?.find((id) => id !== own && mentorOf.has(id));
  return first === undefined ? undefined : mentorOf.get(first);
}

/** 1 for whose score is strictly above the median of a population. */
function aboveMedian(scores: Float64Array, population: Uint8Array): Float64Array {
  const twice = twiceMedian(scores.filter((_, person) => population[person] === 1));
  return scores.map((score, person) => (population[person] === 1 && 2 * score > twice ? 1 : 0));
}

/** Twice the median, a whole number where the values are; 0 where there are none. The values' order changes. */
export function twiceMedian(values: Float64Array): number {
  const count = values.length;
  if (count === 0) return 0;
  return select(values, count, (count - 1) >> 1) + select(values, count, count >> 1);
}
