import fc from "fast-check";
import {
  coverage,
  custom,
  eligible,
  equality,
  overlap,
  type Policy,
  type ProxyAssociation,
  proxies,
  proximity,
  type TelemachusError,
} from "telemachus";
import { describe, expect, test } from "vitest";

type Answers = { readonly [field: string]: string | number | boolean | readonly string[] };

/** Mentees with these answers and groups; mentors without any. */
function programme(mentees: readonly { readonly answers?: Answers; readonly groups?: object }[]) {
  return {
    mentees: mentees.map(({ answers, groups }, index) => ({
      id: `m${String(index).padStart(3, "0")}`,
      ...(answers !== undefined && { attributes: answers }),
      ...(groups !== undefined && { auditOnly: { ...groups } }),
    })),
    mentors: [{ id: "zoe" }],
  };
}

function times<One>(count: number, one: One): One[] {
  return new Array<One>(count).fill(one);
}

const bySite: Policy = { criteria: { site: equality({ field: "site", weight: 1 }) } };

function only(associations: readonly ProxyAssociation[]): ProxyAssociation {
  expect(associations).toHaveLength(1);
  return associations[0];
}

describe("proxies, words", () => {
  const people = programme([
    ...times(8, { answers: { site: "Accra" }, groups: { gender: "woman" } }),
    ...times(2, { answers: { site: "Bonn" }, groups: { gender: "woman" } }),
    ...times(3, { answers: { site: "accra " }, groups: { gender: "man" } }),
    ...times(7, { answers: { site: "Bonn" }, groups: { gender: "Man" } }),
  ]);

  test("Cramér's V by hand: χ² is 20 · 50² / (10 · 10 · 11 · 9)", () => {
    expect(only(proxies(people, bySite, { groups: ["gender"] }).mentees)).toEqual({
      field: "site",
      attribute: "gender",
      usedBy: ["criteria.site"],
      answers: "words",
      measure: "cramersV",
      people: 20,
      value: 0.459,
      uncorrected: 0.503,
      byChance: { expected: 0.229, upTo: 0.433 },
      leftOut: { groups: 0, values: 0 },
    });
  });

  test("a table of groups says the same as auditOnly", () => {
    const gender = Object.fromEntries(
      people.mentees.map(({ id, auditOnly }) => [id, (auditOnly as { gender: string }).gender]),
    );
    expect(proxies(people, bySite, { groups: { gender } })).toEqual(proxies(people, bySite, { groups: ["gender"] }));
  });

  test("nobody answered on the other side, and that is said", () => {
    expect(only(proxies(people, bySite, { groups: ["gender"] }).mentors)).toMatchObject({
      people: 0,
      value: null,
      reason: "NO_ANSWERS",
      byChance: null,
    });
  });

  test("groups and values of a few are left out, and counted", () => {
    const few = programme([
      ...times(10, { answers: { site: "Accra" }, groups: { gender: "woman" } }),
      ...times(10, { answers: { site: "Bonn" }, groups: { gender: "man" } }),
      ...times(2, { answers: { site: "Cork" }, groups: { gender: "woman" } }),
      ...times(3, { answers: { site: "Bonn" }, groups: { gender: "neither" } }),
      ...times(1, { groups: { gender: "woman" } }),
      ...times(1, { answers: { site: "Bonn" } }),
    ]);
    const report = proxies(few, bySite, { groups: ["gender"] });
    expect(only(report.mentees)).toMatchObject({ people: 20, value: 1, leftOut: { groups: 1, values: 1 } });
    expect(JSON.stringify(report)).not.toMatch(/cork|neither|accra|woman/i);
  });

  test("one group, one value, and nothing left", () => {
    const oneGroup = programme([
      ...times(6, { answers: { site: "Accra" }, groups: { gender: "woman" } }),
      ...times(6, { answers: { site: "Bonn" }, groups: { gender: "woman" } }),
    ]);
    const oneValue = programme([
      ...times(6, { answers: { site: "Accra" }, groups: { gender: "woman" } }),
      ...times(6, { answers: { site: "Accra" }, groups: { gender: "man" } }),
    ]);
    const reasonOf = (given: typeof people, minimumCell = 5) =>
      only(proxies(given, bySite, { groups: ["gender"], minimumCell }).mentees).reason;
    expect([reasonOf(oneGroup), reasonOf(oneValue), reasonOf(people, 11)]).toEqual([
      "ONE_GROUP",
      "ONE_VALUE",
      "NOTHING_TO_COMPARE",
    ]);
  });

  test("independent answers stay below what is said of chance in about 19 of 20 samples, and have the mean square that is said", () => {
    let below = 0;
    let squares = 0;
    const values = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y")), {
      minLength: 90,
      maxLength: 90,
    });
    const samples = fc.sample(values, 200);
    for (const sample of samples) {
      const given = programme(sample.map(([site, gender]) => ({ answers: { site }, groups: { gender } })));
      const { uncorrected, byChance } = only(proxies(given, bySite, { groups: ["gender"], minimumCell: 1 }).mentees);
      if (uncorrected! <= byChance!.upTo) below++;
      squares += (uncorrected! / byChance!.expected) ** 2;
    }
    expect(below / samples.length).toBeGreaterThan(0.9);
    expect(below / samples.length).toBeLessThan(0.99);
    expect(squares / samples.length).toBeGreaterThan(0.8);
    expect(squares / samples.length).toBeLessThan(1.2);
  });
});

