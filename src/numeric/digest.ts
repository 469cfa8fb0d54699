import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";

/** The SHA-256 of a text in UTF-8, as 32 bytes. */
export function hashBytes(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return bytesToHex(hashBytes(text));
}

/** Characters that are hashed together. */
const CHUNK = 2 ** 16;

/** A digest of a text that comes in parts, and is never whole. */
export interface Digest {
  readonly add: (part: string) => void;
  /** As 64 hexadecimal digits; nothing can be added after that. */
  readonly end: () => string;
}

/** The SHA-256 of the parts; with a key, their HMAC (RFC 2104). */
export function createDigest(key?: string): Digest {
  const hash = key === undefined ? sha256.create() : hmac.create(sha256, utf8ToBytes(key));
  let open = "";
  return {
    add: (part) => {
      open += part;
      if (open.length < CHUNK) return;
      hash.update(utf8ToBytes(open));
      open = "";
    },
    end: () => bytesToHex(hash.update(utf8ToBytes(open)).digest()),
  };
}

/** The same of parts that are there already. */
export function digestParts(parts: Iterable<string>, key?: string): string {
  const digest = createDigest(key);
  for (const part of parts) digest.add(part);
  return digest.end();
}

/** Plain data as one text: keys in code-unit order, no spaces (RFC 8785). The order of an object's keys does not matter. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) as string;
}

/** The SHA-256 of plain data, whatever the order of its keys. */
export function digest(value: unknown): string {
  return digestParts(canonicalParts(value, SPREAD));
}

/** How deep the lists of a whole programme lie in a matching: as one text they would take several times their own room. */
const SPREAD = 3;

/** `canonicalJson(value)` in parts: the entries of lists and objects one by one, down to a depth. */
function* canonicalParts(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) {
    // a list has null where it has nothing
    yield canonicalJson(value ?? null);
    return;
  }
  const isList = Array.isArray(value);
  const entries = isList
    ? value.map((entry): [string, unknown] => ["", entry])
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .sort(([left], [right]) => (left < right ? -1 : 1));
  let before = isList ? "[" : "{";
  for (const [key, entry] of entries) {
    yield isList ? before : `${before}${JSON.stringify(key)}:`;
    yield* canonicalParts(entry, depth - 1);
    before = ",";
  }
  yield entries.length === 0 ? (isList ? "[]" : "{}") : isList ? "]" : "}";
}
