import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import {
  type Criterion,
  explain,
  type Matching,
  type Mentee,
  type Mentor,
  match,
  type Pair,
  type People,
  type Person,
  Policy,
  type Rule,
  scorePair,
  scorePairs,
  toText,
} from "telemachus";
import { afterAll, describe, expect, test } from "vitest";
import { scoredFields } from "../src/problem/people.js";
import { toJsonSchemas } from "../src/schema.js";
import { fieldsRead } from "../src/score/fieldsRead.js";
import { openDesk } from "./support/commandLine.js";
import { policyPeople } from "./support/policyPeople.js";
import { withoutEmphasis } from "./support/programmes.js";
import { problemsOf } from "./support/refusal.js";
import { mostSeats, pastPairsOf } from "./support/stated.js";
import { validateMatching } from "./support/validateMatching.js";

const folder = fileURLToPath(new URL("../examples/policies/", import.meta.url));
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []));
const page = readFileSync(join(folder, "README.md"), "utf8");
const schemas = toJsonSchemas();
const isValid = new Ajv({ strict: false }).compile(schemas.policy);

const standings: { readonly [name: string]: "level" | "below" } = { buddy: "level", reverse: "below" };
const SEED = 4;

/** A policy as its file has it. */
function read(name: string): Policy {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

interface Programme {
  readonly people: People;
  readonly policy: Policy;
  readonly matching: Matching;
}

const known = new Map<string, Programme>();

/** People drawn for a policy, matched; where its file leaves a place for the pairs of earlier rounds, with some. */
function programmeOf(name: string): Programme {
  const before = known.get(name);
  if (before !== undefined) return before;
  const stated = read(name);
  const { people, history } = policyPeople(stated, standings[name] ?? "above", SEED);
  const policy = stated.history === undefined ? stated : { ...stated, history };
  const programme = { people, policy, matching: match(people, policy) };
  known.set(name, programme);
  return programme;
}

/** Both people of every pair. */
function couplesOf({ people, matching }: Programme): { mentee: Mentee; mentor: Mentor; pair: Pair }[] {
  const mentees = new Map(people.mentees.map((mentee) => [mentee.id, mentee]));
  const mentors = new Map(people.mentors.map((mentor) => [mentor.id, mentor]));
  return matching.pairs.map((pair) => ({
    pair,
    mentee: mentees.get(pair.mentee)!,
    mentor: mentors.get(pair.mentor)!,
  }));
}

const entriesOf = <Part>(parts: { readonly [name: string]: Part } = {}) => Object.entries(parts);

/** Words of the names under which protected attributes are kept: `gender`, `dateOfBirth`, `ethnicGroup`. */
const protectedWords = new Set(
  [
    "age aged birth born sex sexual orientation gender trans race racial ethnic ethnicity colour caste nationality",
    "citizenship religion faith belief disability disabled health marital married pregnancy maternity veteran",
  ].flatMap((line) => line.split(" ")),
);

describe.each(names)("%s.json", (name) => {
  test("is a policy for the library and for its JSON Schema, and would be none with a misspelt key", () => {
    const policy = read(name);
    expect(Policy.safeParse(policy).error).toBeUndefined();
    isValid(policy);
    expect(isValid.errors).toBeNull();
    const [[key, criterion]] = entriesOf(policy.criteria);
    const misspelt = { ...policy, criteria: { ...policy.criteria, [key]: { ...criterion, wieght: 1 } } };
    expect([Policy.safeParse(misspelt).success, isValid(misspelt)]).toEqual([false, false]);
  });

  test("matches most mentees, as it says, and warns of nothing that is empty or cannot be", () => {
    const { people, policy, matching } = programmeOf(name);
    validateMatching(matching, people, policy);
    expect(people.mentees).toHaveLength(40);
    expect(matching.pairs.length).toBeGreaterThanOrEqual(27);
    const unwanted = ["W_EMPTY_FIELD", "W_CONTRADICTORY_RULES", "W_REQUEST_NOT_A_RULE"];
    expect(matching.warnings.filter(({ code }) => unwanted.includes(code))).toEqual([]);
  });

  test("every criterion gives something to a pair, and tells a mentee's mentors apart", () => {
    const { people, policy, matching } = programmeOf(name);
    const { rules: _rules, ...rest } = policy;
    for (const [key, criterion] of entriesOf(policy.criteria)) {
      expect(Math.max(...matching.pairs.map(({ contributions }) => contributions[key] ?? 0)), key).toBeGreaterThan(0);
      const { mentors, scores } = scorePairs(withoutEmphasis(people), { ...rest, criteria: { [key]: criterion } });
      const rows = people.mentees.map((_, i) => scores.slice(i * mentors.length, (i + 1) * mentors.length));
      expect(
        rows.some((row) => new Set(row.filter((score) => score >= 0)).size > 1),
        key,
      ).toBe(true);
    }
  });

  test("every rule forbids a pair that no other rule forbids", () => {
    const { policy, matching } = programmeOf(name);
    for (const key of Object.keys(policy.rules ?? {})) {
      expect(matching.exclusions.rules[key].alone, key).toBeGreaterThan(0);
    }
  });

  test("names no protected attribute: not in a criterion, not in a rule, not in a column", () => {
    const words = JSON.stringify(read(name)).match(/[A-Z]?[a-z]+/g)!;
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => protectedWords.has(word.toLowerCase()))).toEqual([]);
  });

  test("README.md says what it prefers and how much, what it demands, and which fields people need", () => {
    const [, own = ""] = page.split(`## [${name}.json](${name}.json)`);
    const section = own.split("\n## ")[0];
    const policy = read(name);
    const terms = [
      ...entriesOf(policy.criteria).map(([key, { weight }]) => `(\`${key}\`, ${weight})`),
      ...entriesOf(policy.rules).map(([key]) => `(\`${key}\`)`),
      ...partsOf(policy)
        .flatMap(fieldsNeededBy)
        .map((field) => `\`${field}\``),
    ];
    expect(terms.filter((term) => !section.includes(term))).toEqual([]);
    const facets = ["- Fields: ", "- Change first: "];
    expect(facets.filter((facet) => !section.includes(`\n${facet}`))).toEqual([]);
  });
});

