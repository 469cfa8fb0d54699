import fc from "fast-check";
import {
  type AttributeValue,
  type Concept,
  coverage,
  type Mentee,
  type Mentor,
  match,
  type Policy,
  reopen,
  scorePairs,
  type Term,
} from "telemachus";
import { describe, expect, test } from "vitest";

import type { CoverageEvidence } from "../../../src/score/criteria/coverage.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

const names = fc.constantFrom("Rust", "rust", " RUST ", "SQL", "design", "Go");
const oneToFive = fc.integer({ min: 1, max: 5 });
const wish = fc.oneof(
  names,
  fc.record({ name: names, level: oneToFive, importance: oneToFive }, { requiredKeys: ["name"] }),
);
const offer = fc.oneof(names, fc.record({ name: names, level: oneToFive }, { requiredKeys: ["name"] }));
const wishes = fc.array(wish, { minLength: 1, maxLength: 4 });
const offers = fc.array(offer, { maxLength: 4 });

function compile(wanted: readonly Term[] | undefined, offered: readonly Term[] | undefined) {
  const people = { mentees: [{ id: "ada", skills: wanted }], mentors: [{ id: "lin", skills: offered }] };
  return scorerOf(people, { criteria: { it: coverage({ field: "skills" }) } }).criteria[0].compiled;
}

function scoreOf(wanted: readonly Term[], offered: readonly Term[] | undefined): number {
  return compile(wanted, offered).score(0, 0);
}

function keyOf(term: Term): string {
  return (typeof term === "string" ? term : term.name).trim().toLowerCase();
}

function part(term: Term, name: "level" | "importance"): number | undefined {
  return typeof term === "string" ? undefined : term[name];
}

/** The formula of the docstring in fractions of floating point, wishes folded by hand. */
function byDefinition(wanted: readonly Term[], offered: readonly Term[]): number {
  let met = 0;
  let all = 0;
  for (const key of new Set(wanted.map(keyOf))) {
    const same = wanted.filter((term) => keyOf(term) === key);
    const weight = Math.max(...same.map((term) => part(term, "importance") ?? 1));
    const level = Math.max(...same.map((term) => part(term, "level") ?? 0));
    const given = offered.filter((term) => keyOf(term) === key).map((term) => part(term, "level") ?? 3);
    all += weight;
    if (given.length > 0) met += weight * Math.min(1, Math.max(...given) / level);
  }
  return met / all;
}