describe("proxies, other answers", () => {
  test("η² of numbers by hand: 62.5 of 82.5 lies between the groups", () => {
    const policy: Policy = { criteria: { grade: proximity({ field: "grade", weight: 1, ideal: 1, tolerance: 3 }) } };
    const people = programme(
      Array.from({ length: 10 }, (_, index) => ({
        answers: { grade: index + 1 },
        groups: { gender: index < 5 ? "a" : "b" },
      })),
    );
    expect(only(proxies(people, policy, { groups: ["gender"] }).mentees)).toMatchObject({
      answers: "numbers",
      measure: "etaSquared",
      people: 10,
      value: 0.758,
      byChance: { expected: 0.111 },
    });
  });

  test("labels on a scale are numbers", () => {
    const policy: Policy = {
      criteria: { grade: proximity({ field: "grade", weight: 1, ideal: 1, tolerance: 3 }) },
      scales: { grade: ["low", "middle", "high"] },
    };
    const people = programme(
      Array.from({ length: 12 }, (_, index) => ({
        answers: { grade: ["low", "Middle", "high"][index % 3] },
        groups: { gender: index % 2 },
      })),
    );
    expect(only(proxies(people, policy, { groups: ["gender"] }).mentees)).toMatchObject({
      answers: "numbers",
      value: 0,
    });
  });

  test("of lists the strongest term is named, with how many gave it, among terms of enough people", () => {
    const policy: Policy = { criteria: { clubs: overlap({ field: "clubs", weight: 1 }) } };
    const people = programme([
      ...times(8, { answers: { clubs: ["Netball", "chess"] }, groups: { gender: "woman" } }),
      ...times(2, { answers: { clubs: ["Golf"] }, groups: { gender: "woman" } }),
      ...times(5, { answers: { clubs: ["golf", "chess"] }, groups: { gender: "man" } }),
      ...times(4, { answers: { clubs: ["golf"] }, groups: { gender: "man" } }),
      ...times(1, { answers: { clubs: ["rugby"] }, groups: { gender: "man" } }),
    ]);
    const report = proxies(people, policy, { groups: ["gender"] });
    expect(only(report.mentees)).toMatchObject({
      answers: "lists",
      people: 20,
      strongestTerm: { term: "Netball", people: 8, terms: 3 },
      leftOut: { groups: 0, values: 1 },
    });
    expect(JSON.stringify(report)).not.toContain("rugby");
  });

  test("vectors, places and windows have nothing to compare", () => {
    const people = {
      mentees: Array.from({ length: 12 }, (_, index) => ({
        id: `m${index}`,
        embedding: [index, 1],
        auditOnly: { gender: String(index % 2) },
      })),
      mentors: [{ id: "zoe", embedding: [1, 2] }],
    };
    const policy: Policy = { criteria: { vector: { kind: "similarity", field: "embedding", weight: 1 } } };
    expect(only(proxies(people, policy, { groups: ["gender"] }).mentees)).toMatchObject({
      answers: "other",
      value: null,
      reason: "NOTHING_TO_COMPARE",
    });
  });
});