const partsOf = ({ criteria, rules = {} }: Policy): (Criterion | Rule)[] => [
  ...Object.values(criteria),
  ...Object.values(rules),
];

const ownFieldsOf = (part: Criterion | Rule) => [
  ...new Set([...fieldsRead(part, "mentees"), ...fieldsRead(part, "mentors")]),
];

/** Where a person states what a criterion or a rule reads. */
function fieldsNeededBy(part: Criterion | Rule): string[] {
  switch (part.kind) {
    case "experience":
    case "requiredExperience":
      return ["requests.livedExperiences", "livedExperiences"];
    case "choices":
      return ["requests.choices"];
    case "notInManagementChain":
      return ["manager"];
    case "history":
    case "noRepeat":
      return ["history"];
    default: {
      const isOwn = (field: string) => (scoredFields as readonly string[]).includes(field);
      return ownFieldsOf(part).map((field) => (isOwn(field) ? field : `attributes.${field}`));
    }
  }
}

describe("the policies together", () => {
  const policies = names.map(read);

  test("there are ten, and README.md has a section for each and no other", () => {
    expect(names).toHaveLength(10);
    const sections = [...page.matchAll(/^## \[(\w+)\.json\]\(\1\.json\)/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(names);
    expect(page).toContain("Ten programmes");
  });

  test("every kind of criterion and rule that JSON can hold is used", () => {
    // nothing else of a policy is held to a single value, but what a column's entries go by
    const kinds = new Set([...JSON.stringify(schemas.policy).matchAll(/"const":"(\w+)"/g)].map(([, kind]) => kind));
    expect(kinds.delete("name")).toBe(true);
    expect(kinds.size).toBeGreaterThan(20);
    expect([...new Set(policies.flatMap((policy) => partsOf(policy).map(({ kind }) => kind)))].sort()).toEqual(
      [...kinds].sort(),
    );
  });

  test("every part of a policy that an administrator may need is shown once at least", () => {
    const shown = new Set(policies.flatMap((policy) => Object.keys(policy)));
    const vocabulary = ["scales", "synonyms", "taxonomy"];
    const parts = ["name", "date", "capacity", "objective", "emphasis", "history", "columns", ...vocabulary];
    expect(parts.filter((part) => !shown.has(part))).toEqual([]);
    const rules = policies.flatMap(({ rules = {} }) => Object.values(rules));
    expect(rules.some(({ otherwise }) => otherwise === "relax")).toBe(true);
    expect(rules.some(({ unknown }) => unknown === "forbid")).toBe(true);
  });

  test("examples/README.md leads to them", () => {
    expect(readFileSync(join(folder, "../README.md"), "utf8")).toContain("(policies/README.md)");
  });
});

const gradesOf = ({ scales }: Policy, field = "seniority") => scales![field];

/** Mentor − mentee in steps of a scale; undefined where either did not answer. */
function stepsBetween(scale: readonly string[], mentee: unknown, mentor: unknown): number | undefined {
  const [below, above] = [mentee, mentor].map((label) => scale.indexOf(label as string));
  return below < 0 || above < 0 ? undefined : above - below;
}

/** Everybody above somebody, as far as the people say. */
function managersOf({ mentees, mentors }: People, id: string): string[] {
  const manager = [...mentees, ...mentors].find((person) => person.id === id)?.manager;
  return manager === undefined ? [] : [manager, ...managersOf({ mentees, mentors }, manager)];
}

function isInLine(people: People, mentee: Mentee, mentor: Mentor): boolean {
  return managersOf(people, mentee.id).includes(mentor.id) || managersOf(people, mentor.id).includes(mentee.id);
}

/** Values that both gave, of pairs of which both gave one. */
function defined<Value>(values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}

const experienceNames = (list: readonly (string | { readonly name: string })[] = []) =>
  list.map((one) => (typeof one === "string" ? one : one.name));

describe("what a policy promises holds among the people themselves", () => {
  test("formal: the mentor is one to three grades above, in another team, and outside of the reporting line", () => {
    const programme = programmeOf("formal");
    const couples = couplesOf(programme);
    const grades = gradesOf(programme.policy);
    const steps = defined(
      couples.map(({ mentee, mentor }) => stepsBetween(grades, mentee.seniority, mentor.seniority)),
    );
    expect(steps.length).toBeGreaterThan(20);
    expect(steps.filter((step) => step < 1 || step > 3)).toEqual([]);
    for (const { mentee, mentor } of couples) {
      if (mentee.team !== undefined) expect(mentor.team).not.toBe(mentee.team);
      expect(isInLine(programme.people, mentee, mentor)).toBe(false);
    }
  });

  test("group: nobody has more than five mentees, and who came together has a goal in common", () => {
    const programme = programmeOf("group");
    const couples = couplesOf(programme);
    const sizeOf = (id: string) => couples.filter(({ mentor }) => mentor.id === id).length;
    const { mentors } = programme.people;
    expect(mentors.filter(({ id, capacity = 5 }) => sizeOf(id) > mostSeats(capacity))).toEqual([]);
    expect(Math.max(...mentors.map(({ id }) => sizeOf(id)))).toBe(5);
    const asking = couples.filter(({ mentee }) => mentee.goals !== undefined && mentee.availability !== undefined);
    expect(asking.length).toBeGreaterThan(20);
    for (const { mentee, mentor } of asking) {
      const offered = experienceNames(mentor.goals);
      expect(experienceNames(mentee.goals).some((goal) => offered.includes(goal))).toBe(true);
    }
  });

  test("group: a pair with more than 60 kilometres between the two says that the rule gave way", () => {
    const couples = couplesOf(programmeOf("group"));
    const apart = couples.filter(({ mentee, mentor }) => (kilometresBetween(mentee, mentor) ?? 0) > 60);
    const relaxed = couples.filter(({ pair }) => pair.gaveWay.includes("withinReach"));
    expect(apart).toEqual(relaxed);
    expect(relaxed.length).toBeGreaterThan(0);
  });

  test("reverse: every mentor is at least two grades below their mentee, and neither manages the other", () => {
    const programme = programmeOf("reverse");
    const grades = gradesOf(programme.policy);
    const couples = couplesOf(programme);
    const steps = defined(
      couples.map(({ mentee, mentor }) => stepsBetween(grades, mentee.seniority, mentor.seniority)),
    );
    expect(steps.length).toBeGreaterThan(20);
    expect(Math.max(...steps)).toBeLessThanOrEqual(-2);
    for (const { mentee, mentor } of couples) expect(isInLine(programme.people, mentee, mentor)).toBe(false);
  });

  test("buddy: both are at one site, unless the pair says that it gave way, and they are new to each other", () => {
    const programme = programmeOf("buddy");
    const couples = couplesOf(programme);
    const elsewhere = couples.filter(({ mentee, mentor }) => {
      const sites = [mentee, mentor].map(({ attributes }) => attributes?.["site"]);
      return !sites.includes(undefined) && sites[0] !== sites[1];
    });
    expect(elsewhere).toEqual(couples.filter(({ pair }) => pair.gaveWay.includes("sameSite")));
    expect(elsewhere.length).toBeGreaterThan(0);
    const pairs = couples.map(({ mentee, mentor }) => `${mentee.id} ${mentor.id}`);
    expect(pastPairsOf(programme.policy).filter(({ mentee, mentor }) => pairs.includes(`${mentee} ${mentor}`))).toEqual(
      [],
    );
    expect(pastPairsOf(programme.policy).length).toBeGreaterThan(10);
  });

  test("buddy: both speak one language at level 3 or better, and the buddy has been there for half a year", () => {
    for (const { mentee, mentor } of couplesOf(programmeOf("buddy"))) {
      const [own, theirs] = [mentee, mentor].map(speaksWell);
      if (own !== undefined && theirs !== undefined) expect(own.some((one) => theirs.includes(one))).toBe(true);
      expect(mentor.attributes?.["monthsHere"] ?? 6).toBeGreaterThanOrEqual(6);
    }
  });

  test("sponsorship: the sponsor is trained, on no panel, two grades above and outside of the reporting line", () => {
    const programme = programmeOf("sponsorship");
    const grades = gradesOf(programme.policy);
    for (const { mentee, mentor } of couplesOf(programme)) {
      expect(mentor.attributes).toMatchObject({ sponsorTraining: "completed", onPromotionPanel: false });
      expect(stepsBetween(grades, mentee.seniority, mentor.seniority)).toBeGreaterThanOrEqual(2);
      expect(isInLine(programme.people, mentee, mentor)).toBe(false);
      expect([mentee.manager, mentor.manager]).not.toEqual([undefined, undefined]);
    }
  });

  test("livedExperience: who requires something is matched with somebody who shows it to their match", () => {
    const couples = couplesOf(programmeOf("livedExperience"));
    const requirements = couples.flatMap(({ mentee, mentor, pair }) =>
      (mentee.requests?.livedExperiences ?? []).flatMap((request) =>
        typeof request === "object" && request.strength === "require" ? [{ name: request.name, mentor, pair }] : [],
      ),
    );
    expect(requirements.length).toBeGreaterThan(5);
    for (const { name, mentor, pair } of requirements) {
      expect(pair.gaveWay).toEqual([]);
      expect(mentor.livedExperiences).toContainEqual({ name, show: "toMyMatch" });
    }
  });

  test("livedExperience: a requirement that nobody meets leaves its owner unmatched, or is said to give way", () => {
    const policy = read("livedExperience");
    const requests = { livedExperiences: [{ name: "carer", strength: "require" as const }] };
    const people: People = {
      mentees: [{ id: "ada", requests, manager: "mara" }],
      mentors: [
        { id: "lin", livedExperiences: ["carer"] },
        { id: "noor", livedExperiences: [{ name: "immigrant", show: "toMyMatch" }] },
      ],
    };
    expect(match(people, policy).unmatched.mentees).toMatchObject([{ id: "ada", reason: "NO_ELIGIBLE_MENTOR" }]);
    const relaxed = {
      ...policy,
      rules: { ...policy.rules, required: { ...policy.rules!["required"], otherwise: "relax" } },
    };
    expect(match(people, relaxed as Policy).pairs).toMatchObject([{ mentee: "ada", gaveWay: ["required"] }]);
    const [lin, noor] = people.mentors;
    const shown = { ...lin, livedExperiences: [{ name: "carer", show: "toMyMatch" as const }] };
    expect(match({ ...people, mentors: [shown, noor] }, policy).pairs).toMatchObject([{ mentor: "lin", gaveWay: [] }]);
  });

  test("livedExperience: more wishes are met than without the criterion", () => {
    const programme = programmeOf("livedExperience");
    const { livedExperience: _criterion, ...criteria } = programme.policy.criteria;
    const met = (matching: Matching) =>
      couplesOf({ ...programme, matching }).flatMap(({ mentee, mentor }) => {
        const disclosed = experienceNames(mentor.livedExperiences);
        return experienceNames(mentee.requests?.livedExperiences).filter((name) => disclosed.includes(name));
      }).length;
    const people = withoutEmphasis(programme.people);
    expect(met(programme.matching)).toBeGreaterThan(1.5 * met(match(people, { ...programme.policy, criteria })));
  });

  test("diversity: changing every auditOnly answer changes no byte but the digest of the input", () => {
    const { people, policy, matching } = programmeOf("diversity");
    const other = <Given extends Person>(person: Given): Given => ({
      ...person,
      auditOnly: { gender: "x", faith: "y" },
    });
    const changed = match({ mentees: people.mentees.map(other), mentors: people.mentors.map(other) }, policy);
    const bytes = (given: Matching) => JSON.stringify({ ...given, manifest: { ...given.manifest, input: "" } });
    expect(changed.manifest.input).not.toBe(matching.manifest.input);
    expect(bytes(changed)).toBe(bytes(matching));
    for (const { mentee } of matching.pairs) {
      const text = (given: Matching) => toText(explain(given, { mentee }), { audience: "administrator" });
      expect(text(changed)).toBe(text(matching));
    }
  });

  test("diversity: everybody may have somebody, and lived experience counts for nobody who asked for none", () => {
    const { people, matching } = programmeOf("diversity");
    expect(matching.unmatched.mentees.filter(({ reason }) => reason === "NO_ELIGIBLE_MENTOR")).toEqual([]);
    const silent = new Set(
      people.mentees.filter(({ requests }) => requests?.livedExperiences === undefined).map(({ id }) => id),
    );
    const scored = matching.pairs.filter(({ mentee }) => silent.has(mentee));
    expect(scored.length).toBeGreaterThan(10);
    expect(scored.filter(({ contributions }) => contributions["livedExperience"] !== undefined)).toEqual([]);
  });

  test("diversity: a mentee's own emphasis, up to three times, decides what counts most", () => {
    const policy = read("diversity");
    const ada = (emphasis: { [criterion: string]: number }) => ({
      mentees: [{ id: "ada", attributes: { accessibility: ["captions"] }, requests: { choices: ["noor"], emphasis } }],
      mentors: [{ id: "lin", attributes: { accessibility: ["captions"] } }, { id: "noor" }],
    });
    // accessibility 4 against choices 2; then 2 against 6
    expect(match(ada({}), policy).pairs).toMatchObject([{ mentor: "lin", score: 0.666667 }]);
    expect(match(ada({ choices: 3, accessibility: 0.5 }), policy).pairs).toMatchObject([
      { mentor: "noor", score: 0.75 },
    ]);
    expect(problemsOf(() => match(ada({ choices: 3.5 }), policy)).map(([, path]) => path)).toEqual([
      "mentees[0].requests.emphasis.choices",
    ]);
  });

  test("exchange: the companies differ, and on the policy's date both have an hour of the week in common", () => {
    const programme = programmeOf("exchange");
    const couples = couplesOf(programme);
    expect(programme.policy.date).toBe("2026-09-01");
    for (const { mentee, mentor } of couples) {
      expect([mentee.organisation, mentor.organisation]).not.toContain(undefined);
      expect(mentor.organisation).not.toBe(mentee.organisation);
      const theirs = minutesInSummer(mentor);
      const shared = [...minutesInSummer(mentee)].filter((minute) => theirs.has(minute));
      expect(shared.length).toBeGreaterThanOrEqual(60);
    }
    expect(couples.filter(({ mentee, mentor }) => mentee.timeZone !== mentor.timeZone).length).toBeGreaterThan(5);
  });

  test("exchange: a language has the same worth under each of its names", () => {
    const policy = read("exchange");
    const score = (spoken: string) =>
      scorePair(
        { mentees: [{ id: "ada", languages: [spoken] }], mentors: [{ id: "lin", languages: ["Portuguese"] }] },
        policy,
        { mentee: "ada", mentor: "lin" },
      ).score;
    expect([score("Portuguese"), score("pt"), score("Português"), score("Polish")]).toEqual([1, 1, 1, 0]);
  });

  test("alumni: who advises graduated at least two years before the student will", () => {
    const couples = couplesOf(programmeOf("alumni"));
    const years = ({ attributes }: Person) => attributes?.["graduationYear"] as number | undefined;
    const gaps = couples
      .map(({ mentee, mentor }) => years(mentor)! - years(mentee)!)
      .filter((gap) => !Number.isNaN(gap));
    expect(gaps.length).toBeGreaterThan(20);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(-2);
  });

  test("alumni: the same subject counts in full, a wider one half, a neighbouring one a third, another not", () => {
    const policy = read("alumni");
    const score = (studied: string) =>
      scorePair(
        {
          mentees: [{ id: "ada", attributes: { subject: ["Electronics"] } }],
          mentors: [{ id: "lin", attributes: { subject: [studied] } }],
        },
        policy,
        { mentee: "ada", mentor: "lin" },
      ).score;
    const studied = ["electrical engineering", "Engineering", "Mechanical Engineering", "Economics"];
    expect(studied.map(score)).toEqual([1, 0.5, 0.333333, 0]);
    const maths = { mentees: [{ id: "ada", attributes: { subject: "Maths" } }], mentors: [{ id: "lin" }] };
    const mentors = [{ id: "lin", attributes: { subject: "Mathematics" } }];
    expect(scorePair({ ...maths, mentors }, policy, { mentee: "ada", mentor: "lin" }).score).toBe(1);
  });

  test("alumni: fewer students meet somebody again than would if that were preferred", () => {
    const programme = programmeOf("alumni");
    const met = new Set(pastPairsOf(programme.policy).map(({ mentee, mentor }) => `${mentee} ${mentor}`));
    const again = ({ pairs }: Matching) => pairs.filter(({ mentee, mentor }) => met.has(`${mentee} ${mentor}`)).length;
    const criteria = {
      ...programme.policy.criteria,
      someoneNew: { kind: "history", prefer: "again", weight: 1 } as const,
    };
    expect(again(programme.matching)).toBeLessThan(again(match(programme.people, { ...programme.policy, criteria })));
  });

  test("civilService: the mentor is one or two grades above, in another organisation", () => {
    const programme = programmeOf("civilService");
    const grades = gradesOf(programme.policy, "grade");
    for (const { mentee, mentor } of couplesOf(programme)) {
      expect([1, 2]).toContain(stepsBetween(grades, mentee.attributes!["grade"], mentor.attributes!["grade"]));
      if (mentee.organisation !== undefined) expect(mentor.organisation).not.toBe(mentee.organisation);
    }
  });
});

/** As on a flat map, which is near enough within a county; undefined where a place is missing. */
function kilometresBetween({ location: from }: Person, { location: to }: Person): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const KILOMETRES_PER_DEGREE = 111.2;
  const narrowing = Math.cos((from.latitude * Math.PI) / 180);
  return KILOMETRES_PER_DEGREE * Math.hypot(to.latitude - from.latitude, narrowing * (to.longitude - from.longitude));
}

/** The languages that somebody speaks at level 3 or better. */
function speaksWell({ languages }: Person): string[] | undefined {
  return languages?.flatMap((one) => (typeof one === "string" ? one : (one.level ?? 5) >= 3 ? one.name : []));
}

/** Hours that clocks are ahead of Greenwich on the first of September. */
const summerHours: { readonly [timeZone: string]: number } = {
  "Europe/London": 1,
  "Europe/Lisbon": 1,
  "Europe/Oslo": 2,
  "America/Toronto": -4,
  "Asia/Kolkata": 5.5,
};

/** The minutes in Greenwich, from Monday, in which somebody can meet. Nobody meets at night: all are in one week. */
function minutesInSummer({ availability = [], timeZone = "" }: Person): Set<number> {
  const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
  const minutes = availability.flatMap(({ day, from, to }) => {
    const [start, end] = [from, to].map((clock) => 60 * (Number(clock.slice(0, 2)) - summerHours[timeZone]));
    return Array.from({ length: end - start }, (_, minute) => 1440 * weekdays.indexOf(day) + start + minute);
  });
  return new Set(minutes);
}

/** A spreadsheet as a form exports it, written on its side: a line for each column, with a cell for each person. */
function sheet(text: string): string {
  const columns = text
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => JSON.stringify(cell.trim())));
  return columns[0].map((_, row) => columns.map((cells) => cells[row]).join(",")).join("\n");
}

