import { describe, expect, test } from "vitest";
import { createPool } from "../../src/problem/pool.js";

const frozen = <Value extends object>(value: Value): Value => Object.freeze(value);

describe("createPool()", () => {
  test("knownText(): short texts are known once they were kept, long ones never", () => {
    const { knownText, keepText } = createPool();
    const [short, long] = ["Rust", "x".repeat(65)];
    expect(knownText(short)).toBeUndefined();
    keepText(short);
    keepText(long);
    expect([knownText(short), knownText(long), knownText("Go")]).toEqual([short, undefined, undefined]);
  });

  test("list(): equal lists are the first of them, also where they hold shared objects", () => {
    const { list, object } = createPool();
    const window = () => object(frozen({ day: "Monday", from: "09:00", to: "17:00" }), ["day", "from", "to"]);
    const first = list(frozen([window(), window()]));
    expect(list(frozen([window(), window()]))).toBe(first);
    expect(first[0]).toBe(first[1]);
    const words = list(frozen(["English", "German"]));
    expect(list(frozen(["English", "German"]))).toBe(words);
  });

  test("list() and object(): what differs in anything stays what it is", () => {
    const { list, object } = createPool();
    const lists: unknown[][] = [[], [""], ["a"], ["ab"], ["ba"], ["a", "b"], ["b", "a"], [1], ["1"], [true], [null]];
    // alike in all that is looked at first: length, the first and the last two characters
    lists.push(["abxcd"], ["abycd"], [undefined], [0], [false], [0.5], [Number.NaN], [[]], [[1]]);
    const kept = lists.map((entries) => list(frozen([...entries])));
    for (const [at, own] of kept.entries()) expect(own).toStrictEqual(lists[at]);
    const objects = [{}, { a: 1 }, { b: 1 }, { a: 2 }, { a: 1, b: 1 }, { b: 1, a: 1 }, { a: "1" }, { 0: 1 }];
    for (const one of objects) {
      const copy = object(frozen({ ...one }), Object.keys(one));
      expect(JSON.stringify(copy)).toBe(JSON.stringify(one));
      expect(Array.isArray(copy)).toBe(false);
    }
    expect(list(frozen([1]))).toEqual([1]);
  });

  test("list(): an inner list that is not kept in mind makes the outer one new", () => {
    const { list } = createPool();
    const long = () => frozen([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const outer = list(frozen([list(long())]));
    expect(list(frozen([list(long())]))).not.toBe(outer);
  });

  test("list(): after ever so many others an equal list is right, if not the same", () => {
    const { list } = createPool();
    for (let round = 0; round < 2; round++) {
      for (let entry = 0; entry < 20_000; entry++) {
        const given = [`skill ${entry}`, entry];
        list(frozen([given[0]]));
        expect(list(frozen([...given]))).toEqual(given);
      }
    }
  });
});
