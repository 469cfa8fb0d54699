import { type CustomPerson, custom, customRule, match, type People, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { problemsOf, refusal } from "../support/refusal.js";

const people = {
  mentees: [
    { id: "ben", skills: ["SQL"] },
    {
      id: "ada",
      name: "Ada Obi",
      team: "Apps",
      auditOnly: { ethnicity: "x" },
      attributes: { gender: "f", site: "York", parish: "north" },
      livedExperiences: ["carer"],
    },
  ],
  mentors: [{ id: "lin", team: "Apps", attributes: { gender: "m", site: "York" } }],
} satisfies People;
const basis = {
  decidedBy: "works council",
  purpose: "a stated wish",
  legalGround: "consent",
  jurisdiction: "Germany",
  date: "2026-03-01",
};

/** What a function sees of everybody, as one text for each person. */
function seenUnder(policy: Omit<Policy, "criteria"> = {}, options = {}): Record<string, string> {
  const seen: Record<string, string> = {};
  const score = (mentor: CustomPerson, mentee: CustomPerson) => {
    for (const person of [mentor, mentee]) seen[person.id] = JSON.stringify(person);
    return 1;
  };
  match(people, { ...policy, criteria: { own: custom({ name: "own", version: "1", score }) } }, options);
  return seen;
}

/** A policy whose function reads something of a mentee. */
function reading(read: (mentee: CustomPerson) => unknown, policy: Omit<Policy, "criteria"> = {}): Policy {
  const score = (_: CustomPerson, mentee: CustomPerson) => (read(mentee) === undefined ? 0 : 1);
  return { ...policy, criteria: { own: custom({ name: "own", version: "1", score }) } };
}

describe("what functions of the host's own see", () => {
  test("match(): nothing special without a basis, nothing blind at all", () => {
    expect(seenUnder()["ada"]).toBe('{"attributes":{"parish":"north","site":"York"},"id":"ada","team":"Apps"}');
    expect(seenUnder({ blind: ["team", "parish"] })["ada"]).toBe('{"attributes":{"site":"York"},"id":"ada"}');
    expect(seenUnder({ special: ["site"] })["lin"]).toBe('{"attributes":{},"id":"lin","team":"Apps"}');
    expect(seenUnder({ basis })["lin"]).toBe('{"attributes":{"gender":"m","site":"York"},"id":"lin","team":"Apps"}');
    expect(seenUnder({ basis, blind: ["gender"] })["lin"]).toBe(
      '{"attributes":{"site":"York"},"id":"lin","team":"Apps"}',
    );
    expect(seenUnder({ notSpecial: { gender: "of the noun" } })["lin"]).toContain('"gender":"m"');
  });

  test("match(): not whether somebody has anything that is hidden, nor the order of the input", () => {
    const seen: string[] = [];
    const score = (mentor: CustomPerson) => {
      seen.push(JSON.stringify({ ...mentor, id: "" }));
      return Object.getPrototypeOf(mentor) !== null && Object.isFrozen(Object.getPrototypeOf(mentor)) ? 1 : 0;
    };
    const mentors: People["mentors"] = [
      { id: "lin", skills: ["SQL", "Go"], attributes: { gender: "f" }, managers: ["z", "b"] },
      { managers: ["z", "b"], attributes: {}, skills: ["Go", "SQL"], id: "may" },
      { id: "ola", managers: ["z", "b"], skills: ["Go", "SQL"] },
    ];
    const criteria = { own: custom({ name: "own", version: "1", score }) };
    const { pairs } = match({ mentees: [{ id: "ada" }], mentors }, { criteria });
    expect([...new Set(seen)]).toEqual(['{"attributes":{},"id":"","managers":["z","b"],"skills":["Go","SQL"]}']);
    expect(pairs[0].score).toBe(1);
  });

  test("match(): where reads are watched they see the same, and cannot change it", () => {
    expect(seenUnder({ blind: ["team"] }, { watchReads: true })).toEqual(seenUnder({ blind: ["team"] }));
    const change = reading((mentee) => {
      (mentee as { team?: string }).team = "Web";
      return 1;
    });
    expect(refusal(() => match(people, change, { watchReads: true })).code).toBe("E_SCORER");
  });

  test.each<[string, (mentee: CustomPerson) => unknown, string]>([
    ["an attribute", ({ attributes }) => attributes?.["parish"], "/mentees/1/attributes/parish"],
    ["a special attribute", ({ attributes }) => attributes?.["gender"], "/mentees/1/attributes/gender"],
    ["a field", ({ team }) => team, "/mentees/1/team"],
    ["the name", (mentee) => (mentee as { name?: string }).name, "/mentees/1/name"],
    ["the lane of an audit", (mentee) => "auditOnly" in mentee, "/mentees/1/auditOnly"],
    ["a field by its description", (mentee) => Object.getOwnPropertyDescriptor(mentee, "team"), "/mentees/1/team"],
    [
      "lived experience",
      (mentee) => (mentee as { livedExperiences?: unknown }).livedExperiences,
      "/mentees/1/livedExperiences",
    ],
  ])("match(): a read of %s is E_BLIND_READ where reads are watched, and nothing otherwise", (_, read, pointer) => {
    const policy = reading(read, { blind: ["team", "parish"] });
    expect(match(people, policy).pairs[0].score).toBe(read.toString().includes(" in ") ? 1 : 0);
    const [[code, , where]] = problemsOf(() => match(people, policy, { watchReads: true }));
    expect([code, where]).toEqual(["E_BLIND_READ", pointer]);
  });

  test("match(): the message names the function, and a rule's is watched too", () => {
    const holds = (mentor: CustomPerson) => mentor.attributes?.["gender"] === "m";
    const policy: Policy = {
      criteria: { skills: { kind: "coverage", field: "skills" } },
      rules: { own: customRule({ name: "own", version: "1", holds }) },
    };
    expect(refusal(() => match(people, policy, { watchReads: true })).message).toMatchInlineSnapshot(
      `"Expected mentors[0].attributes.gender to be read by nobody, received a read by policy.rules.own.holds."`,
    );
  });

  test("match(): a function that swallows what is thrown at it is found all the same", () => {
    const policy = reading((mentee) => {
      try {
        return (mentee as { name?: string }).name;
      } catch {
        return undefined;
      }
    });
    expect(refusal(() => match(people, policy, { watchReads: true })).code).toBe("E_BLIND_READ");
  });
});
