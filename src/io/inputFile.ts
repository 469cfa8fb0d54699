import { type FileIssue, fileIssue } from "./place.js";

/** A file as bytes; the name says what it is (`.csv`, `.tsv`, `.txt`, `.xlsx`, `.json`) and stands in every message. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Of a workbook, the sheet to read; its first where it is not given. */
  readonly sheet?: string;
}

/** Bytes of a file that are read at most. */
export const LARGEST_FILE = 256 * 2 ** 20;

/** The issue of a file that is too large to be read. */
export function tooLarge({ name, bytes }: InputFile): FileIssue | undefined {
  if (bytes.length <= LARGEST_FILE) return undefined;
  const problem = { subject: "the file", expected: `of at most ${LARGEST_FILE} bytes`, received: String(bytes.length) };
  return fileIssue("E_TOO_LARGE", { file: name, line: 1, column: 1 }, problem);
}
