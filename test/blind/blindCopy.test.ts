import fc from "fast-check";
import { blindCopy, type People } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { cohorts, rewritten, seeded } from "../support/programmes.js";
import { problemsOf, refusal } from "../support/refusal.js";

const key = "a secret of the host's own";
const people: People = {
  mentees: [{ id: "lin", name: "Lin Zhao", skills: ["SQL"], requests: { avoid: ["sam"], choices: ["sam"] } }],
  mentors: [
    {
      id: "sam",
      name: "Sam Reyes",
      manager: "lin",
      team: "Platform",
      skills: ["Rust"],
      capacity: 2,
      location: { latitude: 53.8, longitude: -1.5 },
      livedExperiences: ["carer"],
      attributes: {
        email: "sam@example.org",
        postcode: "LS1 4AP",
        photoUrl: "https://example.org/sam.png",
        gender: "f",
        site: "Leeds",
        motivation: "I have mentored six people in Leeds before",
      },
      display: { phone: "0113" },
      auditOnly: { gender: "f" },
    },
    { id: "lin", skills: ["Go"] },
  ],
};

describe("blindCopy()", () => {
  test("blindCopy(): leaves what a panel needs, and tells what it took out", () => {
    const copy = blindCopy(people);
    const [sam] = copy.mentors.filter(({ team }) => team === "Platform");
    expect({ ...sam, code: "" }).toEqual({
      code: "",
      team: "Platform",
      skills: ["Rust"],
      capacity: 2,
      attributes: { site: "Leeds", motivation: "I have mentored six people in Leeds before" },
    });
    expect(copy.removed).toEqual([
      ...["name", "requests"].map((field) => ({ side: "mentees", field, people: 1 })),
      ...[
        "attributes.email",
        "attributes.gender",
        "attributes.photoUrl",
        "attributes.postcode",
        "auditOnly",
        "display",
      ].map((field) => ({ side: "mentors", field, people: 1 })),
      ...["livedExperiences", "location", "manager", "name"].map((field) => ({ side: "mentors", field, people: 1 })),
    ]);
    expect(copy.freeTexts).toEqual([{ side: "mentors", field: "attributes.motivation", people: 1 }]);
  });

  test("blindCopy(): one code for somebody on both sides, known only from the list of codes", () => {
    const { mentees, mentors, codes } = blindCopy(people);
    const codeOf = new Map(codes.map(({ id, code }) => [id, code]));
    expect([...codeOf.keys()]).toEqual(["lin", "sam"]);
    expect(mentees[0].code).toBe(codeOf.get("lin"));
    expect(mentors.map(({ code }) => code)).toEqual([...mentors.map(({ code }) => code)].sort());
    expect(mentors.map(({ code }) => code)).toContain(codeOf.get("lin"));
    expect(JSON.stringify([mentees, mentors])).not.toMatch(/lin|sam|Zhao|Reyes/i);
  });

  test("blindCopy(): a key changes whose code is whose", () => {
    const many = { mentees: Array.from({ length: 40 }, (_, index) => ({ id: `m${index}` })), mentors: [] };
    const drawn = [undefined, key, "another secret of theirs"].map((one) =>
      JSON.stringify(blindCopy(many, one === undefined ? {} : { key: one }).codes),
    );
    expect(new Set(drawn).size).toBe(3);
    expect(JSON.stringify(blindCopy(many, { key }).codes)).toBe(drawn[1]);
    expect(blindCopy(many).codes.every(({ code }) => /^P\d{3}$/.test(code))).toBe(true);
  });

  test("blindCopy(): further fields out, named attributes in", () => {
    const copy = blindCopy(people, { remove: ["team", "site"], keep: ["gender"] });
    const [sam] = copy.mentors.filter(({ capacity }) => capacity === 2);
    expect(sam.team).toBeUndefined();
    expect(Object.keys(sam.attributes ?? {})).toEqual(["gender", "motivation"]);
  });

  test("blindCopy(): the order of the input leaves no trace, and no id of anybody is left", () => {
    let named = 0;
    fc.assert(
      fc.property(cohorts({ mentees: 5, mentors: 4 }), fc.nat(), (given, order) => {
        const copy = blindCopy(given, { key });
        const again = blindCopy(rewritten(given, seeded(order)), { key });
        expect(again.codes).toEqual(copy.codes);
        expect(again.removed).toEqual(copy.removed);
        for (const side of ["mentees", "mentors"] as const) {
          expect(copy[side].map(({ code }) => code)).toEqual(again[side].map(({ code }) => code));
          for (const one of copy[side]) expect(one).not.toHaveProperty("id");
        }
        if (copy.removed.length > 0) named += 1;
      }),
      runs(200),
    );
    expect(named).toBeGreaterThan(50);
  });

  test("blindCopy(): sentences are told wherever they stand, also without spaces", () => {
    const goals = ["I, Ada Lovelace, want to lead a team", "SQL"];
    const skills = [{ name: "Go" }, { name: "what Ada learnt from her uncle" }];
    const attributes = {
      essay: "私はアダ・ラブレスです。東京大学を卒業して働いています。",
      clubs: ["chess"],
      city: "東京",
    };
    const mentees = [{ id: "ada", goals, skills, interests: ["long walks"], attributes }];
    const { freeTexts } = blindCopy({ mentees, mentors: [] });
    expect(freeTexts.map(({ field }) => field)).toEqual(["attributes.essay", "goals", "skills"]);
  });

  test("blindCopy(): tells every problem of the people, and refuses options that are none", () => {
    expect(problemsOf(() => blindCopy({ mentees: [{ id: 5 }], mentors: [] } as never))).toEqual([
      ["E_TYPE", "mentees[0].id", "/mentees/0/id"],
    ]);
    expect(refusal(() => blindCopy(people, { key: "short" })).code).toBe("E_OPTION");
    expect(refusal(() => blindCopy(people, { keep: "email" as never })).code).toBe("E_OPTION");
    expect(refusal(() => blindCopy(people, { remove: ["attributes.email"] })).code).toBe("E_OPTION");
  });
});
