import fc from "fast-check";
import { coverage, type Mentee, type Term } from "telemachus";
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
