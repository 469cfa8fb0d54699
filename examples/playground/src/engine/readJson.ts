import { type InputFile, parseJson } from "telemachus/io";

/** How a file says by its first bytes that it is UTF-16. */
const MARKS = [
  { name: "utf-16le", bytes: [0xff, 0xfe] },
  { name: "utf-16be", bytes: [0xfe, 0xff] },
];

/** The value of a JSON file. @throws Error where its bytes are no text: a letter that cannot be read is never made up */
export function readJson({ name, bytes }: InputFile): unknown {
  const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  return parseJson(decode(bytes, mark?.name ?? "utf-8", name), name).value;
}

function decode(bytes: Uint8Array, encoding: string, name: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name}: Expected ${encoding.toUpperCase()} text, received other bytes. Save it as UTF-8.`);
  }
}
