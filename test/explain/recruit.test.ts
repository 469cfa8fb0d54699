import fc from "fast-check";
import { goals, match, type People, type Recruit, recruit, type StageResult } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes } from "../support/programmes.js";

/** The programme with a mentor who brings just that, with one seat. */
function withRecruit(people: People, { answers, availability, timeZone }: Recruit): People {
  const { languages, ...terms } = answers;
  const mentor = {
    id: "the new one",
    capacity: 1,
    ...Object.fromEntries(
      Object.entries(terms).map(([field, names]) => [field, names.map((name) => ({ name, level: 5 }))]),
    ),
    ...(languages && { languages }),
    ...(availability && { availability: availability.map(toWindow) }),
    ...(timeZone && { timeZone }),
  };
  return { ...people, mentors: [...people.mentors, mentor] } as People;
}

function toWindow(text: string) {
  const [day, from, to] = text.split(/[ –]/);
  return { day, from, to };
}

const better = ({ stage, value }: StageResult, other: StageResult) =>
  stage === "balance" || stage === "choices:generous" ? other.value! - value! : value! - other.value!;

describe("recruit()", () => {
  test("recruit(): is not known where a quota counts mentors by what a further one would bring", () => {
    const people = { mentees: [{ id: "ada", goals: ["SQL"] }], mentors: [{ id: "lin", goals: ["SQL"], capacity: 0 }] };
    const criteria = { goals: goals({ weight: 1 }) };
    expect(recruit(match(people, { criteria })).recruits).toMatchObject([{ gain: { matched: 1, total: 1 } }]);
    // whoever helps with SQL may have nobody
    const quotas = [{ side: "mentors", attribute: "goals", value: "SQL", max: 0 }] as const;
    expect(recruit(match(people, { criteria, quotas })).recruits).toBeNull();
  });

  test("recruit(): the gain is what matching again with that mentor gains, stage by stage", () => {
    const seen = { recruits: 0, programmes: 0, matched: 0, scores: 0, reaching: 0 };
    fc.assert(
      fc.property(
        fc.oneof(programmes({ mentees: 6, mentors: 3 }), loadedProgrammes({ mentees: 5, mentors: 3, demand: 2 })),
        ({ people, policy }) => {
          // functions of the policy's own see ids, which a made-up mentor cannot share
          const parts = [...Object.values(policy.criteria), ...Object.values(policy.rules ?? {})];
          if (parts.some(({ kind }) => kind.startsWith("custom"))) return;
          const matching = match(people, policy);
          const { recruits } = recruit(matching);
          expect(JSON.parse(JSON.stringify(recruits))).toStrictEqual(recruits);
          const isKnown =
            matching.status === "optimal" &&
            matching.objective.stages.every(({ stage }) => stage !== "floor" && stage !== "leximin") &&
            people.mentees.every(({ demand = policy.demand ?? 1 }) => demand <= people.mentors.length);
          if (!isKnown) expect(recruits).toBeNull();
          if (recruits === null) return;
          for (const one of recruits) {
            // what everybody's terms weigh must not change by the one who comes
            const { rarity } = matching.manifest;
            const fixed = rarity === undefined ? policy : { ...policy, rarity };
            const after = match(withRecruit(people, one), fixed);
            matching.objective.stages.forEach((result, k) => {
              if (result.stage === "draw") return;
              const gain = better(after.objective.stages[k], result);
              expect(Math.round((one.gain[result.stage] ?? Number.NaN) * 1e6)).toBe(Math.round(gain * 1e6));
            });
            expect(one.reaches[0]).toEqual(one.mentee);
            seen.recruits++;
            if ((one.gain.matched ?? 0) > 0) seen.matched++;
            else seen.scores++;
            if (one.reaches.length > 1) seen.reaching++;
          }
          if (recruits.length > 0) seen.programmes++;
        },
      ),
      runs(1500),
    );
    expect(seen.recruits).toBeGreaterThan(120);
    expect(seen.matched).toBeGreaterThan(60);
    expect(seen.scores).toBeGreaterThan(40);
    expect(seen.reaching).toBeGreaterThan(100);
  });
});