describe("spreadsheets", () => {
  const desk = openDesk();
  afterAll(desk.remove);

  interface Files {
    readonly mentees: string;
    readonly mentors: string;
    readonly pairs: readonly string[];
  }
  const files: { readonly [name: string]: Files } = {
    formal: {
      mentees: sheet(`
        Timestamp             | 2026-08-01         | 2026-08-02                                   | 2026-08-03
        Work e-mail           | ada@x.example      | ben@x.example                                | chidi@x.example
        First name            | Ada                | Ben                                          | Chidi
        Last name             | Obi                | Ode                                          | Eze
        Team                  | Apps               | Data                                         | Fleet
        Grade                 | Associate          | Trainee                                      | Senior
        Line manager's e-mail | lin@x.example      | noor@x.example                               |
        I want to learn       | code review, Rust  | SQL                                          | public speaking
        I want to achieve     | growing confidence | leading a first project, building a network  |
        I can meet            | Mon-Fri 9:00-12:00 | Tue 13-15, Thu 13-15                         |`),
      mentors: sheet(`
        Work e-mail           | lin@x.example      | noor@x.example       | sam@x.example      | mara@x.example
        First name            | Lin                | Noor                 | Sam                | Mara
        Last name             | Zhao               | Aziz                 | Okoro              | Lowe
        Team                  | Platform           | Apps                 | Finance            | Legal
        Grade                 | Senior             | Senior               | Senior             | Head
        Line manager's e-mail | mara@x.example     |                      |                    |
        I can teach           | Rust, code review  | SQL, public speaking | code review, SQL   | public speaking
        I can help to achieve | growing confidence | building a network   | growing confidence |
        I can meet            | Mon 10-12          | Tue 9-17             | Thu 8-14           |
        Mentees I can take    | 2                  | 1                    | 2                  |`),
      // lin and noor could teach ada and ben more, but manage them
      pairs: ["ada@x.example sam@x.example", "ben@x.example sam@x.example", "chidi@x.example mara@x.example"],
    },
    alumni: {
      mentees: sheet(`
        University e-mail   | ada@uni.example                  | ben@uni.example     | chidi@uni.example
        First name          | Ada                              | Ben                 | Chidi
        Last name           | Obi                              | Ode                 | Eze
        Subjects            | Maths, CS                        | Electronics         | Accountancy
        Expected graduation | 2027                             | 2028                | 2027
        About me            | I like puzzles and compilers.    | I build radios.     |
        What I want to ask  | How does one get into research?  |                     |
        First choice        |                                  | noor@post.example   |
        Second choice       |                                  |                     |
        Third choice        |                                  | sam@post.example    |`),
      mentors: sheet(`
        E-mail                        | lin@post.example           | noor@post.example      | sam@post.example
        First name                    | Lin                        | Noor                   | Sam
        Last name                     | Zhao                       | Aziz                   | Okoro
        Studied                       | Informatics, Mathematics   | Mechanical Engineering | Business
        Graduated in                  | 2019                       | 2010                   | 2021
        My career in a few sentences  | I do research on compilers.| I design bridges.      | I audit banks.
        Students I can take           | 1                          | 2                      |`),
      pairs: [
        "ada@uni.example lin@post.example",
        "ben@uni.example noor@post.example",
        "chidi@uni.example sam@post.example",
      ],
    },
    civilService: {
      mentees: sheet(`
        first name                  | Ada           | Ben
        last name                   | Obi           | Ode
        email address               | ada@x.example | ben@x.example
        grade                       | EO            | HEO
        organisation                | Transport     | Treasury
        profession                  | Policy        | Finance
        match with similar identity | yes           | no
        identity to match           | carer         | carer`),
      mentors: sheet(`
        first name      | Lin              | Noor           | Sam
        last name       | Zhao             | Aziz           | Okoro
        email address   | lin@x.example    | noor@x.example | sam@x.example
        grade           | HEO              | HEO            | SEO
        organisation    | Treasury         | Treasury       | Transport
        profession      | Finance          | Policy         | Finance
        characteristics | carer, immigrant |                | carer`),
      // 3 for the experience against 2 for the profession
      pairs: ["ada@x.example lin@x.example", "ben@x.example sam@x.example"],
    },
  };

  test("every policy with columns has files here", () => {
    expect(Object.keys(files).sort()).toEqual(names.filter((name) => read(name).columns !== undefined));
    expect(Object.keys(files).length).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(files))(
    "%s.json reads its columns: telemachus match makes these pairs",
    async (name, given) => {
      const policy = readFileSync(join(folder, `${name}.json`), "utf8");
      const { code, stdout, stderr } = await desk.run([
        "match",
        ...desk.files({ mentees: given.mentees, mentors: given.mentors, policy }),
        ...["--out", desk.path("out.json")],
      ]);
      expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: "", stdout: expect.stringContaining("optimal") });
      expect(stdout).not.toContain("Note:");
      const { pairs, warnings } = JSON.parse(desk.read("out.json")) as Matching;
      expect(pairs.map(({ mentee, mentor }) => `${mentee} ${mentor}`)).toEqual(given.pairs);
      const empty = warnings.filter(({ code }) => code === "W_EMPTY_FIELD");
      expect(empty).toEqual([]);
    },
  );
});
