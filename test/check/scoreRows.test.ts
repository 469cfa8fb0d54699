import fc from "fast-check";
import { match } from "telemachus";
import { describe, expect, test } from "vitest";

import { examine } from "../../src/check/examination.js";
import { layGround } from "../../src/check/ground.js";
import { scoreRows } from "../../src/check/scoreRows.js";
import { checkEverything } from "../../src/checkMatching.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes, scorerOf } from "../support/programmes.js";

describe("scoreRows()", () => {
  test("scoreRows(): scores row by row what it does not keep, and the check is the same", () => {
    let scoredAgain = 0;
    let lied = 0;
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), ({ people, policy }) => {
        const ground = layGround(scorerOf(people, policy));
        const [kept, again] = [scoreRows(ground), scoreRows(ground, -1)];
        expect(again).toMatchObject({ counts: kept.counts, allowed: kept.allowed, eligible: kept.eligible });
        expect([kept.matrix === undefined, again.matrix]).toEqual([false, undefined]);
        for (let row = 0; row < ground.open.rows; row++) {
          expect(Array.from(again.scoresOf(row))).toEqual(Array.from(kept.scoresOf(row)));
          scoredAgain++;
        }
        const matching = match(people, policy);
        expect([...checkEverything(examine(ground, matching, again))]).toEqual([]);
        const [first, ...others] = matching.certificate.seats;
        if (first === undefined) return;
        const lie = { ...matching.certificate, seats: [{ ...first, price: first.price.map(() => -1) }, ...others] };
        const found = [kept, again].map((scored) => [
          ...checkEverything(examine(ground, { ...matching, certificate: lie }, scored)),
        ]);
        expect(found[1]).toEqual(found[0]);
        if (found[0].length > 0) lied++;
      }),
      runs(150),
    );
    expect(scoredAgain).toBeGreaterThan(300);
    expect(lied).toBeGreaterThan(100);
  });

  test("scoreRows(): whatever else is asked for keeps the matrix", () => {
    const [{ people, policy }] = fc.sample(loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 }), {
      numRuns: 1,
      seed: 3,
    });
    const loaded = layGround(scorerOf(people, { ...policy, objective: ["matched", "balance"] }));
    expect(loaded.isPlain).toBe(false);
    expect(scoreRows(loaded, -1).matrix).toHaveLength(loaded.open.rows * loaded.open.columns);
  });
});
