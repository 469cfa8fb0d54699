import fc from "fast-check";
import { gap, minimumScore, type Policy, seniority, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { runs } from "../support/instances.js";
import { matchAny } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { validateMatching } from "../support/validateMatching.js";

type Path = readonly (string | number)[];

/** The story with every part of a policy, so that there are many places for something wrong. */
const full = {
  people,
  policy: {
    ...policy,
    seed: 7,
    capacity: 1,
    objective: ["matched", "total"],
    criteria: {
      ...policy.criteria,
      seniority: seniority({ weight: 1, missing: 0.2, unanswered: "neutral" }),
      team: { kind: "equality", field: "team", prefer: "different" },
    },
    rules: {
      ...policy.rules,
      above: gap({ field: "seniority", min: 0, max: 3 }),
      minimum: minimumScore({ score: 0.05 }),
    },
    pins: [{ mentee: "ada", mentor: "noor", reason: "They asked for it." }],
    bans: [{ mentee: "ben", mentor: "lin", reason: "They work together." }],
    columns: { mentees: { skills: { from: "skills", split: ";", when: { column: "cohort", is: ["A"] } } } },
  } satisfies Policy,
};

const places = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => places(value[key as never], [...path, key]))];
};

/** A copy with something else at a place, or with a further field there. */
function replaced(value: unknown, [key, ...deeper]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  copy[key as never] = replaced(copy[key as never], deeper, by) as never;
  return copy;
}

const whatever = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
    withBoxedValues: true,
    withObjectString: true,
    withUnicodeString: true,
  }),
  fc.double(),
  fc.constantFrom<unknown>(
    0,
    1,
    -1,
    1e308,
    5e-324,
    2 ** 53,
    "",
    "ada",
    "lin",
    "toString",
    "__proto__",
    [],
    {},
    ["ada"],
    null,
  ),
  fc.constantFrom<unknown>(undefined, true, { kind: "gap" }, () => 1, Symbol("x"), new Error("x"), Promise.resolve(1)),
);
const inside = places(full).filter((path) => path.length > 0);
const place = fc.oneof(
  fc.constantFrom(...inside),
  fc.tuple(fc.constantFrom(...inside), fc.string()).map(([path, key]) => [...path, key]),
);

describe("anything anywhere", () => {
  test("match(): whatever stands in any place, the matching is a valid one or the error is the library's own", () => {
    const before = JSON.stringify(full);
    const seen = { matched: 0, refused: 0, codes: new Set<string>() };
    fc.assert(
      fc.property(place, whatever, (path, value) => {
        const given = replaced(full, path, value) as typeof full;
        try {
          const matching = matchAny(given.people, given.policy);
          // what is accepted is JSON, but for fields that are undefined
          const plain: typeof full = JSON.parse(JSON.stringify(given));
          validateMatching(matching, plain.people, plain.policy);
          seen.matched += 1;
        } catch (error) {
          if (!(error instanceof TelemachusError)) throw error;
          expect([error.issues.length, error.code]).toEqual([Math.min(error.total, 100), error.issues[0].code]);
          for (const { message, code } of error.issues) {
            expect(message).toMatch(/^Expected .+ to be .+, received .+\.( .+\?)?/s);
            seen.codes.add(code);
          }
          seen.refused += 1;
        }
      }),
      runs(4000),
    );
    expect(seen.matched).toBeGreaterThan(150);
    expect(seen.refused).toBeGreaterThan(2500);
    expect(seen.codes.size).toBeGreaterThan(12);
    expect(JSON.stringify(full)).toBe(before);
  });
});
