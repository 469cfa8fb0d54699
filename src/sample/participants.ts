import { apportion } from "../numeric/apportion.js";
import type { Draw } from "./draw.js";
import { type DrawnName, drawNames } from "./drawNames.js";
import * as vocabulary from "./vocabulary.js";
import { type Grade, grades, type Strand, type Tradition } from "./vocabulary.js";

/** How many people of each side. */
export interface Size {
  readonly mentees: number;
  readonly mentors: number;
}

/** What is drawn about people before they answer any question. */
export interface Participant {
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

type Post = Pick<Participant, "side" | "team" | "strand" | "grade">;

/** Directors first, then team by team. */
export function drawParticipants(draw: Draw, size: Size): Participant[] {
  const names = drawNames(draw, size.mentees + size.mentors);
  const posts = [...directorsOf(size), ...teamsOf(size).flatMap((team) => drawPosts(draw, team))];
  return withManagers(
    draw,
    posts.map((post, i) => drawParticipant(draw, post, names[i])),
  );
}

function drawParticipant(draw: Draw, post: Post, { id, name, tradition }: DrawnName): Participant {
  const site = draw.weighted(vocabulary.sites, ({ share }) => share);
  return { ...post, id, name, site, languages: drawLanguages(draw, site, tradition) };
}

/** Both directors mentor, as far as there are mentors. */
function directorsOf({ mentors }: Size): Post[] {
  return vocabulary.directors.slice(0, mentors).map(({ name: team, ...post }) => ({ ...post, team }));
}

/** The teams, each with its share of the people. */
function teamsOf({ mentees, mentors }: Size): vocabulary.Team[] {
  const { teams, directors } = vocabulary;
  const menteesOf = apportion(
    mentees,
    teams.map((team) => team.mentees),
  );
  const mentorsOf = apportion(
    Math.max(0, mentors - directors.length),
    teams.map((team) => team.mentors),
  );
  return teams.map((team, i) => ({ ...team, mentees: menteesOf[i], mentors: mentorsOf[i] }));
}

function drawPosts(draw: Draw, { name, strand, head, ...team }: vocabulary.Team): Post[] {
  return (["mentor", "mentee"] as const).flatMap((side) =>
    Array.from({ length: team[`${side}s`] }, (_, i): Post => {
      const isHead = i === 0 && head === side;
      const grade = isHead ? "Head" : draw.weighted(grades, (candidate) => vocabulary.shareOf[side][candidate] ?? 0);
      return { team: name, strand, side, grade };
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
  const directors = participants.filter(({ grade }) => grade === "Director");
  const [managingDirector, operationsDirector = managingDirector] = directors;
  const superiors = superiorsOf(participants);
  const managerOf = ({ id, grade, team, strand }: Participant): string | undefined => {
    const above = superiors.get(team) as readonly string[];
    if (grade === "Lead") return above[above.length - 1];
    if (grade !== "Head" && grade !== "Director") return draw.pick(above);
    return strand === "operations" && id !== operationsDirector?.id ? operationsDirector?.id : managingDirector?.id;
  };
  return participants.map((participant) => {
    const isSilent = grades.indexOf(participant.grade) < grades.indexOf("Head") && draw.chance(10);
    const manager = isSilent || participant === managingDirector ? undefined : managerOf(participant);
    return manager === undefined ? participant : { ...participant, manager };
  });
}

/** By team, whom its people may report to: the leads, last the head. */
function superiorsOf(participants: readonly Participant[]): Map<string, string[]> {
  const leads = new Map<string, string[]>();
  const heads = new Map<string, string>();
  for (const { id, team, grade } of participants) {
    const ofTeam = leads.get(team) ?? [];
    leads.set(team, ofTeam);
    if (grade === "Lead") ofTeam.push(id);
    if (grade === "Head") heads.set(team, id);
  }
  for (const [team, ofTeam] of leads) ofTeam.push(heads.get(team) ?? vocabulary.outsideHead);
  return leads;
}