describe("coverage()", () => {
  test("coverage(): is a plain object", () => {
    expect(coverage({ field: "skills", weight: 4 })).toEqual({ kind: "coverage", field: "skills", weight: 4 });
  });

  test("coverage(): importance times the level reached, over all importance", () => {
    // Rust 3 · min(1, 2/4) = 1.5, SQL 1 · 1 (any level will do), Go 1 · 0: 2.5 of 5
    const wanted = [{ name: "Rust", level: 4, importance: 3 }, "SQL", { name: "Go", level: 1 }];
    expect(scoreOf(wanted, [{ name: "Rust", level: 2 }, { name: "SQL", level: 1 }, "C"])).toBe(0.5);
  });

  test("coverage(): a mentor who states no level counts as level 3", () => {
    expect(scoreOf([{ name: "Rust", level: 5 }], ["Rust"])).toBe(3 / 5);
    expect(scoreOf([{ name: "Rust", level: 3 }], ["Rust"])).toBe(1);
    expect(scoreOf(["Rust"], [{ name: "Rust", level: 1 }])).toBe(1);
  });

  test("coverage(): is directed: what the mentor offers beyond it neither adds nor takes away", () => {
    expect(scoreOf(["Rust"], ["Rust", "SQL", "Go"])).toBe(1);
    expect(scoreOf(["Rust", "SQL", "Go", "C"], ["Rust"])).toBe(0.25);
  });

  test("coverage(): a list without a term asks nothing, as silence does; a mentor's empty list offers nothing", () => {
    expect(compile([], ["Rust"]).asks(0)).toBe(false);
    expect(compile(undefined, ["Rust"]).asks(0)).toBe(false);
    expect(compile(["Rust"], undefined).asks(0)).toBe(true);
    expect(scoreOf(["Rust"], [])).toBe(0);
    expect(scoreOf(["Rust"], undefined)).toBeNaN();
  });

  test("coverage(): terms are compared without case, width and outer space", () => {
    expect(scoreOf(["Public  Speaking", "STRASSE"], ["  ｐublic speaking", "straße"])).toBe(1);
  });

  test("coverage(): reads an attribute that is one text or a list of texts", () => {
    const mentee: Mentee = { id: "ada", attributes: { tools: ["Excel", "R"] } };
    const mentors = [{ id: "lin", attributes: { tools: "R" } }, { id: "sam" }];
    const { compiled } = scorerOf({ mentees: [mentee], mentors }, { criteria: { it: coverage({ field: "tools" }) } })
      .criteria[0];
    expect(compiled.score(0, 0)).toBe(0.5);
    expect(compiled.score(0, 1)).toBeNaN();
  });

  test("coverage(): is what its definition says", () => {
    const seen = { part: 0, folded: 0 };
    fc.assert(
      fc.property(wishes, offers, (wanted, offered) => {
        const score = scoreOf(wanted, offered);
        expect(score).toBeCloseTo(byDefinition(wanted, offered), 12);
        if (score > 0 && score < 1) seen.part += 1;
        if (new Set(offered.map(keyOf)).size < offered.length) seen.folded += 1;
      }),
      runs(1000),
    );
    expect(seen.part).toBeGreaterThan(300);
    expect(seen.folded).toBeGreaterThan(200);
  });

  test("coverage(): a mentor who offers one more term, whatever its level, never scores lower", () => {
    const seen = { higher: 0, again: 0 };
    fc.assert(
      fc.property(wishes, offers, offer, (wanted, offered, more) => {
        const before = scoreOf(wanted, offered);
        const after = scoreOf(wanted, [...offered, more]);
        expect(after).toBeGreaterThanOrEqual(before);
        if (after > before) seen.higher += 1;
        if (offered.some((term) => keyOf(term) === keyOf(more))) seen.again += 1;
      }),
      runs(1500),
    );
    expect(seen.higher).toBeGreaterThan(300);
    expect(seen.again).toBeGreaterThan(300);
  });

  test("coverage(): a higher level never scores lower, and an answer never lower than silence", () => {
    let higher = 0;
    fc.assert(
      fc.property(wishes, offers, names, fc.integer({ min: 1, max: 4 }), (wanted, offered, name, level) => {
        const rest = offered.filter((term) => keyOf(term) !== keyOf(name));
        const before = scoreOf(wanted, [...rest, { name, level }]);
        const after = scoreOf(wanted, [...rest, { name, level: level + 1 }]);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(before).toBeGreaterThanOrEqual(0);
        if (after > before) higher += 1;
      }),
      runs(1500),
    );
    expect(higher).toBeGreaterThan(100);
  });

  test("coverage(): evidence tells what is covered, what is below the wanted level and what is missing", () => {
    const wanted = [{ name: "Rust", level: 4 }, { name: "SQL", level: 3 }, "Go", { name: "C", level: 1 }];
    const offered = [{ name: "rust", level: 2 }, "sql", { name: "c", level: 1 }];
    expect(compile(wanted, offered).evidence(0, 0)).toEqual({
      kind: "coverage",
      field: "skills",
      covered: ["C", "SQL"],
      partly: ["Rust"],
      related: [],
      missing: ["Go"],
    });
  });

  test("coverage(): evidence and score agree: each wish is in one place, and full marks have no gap", () => {
    const seen = { partly: 0, full: 0 };
    fc.assert(
      fc.property(wishes, offers, (wanted, offered) => {
        const compiled = compile(wanted, offered);
        const evidence = compiled.evidence(0, 0) as CoverageEvidence;
        const places = [...evidence.covered, ...evidence.partly, ...evidence.missing].map(keyOf);
        expect(places.toSorted()).toEqual([...new Set(wanted.map(keyOf))].toSorted());
        const isFull = evidence.partly.length + evidence.missing.length === 0;
        expect(compiled.score(0, 0) === 1).toBe(isFull);
        if (evidence.partly.length > 0) seen.partly += 1;
        if (isFull) seen.full += 1;
      }),
      runs(800),
    );
    expect(seen.partly).toBeGreaterThan(50);
    expect(seen.full).toBeGreaterThan(50);
  });
});

