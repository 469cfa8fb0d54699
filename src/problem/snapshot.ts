import { describe, type ErrorCode, type Issue, issue, type Path } from "../errors.js";

const DEEPEST = 32;
const unsafeKeys = new Set(["__proto__", "constructor", "prototype"]);

/** A frozen copy of plain data, and what was not plain about the original. */
export interface Snapshot {
  readonly value: unknown;
  /** What had to be left out of the copy. */
  readonly issues: Issue[];
  /** Numbers that are not finite; they are in the copy, so that a schema can say what was expected in their place. */
  readonly notFinite: Issue[];
  /** Lists with named properties, which are not read. */
  readonly ignored: Path[];
}

/**
 * Copies plain data, reading every field exactly once. Holes, class instances, symbols, big integers, getters that
 * throw, cycles and depth beyond 32 are issues; properties that are not an object's own are not read.
 *
 * `allowsFunction` says where a function may stand.
 */
export function snapshot(source: unknown, root: Path, allowsFunction: (path: Path) => boolean = () => false): Snapshot {
  const issues: Issue[] = [];
  const notFinite: Issue[] = [];
  const ignored: Path[] = [];
  const path: (string | number)[] = [...root];
  const open = new Set<object>();

  const refuse = (code: ErrorCode, expected: string, received: string): undefined => {
    issues.push(issue(code, path, { expected, received }));
    return undefined;
  };

  const copy = (value: unknown): unknown => {
    switch (typeof value) {
      case "string":
        return /\p{Cs}/u.test(value) ? refuse("E_UNICODE", "a text of whole characters", "a lone surrogate") : value;
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

  const enter = (value: object): unknown => {
    if (open.has(value)) return refuse("E_CYCLE", "data without cycles", "an object that contains itself");
    if (open.size >= DEEPEST) return refuse("E_TOO_DEEP", `data at most ${DEEPEST} levels deep`, "deeper data");
    open.add(value);
    const result = Array.isArray(value) ? copyList(value) : copyObject(value);
    open.delete(value);
    return result;
  };

  const copyList = (list: unknown[]): unknown => {
    const result = Array.from({ length: list.length }, (_, index) =>
      within(index, () =>
        Object.hasOwn(list, index) ? copy(read(list, index)) : refuse("E_HOLE", "an entry", "a hole"),
      ),
    );
    if (Object.keys(list).length > list.length) ignored.push([...path]);
    return Object.freeze(result);
  };

  const copyObject = (value: object): unknown => {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return refuse("E_TYPE", "plain data", "an instance of a class");
    }
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      within(key, () => {
        if (unsafeKeys.has(key)) return refuse("E_KEY", "another key: this one means something to JavaScript", "it");
        const field = copy(read(value, key));
        if (field !== undefined) result[key] = field;
        return undefined;
      });
    }
    return Object.freeze(result);
  };

  const within = <Result>(key: string | number, work: () => Result): Result => {
    path.push(key);
    const result = work();
    path.pop();
    return result;
  };

  const read = (value: object, key: string | number): unknown => {
    try {
      return (value as Record<string | number, unknown>)[key];
    } catch {
      return refuse("E_READ", "readable", "a getter that throws");
    }
  };

  return { value: copy(source), issues, notFinite, ignored };
}
