import fc from "fast-check";
import {
  type Chain,
  type Matching,
  match,
  type People,
  type Pin,
  type Policy,
  type StageChange,
  type StageResult,
  type TelemachusError,
  whyNot,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes } from "../support/programmes.js";

function thrownBy(work: () => unknown): Partial<TelemachusError> {
  try {
    work();
  } catch (error) {
    return error as TelemachusError;
  }
  return {};
}

const millionths = (value: number) => Math.round(value * 1_000_000);

/** The mentors of each mentee once a chain was followed. Every move has to start from where the mentee is. */
function followed({ pairs }: Matching, { moves }: Chain): Set<string> {
  const keyOf = (mentee: string, mentor: string) => JSON.stringify([mentee, mentor]);
  const after = new Set(pairs.map(({ mentee, mentor }) => keyOf(mentee, mentor)));
  for (const { mentee, from } of moves) if (from !== null) expect(after.delete(keyOf(mentee.id, from.id))).toBe(true);
  for (const { mentee, to } of moves) {
    if (to === null) continue;
    expect(after.has(keyOf(mentee.id, to.id))).toBe(false);
    after.add(keyOf(mentee.id, to.id));
  }
  return after;
}

/** A matching with these pairs pinned and no others: what they reach together, if all of them may be. */
function reached(people: People, policy: Policy, pairs: ReadonlySet<string>): readonly StageResult[] {
  const pins = [...pairs].map((key): Pin => {
    const [mentee, mentor] = JSON.parse(key) as [string, string];
    return { mentee, mentor, reason: "followed", override: true };
  });
  // whoever is not pinned stays unmatched, so that nothing but the pins is counted
  const matching = match(people, { ...policy, pins, objective: policy.objective ?? "everyone" } as Policy);
  expect(matching.status).toBe("optimal");
  return matching.objective.stages;
}

/** What one result loses against another, by value. */
function lossOf(stage: StageResult, other: StageResult | undefined): number | undefined {
  if (stage.value === null || other === undefined || other.value === null) return undefined;
  return stage.stage === "balance" || stage.stage === "choices:generous"
    ? other.value - stage.value
    : stage.value - other.value;
}

function expectCost(cost: StageChange, before: Matching, after: Matching): void {
  before.objective.stages.forEach((result, k) => {
    if (result.stage === "draw") return;
    const loss = lossOf(result, after.objective.stages[k]);
    const given = cost[result.stage];
    expect(given === undefined ? undefined : millionths(given)).toBe(loss === undefined ? undefined : millionths(loss));
  });
}

describe("whyNot()", () => {
  test("whyNot(): the cost is the difference to matching again with the pair pinned, stage by stage, and the chain leads there", () => {
    const seen = { cost: 0, lottery: 0, bounds: 0, pinned: 0, chains: 0, forbidden: 0, manual: 0, resolved: 0 };
    fc.assert(
      fc.property(
        fc.oneof(programmes({ mentees: 5, mentors: 4 }), loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 })),
        ({ people, policy }) => {
          const before = match(people, policy);
          const ids = people.mentors.map(({ id }) => id).sort();
          for (const { id: mentee } of people.mentees) {
            const all = whyNot(before, { mentee });
            expect(all.map(({ mentor }) => mentor.id)).toEqual(ids);
            for (const together of all) {
              const mentor = together.mentor.id;
              const one = whyNot(before, { mentee, mentor });
              // of equally short paths the two may take different ones
              expect({ ...together, chain: null }).toEqual({ ...one, chain: null });
              expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one);
              const pins = [...(policy.pins ?? []), { mentee, mentor, reason: "asked" }];
              const again = () => match(people, { ...policy, pins });
              switch (one.kind) {
                case "matched":
                  expect(before.pairs.some((pair) => pair.mentee === mentee && pair.mentor === mentor)).toBe(true);
                  break;
                case "infeasible":
                  expect(before.status).toBe("infeasible");
                  break;
                case "pinned":
                  expect(thrownBy(again).code).toBe("E_CONFLICT");
                  seen.pinned++;
                  break;
                case "bounds":
                  // a pin beyond a quota's maximum is refused at once
                  expect(thrownBy(again).code ?? again().status).toMatch(/^(E_CONFLICT|infeasible)$/);
                  seen.bounds++;
                  break;
                case "lottery":
                case "cost": {
                  // a pair that is allowed only because rules gave way needs an override as a pin
                  const after = match(people, { ...policy, pins: pins.map((pin) => ({ ...pin, override: true })) });
                  expect(after.status).toBe("optimal");
                  const valued = before.objective.stages.filter(({ value }) => value !== null);
                  const cost =
                    one.kind === "cost" ? one.cost : Object.fromEntries(valued.map(({ stage }) => [stage, 0]));
                  expectCost(cost, before, after);
                  seen[one.kind]++;
                  for (const { chain } of [one, together as typeof one]) {
                    if (chain === null) seen.resolved++;
                    else {
                      const pairs = followed(before, chain);
                      expect(pairs.has(JSON.stringify([mentee, mentor]))).toBe(true);
                      const stages = reached(people, policy, pairs);
                      expect(stages).toEqual(after.objective.stages);
                      const total = stages.find(({ stage }) => stage === "total")?.value;
                      const moved = chain.moves.reduce((sum, { change }) => sum + millionths(change), 0);
                      if (typeof total === "number") expect(millionths(total) - millionths(before.total)).toBe(moved);
                      seen.chains++;
                    }
                  }
                  break;
                }
                case "avoided": {
                  const asks = (
                    side: readonly { id: string; requests?: { avoid?: readonly string[] } }[],
                    id: string,
                  ) => side.find((person) => person.id === id)?.requests?.avoid ?? [];
                  const [byMentee, byMentor] = [
                    asks(people.mentees, mentee).includes(mentor),
                    asks(people.mentors, mentor).includes(mentee),
                  ];
                  expect(one.by).toBe(byMentee ? (byMentor ? "both" : "mentee") : byMentor ? "mentor" : "nobody");
                  seen.forbidden++;
                  break;
                }
                case "manual": {
                  const isMarked = (side: readonly { id: string; manual?: boolean }[], id: string) =>
                    side.find((person) => person.id === id)?.manual === true;
                  const [menteeIs, mentorIs] = [isMarked(people.mentees, mentee), isMarked(people.mentors, mentor)];
                  expect(one.left).toBe(menteeIs ? (mentorIs ? "both" : "mentee") : mentorIs ? "mentor" : "nobody");
                  seen.manual++;
                  break;
                }
                default:
                  expect(thrownBy(again).code).toBe("E_CONFLICT");
                  seen.forbidden++;
              }
            }
          }
        },
      ),
      runs(500),
    );
    expect(seen.cost).toBeGreaterThan(300);
    expect(seen.lottery).toBeGreaterThan(150);
    expect(seen.bounds).toBeGreaterThan(8);
    expect(seen.pinned).toBeGreaterThan(50);
    expect(seen.chains).toBeGreaterThan(1000);
    expect(seen.forbidden).toBeGreaterThan(500);
    expect(seen.manual).toBeGreaterThan(50);
    expect(seen.resolved).toBeGreaterThan(50);
  });
});
