import fc from "fast-check";
import {
  match,
  type People,
  type Policy,
  type Proposal,
  scorePairs,
  solveAssignment,
  whatWouldItTake,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes } from "../support/programmes.js";

type Programme = { readonly people: People; readonly policy: Policy };

/** The programme in which somebody gave the answer. */
function answered(
  { people, policy }: Programme,
  pair: { mentee: string; mentor: string },
  { of, answer }: Proposal,
): Programme {
  const change = <Person extends People["mentees"][number] | People["mentors"][number]>(person: Person): Person => {
    if (person.id !== pair[of]) return person;
    switch (answer.kind) {
      case "term": {
        const term = answer.level === null ? answer.term : { name: answer.term, level: answer.level };
        const kept = (person.skills ?? []).filter((one) => (typeof one === "string" ? one : one.name) !== answer.term);
        return { ...person, skills: [...kept, term] };
      }
      case "language":
        return { ...person, languages: [...(person.languages ?? []), answer.language] };
      case "hours": {
        const { day, from, to } = answer;
        return { ...person, availability: [...(person.availability ?? []), { day, from, to }] } as Person;
      }
    }
  };
  const side = of === "mentee" ? "mentees" : "mentors";
  return { people: { ...people, [side]: people[side].map(change) }, policy };
}

describe("whatWouldItTake()", () => {
  test("whatWouldItTake(): every proposal, carried out, gives the pair, at the score it names", () => {
    const seen: Record<string, number> = { none: 0 };
    fc.assert(
      fc.property(
        fc.oneof(programmes({ mentees: 5, mentors: 4 }), loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 })),
        (programme) => {
          const matching = match(programme.people, programme.policy);
          for (const { id: mentee } of programme.people.mentees) {
            for (const { id: mentor } of programme.people.mentors) {
              const { proposals, ...rest } = whatWouldItTake(matching, { mentee, mentor });
              expect(JSON.parse(JSON.stringify(rest))).toStrictEqual(rest);
              if (proposals.length === 0) seen.none++;
              for (const proposal of proposals) {
                const after = answered(programme, { mentee, mentor }, proposal);
                const { pairs } = match(after.people, after.policy);
                const pair = pairs.find((one) => one.mentee === mentee && one.mentor === mentor);
                expect(pair?.score).toBe(proposal.score);
                seen[`${proposal.of} ${proposal.answer.kind}`] =
                  (seen[`${proposal.of} ${proposal.answer.kind}`] ?? 0) + 1;
              }
            }
          }
        },
      ),
      runs(300),
    );
    expect(seen.none).toBeGreaterThan(100);
    expect(Object.keys(seen).sort()).toEqual(
      ["mentee hours", "mentee language", "mentor hours", "mentor language", "mentor term", "none"].sort(),
    );
  });

  test("whatWouldItTake(): with the raise the pair is in every best matching, with a millionth less it is not", () => {
    let raised = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy: { pins: _, ...policy } }) => {
        const matching = match(people, policy);
        const table = scorePairs(people, policy);
        const { mentees, mentors, scores } = table;
        const capacities = matching.certificate.seats.map(({ mentor }) => {
          const free = matching.unmatched.seats.find((one) => one.mentor === mentor)?.free ?? 0;
          return free + matching.pairs.filter((one) => one.mentor === mentor).length;
        });
        const lottery = { rows: [...mentees.keys()], columns: [...mentors.keys()] };
        const isInAll = (row: number, column: number, raise: number) => {
          const data = Float64Array.from(scores);
          data[row * mentors.length + column] += raise;
          const given = { rows: mentees.length, columns: mentors.length, data };
          const { columnOfRow, ties } = solveAssignment(given, {
            capacities,
            objective: policy.objective ?? "everyone",
            lottery,
          });
          const tied = ties!.pairs.column.subarray(ties!.pairs.start[row], ties!.pairs.start[row + 1]);
          return columnOfRow[row] === column && !tied.includes(column);
        };
        mentees.forEach((mentee, row) => {
          mentors.forEach((mentor, column) => {
            const { raise, now } = whatWouldItTake(matching, { mentee, mentor });
            if (raise === null || now === "matched") return;
            const millionths = Math.round(raise * 1e6);
            expect(isInAll(row, column, millionths)).toBe(true);
            expect(isInAll(row, column, millionths - 1)).toBe(false);
            raised++;
          });
        });
      }),
      runs(120),
    );
    expect(raised).toBeGreaterThan(80);
  });
});
