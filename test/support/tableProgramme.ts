import type { Mentor, People, Policy } from "telemachus";

/** Scores from 0 to 1 by mentee and mentor; null bans the pair. */
export type ScoreTableOf = { readonly [mentee: string]: { readonly [mentor: string]: number | null } };

/** A programme whose scores are these, for examples that are worked by hand. Mentors have one seat unless `seats` says so. */
export function tableProgramme(
  scores: ScoreTableOf,
  {
    seats = {},
    ...policy
  }: Partial<Policy> & { readonly seats?: { readonly [mentor: string]: Mentor["capacity"] } } = {},
): { readonly people: People; readonly policy: Policy } {
  const mentees = Object.keys(scores);
  const mentors = [...new Set(mentees.flatMap((mentee) => Object.keys(scores[mentee])))];
  const bans = mentees.flatMap((mentee) =>
    mentors.flatMap((mentor) =>
      scores[mentee][mentor] === null ? [{ mentee, mentor, reason: "so the example has it" }] : [],
    ),
  );
  return {
    people: {
      mentees: mentees.map((id) => ({ id })),
      mentors: mentors.map((id) => ({ id, capacity: seats[id] ?? 1 })),
    },
    policy: {
      criteria: {
        table: {
          kind: "custom",
          name: "table",
          version: "1",
          score: (mentor: { readonly id: string }, mentee: { readonly id: string }) =>
            scores[mentee.id][mentor.id] ?? 0,
        },
      },
      seed: 0,
      ...policy,
      bans: [...bans, ...(policy.bans ?? [])],
    } as Policy,
  };
}
