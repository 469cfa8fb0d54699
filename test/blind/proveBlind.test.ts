import fc from "fast-check";
import { type CustomPerson, custom, match, type People, type Policy, proveBlind } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes, rewritten, seeded } from "../support/programmes.js";
import { messageOf, refusal } from "../support/refusal.js";
import * as story from "../support/story.js";

const lanes = ["f", "m", "x", undefined];

/** The same people with names, audit answers and a blind attribute dealt out to them. */
function dressed({ mentees, mentors }: People, below: (limit: number) => number): People {
  const dress = <Person extends People["mentees"][number]>(person: Person): Person => ({
    ...person,
    name: `Name ${below(5)}`,
    display: { photo: `${below(9)}.png` },
    auditOnly: { gender: lanes[below(4)] },
    ...(below(2) === 0 ? {} : { attributes: { ...person.attributes, parish: `parish ${below(3)}` } }),
  });
  return { mentees: mentees.map(dress), mentors: mentors.map((mentor) => dress(mentor)) };
}

/** A matching as text, without the one digest that covers everything. */
function bytesOf(people: People, policy: Policy): string {
  const { manifest, ...rest } = match(people, policy);
  return JSON.stringify([rest, { ...manifest, input: "" }]);
}

describe("what may not decide", () => {
  test("match(): permuting people, criteria, rules and attributes, and the lane of protected data: 300 of 300", () => {
    const seen = { same: 0, pairs: 0, dealt: 0 };
    fc.assert(
      fc.property(
        loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
        fc.nat(),
        ({ people, policy: stated }, draw) => {
          const below = seeded(draw);
          const policy: Policy = { ...stated, blind: ["parish"] };
          const one = dressed(people, below);
          const other = dressed(people, below);
          const bytes = bytesOf(one, policy);
          expect(JSON.stringify(match(rewritten(one, below), rewritten(policy, below)))).toBe(
            JSON.stringify(match(one, policy)),
          );
          expect(bytesOf(rewritten(other, below), rewritten(policy, below))).toBe(bytes);
          seen.same += 1;
          if (match(one, policy).pairs.length > 0) seen.pairs += 1;
          if (JSON.stringify(one) !== JSON.stringify(other)) seen.dealt += 1;
        },
      ),
      runs(300),
    );
    expect(seen.same).toBe(300);
    expect(seen.pairs).toBeGreaterThan(150);
    expect(seen.dealt).toBeGreaterThan(250);
  });

  test("match(): whatever is not among the fields that the manifest lists changes nothing but the digest of the input", () => {
    let unread = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 }), ({ people, policy }) => {
        const before = match(people, policy);
        const bareOf = (side: "mentees" | "mentors") => {
          const isRead = new Set([...before.manifest.fields[side], "attributes"]);
          const without = <Given extends object>(given: Given): Given =>
            Object.fromEntries(Object.entries(given).filter(([key]) => isRead.has(key))) as Given;
          return people[side].map((person) => {
            const { attributes } = person;
            return { ...without(person), ...(attributes && { attributes: without(attributes) }) };
          });
        };
        const changed: People = { mentees: bareOf("mentees"), mentors: bareOf("mentors") };
        expect(bytesOf(changed, policy)).toBe(bytesOf(people, policy));
        if (match(changed, policy).manifest.input !== before.manifest.input) unread += 1;
      }),
      runs(300),
    );
    expect(unread).toBeGreaterThan(80);
  });
});

describe("proveBlind()", () => {
  test("proveBlind(): deals out what is not read, says what that was, and finds the same bytes", () => {
    const proof = proveBlind(story.people, story.policy, { seed: 7 });
    expect(proof).toMatchObject({ kind: "blindProof", identical: true, rounds: 3, seed: 7 });
    expect(proof.fields).toContainEqual({ side: "mentees", field: "name", people: 5, moved: 5 });
    expect(proof.fields.map(({ field }) => field)).toEqual([
      ...["name", "seniority", "team", "attributes.officeDays"],
      ...["name", "seniority", "team", "attributes.officeDays"],
    ]);
    expect(proof.read).toEqual(match(story.people, story.policy).manifest.fields);
    expect(proof.manifest).toEqual(match(story.people, story.policy).manifest);
    expect(proveBlind(story.people, story.policy, { seed: 7 })).toEqual(proof);
    expect(Object.isFrozen(proof.fields[0])).toBe(true);
  });

  test("proveBlind(): a field that everybody answered alike shows nothing, and is said to", () => {
    const people = {
      mentees: [
        { id: "ada", name: "A" },
        { id: "ben", name: "A" },
      ],
      mentors: [{ id: "lin" }],
    };
    const policy = { criteria: { skills: { kind: "coverage", field: "skills" } } } as const;
    expect(proveBlind(people, policy).fields).toEqual([{ side: "mentees", field: "name", people: 2, moved: 0 }]);
  });

  test("proveBlind(): a function that reads from elsewhere what depends on who is dealt what is caught", () => {
    // breaks the rules on purpose: the answer hangs on how often it was called
    let calls = 0;
    const score = () => (calls++ < 2 ? 1 : 0.25);
    const people = { mentees: [{ id: "ada", name: "A" }], mentors: [{ id: "lin" }] };
    const policy = { criteria: { own: custom({ name: "own", version: "1", score }) } };
    const proof = proveBlind(people, policy, { rounds: 2 });
    expect(proof.identical).toBe(false);
    expect(proof.first).toEqual({ round: 1, path: "manifest.stages" });
  });

  test("proveBlind(): a function that tries to read what is blind", () => {
    const score = (_: CustomPerson, mentee: CustomPerson) => ((mentee as { name?: string }).name === "A" ? 1 : 0);
    const policy = { criteria: { own: custom({ name: "own", version: "1", score }) } };
    expect(messageOf(() => proveBlind(story.people, policy))).toMatchInlineSnapshot(
      `"Expected mentees[0].name to be read by nobody, received a read by policy.criteria.own.score."`,
    );
  });

  test("proveBlind(): random programmes", () => {
    let moved = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 }), fc.nat(), ({ people, policy }, seed) => {
        const proof = proveBlind(dressed(people, seeded(seed)), policy, { seed, rounds: 1 });
        expect(proof.identical).toBe(true);
        if (proof.fields.some((field) => field.moved > 0)) moved += 1;
      }),
      runs(60),
    );
    expect(moved).toBeGreaterThan(40);
  });

  test("proveBlind(): people who have no attributes at all, or none but those that are not read", () => {
    const people: People = {
      mentees: [{ id: "ada", attributes: { gender: "f" } }, { id: "ben" }, { id: "cy" }],
      mentors: [{ id: "lin", attributes: { gender: "m" } }, { id: "may" }],
    };
    const score = ({ attributes }: CustomPerson) => (attributes === undefined ? 0 : 1);
    for (const criteria of [story.policy.criteria, { own: custom({ name: "own", version: "1", score }) }]) {
      const proof = proveBlind(people, { criteria }, { rounds: 4 });
      expect(proof).toMatchObject({ identical: true });
      expect(proof.fields.filter(({ moved }) => moved > 0)).not.toHaveLength(0);
    }
  });

  test("proveBlind(): refuses options that are none", () => {
    const call = (options: object) => refusal(() => proveBlind(story.people, story.policy, options)).code;
    expect(call({ rounds: 0 })).toBe("E_OPTION");
    expect(call({ seed: -1 })).toBe("E_OPTION");
    expect(call({ sed: 1 })).toBe("E_UNKNOWN_KEY");
    expect(call({ signal: AbortSignal.abort() })).toBe("E_ABORTED");
  });
});
