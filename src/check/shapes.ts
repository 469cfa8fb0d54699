import { describe, formatPath, type Path, quote } from "../errors.js";
import { isCount } from "../numeric/isCount.js";
import { LISTED_VIOLATIONS, type MatchingViolation } from "./violation.js";

/** Where a value stands, and what was found wrong before it. */
export interface Reading {
  readonly path: (string | number)[];
  readonly violations: MatchingViolation[];
}

/** Holds a value against a form. Once enough is wrong it looks no further. */
export type Shape = (value: unknown, reading: Reading) => void;

/** Notes that the value where the reading stands is not what it has to be. */
export function refuse({ path, violations }: Reading, expected: string, received: string): void {
  if (violations.length >= LISTED_VIOLATIONS) return;
  violations.push({ check: "form", message: `Expected ${formatPath(path)} to be ${expected}, received ${received}.` });
}

function shapeOf(expected: string, holds: (value: unknown) => boolean): Shape {
  return (value, reading) => {
    if (!holds(value)) refuse(reading, expected, describe(value));
  };
}

export const text = shapeOf("a text", (value) => typeof value === "string");
export const flag = shapeOf("true or false", (value) => typeof value === "boolean");
export const finite = shapeOf("a finite number", (value) => Number.isFinite(value));
export const count = shapeOf("a whole number, not negative", isCount);
export const finiteOrNull = shapeOf("a finite number or null", (value) => value === null || Number.isFinite(value));

/** One of some texts. */
export function oneOf(...words: readonly string[]): Shape {
  const expected = words.map((word) => quote(word)).join(" or ");
  return (value, reading) => {
    if (typeof value === "string" && words.includes(value)) return;
    refuse(reading, expected, typeof value === "string" ? quote(value) : describe(value));
  };
}

export function list(entry: Shape): Shape {
  return (value, reading) => {
    if (!Array.isArray(value)) return refuse(reading, "a list", describe(value));
    for (let index = 0; index < value.length && !isFull(reading); index++) inside(reading, index, entry, value[index]);
  };
}

/** An object from names to values of one form. */
export function record(entry: Shape): Shape {
  return (value, reading) => {
    if (!isObject(value)) return refuse(reading, "an object", describe(value));
    for (const key of Object.keys(value)) if (!isFull(reading)) inside(reading, key, entry, value[key]);
  };
}

type Shapes = { readonly [key: string]: Shape };

/** An object with these keys, perhaps those, and no others. */
export function object(required: Shapes, optional: Shapes = {}): Shape {
  const shapes = new Map(Object.entries({ ...required, ...optional }));
  return (value, reading) => {
    if (!isObject(value)) return refuse(reading, "an object", describe(value));
    for (const [key, shape] of shapes) {
      if (Object.hasOwn(value, key)) inside(reading, key, shape, value[key]);
      else if (Object.hasOwn(required, key)) inside(reading, key, shape, undefined);
    }
    for (const key of Object.keys(value)) {
      if (isFull(reading)) return;
      if (!shapes.has(key)) inside(reading, key, unknownKey, value[key]);
    }
  };
}

/** An object whose form a key decides. */
export function variant(key: string, forms: Shapes): Shape {
  const names = oneOf(...Object.keys(forms));
  return (value, reading) => {
    if (!isObject(value)) return refuse(reading, "an object", describe(value));
    const name = value[key];
    if (typeof name === "string" && Object.hasOwn(forms, name)) forms[name](value, reading);
    else inside(reading, key, names, name);
  };
}

const unknownKey: Shape = (value, reading) =>
  refuse(reading, "left out, as a matching has no such key", describe(value));

function inside(reading: Reading, key: Path[number], shape: Shape, value: unknown): void {
  reading.path.push(key);
  shape(value, reading);
  reading.path.pop();
}

function isFull({ violations }: Reading): boolean {
  return violations.length >= LISTED_VIOLATIONS;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
