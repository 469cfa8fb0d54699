import { describe, expect, test } from "vitest";

import {
  count,
  finite,
  flag,
  list,
  object,
  oneOf,
  type Reading,
  record,
  type Shape,
  text,
  variant,
} from "../../src/check/shapes.js";

function faultsOf(shape: Shape, value: unknown): string[] {
  const reading: Reading = { path: ["it"], violations: [] };
  shape(value, reading);
  expect(reading.path).toEqual(["it"]);
  return reading.violations.map(({ message }) => message);
}

describe("shapes", () => {
  test("what has the form passes", () => {
    const shape = object(
      { id: text, seats: count, open: flag },
      { score: finite, names: list(text), by: record(count) },
    );
    expect(faultsOf(shape, { id: "", seats: 0, open: false })).toEqual([]);
    expect(
      faultsOf(shape, { id: "a", seats: 2, open: true, score: -0.5, names: ["b"], by: { constructor: 1 } }),
    ).toEqual([]);
  });

  test("what has not is told with its place, and by its kind only", () => {
    const shape = object({ id: text, seats: count }, { names: list(text), by: record(count) });
    expect(
      faultsOf(shape, { seats: 1.5, names: ["a", 3, ["b"]], by: { one: -1 }, more: "secret" }),
    ).toMatchInlineSnapshot(`
      [
        "Expected it.id to be a text, received nothing.",
        "Expected it.seats to be a whole number, not negative, received 1.5.",
        "Expected it.names[1] to be a text, received 3.",
        "Expected it.names[2] to be a text, received a list of 1.",
        "Expected it.by.one to be a whole number, not negative, received -1.",
        "Expected it.more to be left out, as a matching has no such key, received a text.",
      ]
    `);
    for (const none of [null, undefined, 3, "it", [], () => 3]) expect(faultsOf(shape, none)).toHaveLength(1);
  });

  test("a key that an object has not itself is left out", () => {
    expect(faultsOf(object({ toString: text }), {})).toEqual(["Expected it.toString to be a text, received nothing."]);
    expect(faultsOf(object({}), Object.create({ id: 3 }))).toEqual([]);
  });

  test("a variant has the form that its key names", () => {
    const shape = variant("kind", {
      one: object({ kind: oneOf("one") }),
      two: object({ kind: oneOf("two"), id: text }),
    });
    expect(faultsOf(shape, { kind: "two", id: "a" })).toEqual([]);
    expect(faultsOf(shape, { kind: "one", id: "a" })).toHaveLength(1);
    for (const kind of ["three", "constructor", "__proto__", 3, undefined]) {
      expect(faultsOf(shape, { kind })).toHaveLength(1);
    }
  });

  test("no more than a hundred faults are listed, however many there are", () => {
    expect(
      faultsOf(
        list(text),
        Array.from({ length: 100_000 }, () => 3),
      ),
    ).toHaveLength(100);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`key ${at}`, "x"]));
    expect(faultsOf(record(count), many)).toHaveLength(100);
    expect(faultsOf(object({}), many)).toHaveLength(100);
  });
});
