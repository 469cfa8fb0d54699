import fc from "fast-check";
import {
  type Criterion,
  match,
  type People,
  type Policy,
  type Rule,
  requiredExperience,
  scorePairs,
  solveAssignment,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { drawCohort, toPeople } from "../../benchmarks/cohort.js";
import { mentoringPolicy } from "../../benchmarks/mentoringPolicy.js";
import { type Shortlist, shortlist } from "../../src/explain/shortlist.js";
import { exhaustive } from "../support/exhaustive.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes, rewritten, seeded, stableProgrammes } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import * as story from "../support/story.js";
import { tableProgramme } from "../support/tableProgramme.js";
import { drawn, wholeProgramme } from "../support/wholeProgramme.js";

const shortlistAny = shortlist as (...given: unknown[]) => Shortlist;
const MILLIONTHS = 1_000_000;

/** Ids with score, price and net, as millionths. */
function placesOf({ mentors }: Shortlist): [mentor: string, score: number, price: number, net: number][] {
  return mentors.map(({ mentor, score, price, net }) => [
    mentor.id,
    Math.round(score * MILLIONTHS),
    Math.round(price * MILLIONTHS),
    Math.round(net * MILLIONTHS),
  ]);
}

describe("shortlist(): by hand", () => {
  const both = tableProgramme({ ada: { lin: 0.9, noor: 0.5 }, ben: { lin: 0.8, noor: 0.1 } });

  test("shortlist(): a mentor whom both want most is on one list, at what the other would give", () => {
    const matching = match(both.people, both.policy);
    // 0.5 + 0.8 beats 0.9 + 0.1; one more place with Lin would let Ada have 0.9 instead of 0.5
    expect(shortlist(matching, { mentee: "ada", top: 1 })).toEqual({
      kind: "shortlist",
      mentee: { id: "ada" },
      mentors: [{ mentor: { id: "noor" }, score: 0.5, price: 0, net: 0.5 }],
    });
    expect(shortlist(matching, { mentee: "ben", top: 1 }).mentors).toEqual([
      { mentor: { id: "lin" }, score: 0.8, price: 0.4, net: 0.4 },
    ]);
  });

  test("shortlist(): a longer list has as many more places, so that both have both", () => {
    const matching = match(both.people, both.policy);
    expect(placesOf(shortlist(matching, { mentee: "ada", top: 2 }))).toEqual([
      ["lin", 900_000, 0, 900_000],
      ["noor", 500_000, 0, 500_000],
    ]);
    expect(placesOf(shortlist(matching, { mentee: "ben", top: 2 }))).toEqual([
      ["lin", 800_000, 0, 800_000],
      ["noor", 100_000, 0, 100_000],
    ]);
    expect(shortlist(matching, { mentee: "ben" })).toEqual(shortlist(matching, { mentee: "ben", top: 5 }));
  });

  test("shortlist(): the best score less price comes first, not the best score", () => {
    const three = tableProgramme(
      {
        ada: { lin: 0.9, noor: 0.8 },
        ben: { lin: 0.7, noor: 0 },
        chidi: { lin: 0.6, noor: 0 },
        dora: { lin: 0.5, noor: 0.1 },
      },
      { seats: { noor: 2 } },
    );
    // two places with Lin each time: for Ada and Ben, and Chidi would give 0.6 for one
    expect(placesOf(shortlist(three.people, three.policy, { mentee: "ada", top: 2 }))).toEqual([
      ["noor", 800_000, 0, 800_000],
      ["lin", 900_000, 600_000, 300_000],
    ]);
    expect(placesOf(shortlist(three.people, three.policy, { mentee: "dora", top: 2 }))).toEqual([
      ["noor", 100_000, 0, 100_000],
    ]);
  });

  test("shortlist(): of alike mentees and mentors the lottery gives each a list of its own", () => {
    const alike = tableProgramme({ ada: { lin: 0.5, noor: 0.5 }, ben: { lin: 0.5, noor: 0.5 } });
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const policy = { ...alike.policy, seed };
      const listOf = (mentee: string) => shortlist(alike.people, policy, { mentee, top: 1 }).mentors[0].mentor.id;
      const first = ["ada", "ben"][drawn(["ada", "ben"], seed)[0]];
      expect(listOf(first)).toBe(["lin", "noor"][drawn(["lin", "noor"], seed)[0]]);
      expect(new Set([listOf("ada"), listOf("ben")]).size).toBe(2);
      seen.add(`${listOf("ada")}`);
    }
    expect(seen.size).toBe(2);
  });

  test("shortlist(): the story's five mentees, before any matching, without what Ben asked for and Sam disclosed", () => {
    const lists = story.people.mentees.map(({ id }) => {
      const { mentors } = shortlist(story.people, story.policy, { mentee: id, top: 2 });
      return [id, mentors.map(({ mentor, net }) => `${mentor.name} ${net}`)];
    });
    expect(Object.fromEntries(lists)).toMatchInlineSnapshot(`
      {
        "ada": [
          "Lin Zhao 0.8125",
        ],
        "ben": [
          "Sam Owusu 0.6875",
          "Lin Zhao 0",
        ],
        "chidi": [],
        "dora": [
          "Noor Haddad 0.6875",
          "Sam Owusu 0.375",
        ],
        "elif": [
          "Noor Haddad 0.375",
          "Lin Zhao 0.375",
        ],
      }
    `);
    const ben = shortlist(story.people, story.policy, { mentee: "ben", top: 1 });
    // all that Ben wants to learn, the goal, and hiking of hiking and cooking: 4/8 + 3/8 + 1/16
    expect(ben.mentors[0]).toMatchObject({ mentor: { id: "sam", name: "Sam Owusu" }, score: 0.9375 });
    expect(scorePairs(story.people, story.policy).scores[1 * 3 + 2]).toBe(950_000);
  });
});

