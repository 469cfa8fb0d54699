import { choices, goals, type Matching, type Mentee, match, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { seeded, shuffle } from "./support/programmes.js";
import { validateMatching } from "./support/validateMatching.js";

function matchedOf({ pairs }: Matching): string[] {
  return [...new Set(pairs.map(({ mentee }) => mentee))];
}

describe("match(): ties under loads and quotas are decided openly", () => {
  // twelve mentees whom nothing tells apart but their teams, half of whom want two; ten seats, two of which have to be
  // filled, and at most two of one team with each mentor
  const people: People = {
    mentees: Array.from({ length: 12 }, (_, at) => ({
      id: `mentee-${at}`,
      skills: ["SQL"],
      team: at % 3 === 0 ? "Data" : "Apps",
      demand: 1 + (at % 2),
    })),
    mentors: Array.from({ length: 4 }, (_, at) => ({
      id: `mentor-${at}`,
      skills: ["SQL"],
      capacity: { min: at % 2, max: at + 1 },
    })),
  };
  const policy: Policy = {
    criteria: { skills: skills({ weight: 1 }) },
    objective: ["matched", "leximin", "balance"],
    quotas: [{ side: "mentees", attribute: "team", value: "Data", max: 2, of: "perMentor" }],
    seed: 11,
  };

  test("match(): shuffling 300 times changes nobody's fate, another seed does", () => {
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    const fate = JSON.stringify(matching);
    const below = seeded(300);
    const orders = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const mentees = shuffle(people.mentees, below);
      const mentors = shuffle(people.mentors, below);
      orders.add([...mentees, ...mentors].map(({ id }) => id).join());
      expect(JSON.stringify(match({ mentees, mentors }, policy))).toBe(fate);
    }
    expect(orders.size).toBe(300);

    const fates = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const other = match(people, { ...policy, seed });
      validateMatching(other, people, { ...policy, seed });
      expect(other.objective.stages).toEqual(matching.objective.stages);
      fates.add(matchedOf(other).join());
    }
    expect(fates.size).toBeGreaterThan(20);
  });

  test.each<[string, Policy["objective"], number]>([
    ["everyone", "everyone", 1],
    ["any objective", ["matched", "leximin", "balance"], 1],
    ["draw", ["draw", "total"], 1],
    ["demands of two, where two seats are for two", ["matched", "total"], 2],
  ])(
    "match(): over 2 000 seeds five equal candidates win two seats equally often, under %s",
    (_, objective, demand) => {
      const ids = ["a", "b", "Z", "10", "__proto__"];
      const wins = new Map(ids.map((id) => [id, 0]));
      const equal = {
        mentees: ids.map((id) => ({ id, demand })),
        mentors: [
          { id: "lin", capacity: 1 },
          { id: "sam", capacity: 1 },
        ],
      };
      for (let seed = 0; seed < 2000; seed++) {
        const matching = match(equal, { criteria: policy.criteria, objective, seed });
        const matched = matchedOf(matching);
        expect(matched).toHaveLength(2);
        for (const id of matched) wins.set(id, wins.get(id)! + 1);
        if (objective?.[0] !== "draw") {
          expect(matching.objective.lottery.mentees).toEqual(
            [...ids].sort().map((mentee) => ({ mentee, chance: 2 / 5 })),
          );
        }
      }
      // two of five without replacement: the sum of (wins − 800)² / (800 · 3/5), times 4/5, is χ² with four degrees of
      // freedom; it is above 28.47 once in 100 000 times
      const sum = [...wins.values()].reduce((all, count) => all + (count - 800) ** 2 / (800 * (3 / 5)), 0);
      expect(sum * (4 / 5)).toBeLessThan(28.47);
      expect([...wins.values()].reduce((all, count) => all + count, 0)).toBe(4000);
    },
  );
});

