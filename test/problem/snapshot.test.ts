import { describe, expect, test } from "vitest";
import type { Path } from "../../src/errors.js";
import { snapshot } from "../../src/problem/snapshot.js";
import { people } from "../support/story.js";

const found = (source: unknown, root: Path = []) =>
  snapshot(source, root).issues.map(({ code, pointer }) => `${code} ${pointer}`);

/** So many objects, each in the one before. */
function nested(levels: number): object {
  let inner: object = {};
  for (let level = 1; level < levels; level++) inner = { inner };
  return inner;
}

describe("snapshot: what is copied", () => {
  test("snapshot(): copies plain data as it is, frozen at every level and shared with nobody", () => {
    const { value, issues, notFinite, ignored } = snapshot(people, []);
    expect(value).toEqual(people);
    expect([issues, notFinite, ignored]).toEqual([[], [], []]);
    let objects = 0;
    const compare = (copy: unknown, source: unknown) => {
      if (typeof copy !== "object" || copy === null) return;
      objects += 1;
      expect(copy).not.toBe(source);
      expect(Object.isFrozen(copy)).toBe(true);
      for (const key of Object.keys(copy)) compare(copy[key as never], (source as object)[key as never]);
    };
    compare(value, people);
    expect(objects).toBeGreaterThan(50);
  });

  test.each([[null], [0], [1.5], [true], [""], ["Ada"], [[]], [{}], [[1, [2, { a: [] }]]]])(
    "snapshot(): copies %j",
    (source) => {
      expect(snapshot(source, []).value).toEqual(source);
      expect(found(source)).toEqual([]);
    },
  );

  test("snapshot(): what people give alike is one text, one list, one object in the copy", () => {
    const person = () => ({
      languages: ["English", "German"],
      availability: [{ day: "Monday", from: "09:00", to: "17:00" }],
    });
    const { value } = snapshot([person(), person()], []);
    const [one, other] = value as ReturnType<typeof person>[];
    expect(value).toEqual([person(), person()]);
    expect(one.languages).toBe(other.languages);
    expect(one.availability).toBe(other.availability);
    expect(one).toBe(other);
  });

  test("snapshot(): undefined fields are absent, undefined entries stay, and undefined itself too", () => {
    const { value } = snapshot({ absent: undefined, list: [undefined, 1] }, []);
    expect(Object.keys(value as object)).toEqual(["list"]);
    expect(value).toEqual({ list: [undefined, 1] });
    expect(snapshot(undefined, []).value).toBeUndefined();
  });

  test("snapshot(): -0 is 0", () => {
    expect(snapshot([-0], []).value).toEqual([0]);
  });

  test("snapshot(): symbols and properties that are not enumerable are not read", () => {
    const read: string[] = [];
    const source = Object.defineProperty({ [Symbol("secret")]: 1, id: "ada" }, "hidden", {
      get: () => read.push("hidden"),
    });
    expect(snapshot(source, []).value).toEqual({ id: "ada" });
    expect(read).toEqual([]);
  });

  test("snapshot(): the order of keys is kept, integers first as everywhere", () => {
    const { value } = snapshot({ b: 1, a: 2, 10: 3, 9: 4 }, []);
    expect(Object.keys(value as object)).toEqual(["9", "10", "b", "a"]);
  });

  test("snapshot(): a list of a class of lists is a list", () => {
    class Names extends Array<string> {}
    const { value } = snapshot(Names.from(["ada", "ben"]), []);
    expect(Object.getPrototypeOf(value)).toBe(Array.prototype);
    expect(value).toEqual(["ada", "ben"]);
  });
});

describe("snapshot: what is not", () => {
  test("snapshot(): every problem at its place, under the root", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    const source = { big: 1n, list: [Symbol("x"), ,], day: new Date(0), work: () => 1, text: "\udc00" };
    expect(found(source, ["policy"])).toEqual([
      "E_TYPE /policy/big",
      "E_TYPE /policy/list/0",
      "E_HOLE /policy/list/1",
      "E_TYPE /policy/day",
      "E_TYPE /policy/work",
      "E_UNICODE /policy/text",
    ]);
  });

  test("snapshot(): what has a problem is left out of the copy, and the rest is there", () => {
    expect(snapshot({ bad: 1n, good: { id: "ada" } }, []).value).toEqual({ good: { id: "ada" } });
  });

  test("snapshot(): data 32 levels deep, and no deeper", () => {
    expect(found(nested(32))).toEqual([]);
    expect(found(nested(33))).toEqual([`E_TOO_DEEP ${"/inner".repeat(32)}`]);
  });

  test("snapshot(): the same object twice is no cycle, within itself it is", () => {
    const shared = { id: "ada" };
    expect(found([shared, shared, { shared }])).toEqual([]);
    const list: unknown[] = [shared];
    list.push({ list });
    expect(found(list)).toEqual(["E_CYCLE /1/list"]);
  });

  test("snapshot(): numbers that are not finite are copied, and told", () => {
    const { value, issues, notFinite } = snapshot({ a: Number.NaN, b: [Infinity, -Infinity, 1] }, []);
    expect(value).toEqual({ a: Number.NaN, b: [Infinity, -Infinity, 1] });
    expect(issues).toEqual([]);
    expect(notFinite.map(({ code, pointer, received }) => [code, pointer, received])).toEqual([
      ["E_NOT_FINITE", "/a", "NaN"],
      ["E_NOT_FINITE", "/b/0", "Infinity"],
      ["E_NOT_FINITE", "/b/1", "-Infinity"],
    ]);
  });

  test("snapshot(): a function may stand where it is allowed, and is told the whole path", () => {
    const score = () => 1;
    const asked: string[] = [];
    const { value, issues } = snapshot({ score, list: [score] }, ["policy"], (path) => {
      asked.push(path.join("."));
      return path.at(-1) === "score";
    });
    expect(value).toEqual({ score, list: [undefined] });
    expect(asked).toEqual(["policy.score", "policy.list.0"]);
    expect(issues.map(({ pointer }) => pointer)).toEqual(["/policy/list/0"]);
  });

  test("snapshot(): names the lists with properties that are not read", () => {
    const odd = Object.assign([1, 2], { extra: 1 });
    const { value, ignored } = snapshot({ odd, plain: [1] }, ["people"]);
    expect(value).toEqual({ odd: [1, 2], plain: [1] });
    expect(ignored).toEqual([["people", "odd"]]);
  });

  test("snapshot(): keys that mean something to JavaScript", () => {
    const source = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1, "prototype": 2, "toString": 3 }');
    expect(found(source)).toEqual(["E_KEY /__proto__", "E_KEY /constructor", "E_KEY /prototype"]);
    expect(Object.entries(snapshot(source, []).value as object)).toEqual([["toString", 3]]);
  });
});
