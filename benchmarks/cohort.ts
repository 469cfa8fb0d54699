import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { availability, type Mentee, type Mentor, type People } from "telemachus";

/** How many different answers each question has, and how many of them a person gives. */
const SKILLS = { answers: 400, given: 12 };
const GOALS = { answers: 30, given: 4 };
const INTERESTS = { answers: 80, given: 6 };

/** Offsets from UTC in hours, with the share of the people who live there. */
const ZONES = { hours: [-8, -5, 0, 1, 5.5], shares: [0.04, 0.14, 0.37, 0.36, 0.09] };
/** The languages people work in, with the share of the people who speak these and no others. */
const LANGUAGES = {
  spoken: [
    ["English"],
    ["German", "English"],
    ["French", "English"],
    ["Spanish", "English"],
    ["German"],
    ["French"],
    ["Spanish"],
  ],
  shares: [0.55, 0.16, 0.12, 0.1, 0.03, 0.02, 0.02],
};
const TEAMS = 25;
/** Five days of eight hours. */
const WEEK = {
  days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
  from: "09:00",
  to: "17:00",
  hours: 8,
} as const;
/** A zone for each offset, in winter. */
const zones = new Map([
  [-8, "America/Los_Angeles"],
  [-5, "America/New_York"],
  [0, "Europe/London"],
  [1, "Europe/Berlin"],
  [5.5, "Asia/Kolkata"],
]);

/** The hours of each working day. */
export const HOURS = WEEK.hours;
/** A criterion of the policies that score shared hours, and a date in winter. */
export const hoursCriterion = availability({ weight: 2, minutes: WEEK.days.length * WEEK.hours * 60 });
export const WINTER = "2026-01-12";

/** A participant in numbers: answers are indices, drawn without repetition. */
export interface Participant {
  readonly skills: readonly number[];
  readonly goals: readonly number[];
  readonly interests: readonly number[];
  /** Offset from UTC in hours. */
  readonly zone: number;
  readonly languages: readonly string[];
  readonly team: number;
}

export interface Cohort {
  readonly mentees: readonly Participant[];
  readonly mentors: readonly Participant[];
}

/**
 * Draws a cohort whose mentors' skills follow Zipf's law (the k-th most popular is offered 1/k as often as the first),
 * as do the skills mentees want. The same seed and sizes give the same cohort.
 */
export function drawCohort(seed: number, size: { mentees: number; mentors: number }): Cohort {
  const random = xoroshiro128plus(seed);
  return { mentees: drawSide(random, size.mentees), mentors: drawSide(random, size.mentors) };
}

/** Where a person is, who is free in working hours on their own clock. */
export function timesOf({ zone }: Participant): Required<Pick<Mentee, "timeZone" | "availability">> {
  return {
    timeZone: zones.get(zone)!,
    availability: WEEK.days.map((day) => ({ day, from: WEEK.from, to: WEEK.to })),
  };
}

const namesOf = (what: string, { answers }: { answers: number }) =>
  Array.from({ length: answers }, (_, index) => `${what} ${index}`);
/** What people pick their answers from. */
const names = {
  skills: namesOf("skill", SKILLS),
  goals: namesOf("goal", GOALS),
  interests: namesOf("interest", INTERESTS),
};

/** The cohort as the input of `match`: every mentee has a manager and a manager above, both among the mentors. */
export function toPeople({ mentees, mentors }: Cohort): People {
  const shared = (person: Participant) => ({
    skills: person.skills.map((skill) => names.skills[skill]),
    goals: person.goals.map((goal) => names.goals[goal]),
    interests: person.interests.map((interest) => names.interests[interest]),
    languages: person.languages,
    team: `team ${person.team}`,
  });
  return {
    mentees: mentees.map(
      (person, index): Mentee => ({
        id: `mentee-${index}`,
        ...shared(person),
        managers: [`mentor-${index % mentors.length}`, `mentor-${(index + 1) % mentors.length}`],
      }),
    ),
    mentors: mentors.map((person, index): Mentor => ({ id: `mentor-${index}`, ...shared(person) })),
  };
}

function drawSide(random: RandomGenerator, size: number): Participant[] {
  const zones = spread(random, size, ZONES.shares);
  const languages = spread(random, size, LANGUAGES.shares);
  const teams = spread(random, size, Array<number>(TEAMS).fill(1 / TEAMS));
  return Array.from({ length: size }, (_, index) => ({
    skills: drawPopular(random, SKILLS),
    goals: drawEqual(random, GOALS),
    interests: drawEqual(random, INTERESTS),
    zone: ZONES.hours[zones[index]],
    languages: LANGUAGES.spoken[languages[index]],
    team: teams[index],
  }));
}

/** A category for each of `size` people, in shuffled order. Each category gets its share, not a draw: shares hold at every size. */
function spread(random: RandomGenerator, size: number, shares: readonly number[]): number[] {
  const bounds = shares.map((_, index) => Math.round(size * shares.slice(0, index + 1).reduce((sum, x) => sum + x, 0)));
  const categories = Array.from({ length: size }, (_, index) => bounds.findIndex((bound) => index < bound));
  for (let last = size - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    [categories[last], categories[other]] = [categories[other], categories[last]];
  }
  return categories;
}

function drawEqual(random: RandomGenerator, { answers, given }: { answers: number; given: number }): number[] {
  const drawn = new Set<number>();
  while (drawn.size < given) drawn.add(uniformInt(random, 0, answers - 1));
  return [...drawn];
}

function drawPopular(random: RandomGenerator, { answers, given }: { answers: number; given: number }): number[] {
  const reach = zipfReach(answers);
  const drawn = new Set<number>();
  while (drawn.size < given) {
    const point = uniformFloat64(random) * reach[answers - 1];
    drawn.add(reach.findIndex((bound) => point < bound));
  }
  return [...drawn];
}

const reaches = new Map<number, Float64Array>();

/** Running sums of 1, 1/2, 1/3, … */
function zipfReach(answers: number): Float64Array {
  let reach = reaches.get(answers);
  if (reach === undefined) {
    reach = new Float64Array(answers);
    for (let rank = 0; rank < answers; rank++) reach[rank] = (rank > 0 ? reach[rank - 1] : 0) + 1 / (rank + 1);
    reaches.set(answers, reach);
  }
  return reach;
}
