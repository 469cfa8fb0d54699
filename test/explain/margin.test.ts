import fc from "fast-check";
import { match } from "telemachus";
import { describe, expect, test } from "vitest";

import { marginOf } from "../../src/explain/margin.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes } from "../support/programmes.js";

describe("marginOf()", () => {
  test("marginOf(): zero where matchings tie, else what the best matching without some pair loses, as banning shows", () => {
    const seen = { tied: 0, lost: 0, alone: 0 };
    fc.assert(
      fc.property(
        fc.oneof(programmes({ mentees: 5, mentors: 3 }), loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 })),
        ({ people, policy }) => {
          // rules that give way may do so once a pair is banned
          if (Object.values(policy.rules ?? {}).some(({ otherwise }) => otherwise === "relax")) return;
          const matching = match(people, policy);
          const margin = marginOf(matching);
          const stages = matching.objective.stages.map(({ stage }) => stage);
          if (matching.status !== "optimal" || stages.some((stage) => stage === "floor" || stage === "leximin")) {
            expect(margin).toBeNull();
            return;
          }
          if (matching.objective.lottery.pairs > 0) {
            expect(Object.values(margin ?? {}).every((loss) => loss === 0)).toBe(true);
            expect(margin).not.toBeNull();
            seen.tied++;
            return;
          }
          if (margin === null) {
            seen.alone++;
            return;
          }
          if (stages.join() !== "total" && stages.join() !== "matched,total") return;
          // the best of all other matchings: without some pair, as there is no tie and every pair more would gain
          const losses = matching.pairs
            .filter(({ pinned }) => !pinned)
            .map(({ mentee, mentor }) => {
              const bans = [...(policy.bans ?? []), { mentee, mentor, reason: "without" }];
              return match(people, { ...policy, bans });
            })
            .filter(({ status }) => status === "optimal")
            .map(({ objective }) =>
              objective.stages.map(({ value }, k) => matching.objective.stages[k].value! - value!),
            );
          losses.sort((a, b) => a.map((loss, k) => loss - b[k]).find((difference) => Math.abs(difference) > 1e-9) ?? 0);
          if (losses.length === 0) return;
          const given = stages.map((stage) => Math.round(margin[stage]! * 1e6));
          const least = losses[0].map((loss) => Math.round(loss * 1e6));
          expect(given).toEqual(least);
          seen.lost++;
        },
      ),
      runs(600),
    );
    expect(seen.lost).toBeGreaterThan(50);
    expect(seen.tied).toBeGreaterThan(20);
  });
});
