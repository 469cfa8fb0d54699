/** What the first bytes of a file say it is. */
export type FileKind = "zip" | "old office" | "gzip" | "pdf" | "web page" | "text";

const SIGNATURES: readonly (readonly [FileKind, readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["old office", [0xd0, 0xcf, 0x11, 0xe0]],
  ["gzip", [0x1f, 0x8b]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
];

/** What a page that asks to log in, or a table saved as one, starts with. */
const WEB_PAGE = /^\s*<(?:!doctype html|html|table)\b/i;
const START = 200;

/** Tells a file by its first bytes: what is nothing else is text, or is to be told so by its decoder. */
export function kindOf(bytes: Uint8Array): FileKind {
  const signed = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  if (signed !== undefined) return signed[0];
  return WEB_PAGE.test(new TextDecoder().decode(bytes.subarray(0, START))) ? "web page" : "text";
}

/** A file's extension in lower case, without the dot; empty where it has none. */
export function extensionOf(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  const dot = file.lastIndexOf(".");
  return dot < 1 ? "" : file.slice(dot + 1).toLowerCase();
}
