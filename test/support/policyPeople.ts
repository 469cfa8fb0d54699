import type { Availability, EarlierPair, Language, Mentee, Mentor, People, Person, Policy } from "telemachus";
import { createDraw, type Draw } from "../../src/sample/draw.js";
import * as vocabulary from "../../src/sample/vocabulary.js";

/** A programme's people, and who was matched with whom before. */
export interface DrawnProgramme {
  readonly people: People;
  readonly history: readonly EarlierPair[];
}

/** Where most mentors stand on the scales, as seen from their mentees. */
export type Standing = "above" | "level" | "below";

const MENTEES = 40;
const MENTORS = 25;
const EARLIER_PAIRS = 25;

/** Two towns within reach of each other, three far away, and one where nobody mentors. */
const sites = [
  { site: "Leeds", timeZone: "Europe/London", at: [53.8008, -1.5491], mentees: 9, mentors: 8 },
  { site: "York", timeZone: "Europe/London", at: [53.9591, -1.0815], mentees: 6, mentors: 5 },
  { site: "Lisbon", timeZone: "Europe/Lisbon", at: [38.7223, -9.1393], mentees: 6, mentors: 5 },
  { site: "Toronto", timeZone: "America/Toronto", at: [43.6532, -79.3832], mentees: 5, mentors: 4 },
  { site: "Pune", timeZone: "Asia/Kolkata", at: [18.5204, 73.8567], mentees: 4, mentors: 3 },
  { site: "Bergen", timeZone: "Europe/Oslo", at: [60.3913, 5.3221], mentees: 2, mentors: 0 },
] as const;
const languageOf: { readonly [site: string]: string } = { Lisbon: "Portuguese", Pune: "Hindi", Bergen: "Norwegian" };

const teams = vocabulary.teams.slice(0, 6).map(({ name }) => name);
const companies = ["Harbourline", "Northlight", "Caldera", "Fernway"];
const professions = ["Operational delivery", "Policy", "Digital and data", "Finance"];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;
const cadences = ["every week", "every two weeks", "every month"];
const meetingModes = ["in person", "by video", "by phone"];
const styles = ["listener", "adviser", "challenger", "connector"];
const accessNeeds = ["step-free access", "live captions", "sign language", "written summaries", "quiet room"];
const topics = [
  "robotics",
  "public health",
  "energy storage",
  "game design",
  "urban planning",
  "banking",
  "journalism",
];
const subjects = ["History", "Law", "Nursing"];

/** What is drawn about people before they answer any question. */
interface Participant {
  readonly id: string;
  readonly side: keyof People;
  readonly team: string;
  /** From 0, the lowest of everybody, to 999. */
  readonly rank: number;
  readonly manager: string | undefined;
}

/** What answers are drawn with. */
interface Form {
  readonly draw: Draw;
  readonly policy: Policy;
  /** The answer, or silence in so many of a hundred cases. */
  readonly unless: <Answer>(percent: number, answer: Answer) => Answer | undefined;
  /** One of the spellings that the policy has for a term. */
  readonly spell: (term: string) => string;
}

/** 40 mentees and 25 mentors who answer what the policies of examples/policies read; some leave some of it out. */
export function policyPeople(policy: Policy, standing: Standing, seed: number): DrawnProgramme {
  const draw = createDraw(seed);
  const form: Form = {
    draw,
    policy,
    unless: (percent, answer) => (draw.chance(percent) ? undefined : answer),
    spell: (term) => draw.pick([term, ...spellingsOf(policy, term)]),
  };
  const participants = drawParticipants(draw, standing);
  const ofSide = (side: keyof People) => participants.filter((one) => one.side === side);
  const [menteeIds, mentorIds] = [ofSide("mentees"), ofSide("mentors")].map((list) => list.map(({ id }) => id));
  return {
    people: {
      mentees: ofSide("mentees").map((one): Mentee => merge(answer(form, one), wishes(form, mentorIds))),
      mentors: ofSide("mentors").map((one): Mentor => merge(answer(form, one), offers(form, menteeIds))),
    },
    history: Array.from({ length: EARLIER_PAIRS }, () => ({
      mentee: draw.pick([...menteeIds, "someone-who-left"]),
      mentor: draw.pick(mentorIds),
    })),
  };
}