describe("proxies, the fields that are looked at", () => {
  const people = programme([
    ...times(6, { answers: { site: "Accra", badge: true }, groups: { gender: "woman" } }),
    ...times(6, { answers: { site: "Bonn", badge: false }, groups: { gender: "man" } }),
  ]);
  const fieldsOf = (policy: Policy) =>
    proxies(people, policy, { groups: ["gender"] }).mentees.map(({ field, usedBy }) => [field, ...usedBy].join(" "));

  test("what criteria, rules and quotas name, for the side that they name it of", () => {
    const policy: Policy = {
      criteria: { site: equality({ field: "site", weight: 1 }), unused: coverage({ field: "skills", weight: 0 }) },
      rules: { door: eligible({ side: "mentor", when: { field: "badge", is: true } }) },
      quotas: [{ side: "mentees", attribute: "site", value: "Accra", max: 3 }],
    };
    expect(fieldsOf(policy)).toEqual(["site criteria.site quotas[0]"]);
    expect(proxies(people, policy, { groups: ["gender"] }).mentors.map(({ field }) => field)).toEqual([
      "badge",
      "site",
    ]);
  });

  test("a function may use whatever it is shown", () => {
    const policy: Policy = { criteria: { mine: custom({ name: "mine", score: () => 1, version: "1", weight: 1 }) } };
    expect(fieldsOf(policy)).toEqual(["badge criteria.mine", "site criteria.mine"]);
  });
});

describe("proxies, flags", () => {
  const flagsOf = (fields: readonly string[], answers: readonly (string | number)[] = []) => {
    const mentees = answers.map((answer) => ({ answers: Object.fromEntries(fields.map((field) => [field, answer])) }));
    const policy: Policy = {
      criteria: Object.fromEntries(fields.map((field) => [field, equality({ field, weight: 1 })])),
      basis: {
        decidedBy: "programme lead",
        purpose: "to see what is flagged",
        legalGround: "none: nobody is matched by it",
        jurisdiction: "nowhere",
        date: "2026-03-01",
      },
    };
    return proxies(programme(mentees), policy).flags.map(
      ({ field, looksLike, because }) => `${field}: ${looksLike} by ${because.join(" and ")}`,
    );
  };

  test("names in several languages, however they are spelt", () => {
    const fields = [
      "zipCode",
      "home_postcode",
      "PLZ",
      "código postal",
      "prénom",
      "LastName",
      "alma-mater",
      "Universität",
    ];
    expect(flagsOf(fields).map((flag) => flag.replace(" by name", ""))).toEqual([
      "LastName: personalName",
      "PLZ: postcode",
      "Universität: school",
      "alma-mater: school",
      "código postal: postcode",
      "home_postcode: postcode",
      "prénom: personalName",
      "zipCode: postcode",
    ]);
    const others = [
      "photoURL",
      "gradYear",
      "class_of",
      "Geburtsdatum",
      "dob",
      "age",
      "e-mail",
      "emailAddress",
      "streetAddress",
    ];
    expect(flagsOf(others).map((flag) => flag.replace(" by name", ""))).toEqual([
      "Geburtsdatum: birthDate",
      "age: birthDate",
      "class_of: graduationYear",
      "dob: birthDate",
      "e-mail: email",
      "emailAddress: email",
      "gradYear: graduationYear",
      "photoURL: photo",
      "streetAddress: address",
    ]);
  });

  test("words inside other words, and names of other things, are not flagged", () => {
    expect(
      flagsOf(["package", "language", "teamName", "manage", "zipper", "scholarship", "stage", "site", "skills"]),
    ).toEqual([]);
  });

  test("answers that look like it, where most do", () => {
    expect(flagsOf(["area"], ["SW1A 1AA", "EC1V 9HQ", "M1 1AE", "B33 8TH", "CR2 6XH"])).toEqual([
      "area: postcode by answers",
    ]);
    expect(flagsOf(["contact"], ["a@x.org", "b@x.org", "c@x.org", "d@x.org", "none"])).toEqual([
      "contact: email by answers",
    ]);
    expect(flagsOf(["since"], [1998, 2004, 2011, 2016, 2020])).toEqual(["since: graduationYear by answers"]);
    expect(flagsOf(["day"], ["1998-03-04", "1972-10-11", "1985-01-02", "1990-12-31", "2001-05-06"])).toEqual([
      "day: birthDate by answers",
    ]);
    expect(flagsOf(["home"], ["12 Main Street", "5 High St", "7 Oak Road", "Hauptstraße 12", "Lindenweg 3"])).toEqual([
      "home: address by answers",
    ]);
    expect(flagsOf(["site"], ["Accra", "Bonn", "Cork", "Delhi", "Essen"])).toEqual([]);
  });

  test("a few answers are not looked at", () => {
    expect(flagsOf(["area"], ["SW1A 1AA", "EC1V 9HQ"])).toEqual([]);
  });

  test("a flag says what it is, neutrally", () => {
    const { flags } = proxies(programme([]), { criteria: { zip: equality({ field: "zip", weight: 1 }) } });
    expect(flags).toEqual([
      {
        field: "zip",
        looksLike: "postcode",
        because: ["name"],
        sides: ["mentees", "mentors"],
        usedBy: ["criteria.zip"],
        message: '"zip" looks like a postcode, which often stands in for ethnicity, religion or income.',
      },
    ]);
  });
});