/** The policy without anything that reads lived experience or choices. */
function withoutHidden(policy: Policy): Policy {
  const keep = <Part extends Criterion | Rule>(parts: { readonly [name: string]: Part } = {}) =>
    Object.entries(parts).filter(([, { kind }]) => !["experience", "requiredExperience", "choices"].includes(kind));
  const nothing: Criterion = { kind: "custom", name: "nothing", version: "1", score: () => 0 };
  const criteria = keep(policy.criteria);
  const weighs = criteria.some(([, { weight = 1 }]) => weight > 0);
  return {
    ...policy,
    criteria: Object.fromEntries(weighs ? criteria : [["nothing", nothing]]),
    rules: Object.fromEntries(keep(policy.rules)),
  } as Policy;
}

/** Everybody's list as an assignment of indices, by its definition. */
function listingOf(people: People, policy: Policy, { seed, top }: { readonly seed: number; readonly top: number }) {
  const bare = withoutHidden(policy);
  const { mentees, mentors, options } = wholeProgramme(people, policy, seed);
  // what mentors asked for plays no part
  const silent = people.mentors.map(({ requests: _, ...mentor }) => mentor);
  const { scores: flat } = scorePairs({ ...people, mentors: silent }, bare);
  const pinsOf = (side: 0 | 1, index: number) => options.required.filter((pair) => pair[side] === index).length;
  const isSettled = (row: number) => options.demands[row] <= pinsOf(0, row);
  const isPinned = (row: number, column: number) => options.required.some(([i, j]) => i === row && j === column);
  const scores = mentees.map((_, row) =>
    mentors.map((_, column) =>
      isSettled(row) || isPinned(row, column) ? -Infinity : flat[row * mentors.length + column],
    ),
  );
  const capacities = options.capacities.map((seats, column) => (seats - pinsOf(1, column)) * top);
  const demands = mentees.map(() => Math.min(top, mentors.length));
  return {
    mentees,
    mentors,
    scores,
    asked: { capacities, demands, objective: ["total"] as const, lottery: options.lottery! },
  };
}

function totalOf({ stages }: { readonly stages: readonly { readonly value: number | null }[] }): number {
  return stages[0].value ?? 0;
}