function spellingsOf({ synonyms = {}, taxonomy = [] }: Policy, term: string): readonly string[] {
  return [...(synonyms[term] ?? []), ...(taxonomy.find(({ label }) => label === term)?.aliases ?? [])];
}

/** Managers hold a higher rank, so no chain is a circle; most are of the same team. */
function drawParticipants(draw: Draw, standing: Standing): Participant[] {
  const [lower, upper, middle] = [
    [80, 549],
    [350, 999],
    [100, 799],
  ] as const;
  const bounds = {
    above: { mentees: lower, mentors: upper },
    level: { mentees: middle, mentors: middle },
    below: { mentees: upper, mentors: lower },
  }[standing];
  const drawn = (["mentees", "mentors"] as const).flatMap((side) =>
    Array.from({ length: side === "mentees" ? MENTEES : MENTORS }, (_, index) => ({
      id: `${side.slice(0, -1)}-${String(index + 1).padStart(2, "0")}`,
      side,
      team: draw.pick(teams),
      rank: draw.int(bounds[side][0], bounds[side][1]),
    })),
  );
  return drawn.map((one) => {
    const above = drawn.filter(({ rank }) => rank > one.rank + 70);
    const near = above.filter(({ team }) => team === one.team);
    const { id } = draw.pick(draw.chance(70) && near.length > 0 ? near : [...above, { id: "the-chair" }]);
    return { ...one, manager: draw.chance(88) ? id : undefined };
  });
}

/** What everybody is asked. */
function answer(form: Form, { id, side, team, rank, manager }: Participant): Person {
  const { draw, policy, unless, spell } = form;
  const isMentor = side === "mentors";
  const { site, timeZone, at } = draw.weighted(sites, (place) => place[side]);
  const labelOf = (scale: readonly string[]) => scale[Math.floor((rank * scale.length) / 1000)];
  const { seniority, grade } = policy.scales ?? {};
  const studied = policy.taxonomy?.map(({ label }) => label) ?? subjects;
  const about = isMentor ? "years of work in" : "a great interest in";
  return {
    id,
    name: `Person ${id}`,
    manager,
    team: unless(3, team),
    organisation: unless(2, draw.pick(companies)),
    seniority: seniority && unless(4, labelOf(seniority)),
    timeZone,
    location: unless(6, { latitude: at[0], longitude: at[1] }),
    availability: unless(4, drawWindows(draw)),
    languages: unless(5, drawLanguages(form, languageOf[site])),
    interests: unless(8, [...draw.some(draw.int(2, 5), vocabulary.interests)]),
    attributes: heard({
      grade: grade && labelOf(grade),
      site: unless(3, site),
      profession: unless(5, draw.pick(professions)),
      meetingCadence: unless(10, draw.pick(cadences)),
      meetingMode: unless(6, [...draw.some(draw.int(1, 2), meetingModes)]),
      workingStyle: unless(
        12,
        Array.from({ length: 5 }, () => draw.int(1, 5)),
      ),
      monthsHere: unless(3, isMentor ? draw.int(1, 60) : draw.int(0, 3)),
      subject: unless(4, [...draw.some(draw.int(1, 2), studied)].map(spell)),
      graduationYear: unless(4, isMentor ? draw.int(2000, 2027) : draw.int(2026, 2029)),
      biography: unless(10, `I have ${about} ${draw.pick(topics)} and ${draw.pick(topics)}.`),
    }),
    display: { pronouns: draw.pick(["she", "he", "they"]) },
    auditOnly: { gender: draw.pick(["woman", "man", "non-binary"]), age: draw.int(18, 67) },
  };
}

/** Most speak English; whoever does not speaks the language of their site. */
function drawLanguages({ draw, spell }: Form, own: string | undefined): Language[] {
  const english = own === undefined || draw.chance(75) ? ["English"] : [];
  const spoken = own !== undefined && (english.length === 0 || draw.chance(70)) ? [...english, own] : english;
  return spoken.map((name) => (draw.chance(40) ? { name: spell(name), level: draw.int(2, 5) } : spell(name)));
}

