import fc from "fast-check";
import {
  type Audience,
  type Criterion,
  explain,
  type MatchExplanation,
  type Mentee,
  type Mentor,
  match,
  type People,
  type Policy,
  type Rule,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { labels, programmes, seeded } from "../../support/programmes.js";

const participants = ["mentee", "mentor"] as const;

function textOf(people: People, policy: Policy, audience: Audience, mentee = "ada"): string {
  return toText(explain(match(people, policy), { mentee }), { audience });
}

/** One pair, and what a mentee and a mentor read about it. */
function textsOf(mentee: Partial<Mentee>, mentor: Partial<Mentor>, policy: Policy): string[] {
  const people = {
    mentees: [{ id: "ada", name: "Ada Obi", ...mentee }],
    mentors: [{ id: "lin", name: "Lin Zhao", ...mentor }],
  };
  return participants.map((audience) => textOf(people, policy, audience));
}

const skills = { kind: "coverage", field: "skills" } as const;
const interests = { kind: "overlap", field: "interests" } as const;

describe("toText(): what a participant reads", () => {
  test("toText(): a mentor who is below the wanted level has some experience", () => {
    const wanted = [{ name: "Rust", level: 5 }, "SQL"];
    const offered = [{ name: "Rust", level: 2 }, "SQL"];
    expect(textsOf({ skills: wanted }, { skills: offered }, { criteria: { skills } })).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with one of the two things you asked for: SQL, and has some experience of Rust.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You can help with one of the two things Ada Obi asked for: SQL, and have some experience of Rust.",
      ]
    `);
  });

  test("toText(): other fields than skills and goals are named", () => {
    const attributes = { officeTools: ["Excel", "R"] };
    const criteria = { tools: { kind: "coverage", field: "officeTools" } } as const;
    expect(textsOf({ attributes }, { attributes }, { criteria })).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with everything you asked for (office tools): Excel and R.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You can help with everything Ada Obi asked for (office tools): Excel and R.",
      ]
    `);
  });

  test("toText(): levels, places and languages in common", () => {
    const policy: Policy = {
      criteria: { seniority: { kind: "proximity", field: "seniority", ideal: 1, tolerance: 3 } },
      rules: { language: { kind: "sharedLanguage" }, site: { kind: "sameAttribute", field: "site" } },
      scales: { seniority: labels },
    };
    const own = { seniority: "Junior", languages: ["Igbo", "English"], attributes: { site: "Leeds" } };
    const theirs = { seniority: "Lead", languages: ["English", "Twi", "Igbo"], attributes: { site: "Leeds" } };
    expect(textsOf(own, theirs, policy)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao is two steps above you in seniority. You share English and Igbo. You have this in common (site): Leeds.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You are two steps above your mentee in seniority. You share English and Igbo. You have this in common (site): Leeds.",
      ]
    `);
    expect(textsOf(theirs, own, policy)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao is two steps below you in seniority. You share English and Igbo. You have this in common (site): Leeds.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You are two steps below your mentee in seniority. You share English and Igbo. You have this in common (site): Leeds.",
      ]
    `);
  });

  test("toText(): a field that a criterion has told is not told again by a rule", () => {
    const languages = { languages: ["English", "Igbo"] };
    const policy: Policy = {
      criteria: { languages: { kind: "overlap", field: "languages" } },
      rules: { language: { kind: "sharedLanguage" } },
    };
    const [text] = textsOf(languages, languages, policy);
    expect(text.match(/English/g)).toHaveLength(1);
  });

  test("toText(): what was asked for and may be read, each reader their own", () => {
    const open = (name: string) => ({ name, show: "toMyMatch" as const });
    const mentee = { requests: { livedExperiences: ["Carer", "migrated"] }, livedExperiences: [open("left-handed")] };
    const mentor = { requests: { livedExperiences: ["left-handed"] }, livedExperiences: [open("carer"), "migrated"] };
    expect(textsOf(mentee, mentor, { criteria: { experience: { kind: "experience" } } })).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. You asked for lived experience that Lin Zhao shares: Carer.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You asked for lived experience that Ada Obi shares: left-handed.",
      ]
    `);
  });

  test("toText(): names the other person, whatever the reasons are", () => {
    let few = 0;
    fc.assert(
      fc.property(programmes({ mentees: 4, mentors: 4 }), ({ people, policy }) => {
        const named = {
          mentees: people.mentees.map((one) => ({ ...one, name: `Mentee ${one.id}` })),
          mentors: people.mentors.map((one) => ({ ...one, name: `Mentor ${one.id}` })),
        };
        const matching = match(named, policy);
        for (const { mentee, mentor } of matching.pairs) {
          const explanation = explain(matching, { mentee });
          expect(toText(explanation, { audience: "mentee" })).toContain(`Mentor ${mentor}`);
          expect(toText(explanation, { audience: "mentor" })).toContain(`Mentee ${mentee}`);
          if (!toText(explanation, { audience: "mentee" }).includes("help")) few += 1;
        }
      }),
      runs(300),
    );
    expect(few).toBeGreaterThan(100);
  });

  test("toText(): where interests are all there is, the mentee still reads who the mentor is", () => {
    const [text] = textsOf({ interests: ["chess"] }, { interests: ["chess"] }, { criteria: { interests } });
    expect(text).toContain("Lin Zhao");
    expect(text).toContain("You are both interested in chess.");
  });

  test("toText(): an empty list is an answer, so nobody reads that it was not given", () => {
    const policy = { criteria: { skills, interests } };
    const texts = textsOf({ skills: [], interests: ["chess"] }, { skills: ["SQL"], interests: ["chess"] }, policy);
    for (const text of texts) expect(text).not.toContain("not given");
  });

  test.each(["", " ", "\n", "\u202e"])("toText(): somebody whose name is blank (%j) is called by their id", (name) => {
    const given = { name, skills: ["SQL"] };
    const [toMentee, toMentor] = textsOf(given, given, { criteria: { skills } });
    expect(toMentee).toContain("lin");
    expect(toMentor).toContain("ada");
  });

  test("toText(): a distance that is no whole number of steps is not told as one", () => {
    const criteria = { seniority: { kind: "proximity", field: "seniority", tolerance: 1 } } as const;
    const scales = { seniority: labels };
    for (const policy of [{ criteria }, { criteria, scales }]) {
      const texts = [
        ...textsOf({ seniority: 0.1 }, { seniority: 0.3 }, policy),
        ...textsOf({ seniority: 0.5 }, { seniority: 1 }, policy),
      ];
      for (const text of texts) expect(text).not.toMatch(/\d/);
    }
  });

  test("toText(): lists that share an entry are not said to be the same", () => {
    const policy: Policy = { criteria: { days: { kind: "equality", field: "officeDays" } } };
    const [text] = textsOf(
      { attributes: { officeDays: ["Monday", "Tuesday"] } },
      { attributes: { officeDays: ["Tuesday", "Friday"] } },
      policy,
    );
    expect(text).toContain("Tuesday");
    expect(text).not.toContain("the same office days");
  });

  test("toText(): an answer of yes or no is not told as true or false", () => {
    const policy: Policy = { criteria: { remote: { kind: "equality", field: "remote" } } };
    for (const text of textsOf({ attributes: { remote: true } }, { attributes: { remote: true } }, policy)) {
      expect(text).not.toMatch(/\btrue\b/);
    }
  });
});

describe("toText(): nasty characters", () => {
  const nasty = "\n\r\t\u0000\u001b[31m\u0085\u2028\u2029\u202e\u2066\u200f\u061c";
  const hidden = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

  test("toText(): in names, terms and reasons they are neutralised for every audience", () => {
    const spoil = (text: string) => `${nasty}${text.slice(0, 1)}${nasty}${text.slice(1)}${nasty}`;
    const answers = {
      skills: [spoil("SQL"), spoil("Rust")],
      interests: [spoil("chess")],
      languages: [spoil("Igbo")],
      attributes: { site: spoil("Leeds") },
    };
    const open = { name: spoil("carer"), show: "toMyMatch" as const };
    const people = {
      mentees: [{ id: "ada", name: spoil("Ada"), ...answers, requests: { livedExperiences: [spoil("carer")] } }],
      mentors: [{ id: "lin", name: spoil("Lin"), ...answers, skills: [spoil("SQL")], livedExperiences: [open] }],
    };
    const criteria: Record<string, Criterion> = {
      [spoil("skills")]: skills,
      interests,
      experience: { kind: "experience" },
      site: { kind: "equality", field: "site" },
    };
    const rules = { [spoil("language")]: { kind: "sharedLanguage" } as const };
    const pins = [{ mentee: "ada", mentor: "lin", reason: spoil("agreed") }];
    for (const audience of participants) {
      const [first, text, ...further] = textOf(people, { criteria, rules, pins }, audience).split("\n");
      expect([first, further]).toEqual(["This is a proposal: nobody has confirmed the matching yet.", []]);
      expect(text).not.toMatch(hidden);
    }
    const lines = textOf(people, { criteria, rules, pins }, "administrator").split("\n");
    expect(lines).toHaveLength(4 + Object.keys(criteria).length);
    for (const line of lines) expect(line).not.toMatch(hidden);
  });
});

/** Whatever starts so must reach no participant. */
const SECRET = "zzsecret";
/** Three people on each side, whose hidden answers are all secrets that the other side asks for. */
const ids = { mentees: ["ada", "ben", "chidi"], mentors: ["lin", "noor", "sam"] } as const;

interface Draw {
  readonly below: (limit: number) => number;
  readonly side: "mentees" | "mentors";
}

function secretive(id: string, { below, side }: Draw): Mentee {
  const others = side === "mentees" ? ids.mentors : ids.mentees;
  const some = <Item>(items: readonly Item[]) => items.filter(() => below(2) === 0);
  const disclosures = (of: string) => [`${SECRET} disclosed by ${of}`, `${SECRET} disclosed by all`];
  return {
    id,
    name: `Name of ${id}`,
    skills: [...some(["Rust", "SQL", "design"]), `skill of ${id}`],
    goals: some(["leading", "speaking"]),
    interests: [...some(["chess", "running"]), `interest of ${id}`],
    languages: ["English", `language of ${id}`],
    seniority: below(4),
    livedExperiences: [...disclosures(id), { name: `open to my match of ${id}`, show: "toMyMatch" }],
    manager: `${SECRET} manager of ${id}`,
    requests: {
      avoid: [`${SECRET} avoided by ${id}`],
      livedExperiences: others.flatMap((other) => [...disclosures(other), `open to my match of ${other}`]),
    },
    attributes: { site: some(["Leeds", "Hull"]) },
    display: { [`${SECRET} key`]: `${SECRET} display of ${id}` },
    auditOnly: { gender: `${SECRET} gender of ${id}` },
  };
}

const openCriteria: Record<string, Criterion> = {
  skills,
  goals: { kind: "coverage", field: "goals" },
  interests,
  experience: { kind: "experience" },
  seniority: { kind: "proximity", field: "seniority", ideal: 1, tolerance: 2 },
  site: { kind: "equality", field: "site" },
};

describe("toText(): privacy", () => {
  test("toText(): holds no secret, no number, nothing of anyone else", () => {
    const seen = { pairs: 0, pinned: 0, hiddenShared: 0 };
    fc.assert(
      fc.property(fc.nat(), fc.subarray(Object.keys(openCriteria), { minLength: 1 }), (number, names) => {
        const below = seeded(number);
        const people = {
          mentees: ids.mentees.map((id) => secretive(id, { below, side: "mentees" })),
          mentors: ids.mentors.map((id) => secretive(id, { below, side: "mentors" })),
        };
        const policy: Policy = {
          criteria: Object.fromEntries(names.map((name) => [name, openCriteria[name]])),
          rules: {
            chain: { kind: "notInManagementChain" },
            language: { kind: "sharedLanguage" },
            [`${SECRET} rule`]: { kind: "gap", field: "seniority", min: -3 },
          },
          pins: [{ mentee: "ada", mentor: "lin", reason: `${SECRET} reason` }].slice(below(2)),
          bans: [{ mentee: "ben", mentor: "lin", reason: `${SECRET} reason` }],
        };
        const matching = match(people, policy);
        for (const { mentee, mentor, pinned } of matching.pairs) {
          const explanation = explain(matching, { mentee }) as MatchExplanation;
          const outsiders = [...ids.mentees, ...ids.mentors].filter((id) => id !== mentee && id !== mentor);
          for (const audience of participants) {
            const text = toText(explanation, { audience });
            expect(text).not.toContain(SECRET);
            expect(text).not.toMatch(/[\d%]/);
            expect(text).not.toMatch(/score|rank|weight|confidence|price|lottery|seat|pin|rule|minimum|manager|avoid/i);
            for (const id of outsiders) expect(text).not.toContain(`of ${id}`);
          }
          const toAdministrator = toText(explanation, { audience: "administrator" });
          expect(toAdministrator).not.toMatch(/zzsecret (disclosed|manager|avoided|key|display|gender)/);
          seen.pairs += 1;
          if (pinned) seen.pinned += 1;
          const experience = explanation.criteria.find(({ evidence }) => evidence.kind === "experience")?.evidence;
          if (experience?.kind === "experience" && experience.shared.length > experience.shown.length)
            seen.hiddenShared += 1;
        }
      }),
      runs(300),
    );
    expect(seen.pairs).toBeGreaterThan(600);
    expect(seen.pinned).toBeGreaterThan(80);
    expect(seen.hiddenShared).toBeGreaterThan(200);
  });

  test("toText(): tells what may be shown to whoever asked for it, so that the secrets above could have been told", () => {
    const below = seeded(1);
    const people = {
      mentees: ids.mentees.map((id) => secretive(id, { below, side: "mentees" })),
      mentors: ids.mentors.map((id) => secretive(id, { below, side: "mentors" })),
    };
    const matching = match(people, { criteria: openCriteria });
    expect(matching.pairs).toHaveLength(3);
    for (const { mentee, mentor } of matching.pairs) {
      const explanation = explain(matching, { mentee });
      expect(toText(explanation, { audience: "mentee" })).toContain(`open to my match of ${mentor}`);
      expect(toText(explanation, { audience: "mentor" })).toContain(`open to my match of ${mentee}`);
    }
  });

  const readers: [string, Criterion | undefined, Rule | undefined][] = [
    ["a criterion overlap", { kind: "overlap", field: "livedExperiences" }, undefined],
    ["a criterion coverage", { kind: "coverage", field: "livedExperiences" }, undefined],
    ["a criterion equality", { kind: "equality", field: "livedExperiences" }, undefined],
    ["a rule sameAttribute", undefined, { kind: "sameAttribute", field: "livedExperiences" }],
  ];

  test.each(readers)("match(): a policy in which %s reads lived experience is refused", (_, criterion, rule) => {
    const person = { livedExperiences: [`${SECRET} in common`] };
    const policy: Policy = { criteria: { it: criterion ?? skills }, rules: rule === undefined ? {} : { it: rule } };
    const people = { mentees: [{ id: "ada", ...person }], mentors: [{ id: "lin", ...person }] };
    expect(() => match(people, policy)).toThrow(
      expect.objectContaining({ code: "E_OUT_OF_RANGE", message: expect.not.stringContaining(SECRET) }),
    );
  });
});
