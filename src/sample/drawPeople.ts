import { apportion } from "../numeric/apportion.js";
import type { Mentee, Mentor, People, Term } from "../problem/people.js";
import { createDraw, type Draw } from "./draw.js";
import { drawParticipants, type Participant, type Size } from "./participants.js";
import * as vocabulary from "./vocabulary.js";
import { grades, type Strand } from "./vocabulary.js";

/** The people of a sample, each side in code-unit order of ids. */
export function drawPeople({ seed, ...size }: Size & { readonly seed: number }): People {
  const draw = createDraw(seed);
  const participants = drawParticipants(draw, size).sort((a, b) => (a.id < b.id ? -1 : 1));
  const mentees = participants.filter(({ side }) => side === "mentee");
  const mentors = participants.filter(({ side }) => side === "mentor");
  return { mentees: answerAsMentees(draw, mentees, mentors), mentors: answerAsMentors(draw, mentors, mentees) };
}

/** How many people of `whole` are one in `parts`. */
function oneIn(parts: number, whole: number): number {
  return Math.round(whole / parts);
}

/** A fifth of the mentees ask for a lived experience, one in 24 avoids somebody, one in 30 answers next to nothing. */
function answerAsMentees(draw: Draw, mentees: readonly Participant[], mentors: readonly Participant[]): Mentee[] {
  const asking = draw.some(oneIn(5, mentees.length), mentees);
  const avoiding = draw.some(mentors.length === 0 ? 0 : oneIn(24, mentees.length), mentees);
  const silent = draw.some(oneIn(30, mentees.length), mentees.filter(isEarly));
  return mentees.map((mentee): Mentee => {
    const { id, name, team } = mentee;
    if (silent.has(mentee)) return { id, name, team, ...(draw.chance(50) ? { goals: drawGoals(draw, 1, 1) } : {}) };
    const requests = {
      ...(asking.has(mentee) ? { livedExperiences: drawRequests(draw) } : {}),
      ...(avoiding.has(mentee) ? { avoid: [draw.pick(mentors).id] } : {}),
    };
    return {
      ...describe(draw, mentee),
      ...wishes(draw, mentee),
      ...pastime(draw),
      ...(Object.keys(requests).length > 0 ? { requests } : {}),
    };
  });
}

/** A third of the mentors disclose a lived experience, some of them to their matches too; one in 50 avoids somebody. */
function answerAsMentors(draw: Draw, mentors: readonly Participant[], mentees: readonly Participant[]): Mentor[] {
  const seats = draw.shuffle(statedSeats(mentors.length));
  const disclosing = draw.some(Math.round(mentors.length * 0.34), mentors);
  const open = draw.some(oneIn(10, mentors.length), [...disclosing]);
  const wary = drawWary(draw, mentors, mentees);
  const silent = draw.some(oneIn(25, mentors.length), mentors.filter(isEarly));
  return mentors.map((mentor, i): Mentor => {
    const capacity = seats[i] === undefined ? {} : { capacity: seats[i] };
    const { id, name, team, languages } = mentor;
    if (silent.has(mentor)) return { id, name, team, ...capacity, languages };
    return {
      ...describe(draw, mentor),
      ...capacity,
      ...offers(draw, mentor),
      ...pastime(draw),
      ...(disclosing.has(mentor) ? { livedExperiences: drawDisclosures(draw, { shown: open.has(mentor) }) } : {}),
      ...(wary.has(mentor) ? { requests: { avoid: [draw.pick(mentees).id] } } : {}),
    };
  });
}

/** Seats as the mentors state them; undefined leaves them to the policy. */
function statedSeats(mentors: number): (number | undefined)[] {
  const { seats, shares } = vocabulary.statedSeats;
  return apportion(mentors, shares).flatMap((count, i) => Array<number | undefined>(count).fill(seats[i]));
}

function drawWary(draw: Draw, mentors: readonly Participant[], mentees: readonly Participant[]): Set<Participant> {
  const count = mentees.length === 0 ? 0 : Math.ceil(mentors.length / 50);
  return new Set(draw.distinct(count, () => draw.pick(mentors)));
}

function isEarly({ grade }: Participant): boolean {
  return grades.indexOf(grade) < grades.indexOf("Lead");
}

/** Who people are, where they work and how they can meet. */
function describe(draw: Draw, { id, name, team, grade, manager, site, languages }: Participant) {
  const inPerson = `in ${site.name}`;
  const waysToMeet = draw.weighted([["by video", inPerson], ["by video"], [inPerson]], (_, rank) => [58, 32, 10][rank]);
  return {
    id,
    name,
    organisation: vocabulary.organisation,
    team,
    seniority: grade,
    ...(manager === undefined ? {} : { manager }),
    languages,
    attributes: { site: site.name, waysToMeet },
  };
}

/** What a mentee wants to learn, mostly in their own strand of work, and aims for. */
function wishes(draw: Draw, { strand }: Participant) {
  const names = draw.distinct(draw.int(2, 4), () => drawSkill(draw, strand, 1));
  const skills = names.map((name): Term => {
    if (draw.chance(20)) return name;
    const importance = draw.int(1, 5);
    return draw.chance(18) ? { name, level: draw.int(2, 4), importance } : { name, importance };
  });
  return { skills, goals: drawGoals(draw, 1, 3) };
}

/** What a mentor can teach, the better the higher the grade, and help with. */
function offers(draw: Draw, mentor: Participant) {
  const names = draw.distinct(draw.int(5, 8), () => drawSkill(draw, mentor.strand, 4));
  const lowest = isEarly(mentor) ? 2 : 3;
  const skills = names.map((name): Term => (draw.chance(15) ? name : { name, level: draw.int(lowest, 5) }));
  return { skills, goals: drawGoals(draw, 2, 5) };
}

/** Some leave the question about interests out, some answer that they have none to share. */
function pastime(draw: Draw) {
  if (draw.chance(10)) return {};
  const count = draw.chance(6) ? 0 : draw.int(2, 5);
  return { interests: draw.distinct(count, () => draw.zipf(vocabulary.interests, 3)) };
}

/** Skills of the own strand of work, of everybody's and now and then of any strand. */
function drawSkill(draw: Draw, strand: Strand, flatness: number): string {
  const other = draw.pick(["technology", "operations", "service"] as const);
  const source = draw.weighted([strand, "general", other] as const, (_, rank) => [52, 38, 10][rank]);
  return draw.zipf(vocabulary.skills[source], flatness);
}

function drawGoals(draw: Draw, least: number, most: number): string[] {
  return draw.distinct(draw.int(least, most), () => draw.zipf(vocabulary.goals, 3));
}

function drawRequests(draw: Draw) {
  const names = draw.distinct(draw.chance(30) ? 2 : 1, () => draw.zipf(vocabulary.livedExperiences, 4));
  return names.map((name) => (draw.chance(40) ? { name, importance: draw.int(2, 5) } : name));
}

function drawDisclosures(draw: Draw, { shown }: { shown: boolean }) {
  const names = draw.distinct(draw.chance(40) ? 2 : 1, () => draw.zipf(vocabulary.livedExperiences, 4));
  return names.map((name) => (shown ? { name, show: "toMyMatch" as const } : name));
}
