import type { Availability, Mentee, Mentor } from "../problem/people.js";
import { blocksOf, compileScorer, contributionsOf, type Scorer } from "../score/scorer.js";
import type { Opened } from "./opened.js";

/** An answer that a mentee or a mentor could give, and that was tried: with it they are matched. */
export type Answer =
  | { readonly kind: "term"; readonly field: string; readonly term: string; readonly level: number | null }
  | { readonly kind: "language"; readonly field: string; readonly language: string }
  | {
      readonly kind: "hours";
      readonly day: string;
      readonly from: string;
      readonly to: string;
      readonly minutes: number;
    };

/** One answer more of one person. Never about a protected field, or one that was disclosed for matching only. */
export interface Proposal {
  readonly of: "mentee" | "mentor";
  readonly answer: Answer;
  /** The score that the pair has with it. */
  readonly score: number;
}

type Candidate = Pick<Proposal, "of" | "answer">;

/**
 * Single answers that one of two people could give and that the policy reads: terms that the mentee seeks and the mentor
 * does not offer, languages and hours that the other has. Nothing that is disclosed for matching, and no attributes.
 */
export function actionableAnswers({ programme }: Opened, mentee: number, mentor: number): Candidate[] {
  const { problem } = programme.scorer;
  const [seeker, helper] = [problem.mentees[mentee], problem.mentors[mentor]];
  const reads = readBy(programme.scorer);
  return [
    ...(reads.skills ? skillsFor(programme.scorer, mentee, mentor) : []),
    ...(reads.languages ? [...languagesFor("mentee", seeker, helper), ...languagesFor("mentor", helper, seeker)] : []),
    ...(reads.hours ? [...hoursFor("mentee", seeker, helper), ...hoursFor("mentor", helper, seeker)] : []),
  ];
}

function readBy({ criteria, rules }: Scorer) {
  const parts = [...criteria.map(({ criterion }) => criterion), ...rules.map(({ rule }) => rule)];
  return {
    skills: parts.some((part) => part.kind === "coverage" && part.field === "skills"),
    languages: parts.some(({ kind }) => kind === "language" || kind === "sharedLanguage"),
    hours: parts.some(({ kind }) => kind === "schedule" || kind === "minimumOverlap"),
  };
}

/** What the mentee wants to learn and the mentor does not offer, or not at the level wanted. */
function skillsFor(scorer: Scorer, mentee: number, mentor: number): Candidate[] {
  const terms = scorer.criteria.flatMap(({ compiled }) => {
    const evidence = compiled.evidence(mentee, mentor);
    return evidence.kind === "coverage" && evidence.field === "skills" ? [...evidence.missing, ...evidence.partly] : [];
  });
  const wanted = scorer.problem.mentees[mentee].skills ?? [];
  return [...new Set(terms)].sort().map((term) => {
    const stated = wanted.find((one) => (typeof one === "string" ? one : one.name) === term);
    const level = typeof stated === "object" ? (stated.level ?? null) : null;
    return { of: "mentor", answer: { kind: "term", field: "skills", term, level } };
  });
}

function languagesFor(of: Candidate["of"], person: Mentee | Mentor, other: Mentee | Mentor): Candidate[] {
  const nameOf = (one: string | { readonly name: string }) => (typeof one === "string" ? one : one.name);
  const own = new Set((person.languages ?? []).map(nameOf));
  return [...new Set((other.languages ?? []).map(nameOf))]
    .filter((language) => !own.has(language))
    .map((language) => ({ of, answer: { kind: "language", field: "languages", language } }));
}

/** The other's windows, where both live by one clock. */
function hoursFor(of: Candidate["of"], person: Mentee | Mentor, other: Mentee | Mentor): Candidate[] {
  if (person.timeZone !== other.timeZone) return [];
  return (other.availability ?? []).flatMap(({ day, from, to }): Candidate[] => {
    const minutes = minutesOf(to) - minutesOf(from);
    // a window past midnight is two days' business
    return minutes > 0 ? [{ of, answer: { kind: "hours", day, from, to, minutes } }] : [];
  });
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return 60 * hours + minutes;
}

/** A programme in which one person gave one answer more, and how the pair stands then. */
export interface Answered {
  readonly scorer: Scorer;
  readonly pair: { readonly isAllowed: boolean; readonly score: number };
}

export function withAnswer(
  { programme }: Opened,
  { mentee, mentor, of, answer }: Candidate & { readonly mentee: number; readonly mentor: number },
): Answered {
  const { problem } = programme.scorer;
  const scorer = compileScorer(
    of === "mentee"
      ? { ...problem, mentees: problem.mentees.with(mentee, answered(problem.mentees[mentee], answer)) }
      : { ...problem, mentors: problem.mentors.with(mentor, answered(problem.mentors[mentor], answer)) },
  );
  const score = contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
  return { scorer, pair: { isAllowed: blocksOf(scorer, mentee, mentor).length === 0, score } };
}

/** A person with an answer more; a term at a level takes the place of the same term. */
function answered<Person extends Mentee | Mentor>(person: Person, answer: Answer): Person {
  switch (answer.kind) {
    case "term": {
      const others = (person.skills ?? []).filter((one) => (typeof one === "string" ? one : one.name) !== answer.term);
      const term = answer.level === null ? answer.term : { name: answer.term, level: answer.level };
      return { ...person, skills: [...others, term] };
    }
    case "language":
      return { ...person, languages: [...(person.languages ?? []), answer.language] };
    case "hours": {
      const { day, from, to } = answer;
      return { ...person, availability: [...(person.availability ?? []), { day, from, to } as Availability] };
    }
  }
}