/** TypeScript, JavaScript and Elm are languages of the web; React and Redux belong to JavaScript. */
const taxonomy: readonly Concept[] = [
  { id: "web", label: "web languages" },
  { id: "js", label: "JavaScript", aliases: ["ECMAScript", "js"], broader: "web" },
  { id: "ts", label: "TypeScript", broader: ["web"] },
  { id: "elm", label: "Elm", broader: "web" },
  { id: "react", label: "React", aliases: ["reactjs"], broader: "js" },
  { id: "redux", label: "Redux", broader: "react" },
];

function withWords(wanted: readonly Term[], offered: readonly (readonly Term[])[], rest: object = {}) {
  const people = {
    mentees: [{ id: "ada", skills: wanted }],
    mentors: offered.map((skills, index) => ({ id: `m${index}`, skills })),
  };
  const { synonyms, ...options } = rest as { synonyms?: Record<string, string[]>; rarity?: boolean };
  const policy = { criteria: { it: coverage({ field: "skills", ...options }) }, taxonomy, synonyms };
  return scorerOf(people, policy).criteria[0].compiled;
}

describe("coverage() with a taxonomy", () => {
  test("coverage(): an alias and an id are the term itself", () => {
    expect(withWords(["ECMAScript"], [["js"]]).score(0, 0)).toBe(1);
    expect(withWords(["javascript"], [["JS"]]).score(0, 0)).toBe(1);
  });

  test("coverage(): what is near counts 1 / (1 + steps), of up to two steps up and then down", () => {
    const half = [["React"], ["web languages"]];
    const third = [["TypeScript"], ["Redux"], ["Elm"]];
    // JavaScript: its child and its parent are one step away; siblings and its grandchild are two
    for (const offered of half) expect(withWords(["JavaScript"], [offered]).score(0, 0)).toBe(1 / 2);
    for (const offered of third) expect(withWords(["JavaScript"], [offered]).score(0, 0)).toBe(1 / 3);
    // React to TypeScript: up to JavaScript, up to the web, down: three steps
    expect(withWords(["React"], [["TypeScript"]]).score(0, 0)).toBe(0);
    expect(withWords(["React"], [["web languages"]]).score(0, 0)).toBe(1 / 3);
  });

  test("coverage(): of several near terms the best counts, once, times the level reached", () => {
    // JavaScript 1 at level 1 of 4 = 1/4; React 1/2 at level 4 = 1/2; Elm 1/3: the best is 1/2
    const offered = [{ name: "JavaScript", level: 1 }, { name: "React", level: 4 }, "Elm"];
    expect(withWords([{ name: "JavaScript", level: 4 }], [offered]).score(0, 0)).toBe(1 / 2);
    // React at level 1 of 4: 1/2 · 1/4 = 1/8, so JavaScript's 1/4 is the best
    const low = [
      { name: "JavaScript", level: 1 },
      { name: "React", level: 1 },
    ];
    expect(withWords([{ name: "JavaScript", level: 4 }], [low]).score(0, 0)).toBe(1 / 4);
  });

  test("coverage(): evidence says through what a near term was met", () => {
    const wanted = [{ name: "js", level: 4 }, "Elm", "Redux"];
    const offered = [
      { name: "JavaScript", level: 2 },
      { name: "reactjs", level: 1 },
    ];
    // js: 2/4 by JavaScript itself beats 1/2 · 1/4; Elm: 1/3 by JavaScript; Redux: 1/2 by React
    expect(withWords(wanted, [offered]).evidence(0, 0)).toEqual({
      kind: "coverage",
      field: "skills",
      covered: [],
      partly: ["js"],
      related: [
        { wanted: "Elm", through: "JavaScript" },
        { wanted: "Redux", through: "reactjs" },
      ],
      missing: [],
    });
  });

  test("coverage(): a row is scored as its pairs are, and one more concept never lowers a score", () => {
    const concepts = fc.constantFrom("js", "TypeScript", "Elm", "React", "Redux", "web languages", "Go");
    const some = (least: number) =>
      fc.array(fc.record({ name: concepts, level: oneToFive, importance: oneToFive }), {
        minLength: least,
        maxLength: 4,
      });
    const seen = { near: 0, between: 0 };
    fc.assert(
      fc.property(some(1), some(0), some(0), fc.boolean(), (wanted, first, second, rarity) => {
        const offered = [first, second, [...first, ...second], []].map((list) =>
          list.map(({ name, level }) => ({ name, level })),
        );
        const compiled = withWords(wanted, offered, { rarity });
        const row = [0, 1, 2, 3].map((mentor) => compiled.score(0, mentor));
        const into = { count: 0, mentors: new Int32Array(4), scores: new Float64Array(4) };
        compiled.sparse!.fill(0, into);
        const listed = new Map(
          [...into.mentors.subarray(0, into.count)].map((mentor, at) => [mentor, into.scores[at]]),
        );
        expect([0, 1, 2, 3].map((mentor) => listed.get(mentor) ?? 0)).toEqual(row);
        expect(row[2]).toBeGreaterThanOrEqual(Math.max(row[0], row[1]));
        expect(row[3]).toBe(0);
        if (row[0] > 0 && row[0] < 1) seen.between += 1;
        if ((compiled.evidence(0, 0) as CoverageEvidence).related.length > 0) seen.near += 1;
      }),
      runs(800),
    );
    expect(seen.near).toBeGreaterThan(200);
    expect(seen.between).toBeGreaterThan(200);
  });

  test("coverage(): synonyms make terms one, and lead on to the taxonomy", () => {
    const synonyms = { React: ["react.js", "react native"], Rust: ["rustlang"] };
    expect(withWords(["React.js"], [["reactjs"]], { synonyms }).score(0, 0)).toBe(1);
    expect(withWords(["rust"], [["RustLang"]], { synonyms }).score(0, 0)).toBe(1);
    expect(withWords(["react native"], [["JavaScript"]], { synonyms }).score(0, 0)).toBe(1 / 2);
  });
});

