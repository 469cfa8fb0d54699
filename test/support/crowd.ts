import { coverage, goals, type People, type Policy, sameAttribute, skills } from "telemachus";
import { seeded } from "./programmes.js";

/** A programme of so many people that it takes a while, drawn from a seed. */
export function crowd(mentees: number, mentors: number): { readonly people: People; readonly policy: Policy } {
  const below = seeded(mentees * 1000 + mentors);
  const few = (kind: string, of: number) => [...new Set(Array.from({ length: 4 }, () => `${kind} ${below(of)}`))];
  const person = (id: string) => ({
    id,
    skills: few("skill", 40),
    goals: few("goal", 12),
    interests: few("interest", 20),
    attributes: { site: `site ${below(3)}` },
  });
  return {
    people: {
      mentees: Array.from({ length: mentees }, (_, at) => person(`mentee ${at}`)),
      mentors: Array.from({ length: mentors }, (_, at) => ({ ...person(`mentor ${at}`), capacity: 1 + below(2) })),
    },
    policy: {
      name: "crowd",
      criteria: {
        skills: skills({ weight: 4 }),
        goals: goals({ weight: 2 }),
        interests: coverage({ field: "interests", weight: 1 }),
      },
      rules: { site: sameAttribute({ field: "site", otherwise: "relax" }) },
    },
  };
}
