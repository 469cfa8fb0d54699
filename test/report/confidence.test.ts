import fc from "fast-check";
import { audit, type Matching, match, type People, type Policy, readiness, TelemachusError } from "telemachus";
import { matchingSheets } from "telemachus/io";
import { renderReport } from "telemachus/report";
import { describe, expect, test } from "vitest";
import { loadedProgrammes, type Programme, programmes, seeded } from "../support/programmes.js";
import { SECRET, withOtherSecrets } from "../support/secrets.js";
import { dataOf, sectionOf, textOf } from "./pageParts.js";

const nobody = { side: "mentees", id: "" } as const;

function tryMatch({ people, policy }: Programme): Matching | undefined {
  try {
    return match(people, policy);
  } catch (error) {
    // other answers may collide with pins or bans
    if (error instanceof TelemachusError) return undefined;
    throw error;
  }
}

/** Reasons of pins and bans are about people; everything that nothing reads is somebody's secret. */
function withReasons(policy: Policy): Policy {
  const reason = `${SECRET} reason`;
  return {
    ...policy,
    pins: policy.pins?.map((pin) => ({ ...pin, reason, override: true })),
    bans: policy.bans?.map((ban) => ({ ...ban, reason })),
  };
}

function pairsOf({ status, pairs }: Matching): string {
  return JSON.stringify([status, pairs.map(({ mentee, mentor, pinned }) => [mentee, mentor, pinned])]);
}