describe("coverage() of numbers", () => {
  test("coverage(): a number is no word of the taxonomy, on neither side", () => {
    const scoreOf = (own: AttributeValue, theirs: AttributeValue) => {
      const people = {
        mentees: [{ id: "ada", attributes: { room: own } }],
        mentors: [{ id: "lin", attributes: { room: theirs } }],
      };
      const policy = { criteria: { it: coverage({ field: "room" }) }, taxonomy: [{ id: "1", label: "Rust" }] };
      return scorePairs(people, policy).scores[0];
    };
    expect([scoreOf(1, 1), scoreOf("1", "Rust"), scoreOf(1, "Rust"), scoreOf("Rust", 1)]).toEqual([1e6, 1e6, 0, 0]);
  });
});

describe("coverage() with rarity", () => {
  const offered = [["Rust", "SQL"], ["SQL"], ["SQL"]];

  test("coverage(): a term weighs 1 + ln((1 + mentors) / (1 + those who offer it))", () => {
    const compiled = withWords(["Rust", "SQL"], offered, { rarity: true });
    // three mentors: Rust 1 + ln(4/2) = 1.693147, SQL 1 + ln(4/4) = 1; SQL alone is 1 of 2.693147
    expect(compiled.score(0, 1)).toBe(1_000_000 / 2_693_147);
    expect(compiled.score(0, 0)).toBe(1);
  });

  test("coverage(): what nobody offers weighs 1", () => {
    // Rust 1.693147, Go 1: Rust alone is 1.693147 of 2.693147
    expect(withWords(["Rust", "Go"], offered, { rarity: true }).score(0, 0)).toBe(1_693_147 / 2_693_147);
  });

  test("coverage(): importance multiplies it", () => {
    const wanted = [{ name: "SQL", importance: 3 }, "Rust"];
    // SQL 3 · 1, Rust 1 · 1.693147
    expect(withWords(wanted, offered, { rarity: true }).score(0, 1)).toBe(3_000_000 / 4_693_147);
  });

  test("match(): records the weights, and takes them back so that one more mentor moves nobody's score", () => {
    const mentors = offered.map((skills, index) => ({ id: `m${index}`, skills }));
    const mentees = [{ id: "ada", skills: ["Rust", "SQL"] }];
    const policy: Policy = { criteria: { it: coverage({ field: "skills", rarity: true }) } };
    const { manifest } = match({ mentees, mentors }, policy);
    expect(manifest.rarity).toEqual({
      skills: [
        { term: "rust", weight: 1.693147 },
        { term: "sql", weight: 1 },
      ],
    });
    const scoreOfPair = (given: Policy, more: object[]) => {
      const { scores } = scorePairs({ mentees, mentors: [...mentors, ...(more as Mentor[])] }, given);
      return scores[1];
    };
    const more = [{ id: "z", skills: ["Rust"] }];
    expect(scoreOfPair(policy, more)).not.toBe(scoreOfPair(policy, []));
    const kept = { ...policy, rarity: manifest.rarity };
    expect(scoreOfPair(kept, more)).toBe(scoreOfPair(policy, []));
    expect(scoreOfPair(kept, [])).toBe(scoreOfPair(policy, []));
    expect(
      match({ mentees, mentors }, { criteria: { it: coverage({ field: "skills" }) } }).manifest,
    ).not.toHaveProperty("rarity");
  });

  test("match(): a recorded weight may be as small as any, and of two spellings the higher counts, in any order", () => {
    const people = { mentees: [{ id: "ada", skills: ["Rust", "Go"] }], mentors: [{ id: "lin", skills: ["Rust"] }] };
    const scoreWith = (rarity: { term: string; weight: number }[], kind: "coverage" | "overlap" = "coverage") => {
      const criteria = { it: { kind, field: "skills", rarity: true, missing: 0.5 } } as const;
      const policy = { criteria, rarity: { skills: rarity } };
      const { scores } = scorePairs(people, policy);
      expect(Math.round(match(people, policy).pairs[0].score * 1e6)).toBe(scores[0]);
      return scores[0];
    };
    // Rust one millionth, Go 1
    expect(scoreWith([{ term: "rust", weight: 1e-9 }])).toBe(1);
    expect(
      scoreWith(
        [
          { term: "rust", weight: 1e-9 },
          { term: "go", weight: 1e-9 },
        ],
        "overlap",
      ),
    ).toBe(500_000);
    // Rust 3, Go 1
    const spellings = [
      { term: "Rust", weight: 2 },
      { term: "rust", weight: 3 },
    ];
    expect([scoreWith(spellings), scoreWith(spellings.toReversed())]).toEqual([750_000, 750_000]);
  });

  test("reopen(): terms that mean something to objects are recorded like any others", () => {
    const names = ["constructor", "__proto__", "prototype"];
    const people = { mentees: [{ id: "ada", skills: names }], mentors: [{ id: "lin", skills: names.slice(1) }] };
    const policy: Policy = { criteria: { it: coverage({ field: "skills", rarity: true }) } };
    const matching = match(people, policy);
    expect(reopen(JSON.parse(JSON.stringify(matching)), people, policy)).toEqual(matching);
    const kept = match(people, { ...policy, rarity: matching.manifest.rarity });
    expect(kept.pairs).toEqual(matching.pairs);
  });
});
