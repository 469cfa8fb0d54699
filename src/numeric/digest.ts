import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Plain data as one text: keys in code-unit order, no spaces (RFC 8785). The order of an object's keys does not matter. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) as string;
}

/** The SHA-256 of plain data, whatever the order of its keys. */
export function digest(value: unknown): string {
  return hashText(canonicalJson(value));
}