describe("a committee's page", () => {
  test("is the same whatever was said in confidence, as long as the pairs are", { timeout: 120_000 }, () => {
    const seen = { stayed: 0, scored: 0, alone: 0 };
    const drawn = fc.oneof(
      programmes({ mentees: 6, mentors: 4 }),
      loadedProgrammes({ mentees: 4, mentors: 4, demand: 2 }),
    );
    fc.assert(
      fc.property(drawn, fc.nat(), (programme, number) => {
        const policy = withReasons(programme.policy);
        const first = withOtherSecrets({ people: programme.people, policy }, nobody, seeded(number));
        const other = withOtherSecrets(first, nobody, seeded(number + 1));
        const [was, is] = [first, other].map(tryMatch);
        if (was === undefined || is === undefined || pairsOf(was) !== pairsOf(is)) return;
        if (was.status === "infeasible") return;
        const [before, after] = [renderReport(was, first.people), renderReport(is, other.people)];
        expect(after).toBe(before);
        for (const page of [before, after]) expect(page).not.toContain(SECRET);
        seen.stayed++;
        if (JSON.stringify(was.pairs) !== JSON.stringify(is.pairs)) seen.scored++;
        if (JSON.stringify(was.unmatched.mentees) !== JSON.stringify(is.unmatched.mentees)) seen.alone++;
      }),
      { numRuns: 250 },
    );
    // the pairs stayed, and what is not told of them changed
    expect(seen.stayed).toBeGreaterThan(100);
    expect(seen.scored).toBeGreaterThan(15);
    expect(seen.alone).toBeGreaterThan(5);
  });

  test("has no word of answers that no criterion shows", () => {
    const { people, policy } = secretive();
    const matching = match(people, policy);
    const page = renderReport(matching, people, { title: "Spring" });
    expect(matching.pairs).toHaveLength(2);
    expect(page).toContain("Rust");
    expect(page).not.toContain(SECRET);
    // the administrator's page has what people asked for
    expect(renderReport(matching, people, { audience: "administrator" })).toContain("number 1 of the 2");
  });

  test("shows nothing of special kinds, though the programme may match by them", () => {
    const { people, policy } = secretive();
    const rounds = ["faith", "another"].map((faith) => {
      const mentees = people.mentees.map((mentee) => ({ ...mentee, attributes: { religion: `${SECRET} ${faith}` } }));
      const stated = { ...people, mentees };
      const matching = match(stated, policy);
      return { total: matching.total, page: renderReport(matching, stated) };
    });
    expect(rounds[0].total).toBeGreaterThan(rounds[1].total);
    expect(rounds[0].page).toBe(rounds[1].page);
    expect(rounds[0].page).not.toContain(SECRET);
    expect(sectionOf(rounds[0].page, "programme")).toContain("heeded in matching");
  });

  test("says why somebody is unmatched by rules and seats alone", () => {
    const people: People = {
      mentees: [{ id: "ada" }, { id: "ben", requests: { avoid: ["lin"] } }],
      mentors: [{ id: "lin", capacity: 2 }],
    };
    const page = renderReport(match(people, { criteria: { goals: { kind: "coverage", field: "goals" } } }), people);
    expect(textOf(sectionOf(page, "unmatched"))).toContain(
      "1 mentor fits the programme's rules. A seat is free there and was not given: quotas, the aims of the programme, or something that this page does not hold stood in the way.",
    );
    expect(textOf(page)).not.toMatch(/asked to avoid|requests forbid/);
  });

  test("compares with another way of matching by what it shows alone, also with many pairs", () => {
    const count = 14;
    // whom nobody wants in one of the two programmes: by all answers, fewer could be matched there
    const rust = [10, 13, 16, 19, 22].map((at) => `mentor ${at}`);
    const people = (isOther: boolean): People => ({
      mentees: Array.from({ length: count }, (_, at) => ({
        id: `mentee ${at + 10}`,
        skills: ["Rust"],
        requests: isOther ? { livedExperiences: ["carer"], emphasis: { skills: 2 } } : { avoid: rust },
      })),
      mentors: Array.from({ length: count }, (_, at) => ({
        id: `mentor ${at + 10}`,
        skills: at % 3 === 0 ? ["Rust"] : ["Go"],
        livedExperiences: isOther && at % 2 === 0 ? ["carer"] : [],
      })),
    });
    const pins = Array.from({ length: 2 }, (_, at) => ({
      mentee: `mentee ${10 + at}`,
      mentor: `mentor ${11 + at}`,
      reason: "as agreed",
    }));
    const policy: Policy = {
      criteria: { skills: { kind: "coverage", field: "skills" }, lived: { kind: "experience", weight: 3 } },
      pins,
    };
    const totals = [false, true].map((isOther) => {
      const matching = match(people(isOther), policy);
      const page = renderReport(matching, people(isOther));
      const columns = [...sectionOf(page, "scores").matchAll(/<th scope="row">[^<]*<\/th><td>[^<]*<\/td><td>([^<]*)/g)];
      return columns.slice(0, 5).map(([, there]) => there);
    });
    expect(totals[0]).toHaveLength(5);
    expect(totals[1]).toEqual(totals[0]);
  });

  test("is the same whatever pairs are ruled out, as long as there are as many and the matching stays", () => {
    const people: People = {
      mentees: [{ id: "ada", skills: ["Rust"] }, { id: "ben", skills: ["Go"] }, { id: "chidi" }],
      mentors: [
        { id: "lin", skills: ["Rust"] },
        { id: "noor", skills: ["Go"] },
      ],
    };
    const skills = { skills: { kind: "coverage", field: "skills" } } as const;
    const bans = [
      { mentee: "ada", mentor: "noor", reason: "a complaint" },
      { mentee: "ben", mentor: "lin", reason: "a quarrel" },
    ];
    const given = bans.map((ban): Policy => ({ name: "Spring", criteria: skills, bans: [ban] }));
    const matchings = given.map((policy) => match(people, policy));
    expect(matchings[1].pairs).toEqual(matchings[0].pairs);
    const [first, second] = matchings.map((matching) => renderReport(matching, people));
    expect(second).toBe(first);
    expect(textOf(first)).toContain("Ruled out by hand: 1 pair");
    // whoever guessed the reason could try who it was
    for (const { manifest } of matchings) expect(first).not.toContain(manifest.policy);
    const [sheets, others] = matchings.map((matching) => JSON.stringify(matchingSheets(matching, people)));
    expect(others).toBe(sheets);
  });

  test("does not score by functions of the programme's own that may read answers of special kinds", () => {
    const people: People = {
      mentees: [{ id: "ada", skills: ["Rust"], attributes: { religion: SECRET } }],
      mentors: [{ id: "lin", skills: ["Rust"], attributes: { religion: SECRET } }],
    };
    const policy: Policy = {
      criteria: {
        skills: { kind: "coverage", field: "skills" },
        own: {
          kind: "custom",
          name: "same faith",
          version: "1",
          // fails where the answers are not there
          score: (mentor, mentee) =>
            String(mentor.attributes!["religion"]) === mentee.attributes!["religion"] ? 1 : 0,
        },
      },
      basis: secretive().policy.basis!,
    };
    const matching = match(people, policy);
    expect(matching.total).toBe(1);
    const page = renderReport(matching, people);
    expect(dataOf(page).texts).not.toContain("Own");
    expect(textOf(sectionOf(page, "programme"))).toContain("(heeded in matching, not in the fits of this page)");
    expect(matchingSheets(matching, people)[0].header).not.toContain("Contribution: own");
  });

  test("does not count people by an answer of a special kind where a quota cannot be met", () => {
    const people: People = {
      mentees: ["ada", "ben", "chidi"].map((id, at) => ({ id, attributes: { religion: at === 0 ? "few" : "many" } })),
      mentors: ["lin", "noor", "sam"].map((id) => ({ id })),
    };
    const policy: Policy = {
      criteria: { skills: { kind: "coverage", field: "skills" } },
      quotas: [{ side: "mentees", attribute: "religion", value: "few", min: 3 }],
      basis: secretive().policy.basis!,
    };
    const matching = match(people, policy);
    expect(matching.status).toBe("infeasible");
    const words = textOf(sectionOf(renderReport(matching, people), "why"));
    expect(words).toContain("This cannot be met:");
    expect(words).toContain("Lower “Matches of mentees of a group that the programme set: at least 3”.");
    expect(words).not.toMatch(/[0-24-9]|few/);
  });

  test("leaves out groups where all who have no match are of one of them, as their names stand on the page", () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ id: `${name} ${at + 10}` }));
    const people: People = { mentees: many("mentee", 60), mentors: many("mentor", 40) };
    const matching = match(people, { criteria: { goals: { kind: "coverage", field: "goals" } } });
    const out = new Set(matching.unmatched.mentees.map(({ id }) => id));
    const groups = {
      gender: Object.fromEntries(
        [...people.mentees, ...people.mentors].map(({ id }, at) => [id, out.has(id) || at % 2 === 0 ? "woman" : "man"]),
      ),
      site: Object.fromEntries(people.mentees.map(({ id }, at) => [id, at % 2 === 0 ? "north" : "south"])),
    };
    const made = audit(matching, people, { groups, permutations: 100 });
    const text = textOf(sectionOf(renderReport(matching, people, { audit: made }), "groups"));
    expect(text).toContain("Mentees by gender: left out");
    expect(text).not.toContain("Mentees with a match, by gender");
    expect(text).toContain("Mentees with a match, by site");
    const [ofMentees] = text.slice(text.indexOf("Mentees: 60, 40 matched")).split("Mentors: 40");
    expect(ofMentees).toContain("north");
    expect(ofMentees).not.toContain("woman");
    const told = renderReport(matching, people, { audit: made, audience: "administrator" });
    expect(textOf(sectionOf(told, "groups"))).toContain("Mentees with a match, by gender");
  });

  test("names nobody who could take a seat where nothing is feasible", () => {
    const people: People = {
      mentees: [{ id: "ada", requests: { avoid: ["noor"] } }],
      mentors: [{ id: "lin", capacity: { min: 2, max: 2 } }, { id: "noor" }],
    };
    const matching = match(people, { criteria: { goals: { kind: "coverage", field: "goals" } } });
    const words = textOf(sectionOf(renderReport(matching, people), "why"));
    expect(words).toContain("Matches with lin: at least 2");
    expect(words).not.toContain("mentee could count");
    expect(textOf(sectionOf(renderReport(matching, people, { audience: "administrator" }), "why"))).toContain(
      "could count",
    );
  });
});

