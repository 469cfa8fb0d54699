/** Draws the sample programme again: `npx tsx examples/sample/generate.ts` writes people.json. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { People } from "telemachus";
import { sampleProgramme } from "telemachus/sample";
import { formatPeople } from "./formatPeople.js";

/** The people of the sample; the same seed gives the same people. */
export function generatePeople(seed?: number): People {
  return sampleProgramme({ seed }).people;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("people.json", import.meta.url), formatPeople(generatePeople()));
}