function drawWindows(draw: Draw): Availability[] {
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  return [...draw.some(draw.int(2, 5), weekdays)].map((day) => {
    const hour = draw.int(8, 15);
    return { day, from: clock(hour), to: clock(hour + draw.int(2, 5)) };
  });
}

/** What mentees want to learn, aim for and ask for; where the policy has a rule for it, some of it as a condition. */
function wishes({ draw, policy, unless }: Form, mentorIds: readonly string[]): Partial<Mentee> {
  const { min = 0.5, max = 2 } = policy.emphasis ?? {};
  const mayRequire = Object.values(policy.rules ?? {}).some(({ kind }) => kind === "requiredExperience");
  const ask = (name: string) => {
    const strength = mayRequire && draw.chance(35) ? ("require" as const) : ("prefer" as const);
    return { name, strength, importance: draw.int(1, 5) };
  };
  return {
    skills: unless(4, drawWanted(draw, vocabulary.skills.general)),
    goals: unless(4, drawWanted(draw, vocabulary.goals)),
    requests: heard({
      livedExperiences: unless(50, drawExperiences(draw, 2).map(ask)),
      choices: unless(40, [...draw.some(draw.int(1, 3), mentorIds)]),
      avoid: unless(90, [draw.pick(mentorIds)]),
      emphasis: unless(75, { [draw.pick(Object.keys(policy.criteria))]: draw.pick([min, max]) }),
    }),
    attributes: heard({
      mentoringStyle: unless(15, [...draw.some(draw.int(1, 2), styles)]),
      accessibility: unless(20, draw.chance(50) ? [] : [...draw.some(draw.int(1, 2), accessNeeds)]),
    }),
  };
}

/** What mentors can teach, help with and share, how many mentees they take, and what they ask for. */
function offers({ draw, unless }: Form, menteeIds: readonly string[]): Partial<Mentor> {
  const share = (name: string) => (draw.chance(65) ? { name, show: "toMyMatch" as const } : name);
  return {
    skills: unless(4, drawTerms(draw, draw.int(3, 6), vocabulary.skills.general)),
    goals: unless(4, drawTerms(draw, draw.int(3, 6), vocabulary.goals)),
    livedExperiences: unless(25, drawExperiences(draw, 4).map(share)),
    capacity: unless(45, draw.int(1, 3)),
    requests: heard({
      livedExperiences: unless(90, drawExperiences(draw, 2)),
      choices: unless(70, [...draw.some(draw.int(1, 3), menteeIds)]),
      avoid: unless(92, [draw.pick(menteeIds)]),
    }),
    attributes: heard({
      mentoringStyle: unless(10, [...draw.some(draw.int(1, 3), styles)]),
      accessibility: unless(10, [...draw.some(draw.int(1, 4), accessNeeds)]),
      culturalAwareness: unless(15, draw.int(1, 5)),
      trackRecord: unless(30, draw.int(0, 20) / 20),
      sponsorTraining: unless(4, draw.chance(85) ? "completed" : "booked"),
      onPromotionPanel: unless(2, draw.chance(8)),
    }),
  };
}

function drawTerms(draw: Draw, count: number, list: readonly string[]): string[] {
  return draw.distinct(count, () => draw.zipf(list, 4));
}

function drawWanted(draw: Draw, list: readonly string[]) {
  const names = drawTerms(draw, draw.int(1, 3), list);
  return names.map((name) => (draw.chance(50) ? { name, importance: draw.int(1, 5) } : name));
}

function drawExperiences(draw: Draw, most: number): string[] {
  return drawTerms(draw, draw.int(1, most), vocabulary.livedExperiences.slice(0, 8));
}

/** One person from two halves, without what was left unanswered. */
function merge<Own extends Partial<Person>>(common: Person, own: Own): Person & Own {
  return heard({ ...common, ...own, attributes: heard({ ...common.attributes, ...own.attributes }) });
}

/** The answers that were given; the type is that of someone who left out none. */
function heard<Answers extends object>(answers: Answers) {
  const given = Object.entries(answers).filter(([, answer]) => answer !== undefined);
  return Object.fromEntries(given) as { [Field in keyof Answers]: Exclude<Answers[Field], undefined> };
}
