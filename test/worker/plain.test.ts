import { describe, expect, test } from "vitest";
import { isPlain } from "../../src/worker/plain.js";

describe("isPlain()", () => {
  test.each<[unknown]>([
    [undefined],
    [null],
    [Number.NaN],
    ["text"],
    [1n],
    [[]],
    [[1, [2, { a: [undefined] }]]],
    [{ a: { b: null } }],
    [Object.create(null)],
    [Object.freeze({ a: Object.freeze([1]) })],
  ])("%o is plain", (value) => {
    expect(isPlain(value)).toBe(true);
  });

  class Person {}
  const getter = {
    get a(): number {
      throw new Error("not loaded");
    },
  };
  test.each<[string, unknown]>([
    ["a function", () => 1],
    ["a symbol", Symbol("a")],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["an array of numbers of one type", new Float64Array(2)],
    ["an instance", new Person()],
    ["a getter that throws", getter],
    ["an error", new Error("a")],
  ])("%s is not, wherever it stands", (_what, value) => {
    expect(isPlain(value)).toBe(false);
    expect(isPlain([1, { a: [{ b: value }] }])).toBe(false);
  });

  test("what is without end is left to whoever reads it", () => {
    const cycle: { self?: unknown; again?: unknown } = {};
    cycle.self = cycle;
    cycle.again = [cycle, cycle];
    let wide: unknown = 1;
    for (let level = 0; level < 30; level++) wide = [wide, wide];
    const sparse: unknown[] = [];
    sparse.length = 2 ** 32 - 1;
    const start = performance.now();
    for (const value of [cycle, wide, sparse]) expect(isPlain(value)).toBe(true);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
