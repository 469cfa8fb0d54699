import { TelemachusError } from "../errors.js";
import { fileIssue, normaliseLines, placesOf } from "./place.js";

/** How a file says by its first bytes that it is UTF-16. */
const MARKS = [
  { name: "utf-16le", bytes: [0xff, 0xfe] },
  { name: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/**
 * Decodes the bytes of a UTF-8 file, or of a UTF-16 file with a byte order mark; the mark is left out.
 *
 * @throws E_ENCODING where the bytes are no such text or hold a NUL, with the offset of the first that does not belong.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  const text = decoded(bytes, mark?.name ?? "utf-8");
  const nul = text === undefined ? -1 : text.indexOf("\0");
  if (text !== undefined && nul === -1) return text;
  const name = mark?.name ?? "utf-8";
  const offset = mark === undefined ? firstWrongByte(bytes, text !== undefined) : firstWrongUnit(bytes, mark.name);
  const before = normaliseLines(new TextDecoder(name).decode(bytes.subarray(0, offset)));
  const problem = {
    subject: "the file",
    expected: mark === undefined ? "UTF-8 text" : "UTF-16 text, as its first bytes say",
    received: `other bytes, the first at offset ${offset}`,
    hint: `${guess(bytes)}; save it as UTF-8 (a spreadsheet calls this "CSV UTF-8").`,
  };
  throw new TelemachusError([fileIssue("E_ENCODING", placesOf(file, before)(before.length), problem)]);
}

function decoded(bytes: Uint8Array, name: string): string | undefined {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function firstWrongByte(bytes: Uint8Array, isUtf8: boolean): number {
  return isUtf8 ? bytes.indexOf(0) : firstBrokenByte(bytes);
}

/**
 * A lenient decoder replaces broken bytes, so writing its text again differs first where the first broken bytes stand,
 * or up to two bytes later where they start as the replacement character does.
 */
function firstBrokenByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let offset = 0;
  while (offset < bytes.length && bytes[offset] === again[offset]) offset++;
  while (decoded(bytes.subarray(0, offset), "utf-8") === undefined) offset--;
  return offset;
}

/** The offset of the first NUL, half of a character or single byte. */
function firstWrongUnit(bytes: Uint8Array, name: (typeof MARKS)[number]["name"]): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = (at: number) => (at + 1 < bytes.length ? view.getUint16(at, name === "utf-16le") : 0);
  const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00;
  const isLow = (code: number) => code >= 0xdc00 && code < 0xe000;
  let at = 2;
  while (unit(at) !== 0 && !isLow(unit(at)) && (!isHigh(unit(at)) || isLow(unit(at + 2))))
    at += isHigh(unit(at)) ? 4 : 2;
  return at;
}

function guess(bytes: Uint8Array): string {
  if (bytes.includes(0)) return "The file looks like UTF-16 or like no text at all";
  return "The file may be in an older encoding such as Windows-1252";
}