describe("shortlist(): by its definition", () => {
  /** Expects every list to be what trying all assignments gives; says what there was to see. */
  function expectLists(people: People, policy: Policy, top: number) {
    const matching = match(people, policy);
    const { seed } = matching.manifest;
    const { mentees, mentors, scores, asked } = listingOf(people, policy, { seed, top });
    const best = exhaustive(scores, asked)!;
    const position = new Map(Array.from(asked.lottery.columns, (column, at) => [column, at]));
    const prices = mentors.map((_, column) => {
      const capacities = asked.capacities.map((places, other) => places + Number(other === column));
      return totalOf(exhaustive(scores, { ...asked, capacities })!) - totalOf(best);
    });
    const lists = mentees.map((mentee, row) => {
      const expected = best.pairs
        .filter(([one]) => one === row)
        .map(([, column]) => ({ column, score: scores[row][column], net: scores[row][column] - prices[column] }))
        .toSorted((a, b) => b.net - a.net || position.get(a.column)! - position.get(b.column)!)
        .map(({ column, score, net }) => [mentors[column], score, prices[column], net]);
      expect(placesOf(shortlist(matching, { mentee, top }))).toEqual(expected);
      return expected;
    });
    return {
      several: lists.some(({ length }) => length > 1),
      empty: lists.some(({ length }) => length === 0),
      priced: prices.some((price) => price > 0),
      tied: best.optima > 1,
    };
  }

  test("shortlist(): all lists are the best assignment there is, tried one by one, and a price is what one more place adds", () => {
    const seen = { several: 0, empty: 0, priced: 0, tied: 0 };
    const score = fc.constantFrom(null, 0, 0.1, 0.2, 0.4, 0.7, 0.9);
    const seats = fc.constantFrom(0, 1, 1, 1, 2);
    const tables = fc.record({
      table: fc.record({
        ada: fc.record({ lin: score, noor: score, sam: score }),
        ben: fc.record({ lin: score, noor: score, sam: score }),
        chidi: fc.record({ lin: score, noor: score, sam: score }),
        dora: fc.record({ lin: score, noor: score, sam: score }),
      }),
      seats: fc.record({ lin: seats, noor: seats, sam: seats }),
      seed: fc.nat({ max: 99 }),
    });
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 3 }), ({ table, ...rest }, top) => {
        const { people, policy } = tableProgramme(table, rest);
        const found = expectLists(people, policy, top);
        for (const key of Object.keys(seen) as (keyof typeof seen)[]) if (found[key]) seen[key] += 1;
      }),
      runs(400),
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(100);
  });

  test("shortlist(): so they are under pins, rules, requests, bounds and any objective, without lived experience", () => {
    const seen = { several: 0, priced: 0, pinned: 0, tied: 0, experience: 0 };
    fc.assert(
      fc.property(
        fc.oneof(programmes({ mentees: 4, mentors: 3 }), loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 })),
        fc.integer({ min: 1, max: 3 }),
        ({ people, policy }, top) => {
          const { several, priced, tied } = expectLists(people, policy, top);
          if (several) seen.several += 1;
          if (priced) seen.priced += 1;
          if (tied) seen.tied += 1;
          if ((policy.pins ?? []).length > 0) seen.pinned += 1;
          if (Object.keys(policy.criteria).includes("experience")) seen.experience += 1;
        },
      ),
      runs(300),
    );
    expect(seen.several).toBeGreaterThan(20);
    expect(seen.priced).toBeGreaterThan(60);
    expect(seen.pinned).toBeGreaterThan(20);
    expect(seen.tied).toBeGreaterThan(5);
    expect(seen.experience).toBeGreaterThan(80);
  });

  test("shortlist(): nobody off a list is better than anybody on it, and no mentor is named more often than there are places", () => {
    const [size, top, capacity] = [{ mentees: 120, mentors: 40 }, 4, 2];
    const people = toPeople(drawCohort(11, size));
    const policy: Policy = { ...mentoringPolicy, capacity };
    const matching = match(people, policy);
    const { mentees, mentors, scores } = scorePairs(people, policy);
    const lists = mentees.map((mentee) => placesOf(shortlist(matching, { mentee, top })));
    const price = new Map<string, number>();
    const named = new Map<string, number>();
    for (const [mentor, , asked] of lists.flat()) {
      expect(price.get(mentor) ?? asked).toBe(asked);
      price.set(mentor, asked);
      named.set(mentor, (named.get(mentor) ?? 0) + 1);
    }
    for (const count of named.values()) expect(count).toBeLessThanOrEqual(top * capacity);
    let [full, rivals] = [0, 0];
    for (const [mentor, asked] of price) if (asked > 0) expect(named.get(mentor)).toBe(top * capacity);
    for (const [row, list] of lists.entries()) {
      const nets = list.map(([, , , net]) => net);
      expect(nets).toEqual(nets.toSorted((a, b) => b - a));
      const least = list.length < top ? 0 : nets.at(-1)!;
      if (list.length === top) full += 1;
      expect(Math.min(least, ...nets)).toBeGreaterThanOrEqual(0);
      const own = new Set(list.map(([mentor]) => mentor));
      for (const [column, mentor] of mentors.entries()) {
        const score = scores[row * mentors.length + column];
        if (own.has(mentor) || score === -Infinity) continue;
        expect(score - (price.get(mentor) ?? 0)).toBeLessThanOrEqual(least);
        rivals += 1;
      }
    }
    expect(full).toBeGreaterThan(40);
    expect(rivals).toBeGreaterThan(1000);
    const { total } = solveAssignment(
      { rows: mentees.length, columns: mentors.length, data: scores },
      { capacities: mentors.map(() => top * capacity), demands: mentees.map(() => top), objective: "best" },
    );
    expect(lists.flat().reduce((sum, [, score]) => sum + score, 0)).toBe(total);
  });

  test("shortlist(): of a matching as of its people and policy, whatever its objective, method and bounds", () => {
    const seen = { optimal: 0, stable: 0, infeasible: 0, listed: 0 };
    const cases = fc.oneof(
      loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
      stableProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
    );
    fc.assert(
      fc.property(cases, ({ people, policy }) => {
        const matching = match(people, policy);
        for (const { id: mentee } of people.mentees) {
          const list = shortlist(matching, { mentee, top: 2 });
          expect(list).toEqual(shortlist(people, policy, { mentee, top: 2 }));
          expect(JSON.parse(JSON.stringify(list))).toStrictEqual(list);
          if (list.mentors.length > 0) seen.listed += 1;
        }
        seen[matching.status] += 1;
      }),
      runs(200),
    );
    expect(seen.listed).toBeGreaterThan(150);
    for (const status of ["optimal", "stable", "infeasible"] as const) expect(seen[status]).toBeGreaterThan(10);
  });

  test("shortlist(): the order of people, criteria and rules leaves no trace", () => {
    let listed = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const [otherPeople, otherPolicy] = [rewritten(people, below), rewritten(policy, below)];
        for (const { id: mentee } of people.mentees) {
          const list = shortlist(people, policy, { mentee, top: 2 });
          expect(JSON.stringify(shortlist(otherPeople, otherPolicy, { mentee, top: 2 }))).toBe(JSON.stringify(list));
          if (list.mentors.length > 1) listed += 1;
        }
      }),
      runs(80),
    );
    expect(listed).toBeGreaterThan(30);
  });
});