/** Two pairs, and a secret wherever something can be kept. */
function secretive(): { readonly people: People; readonly policy: Policy } {
  const kept = (at: number) => ({
    livedExperiences: [{ name: `${SECRET} lived`, show: "toMyMatch" as const }, `${SECRET} hidden ${at}`],
    auditOnly: { gender: `${SECRET} gender` },
    display: { photo: `${SECRET} photo` },
    attributes: { diary: `${SECRET} diary`, religion: `${SECRET} faith` },
  });
  return {
    people: {
      mentees: ["ada", "ben"].map((id, at) => ({
        id,
        name: `Mentee ${id}`,
        skills: ["Rust"],
        ...kept(at),
        requests: {
          choices: at === 0 ? ["lin", "noor"] : ["noor", `${SECRET} choice`],
          avoid: [`${SECRET} avoided`],
          livedExperiences: [{ name: `${SECRET} lived`, strength: "require" }],
          emphasis: { skills: 2 },
        },
      })),
      mentors: ["lin", "noor"].map((id, at) => ({ id, name: `Mentor ${id}`, skills: ["rust"], ...kept(at) })),
    },
    policy: {
      criteria: {
        skills: { kind: "coverage", field: "skills", weight: 2 },
        experience: { kind: "experience" },
        wishes: { kind: "choices" },
        faith: { kind: "equality", field: "religion" },
      },
      basis: {
        decidedBy: "the council",
        purpose: "matching those who ask for it",
        legalGround: "consent",
        jurisdiction: "Ruritania",
        date: "2026-08-01",
      },
      bans: [{ mentee: "ben", mentor: "lin", reason: `${SECRET} reason` }],
    },
  };
}

describe("an auditor's page", () => {
  test("has nobody's name, whatever the programme", () => {
    let seen = 0;
    const drawn = fc.oneof(
      programmes({ mentees: 6, mentors: 4 }),
      loadedProgrammes({ mentees: 4, mentors: 4, demand: 2 }),
    );
    fc.assert(
      fc.property(drawn, ({ people, policy }) => {
        const called = <Someone extends { id: string }>(one: Someone) => ({ ...one, name: `${SECRET} ${one.id}` });
        const named = { mentees: people.mentees.map(called), mentors: people.mentors.map(called) };
        const matching = tryMatch({ people: named, policy });
        if (matching === undefined) return;
        const found = readiness(named, policy);
        expect(renderReport(matching, named, { audience: "auditor", readiness: found })).not.toContain(SECRET);
        seen++;
      }),
      { numRuns: 120 },
    );
    expect(seen).toBeGreaterThan(60);
  });

  test("has ids and no names", () => {
    const { people, policy } = secretive();
    const page = renderReport(match(people, policy), people, { audience: "auditor" });
    expect(page).not.toMatch(/Mentee ada|Mentor lin/);
    expect(dataOf(page).rows).toHaveLength(2);
    expect(textOf(page)).toContain("The certificate's prices");
  });
});
