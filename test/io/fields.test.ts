import { describe, expect, test } from "vitest";
import {
  fieldLike,
  fieldOf,
  fieldPath,
  isField,
  isFlag,
  isFree,
  isList,
  isNumber,
  mayBeNumber,
} from "../../src/io/fields.js";

describe("isField()", () => {
  test("isField(): both sides have the fields of a person", () => {
    for (const field of [
      "timeZone",
      "availability",
      "location.latitude",
      "location.longitude",
      "embedding",
      "requests.choices",
    ]) {
      expect([field, isField("mentees", field), isField("mentors", field)]).toEqual([field, true, true]);
    }
  });

  test("isField(): only mentors have capacity and load, only mentees demand, priority and emphasis", () => {
    const sides = (field: string) => [isField("mentees", field), isField("mentors", field)];
    for (const field of ["capacity", "capacity.min", "capacity.max", "load"])
      expect(sides(field)).toEqual([false, true]);
    for (const field of ["demand", "priority"]) expect(sides(field)).toEqual([true, false]);
    for (const field of ["capacity.most", "demand.max"]) expect(sides(field)).toEqual([false, false]);
    expect(sides("requests.emphasis.skills")).toEqual([true, false]);
    expect(sides("requests.emphasis.Track record (v. 2.0)")).toEqual([true, false]);
  });

  test("isField(): a group alone, an unknown key of one, and a key that means something to objects are none", () => {
    const paths = ["location", "location.height", "requests", "requests.emphasis", "requests.emphasis.", "embedding.0"];
    for (const field of [...paths, "requests.emphasis.__proto__", "attributes.constructor", "Location.latitude"]) {
      expect([field, isField("mentees", field)]).toEqual([field, false]);
    }
  });

  test("isFree(): an emphasis is a field of the programme's criteria, not one that the programme names", () => {
    expect(isFree("requests.emphasis.skills")).toBe(false);
    expect(isFree("attributes.emphasis.skills")).toBe(true);
  });
});

test("isList(): choices, windows and vectors are lists; both halves of a place, zones and numbers are not", () => {
  expect(["requests.choices", "availability", "embedding"].map(isList)).toEqual([true, true, true]);
  expect(["location.latitude", "timeZone", "load", "requests.emphasis.a"].map(isList)).toEqual(Array(4).fill(false));
});

test("isNumber(): what is a number unasked; mayBeNumber(): the programme's own fields where it asks", () => {
  const bounds = ["capacity", "capacity.min", "capacity.max", "load", "demand", "priority"];
  const numbers = [...bounds, "seniority", "location.latitude", "location.longitude", "embedding"];
  expect([...numbers, "requests.emphasis.a"].every((field) => isNumber(field) && mayBeNumber(field))).toBe(true);
  expect(["timeZone", "availability", "requests.choices", "id"].some(mayBeNumber)).toBe(false);
  expect([isNumber("attributes.years"), mayBeNumber("attributes.years")]).toEqual([false, true]);
});

test("isFlag(): manual alone is a truth value unasked, and never a number", () => {
  expect(["manual", "load", "attributes.manual", "name"].map(isFlag)).toEqual([true, false, false, false]);
  expect([isField("mentees", "manual"), isField("mentors", "manual")]).toEqual([true, true]);
  expect([isList("manual"), isNumber("manual"), mayBeNumber("manual")]).toEqual([false, false, false]);
});

test("fieldPath(): a group, a key with dots, and a criterion's name with dots and spaces", () => {
  expect(fieldPath("timeZone")).toEqual(["timeZone"]);
  expect(fieldPath("location.latitude")).toEqual(["location", "latitude"]);
  expect(fieldPath("attributes.a.b")).toEqual(["attributes", "a.b"]);
  expect(fieldPath("capacity.min")).toEqual(["capacity", "min"]);
  expect(fieldPath("requests.choices")).toEqual(["requests", "choices"]);
  expect(fieldPath("requests.emphasis.Track record v. 2")).toEqual(["requests", "emphasis", "Track record v. 2"]);
});

test("fieldOf(): the field whose column holds a value, however deep the value lies", () => {
  const known = new Set([
    "availability",
    "location.latitude",
    "requests.choices",
    "requests.emphasis.a.b",
    "requests.emphasis.7",
    "attributes.list",
    "attributes.list.3",
  ]);
  const fieldAt = (...path: (string | number)[]) => fieldOf(path, (field) => known.has(field));
  expect(fieldAt("availability", 2, "from")).toBe("availability");
  expect(fieldAt("location", "latitude")).toBe("location.latitude");
  expect(fieldAt("location", "longitude")).toBeUndefined();
  expect(fieldAt("requests", "choices", 0)).toBe("requests.choices");
  expect(fieldAt("requests", "emphasis", "a.b")).toBe("requests.emphasis.a.b");
  expect(fieldAt("requests", "emphasis", 7)).toBe("requests.emphasis.7");
  expect(fieldAt("requests", "emphasis")).toBeUndefined();
  // the fourth entry of a list, not the column attributes.list.3
  expect(fieldAt("attributes", "list", 3)).toBe("attributes.list");
  expect(fieldAt()).toBeUndefined();
});

test("fieldLike(): other spellings of the fields", () => {
  expect(fieldLike("mentees", "Time zone")).toBe("timeZone");
  expect(fieldLike("mentees", "AVAILABILITY")).toBe("availability");
  expect(fieldLike("mentees", "location latitude")).toBe("location.latitude");
  expect(fieldLike("mentees", "Requests: choices")).toBe("requests.choices");
  expect(fieldLike("mentors", "Load")).toBe("load");
  expect(fieldLike("mentees", "Load")).toBeUndefined();
  expect(fieldLike("mentors", "Capacity (min)")).toBe("capacity.min");
  expect(fieldLike("mentees", "Priority")).toBe("priority");
});
