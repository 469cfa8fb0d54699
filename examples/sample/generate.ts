/**
 * Draws the sample programme: 120 mentees and 50 mentors of Harbourline, a company that runs ferries.
 * The same seed gives the same people. `npx tsx examples/sample/generate.ts` writes people.json.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Mentee, Mentor, People, Term } from "telemachus";
import { createDraw, type Draw } from "./draw.js";
import { formatPeople } from "./formatPeople.js";
import * as vocabulary from "./vocabulary.js";
import { type Grade, grades, type Strand, type Team, type Tradition } from "./vocabulary.js";

const SEED = 1755;

/** What is drawn about people before they answer any question. */
interface Participant {
  readonly id: string;
  readonly name: string;
  readonly side: "mentor" | "mentee";
  readonly team: string;
  readonly strand: Strand;
  readonly grade: Grade;
  readonly site: (typeof vocabulary.sites)[number];
  readonly languages: readonly string[];
  readonly manager?: string;
}

/** The people of the sample, each side in code-unit order of ids. */
export function generatePeople(seed = SEED): People {
  const draw = createDraw(seed);
  const participants = withManagers(draw, drawParticipants(draw)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const mentees = participants.filter(({ side }) => side === "mentee");
  const mentors = participants.filter(({ side }) => side === "mentor");
  return { mentees: answerAsMentees(draw, mentees, mentors), mentors: answerAsMentors(draw, mentors, mentees) };
}

function drawParticipants(draw: Draw): Participant[] {
  const names = drawNames(draw);
  const posts = [...vocabulary.directors, ...vocabulary.teams.flatMap((team) => drawPosts(draw, team))];
  return posts.map(({ side, name: team, strand, grade }, i) => {
    const { name, tradition } = names[i];
    const site = draw.weighted(vocabulary.sites, ({ share }) => share);
    return { id: toId(name), name, side, team, strand, grade, site, languages: drawLanguages(draw, site, tradition) };
  });
}

/** Every first name once, mostly with a last name of the same tradition. */
function drawNames(draw: Draw): { name: string; tradition: Tradition }[] {
  const pairs = vocabulary.traditions.flatMap((tradition) => {
    const lastNames = draw.shuffle(tradition.lastNames);
    return tradition.firstNames.map((first, i) => {
      const last = draw.chance(85) ? lastNames[i] : draw.pick(draw.pick(vocabulary.traditions).lastNames);
      return { name: `${first} ${last}`, tradition };
    });
  });
  return draw.shuffle(pairs);
}

/** `Łukasz de Vries` as `lukasz-de-vries`. */
function toId(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
  return plain.replaceAll("ł", "l").replaceAll("đ", "d").replaceAll("ı", "i").replaceAll(" ", "-");
}

function drawPosts(draw: Draw, { name, strand, head, ...team }: Team) {
  return (["mentor", "mentee"] as const).flatMap((side) =>
    Array.from({ length: team[`${side}s`] }, (_, i) => {
      const isHead = i === 0 && head === side;
      const grade = isHead ? "Head" : draw.weighted(grades, (candidate) => vocabulary.shareOf[side][candidate] ?? 0);
      return { name, strand, side, grade };
    }),
  );
}

/** Most speak English; whoever does not speaks the language of their site. */
function drawLanguages(draw: Draw, { language }: Participant["site"], tradition: Tradition): string[] {
  const english = language === undefined || draw.chance(86);
  const languages = new Set(english ? ["English"] : []);
  if (language !== undefined && (!english || draw.chance(55))) languages.add(language);
  if (tradition.language !== undefined && draw.chance(55)) languages.add(tradition.language);
  return [...languages];
}

/** Fills in managers. A manager always holds a higher grade, so no chain is a circle. */
function withManagers(draw: Draw, participants: readonly Participant[]): Participant[] {
  const [managingDirector, operationsDirector] = participants;
  const managerOf = ({ id, grade, team, strand }: Participant): string => {
    const holding = (rank: Grade) => participants.filter((other) => other.team === team && other.grade === rank);
    const head = holding("Head")[0]?.id ?? vocabulary.outsideHead;
    if (grade === "Lead") return head;
    if (grade !== "Head" && grade !== "Director") return draw.pick([...holding("Lead").map((lead) => lead.id), head]);
    return strand === "operations" && id !== operationsDirector.id ? operationsDirector.id : managingDirector.id;
  };
  return participants.map((participant) => {
    const isSilent = grades.indexOf(participant.grade) < grades.indexOf("Head") && draw.chance(10);
    return isSilent || participant === managingDirector
      ? participant
      : { ...participant, manager: managerOf(participant) };
  });
}

/** A fifth of the mentees ask for a lived experience, five avoid somebody, four answer next to nothing. */
function answerAsMentees(draw: Draw, mentees: readonly Participant[], mentors: readonly Participant[]): Mentee[] {
  const asking = draw.some(24, mentees);
  const avoiding = draw.some(5, mentees);
  const silent = draw.some(4, mentees.filter(isEarly));
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

/** A third of the mentors disclose a lived experience, five of them to their matches too; one avoids somebody. */
function answerAsMentors(draw: Draw, mentors: readonly Participant[], mentees: readonly Participant[]): Mentor[] {
  const seats = draw.shuffle(vocabulary.statedSeats);
  const disclosing = draw.some(17, mentors);
  const open = draw.some(5, [...disclosing]);
  const wary = draw.pick(mentors);
  const silent = draw.some(2, mentors.filter(isEarly));
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
      ...(mentor === wary ? { requests: { avoid: [draw.pick(mentees).id] } } : {}),
    };
  });
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("people.json", import.meta.url), formatPeople(generatePeople()));
}