describe("shortlist(): who is on no list", () => {
  const scores = { ada: { lin: 0.9, noor: 0.5 }, ben: { lin: 0.8, noor: 0.4 } };
  const pin = { mentee: "ada", mentor: "lin", reason: "asked" };

  test("shortlist(): a pinned seat has no places, and whose places are all pinned has an empty list", () => {
    const { people, policy } = tableProgramme(scores, { pins: [pin] });
    const matching = match(people, policy);
    expect(shortlist(matching, { mentee: "ada" }).mentors).toEqual([]);
    expect(placesOf(shortlist(matching, { mentee: "ben" }))).toEqual([["noor", 400_000, 0, 400_000]]);
  });

  test("shortlist(): whoever wants another one chooses among the others", () => {
    const { people, policy } = tableProgramme(scores, { pins: [pin], demand: 2, seats: { lin: 2 } });
    const matching = match(people, policy);
    expect(placesOf(shortlist(matching, { mentee: "ada" })).map(([mentor]) => mentor)).toEqual(["noor"]);
    expect(placesOf(shortlist(matching, { mentee: "ben" })).map(([mentor]) => mentor)).toEqual(["lin", "noor"]);
  });

  test("shortlist(): who is banned, avoided or without a seat; nobody left is an empty list", () => {
    const { people, policy } = tableProgramme({ ada: { lin: 0.9, noor: null }, ben: { lin: 0.8, noor: 0.4 } });
    const mentees = people.mentees.map((mentee) => ({ ...mentee, requests: { avoid: ["lin"] } }));
    const avoiding = match({ ...people, mentees }, policy);
    expect(shortlist(avoiding, { mentee: "ada" }).mentors).toEqual([]);
    expect(placesOf(shortlist(avoiding, { mentee: "ben" })).map(([mentor]) => mentor)).toEqual(["noor"]);
    const full = tableProgramme(scores, { seats: { lin: 0 } });
    expect(placesOf(shortlist(full.people, full.policy, { mentee: "ada" })).map(([mentor]) => mentor)).toEqual([
      "noor",
    ]);
  });

  test("shortlist(): who is outbid everywhere, and who has no mentors to choose from", () => {
    const { people, policy } = tableProgramme({ ada: { lin: 0.9 }, ben: { lin: 0.8 } });
    expect(shortlist(people, policy, { mentee: "ben", top: 1 }).mentors).toEqual([]);
    expect(shortlist({ mentees: [{ id: "ada" }], mentors: [] }, story.policy, { mentee: "ada" }).mentors).toEqual([]);
  });
});

