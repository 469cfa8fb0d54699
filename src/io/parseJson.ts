import { type ErrorCode, formatPointer, TelemachusError } from "../errors.js";
import { type FileIssue, fileIssue, normaliseLines, type Place, placesOf } from "./place.js";

const DEEPEST = 200;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const WORDS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** A JSON text read: its value, and where the value at a JSON Pointer (or the nearest one around it) starts. */
export interface JsonFile {
  readonly value: unknown;
  readonly place: (pointer: string) => Place;
}

/**
 * Reads JSON text as RFC 8259 has it, and refuses what `JSON.parse` passes over in silence: a key given twice,
 * the key `__proto__`, and a number that a double does not hold.
 *
 * @throws E_JSON, E_KEY or E_TOO_DEEP with the file, line and column of each problem (of the first, where the text is not JSON).
 */
export function parseJson(text: string, file: string): JsonFile {
  const lines = normaliseLines(text);
  const placeOf = placesOf(file, lines);
  const reader = new Reader(lines, placeOf);
  const value = reader.readAll();
  if (reader.issues.length > 0) throw new TelemachusError(reader.issues);
  let offsets: Map<string, number> | undefined;
  const place = (pointer: string): Place => {
    offsets ??= offsetsOf(lines, placeOf);
    let nearest = pointer;
    while (!offsets.has(nearest)) nearest = nearest.slice(0, nearest.lastIndexOf("/"));
    return placeOf(offsets.get(nearest) as number);
  };
  return { value, place };
}

/** Reads the text again, this time noting where each value starts: only a file with problems pays for it. */
function offsetsOf(lines: string, placeOf: (offset: number) => Place): Map<string, number> {
  const offsets = new Map<string, number>();
  new Reader(lines, placeOf, (path, offset) => offsets.set(formatPointer(path), offset)).readAll();
  return offsets;
}

class Reader {
  readonly issues: FileIssue[] = [];
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly text: string,
    private readonly placeOf: (offset: number) => Place,
    private readonly note?: (path: readonly (string | number)[], offset: number) => void,
  ) {}

  readAll(): unknown {
    const value = this.readValue();
    this.skipSpace();
    if (this.at < this.text.length) this.fail("the end of the file");
    return value;
  }

  private readValue(): unknown {
    this.skipSpace();
    this.note?.(this.path, this.at);
    if (this.path.length > DEEPEST) this.fail(`a value inside at most ${DEEPEST} others`, "E_TOO_DEEP");
    const first = this.text[this.at];
    if (first === "{") return this.readObject();
    if (first === "[") return this.readArray();
    if (first === '"') return this.readString();
    const word = this.match(WORD);
    if (word === undefined) return this.readNumber();
    if (WORDS.has(word)) return WORDS.get(word);
    this.at -= word.length;
    return this.fail("a value");
  }

  private readObject(): object {
    const entries = new Map<string, unknown>();
    this.at++;
    if (this.skipTo("}")) return {};
    do {
      this.skipSpace();
      const start = this.at;
      if (this.text[start] !== '"') this.fail("a key in double quotes");
      const key = this.readString();
      if (entries.has(key))
        this.report(start, "E_JSON", { subject: "the key", expected: "given once", received: "it again" });
      if (key === "__proto__")
        this.report(start, "E_KEY", { subject: "the key", expected: "another", received: '"__proto__"' });
      if (!this.skipTo(":")) this.fail('":"');
      this.path.push(key);
      entries.set(key, this.readValue());
      this.path.pop();
    } while (this.skipTo(","));
    if (!this.skipTo("}")) this.fail('"," or "}"');
    return Object.fromEntries(entries);
  }

  private readArray(): unknown[] {
    const values: unknown[] = [];
    this.at++;
    if (this.skipTo("]")) return values;
    do {
      this.path.push(values.length);
      values.push(this.readValue());
      this.path.pop();
    } while (this.skipTo(","));
    if (!this.skipTo("]")) this.fail('"," or "]"');
    return values;
  }

  private readString(): string {
    const start = this.at++;
    while (this.text[this.at] !== '"') {
      if (!(this.text.charCodeAt(this.at) >= 0x20)) this.fail("a closing quote, or a character that needs no escape");
      this.at += this.text[this.at] === "\\" ? 2 : 1;
    }
    this.at++;
    try {
      return JSON.parse(this.text.slice(start, this.at));
    } catch {
      this.at = start;
      return this.fail("a text whose escapes are those of JSON");
    }
  }

  private readNumber(): number {
    const start = this.at;
    const digits = this.match(NUMBER);
    if (digits === undefined) return this.fail("a value");
    const value = Number(digits);
    const kept = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    if (!kept) {
      const expected = "one that a double holds, at most 9007199254740991 where whole";
      this.report(start, "E_JSON", { subject: "the number", expected, received: digits.slice(0, 40) });
    }
    return value;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skipSpace(): void {
    while (" \n\t".includes(this.text[this.at] ?? "x")) this.at++;
  }

  private skipTo(mark: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private report(
    offset: number,
    code: ErrorCode,
    problem: { subject: string; expected: string; received: string },
  ): void {
    this.issues.push(fileIssue(code, this.placeOf(offset), problem));
  }

  private fail(expected: string, code: ErrorCode = "E_JSON"): never {
    const next = this.text[this.at];
    const literal = /^(?:NaN|-?Infinity|undefined|None|True|False)\b/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    const received = literal ?? (next === undefined ? "the end of the file" : JSON.stringify(next));
    this.report(this.at, code, { subject: "what follows", expected, received });
    throw new TelemachusError(this.issues);
  }
}
