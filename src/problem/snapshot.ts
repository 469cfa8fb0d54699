import { describe, type ErrorCode, type Issue, issue, type Path } from "../errors.js";
import { createPool } from "./pool.js";

/** A frozen copy of plain data, and what was not plain about the original. */
export interface Snapshot {
  readonly value: unknown;
  /** What had to be left out of the copy. */
  readonly issues: Issue[];
  /** Numbers that are not finite; they are in the copy, so that a schema can say what was expected in their place. */
  readonly notFinite: Issue[];
  /** Lists with named properties, which are not read. */
  readonly ignored: Path[];
  /** What the first part that could not be read threw. */
  readonly cause: unknown;
}

const DEEPEST = 32;
/** Values in all, where one that stands in several places counts in each. */
const MOST_VALUES = 2 ** 24;
/** Values of an object that is not kept in mind, in case it stands elsewhere too. */
const FEW_VALUES = 64;
/** Holes of one list that are reported. */
const LISTED_HOLES = 100;
const unsafeKeys = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Copies plain data, reading every field exactly once, into frozen lists and objects without a prototype: nothing that
 * other code has put into Object.prototype shows through. Holes, class instances, symbols, big integers, getters that
 * throw, cycles, depth beyond 32 and data of more than 2^24 values are issues; properties that are not an object's own
 * are not read.
 *
 * `allowsFunction` says where a function may stand. Where the data holds objects of an earlier copy, these are taken as
 * they are.
 */
export function snapshot(source: unknown, root: Path, allowsFunction: (path: Path) => boolean = () => false): Snapshot {
  const issues: Issue[] = [];
  const notFinite: Issue[] = [];
  const ignored: Path[] = [];
  const path: (string | number)[] = [...root];
  const open: object[] = [];
  const copies = new Map<object, { readonly copy: unknown; readonly values: number }>();
  const soundKeys = new Set<string>();
  const pool = createPool();
  let values = 0;
  let cause: unknown;

  const refuse = (code: ErrorCode, expected: string, received: string): undefined => {
    issues.push(issue(code, path, { expected, received }));
    return undefined;
  };

  const copy = (value: unknown): unknown => {
    values++;
    switch (typeof value) {
      case "string":
        return pool.knownText(value) ?? copyText(value);
      case "number":
        if (!Number.isFinite(value)) {
          notFinite.push(issue("E_NOT_FINITE", path, { expected: "a finite number", received: String(value) }));
        }
        // Adding 0 turns -0 into 0.
        return value + 0;
      case "boolean":
      case "undefined":
        return value;
      case "function":
        return allowsFunction(path) ? value : refuse("E_TYPE", "plain data", "a function");
      case "object":
        return value === null ? null : enter(value);
      default:
        return refuse("E_TYPE", "plain data", describe(value));
    }
  };

  const copyText = (text: string): string | undefined => {
    if (!isWhole(text)) return refuse("E_UNICODE", "a text of whole characters", "a lone surrogate");
    pool.keepText(text);
    return text;
  };

  const enter = (value: object): unknown => {
    const known = copies.get(value);
    values += known?.values ?? 0;
    if (known !== undefined && values <= MOST_VALUES) return known.copy;
    if (open.includes(value)) return refuse("E_CYCLE", "data without cycles", "an object that contains itself");
    if (open.length >= DEEPEST) return refuse("E_TOO_DEEP", `data at most ${DEEPEST} levels deep`, "deeper data");
    if (values > MOST_VALUES) {
      const isTold = issues.some(({ code }) => code === "E_TOO_LARGE");
      return isTold ? undefined : refuse("E_TOO_LARGE", `data of at most ${MOST_VALUES} values`, "more");
    }
    const before = values;
    const told = issues.length + notFinite.length + ignored.length;
    const depth = path.length;
    open.push(value);
    let result: unknown;
    try {
      result = Array.isArray(value) ? copyList(value) : copyObject(value);
    } catch (error) {
      path.length = depth;
      result = unreadable(error);
    }
    open.pop();
    // what is small is copied again sooner than it is looked up; what was told of is told of once
    if (values - before > FEW_VALUES || issues.length + notFinite.length + ignored.length > told) {
      copies.set(value, { copy: result, values: values - before });
    }
    return result;
  };

  const copyList = (list: unknown[]): unknown => {
    const result: unknown[] = [];
    let holes = 0;
    for (let index = 0; index < list.length && holes < LISTED_HOLES; index++) {
      path.push(index);
      if (Object.hasOwn(list, index)) result[index] = copy(read(list, index));
      else {
        holes++;
        refuse("E_HOLE", "an entry", "a hole");
      }
      path.pop();
    }
    if (holes < LISTED_HOLES && Object.keys(list).length > list.length) ignored.push([...path]);
    return pool.list(result);
  };

  const copyObject = (value: object): unknown => {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === PlainObject.prototype && Object.isFrozen(value)) {
      values += countWithin(value);
      return value;
    }
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return refuse("E_TYPE", "plain data", "an instance of a class");
    }
    const result = new PlainObject();
    const keys = Object.keys(value);
    for (const key of keys) {
      path.push(key);
      if (isSound(key)) {
        const field = copy(read(value, key));
        if (field !== undefined) result[key] = field;
      }
      path.pop();
    }
    return pool.object(result, keys);
  };

  const isSound = (key: string): boolean => {
    if (soundKeys.has(key)) return true;
    if (!isWhole(key)) refuse("E_UNICODE", "a key of whole characters", "a lone surrogate");
    else if (unsafeKeys.has(key)) refuse("E_KEY", "another key: this one means something to JavaScript", "it");
    else soundKeys.add(key);
    return soundKeys.has(key);
  };

  // getters and proxies may throw whatever they like, wherever they are touched
  const read = (value: object, key: string | number): unknown => {
    try {
      return (value as Record<string | number, unknown>)[key];
    } catch (error) {
      return unreadable(error);
    }
  };

  const unreadable = (error: unknown): undefined => {
    cause ??= error;
    return refuse("E_READ", "readable", "something that throws when it is read");
  };

  return { value: copy(source), issues, notFinite, ignored, cause };
}

/** How many values an earlier copy holds. */
function countWithin(copy: object): number {
  let count = 0;
  for (const inner of Object.values(copy)) {
    count += typeof inner === "object" && inner !== null ? 1 + countWithin(inner) : 1;
  }
  return count;
}

/** Objects of which nothing but their own fields can be read, and which stay as fast as ordinary ones. */
export class PlainObject {
  [field: string]: unknown;
}
Object.setPrototypeOf(PlainObject.prototype, null);
Reflect.deleteProperty(PlainObject.prototype, "constructor");
// functions of the host's own hold objects of this kind, and nothing may pass through what these share
Object.freeze(PlainObject.prototype);

function isWhole(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
