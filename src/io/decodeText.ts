import { TelemachusError } from "../errors.js";
import { fileIssue, normaliseLines, placesOf } from "./place.js";

/**
 * Decodes the bytes of a UTF-8 file; a byte order mark is left out.
 *
 * @throws E_ENCODING where the bytes are not UTF-8 text or hold a NUL, with the offset of the first that does not belong.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const offset = isUtf8(bytes) ? bytes.indexOf(0) : firstBrokenByte(bytes);
  if (offset === -1) return new TextDecoder().decode(bytes);
  const before = normaliseLines(new TextDecoder().decode(bytes.subarray(0, offset)));
  const problem = {
    subject: "the file",
    expected: "UTF-8 text",
    received: `other bytes, the first at offset ${offset}`,
    hint: `${guess(bytes)}; save it as UTF-8 (a spreadsheet calls this "CSV UTF-8").`,
  };
  throw new TelemachusError([fileIssue("E_ENCODING", placesOf(file, before)(before.length), problem)]);
}

/**
 * A lenient decoder replaces broken bytes, so writing its text again differs first where the first broken bytes stand,
 * or up to two bytes later where they start as the replacement character does.
 */
function firstBrokenByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let offset = 0;
  while (offset < bytes.length && bytes[offset] === again[offset]) offset++;
  while (!isUtf8(bytes.subarray(0, offset))) offset--;
  return offset;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function guess(bytes: Uint8Array): string {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return marked || bytes.includes(0)
    ? "The file looks like UTF-16 or like no text at all"
    : "The file may be in an older encoding such as Windows-1252";
}
