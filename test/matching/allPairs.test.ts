import fc from "fast-check";
import { custom, match, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import type { Matching } from "../../src/matching/matching.js";
import { matchSteps } from "../../src/matching/matchSteps.js";
import { runHere } from "../../src/matching/steps.js";
import { createBestOfRow } from "../../src/score/best.js";
import { runs } from "../support/instances.js";
import { programmes, scorerOf, seeded, tiedCohorts } from "../support/programmes.js";
import { refusal } from "../support/refusal.js";
import { validateMatching } from "../support/validateMatching.js";

const listing = { mostPairs: -1, mostPairsByFunctions: -1, fewestMentors: 0, listed: 2, returns: false };

/** Matches as a programme too large for its matrix is matched, with lists of so many pairs at a time. */
function matchListed(people: People, policy: Policy, listed: number, options = {}): Matching {
  const scorer = scorerOf(people, policy);
  return runHere(matchSteps(scorer, options, { ...listing, listed }), scorer, options);
}

const withoutMethod = ({ certificate: { method: _, ...certificate }, ...matching }: Matching) => ({
  ...matching,
  certificate,
});

/** As many people as asked for, who share few skills, so that many pairs tie. */
function crowd(size: { mentees: number; mentors: number; skills: number }, seed: number): People {
  const below = seeded(seed);
  const draw = () => [...new Set(Array.from({ length: 3 }, () => `skill ${below(size.skills)}`))];
  const ids = (count: number, letter: string) => Array.from({ length: count }, (_, at) => `${letter}${at}`);
  return {
    mentees: ids(size.mentees, "e").map((id) => ({ id, skills: draw() })),
    mentors: ids(size.mentors, "o").map((id) => ({ id, skills: draw(), capacity: below(4) })),
  };
}

describe("all pairs without the matrix", () => {
  test("gives the very matching that the matrix gives, prices and reasons included", () => {
    const seen = { unmatched: 0, matched: 0 };
    fc.assert(
      fc.property(
        programmes({ mentees: 7, mentors: 6 }),
        fc.constantFrom(1, 2, 3, 48),
        ({ people, policy }, listed) => {
          const expected = match(people, policy);
          const matching = matchListed(people, policy, listed);
          expect(matching.certificate.method).toBe("all pairs");
          expect(JSON.stringify(withoutMethod(matching))).toBe(JSON.stringify(withoutMethod(expected)));
          seen.unmatched += matching.unmatched.mentees.length > 0 ? 1 : 0;
          seen.matched += matching.pairs.length > 2 ? 1 : 0;
        },
      ),
      runs(600),
    );
    expect(Math.min(seen.unmatched, seen.matched)).toBeGreaterThan(100);
  });

  test("so it does where nearly everything ties, and the lottery has to know every tie", () => {
    fc.assert(
      fc.property(tiedCohorts({ mentees: 7, mentors: 6 }), fc.constantFrom(1, 2), (people, listed) => {
        const policy: Policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 5 };
        const matching = matchListed(people, policy, listed);
        expect(withoutMethod(matching)).toEqual(withoutMethod(match(people, policy)));
      }),
      runs(300),
    );
  });

  test.each([
    { name: "seats are short", size: { mentees: 300, mentors: 60, skills: 12 } },
    { name: "seats are plenty", size: { mentees: 60, mentors: 150, skills: 12 } },
    { name: "seats are about as many as mentees", size: { mentees: 150, mentors: 100, skills: 40 } },
  ])("of a crowd, where $name", ({ size }) => {
    for (const seed of [1, 2, 3]) {
      const people = crowd(size, seed);
      const policy: Policy = { criteria: { skills: skills({ weight: 1 }) }, seed };
      for (const listed of [2, 10]) {
        const matching = matchListed(people, policy, listed);
        expect(withoutMethod(matching)).toEqual(withoutMethod(match(people, policy)));
        if (listed === 2 && seed === 1) validateMatching(matching, people, policy);
      }
    }
  });

  test("tells of four phases, and can be stopped in each", () => {
    const people = crowd({ mentees: 200, mentors: 60, skills: 12 }, 4);
    const policy: Policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 1 };
    const phases: string[] = [];
    matchListed(people, policy, 2, { onProgress: ({ phase }: { phase: string }) => phases.push(phase) });
    expect([...new Set(phases)]).toEqual(["score", "solve", "price", "check"]);
    for (const at of ["score", "solve", "price", "check"]) {
      const control = new AbortController();
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase === at) control.abort();
      };
      const { code } = refusal(() => matchListed(people, policy, 2, { onProgress, signal: control.signal }));
      expect(code).toBe("E_ABORTED");
    }
  });

  test("where lists would outgrow the matrix, and it fits, the matrix is made after all", () => {
    const people = crowd({ mentees: 60, mentors: 40, skills: 1 }, 4);
    const policy: Policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 1 };
    const scorer = scorerOf(people, policy);
    const matching = runHere(matchSteps(scorer, {}, { ...listing, returns: true }), scorer, {});
    expect(matching).toEqual(match(people, policy));
    expect(matching.certificate.method).not.toBe("all pairs");
    expect(matchListed(people, policy, 2).certificate.method).toBe("all pairs");
  });

  test("memory is refused before it is taken, and when ties make it more than was thought", () => {
    const people = crowd({ mentees: 400, mentors: 300, skills: 1 }, 4);
    const policy: Policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 1 };
    const at = (memoryLimit: number) => refusal(() => matchListed(people, policy, 2, { memoryLimit }));
    expect(at(1000).code).toBe("E_TOO_LARGE");
    expect(at(1000).issues[0].received).toContain("800 of 400 × 300 scores");
    expect(at(200_000).code).toBe("E_TOO_LARGE");
    expect(at(200_000).issues[0].received).not.toContain("800 of 400 × 300 scores");
  });

  test("a score that is not the same when it is asked for again is found out, not matched on", () => {
    const people = crowd({ mentees: 60, mentors: 20, skills: 12 }, 4);
    let calls = 0;
    const score = () => {
      calls += 1;
      return calls <= 1200 ? 0.5 : 0.9;
    };
    const policy: Policy = { criteria: { odd: custom({ name: "odd", version: "1", weight: 1, score }) }, seed: 1 };
    const { code } = refusal(() => matchListed(people, policy, 30));
    expect(["E_CERTIFICATE", "E_NONDETERMINISTIC"]).toContain(code);
  });
});

describe("createBestOfRow(): what a bar relies on", () => {
  test("whatever is not picked is worth no more than the least that is", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-Infinity, 0, 1, 2, 3)), fc.integer({ min: 1, max: 4 }), (row, count) => {
        const { columns, scores } = createBestOfRow(count)(Float64Array.from(row));
        const least = Math.min(...scores);
        row.forEach((score, column) => {
          if (!columns.includes(column)) expect(score === -Infinity || score <= least).toBe(true);
        });
      }),
      runs(500),
    );
  });
});
