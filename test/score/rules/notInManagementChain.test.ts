import fc from "fast-check";
import { match, notInManagementChain, type Person } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs, shuffled } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

type Said = Pick<Person, "manager" | "managers">;

/** Whether the rule holds for mentee `ada` and mentor `lin`, among others who say who manages them. */
function holds(ada: Said, lin: Said, others: { readonly [id: string]: Said } = {}): boolean | undefined {
  const people = {
    mentees: [{ id: "ada", ...ada }, ...Object.entries(others).map(([id, said]) => ({ id, ...said }))],
    mentors: [{ id: "lin", ...lin }],
  };
  const policy = {
    criteria: { skills: { kind: "coverage", field: "skills" } as const },
    rules: { it: notInManagementChain() },
  };
  const { problem, rules } = scorerOf(people, policy);
  return rules[0].compiled.holds(
    problem.mentees.findIndex(({ id }) => id === "ada"),
    0,
  );
}

describe("notInManagementChain()", () => {
  test("notInManagementChain(): is a plain object", () => {
    expect(notInManagementChain()).toEqual({ kind: "notInManagementChain" });
    expect(notInManagementChain({ unknown: "forbid" })).toEqual({ kind: "notInManagementChain", unknown: "forbid" });
  });

  test("notInManagementChain(): neither is the other's manager", () => {
    expect(holds({ manager: "lin" }, {})).toBe(false);
    expect(holds({}, { manager: "ada" })).toBe(false);
    expect(holds({ manager: "mara" }, { manager: "mara" })).toBe(true);
  });

  test("notInManagementChain(): nor the manager's manager, as far as people tell", () => {
    expect(holds({ manager: "ben" }, {}, { ben: { manager: "chidi" }, chidi: { manager: "lin" } })).toBe(false);
    expect(holds({ manager: "ben" }, {}, { ben: { manager: "mara" } })).toBe(true);
    expect(holds({ manager: "ben" }, {}, { ben: {} })).toBe(true);
  });

  test("notInManagementChain(): a chain that is listed counts in full, and nobody is followed beyond it", () => {
    expect(holds({ managers: ["ben", "mara", "lin"] }, {})).toBe(false);
    expect(holds({ managers: ["ben"] }, {}, { ben: { manager: "lin" } })).toBe(true);
    expect(holds({ manager: "ben" }, {}, { ben: { managers: ["mara", "lin"] } })).toBe(false);
    expect(holds({ manager: "lin", managers: ["ben"] }, {})).toBe(true);
  });

  test("notInManagementChain(): an empty chain is an answer: nobody stands above", () => {
    expect(holds({ managers: [] }, {})).toBe(true);
  });

  test("notInManagementChain(): is undecided only where neither says who manages them", () => {
    expect(holds({}, {})).toBeUndefined();
    expect(holds({ manager: "mara" }, {})).toBe(true);
    expect(holds({}, { manager: "mara" })).toBe(true);
    expect(holds({}, {}, { ben: { manager: "lin" } })).toBeUndefined();
  });

  test("notInManagementChain(): somebody on both sides who names two managers is matched with neither", () => {
    const other = { id: "ada", manager: "noor" };
    const named = (side: "mentees" | "mentors") => {
      const [first, second] = [{ id: "ada", manager: "lin" }, other];
      const [asMentee, asMentor] = side === "mentees" ? [first, second] : [second, first];
      return {
        mentees: [asMentee],
        mentors: [asMentor, { id: "lin", manager: "mara" }, { id: "noor", manager: "mara" }],
      };
    };
    for (const side of ["mentees", "mentors"] as const) {
      const policy = {
        criteria: { skills: { kind: "coverage", field: "skills" } as const },
        rules: { it: notInManagementChain() },
      };
      expect(match(named(side), policy).pairs).toEqual([]);
    }
  });

  test("notInManagementChain(): over any chain, holds exactly where neither is above the other", () => {
    const seen = { above: 0, beside: 0 };
    const ids = ["ada", "lin", "ben", "chidi", "dora"];
    fc.assert(
      fc.property(shuffled(5), fc.array(fc.nat({ max: 5 }), { minLength: 5, maxLength: 5 }), (order, steps) => {
        // each is managed by someone later in the order, or from outside
        const line = order.map((at) => ids[at]);
        const managerOf = new Map(line.map((id, at) => [id, line[at + 1 + steps[at]] ?? "mara"]));
        const above = (id: string): string[] => {
          const manager = managerOf.get(id);
          return manager === undefined ? [] : [manager, ...above(manager)];
        };
        const said = (id: string) => ({ manager: managerOf.get(id)! });
        const others = Object.fromEntries(["ben", "chidi", "dora"].map((id) => [id, said(id)]));
        const inChain = above("ada").includes("lin") || above("lin").includes("ada");
        expect(holds(said("ada"), said("lin"), others)).toBe(!inChain);
        seen[inChain ? "above" : "beside"] += 1;
      }),
      runs(500),
    );
    expect(seen.above).toBeGreaterThan(60);
    expect(seen.beside).toBeGreaterThan(100);
  });
});