describe("match(): draw, by which nobody gains a seat by wishing less", () => {
  const terms = ["SQL", "Rust", "Go", "design"];
  const criteria = { skills: skills({ weight: 2 }), goals: goals({ weight: 1 }), choices: choices({ weight: 1 }) };

  /** Eight mentees with many wishes, for five seats. */
  function wishing(seed: number): People {
    const below = seeded(seed);
    const some = () => terms.filter(() => below(3) > 0);
    const mentorIds = ["lin", "noor", "sam"];
    return {
      mentees: Array.from({ length: 8 }, (_, at) => ({
        id: `mentee-${at}`,
        skills: some(),
        goals: some(),
        priority: below(2),
        demand: 1 + below(2),
        requests: { choices: shuffle(mentorIds, below).slice(0, below(4)) },
      })),
      mentors: mentorIds.map((id, at) => ({
        id,
        skills: some(),
        goals: some(),
        capacity: 1 + (at % 2) + (at === 2 ? 1 : 0),
      })),
    };
  }

  /** Without one of the wishes; undefined where there is none of that kind. */
  function deleteWish(mentee: Mentee, kind: number, below: (limit: number) => number): Mentee | undefined {
    const drop = <Item>(list: readonly Item[] = []) => list.toSpliced(below(Math.max(1, list.length)), 1);
    const { skills: sought = [], goals: aims = [], requests = {} } = mentee;
    if (kind === 0) return sought.length === 0 ? undefined : { ...mentee, skills: drop(sought) };
    if (kind === 1) return aims.length === 0 ? undefined : { ...mentee, goals: drop(aims) };
    if (kind === 2) {
      const { choices: chosen = [] } = requests;
      return chosen.length === 0 ? undefined : { ...mentee, requests: { ...requests, choices: drop(chosen) } };
    }
    // silence
    const { skills: _skills, goals: _goals, requests: _requests, ...silent } = mentee;
    return silent;
  }

  /** What 200 random deletions do to who is matched, seed by seed. */
  function deletions(objective: Policy["objective"]) {
    const below = seeded(7);
    const changes = { done: 0, won: 0, otherMentors: 0 };
    for (let round = 0; changes.done < 200; round++) {
      const people = wishing(round % 10);
      const at = below(people.mentees.length);
      const changed = deleteWish(people.mentees[at], below(4), below);
      if (changed === undefined) continue;
      changes.done += 1;
      const after = { ...people, mentees: people.mentees.with(at, changed) };
      for (let seed = 0; seed < 4; seed++) {
        const policy = { criteria, objective, seed };
        const [one, other] = [people, after].map((given) => match(given, policy));
        const [before, now] = [one, other].map(matchedOf);
        if (objective?.[0] === "draw") expect(now).toEqual(before);
        if (now.includes(changed.id) && !before.includes(changed.id)) changes.won += 1;
        const mentorsOf = ({ pairs }: Matching) => pairs.map(({ mentor }) => mentor).join();
        if (mentorsOf(one) !== mentorsOf(other)) changes.otherMentors += 1;
      }
    }
    return changes;
  }

  test("match(): under draw 200 deletions of wishes change nobody's seat, whatever the seed, only with whom", () => {
    const { done, won, otherMentors } = deletions(["draw", "total"]);
    expect([done, won]).toEqual([200, 0]);
    expect(otherMentors).toBeGreaterThan(30);
  });

  test("match(): under everyone the same deletions win seats", () => {
    expect(deletions("everyone").won).toBeGreaterThan(10);
  });

  test("match(): under everyone a wish that is deleted wins a seat, under draw it does not; by hand", () => {
    // one seat, and Lin teaches SQL only: Ada wants half of what Lin has, Ben two thirds
    const mentors = [{ id: "lin", skills: ["SQL", "Go"] }];
    const ben = { id: "ben", skills: ["SQL", "Go", "design"] };
    const wishes = { mentees: [{ id: "ada", skills: ["SQL", "Rust"] }, ben], mentors };
    const fewer = { mentees: [{ id: "ada", skills: ["SQL"] }, ben], mentors };
    const policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 1 };
    expect(matchedOf(match(wishes, policy))).toEqual(["ben"]);
    expect(matchedOf(match(fewer, policy))).toEqual(["ada"]);
    const drawn = { ...policy, objective: ["draw", "total"] } as const;
    const before = match(wishes, drawn);
    validateMatching(before, wishes, drawn);
    expect(matchedOf(match(fewer, drawn))).toEqual(matchedOf(before));
    expect(before.unmatched.mentees).toMatchObject([{ reason: "CAPACITY_SHORT", decidedBy: "draw" }]);
  });
});