describe("proxies, in general", () => {
  test("plain JSON, never NaN, whatever the order of the input", () => {
    let defined = 0;
    const person = fc.record({
      answers: fc.record(
        {
          site: fc.constantFrom("a", "b", "c"),
          clubs: fc.subarray(["x", "y", "z"]),
          grade: fc.integer({ min: 0, max: 4 }),
          badge: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      groups: fc.record({ gender: fc.constantFrom("f", "m"), age: fc.constantFrom(1, 2, 3) }, { requiredKeys: [] }),
    });
    const policy: Policy = {
      criteria: {
        site: equality({ field: "site", weight: 1 }),
        clubs: overlap({ field: "clubs", weight: 1 }),
        grade: proximity({ field: "grade", weight: 1, ideal: 0, tolerance: 2 }),
        badge: equality({ field: "badge", weight: 1 }),
      },
    };
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 60, size: "max" }),
        fc.integer({ min: 1, max: 6 }),
        (given, minimumCell) => {
          const people = programme([{ groups: { gender: "f", age: 1 } }, ...given]);
          const options = { groups: ["gender", "age"], minimumCell };
          const report = proxies(people, policy, options);
          const turned = { mentees: people.mentees.toReversed(), mentors: people.mentors };
          expect(proxies(turned, policy, { ...options, groups: ["age", "gender"] })).toEqual(report);
          expect(JSON.parse(JSON.stringify(report))).toEqual(report);
          for (const { value, reason, uncorrected, byChance } of report.mentees) {
            expect(value === null).toBe(reason !== undefined);
            if (value === null) continue;
            defined++;
            for (const one of [value, uncorrected!, byChance!.expected]) {
              expect(one).toBeGreaterThanOrEqual(0);
              expect(one).toBeLessThanOrEqual(1);
            }
          }
        },
      ),
    );
    expect(defined).toBeGreaterThan(200);
  });

  test("misuse throws one error that says where", () => {
    const people = programme([{ answers: { site: "Accra" }, groups: { gender: "woman", spoken: { first: "a" } } }]);
    const messageOf = (options: unknown) => {
      try {
        proxies(people, bySite, options as object);
      } catch (error) {
        return (error as TelemachusError).message;
      }
      return "no error";
    };
    expect([
      messageOf({ groups: ["gendre"] }),
      messageOf({ groups: { gender: { m00: "woman" } } }),
      messageOf({ groups: { gender: { m000: { is: "woman" } } } }),
      messageOf({ groups: { gender: "woman" } }),
      messageOf({ groups: ["spoken"] }),
      messageOf({ groups: "gender" }),
      messageOf({ minimumCell: 0 }),
      messageOf({ group: ["gender"] }),
    ]).toMatchInlineSnapshot(`
      [
        "Expected options.groups[0] to be an attribute that somebody has in auditOnly, received one that nobody has. Did you mean "gender"?",
        "Expected options.groups.gender.m00 to be the id of a mentee or a mentor, received another. Did you mean "m000"?",
        "Expected options.groups.gender.m000 to be a text, a number, a truth value or a list of texts, received an object.",
        "Expected options.groups.gender to be an object with an answer by id, received a text.",
        "Expected mentees[0].auditOnly.spoken to be a text, a number, a truth value or a list of texts, received an object.",
        "Expected options.groups to be a list of 1 to 50 different attributes, or a table by attribute and id, received a text.",
        "Expected options.minimumCell to be a whole number, 1 or more, received 0.",
        "Expected options.group to be a known option, received an unknown one. Did you mean "groups"?",
      ]
    `);
  });
});
