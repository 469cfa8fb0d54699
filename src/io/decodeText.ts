import { TelemachusError } from "../errors.js";
import { type FileIssue, fileIssue } from "./place.js";

/**
 * Decodes the bytes of a UTF-8 file; a byte order mark is left out.
 *
 * @throws E_ENCODING where the bytes are not UTF-8 text, with the offset of the first that is not.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TelemachusError([encodingIssue(file, firstBrokenByte(bytes), hintOf(bytes))], { cause });
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) throw new TelemachusError([encodingIssue(file, nul, hintOf(bytes))]);
  return text;
}

function encodingIssue(file: string, offset: number, hint: string): FileIssue {
  const problem = { subject: "the file", expected: "UTF-8 text", received: `other bytes, the first at offset ${offset}`, hint };
  const placed = fileIssue("E_ENCODING", { file, line: 1, column: 1 }, problem);
  const message = `${file}: Expected the file to be UTF-8 text, received ${problem.received}. ${hint}`;
  return { ...placed, path: file, message };
}

/** A lenient decoder replaces broken bytes, so writing its text again differs first where the first broken byte stands. */
function firstBrokenByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  let offset = 0;
  while (offset < bytes.length && bytes[offset] === again[offset]) offset++;
  return offset;
}

function hintOf(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0);
  const found = utf16 ? "The file looks like UTF-16" : "The file may be in an older encoding such as Windows-1252";
  return `${found}; save it as "CSV UTF-8", or as UTF-8.`;
}
