import { readStored } from "../check/readMatching.js";
import { TelemachusError } from "../errors.js";
import { decodeText } from "../io/decodeText.js";
import { parseJson } from "../io.js";
import type { Matching } from "../matching/matching.js";
import { takeOver } from "../matching/takeOver.js";
import { type Reader, readFiles, type Source } from "./inputs.js";
import { Refusal } from "./problems.js";

/**
 * Reads a matching that `match --out` wrote; the people that stand beside it for readers are left aside.
 *
 * @throws E_PATH, E_IO, E_TOO_LARGE, E_ENCODING, E_JSON; E_MANIFEST where it is no matching
 */
export async function readStoredMatching(source: Source, run: Reader): Promise<Matching> {
  const [{ bytes, name }] = await readFiles([source], run);
  const { value } = parseJson(decodeText(bytes, name), name);
  const { people: _, ...matching } = (isObject(value) ? value : {}) as { readonly people?: unknown };
  try {
    return readStored(isObject(value) ? matching : value);
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    const issues = error.issues.map((one) => ({ ...one, path: name, message: `${name}: ${one.message}` }));
    throw new Refusal({ issues, unlisted: error.total - issues.length });
  }
}

/** What it takes to make a stored matching again. */
export const REMADE =
  "It takes the files it was made from, with --keep where it was used, and --skip-rejected where --rejects was.";

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A stored matching of a file, open: `again` was made of the files that the command line names.
 *
 * @throws Refusal (E_MANIFEST) where it is another one
 */
export function takeOverFile(stored: Matching, again: Matching, path: string): Matching {
  try {
    return takeOver(stored, again);
  } catch (error) {
    if (!(error instanceof TelemachusError) || error.code !== "E_MANIFEST") throw error;
    const { code, pointer, path: received } = error.issues[0];
    const expected = "the matching of these files";
    const hint = REMADE;
    const message = `${path}: Expected it to be ${expected}, received one with another ${received}. ${hint}`;
    throw new Refusal({ issues: [{ code, path, pointer, expected, received, hint, message }], unlisted: 0 });
  }
}