describe("shortlist(): what it does not tell", () => {
  const said = fc.constantFrom<unknown>(
    undefined,
    [],
    ["carer"],
    [{ name: "migrated", show: "toMyMatch" }],
    ["carer", "migrated"],
  );
  const asked = fc.constantFrom<unknown>(
    undefined,
    ["carer"],
    [{ name: "migrated", strength: "require" }],
    [{ name: "carer", importance: 5 }, "migrated"],
  );

  test("shortlist(): what people disclosed and asked for changes no list, whatever it changes in the matching", () => {
    const changes = fc.array(fc.tuple(said, asked), { minLength: 20, maxLength: 20 });
    const seen = { scores: 0, listed: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), changes, ({ people, policy: drawnPolicy }, drawnChanges) => {
        const policy = {
          ...drawnPolicy,
          criteria: { ...drawnPolicy.criteria, experience: { kind: "experience", weight: 2 } },
          rules: { ...drawnPolicy.rules, required: requiredExperience() },
        } as Policy;
        const left = [...drawnChanges];
        const change = <Given extends { readonly requests?: object }>({ requests, ...person }: Given): Given => {
          const [livedExperiences, wanted] = left.pop()!;
          return {
            ...person,
            livedExperiences,
            requests: { ...requests, livedExperiences: wanted },
          } as unknown as Given;
        };
        const clean = (one: People): People => JSON.parse(JSON.stringify(one));
        const others = clean({ mentees: people.mentees.map(change), mentors: people.mentors.map(change) });
        if (scorePairs(people, policy).scores.join() !== scorePairs(others, policy).scores.join()) seen.scores += 1;
        for (const { id: mentee } of people.mentees) {
          const list = shortlist(people, policy, { mentee, top: 2 });
          expect(JSON.stringify(shortlist(others, policy, { mentee, top: 2 }))).toBe(JSON.stringify(list));
          expect(list).toEqual(shortlist(people, withoutHidden(policy), { mentee, top: 2 }));
          if (list.mentors.length > 0) seen.listed += 1;
        }
      }),
      runs(100),
    );
    expect(seen.scores).toBeGreaterThan(50);
    expect(seen.listed).toBeGreaterThan(100);
  });

  test("shortlist(): whom mentors chose, and whom they asked to avoid, changes no list", () => {
    const seen = { changed: 0, listed: 0 };
    const wish = fc.array(fc.constantFrom("ada", "ben", "chidi", "dora", "elif"), { maxLength: 2 });
    const wishes = fc.array(fc.record({ choices: wish, avoid: wish }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), wishes, ({ people, policy: drawnPolicy }, drawn) => {
        const criteria = { ...drawnPolicy.criteria, choices: { kind: "choices", of: "both" } };
        const policy = { ...drawnPolicy, criteria } as Policy;
        const ids = new Set(people.mentees.map(({ id }) => id));
        const mentors = people.mentors.map((mentor, at) => {
          const [choices, avoid] = [drawn[at].choices, drawn[at].avoid].map((list) => [
            ...new Set(list.filter((id) => ids.has(id) && id !== mentor.id)),
          ]);
          return { ...mentor, requests: { choices, avoid } };
        });
        const others = { ...people, mentors };
        if (scorePairs(people, policy).scores.join() !== scorePairs(others, policy).scores.join()) seen.changed += 1;
        for (const { id: mentee } of people.mentees) {
          const list = shortlist(people, policy, { mentee, top: 2 });
          expect(JSON.stringify(shortlist(others, policy, { mentee, top: 2 }))).toBe(JSON.stringify(list));
          if (list.mentors.length > 0) seen.listed += 1;
        }
      }),
      runs(100),
    );
    expect(seen.changed).toBeGreaterThan(50);
    expect(seen.listed).toBeGreaterThan(100);
  });

  test("shortlist(): where nothing but lived experience is scored, all mentors are alike", () => {
    const policy: Policy = { criteria: { experience: { kind: "experience" } }, seed: 1 };
    const list = shortlist(story.people, policy, { mentee: "ben", top: 3 });
    expect(placesOf(list).map(([, ...numbers]) => numbers)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe("shortlist(): misuse", () => {
  const matching = match(story.people, story.policy);

  test("shortlist(): a stored matching is refused", () => {
    const stored = JSON.parse(JSON.stringify(matching));
    expect(problemsOf(() => shortlistAny(stored, { mentee: "ada" }))).toEqual([
      ["E_DETACHED", "matching", "/matching"],
    ]);
    expect(problemsOf(() => shortlistAny())[0][0]).toBe("E_DETACHED");
  });

  test("shortlist(): an id that nobody has, and one of the other side, name the nearest mentee", () => {
    expect(messageOf(() => shortlist(matching, { mentee: "adda" }))).toMatchInlineSnapshot(
      `"Expected mentee to be the id of a mentee, received "adda". Did you mean "ada"?"`,
    );
    expect(problemsOf(() => shortlist(matching, { mentee: "lin" }))).toEqual([["E_UNKNOWN_ID", "mentee", "/mentee"]]);
    expect(problemsOf(() => shortlistAny(matching, {}))).toEqual([["E_UNKNOWN_ID", "mentee", "/mentee"]]);
    const nobody = match({ mentees: [], mentors: [] }, story.policy);
    expect(problemsOf(() => shortlist(nobody, { mentee: "ada" }))).toEqual([["E_UNKNOWN_ID", "mentee", "/mentee"]]);
  });

  test.each([[undefined], [null], ["ada"], [5], [[]]])("shortlist(matching, %j) is no question", (of) => {
    expect(problemsOf(() => shortlistAny(matching, of))).toEqual([["E_TYPE", "of", "/of"]]);
    expect(problemsOf(() => shortlistAny(story.people, story.policy, of))).toEqual([["E_TYPE", "of", "/of"]]);
  });

  test.each([[0], [51], [1.5], [-1], ["5"], [Number.NaN], [null]])("shortlist(): a list of %j mentors", (top) => {
    expect(problemsOf(() => shortlistAny(matching, { mentee: "ada", top }))).toEqual([
      ["E_OPTION", "of.top", "/of/top"],
    ]);
  });

  test("shortlist(): a misspelt key and a list that is too long, at once", () => {
    expect(messageOf(() => shortlistAny(matching, { mentee: "ada", tops: 3 }))).toMatchInlineSnapshot(
      `"Expected of.tops to be left out, received an unknown key. Did you mean "top"?"`,
    );
    expect(problemsOf(() => shortlistAny(matching, { mentee: "ada", tops: 3, top: 99 })).map(([code]) => code)).toEqual(
      ["E_UNKNOWN_KEY", "E_OPTION"],
    );
  });

  test("shortlist(): people and policy are checked as match() checks them", () => {
    expect(problemsOf(() => shortlistAny(null, story.policy, { mentee: "ada" }))[0][0]).toBe("E_TYPE");
    expect(problemsOf(() => shortlistAny(story.people, { criteria: {} }, { mentee: "ada" }))[0][0]).toBe("E_WEIGHTS");
  });

  test("shortlist(): more pairs than there is room for", () => {
    const crowd = (length: number) => Array.from({ length }, (_, index) => ({ id: `${index}` }));
    const people = { mentees: crowd(4000), mentors: crowd(4000) };
    const call = () =>
      shortlist(people, { criteria: { goals: { kind: "coverage", field: "goals" } } }, { mentee: "1" });
    expect(problemsOf(call)).toEqual([["E_TOO_LARGE", "scores", "/scores"]]);
  });
});
