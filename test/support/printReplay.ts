// Prints where it runs on one line, and on the next what comes of replaying the manifest in the file it is given.
import { readFileSync } from "node:fs";
import { type Manifest, replay } from "telemachus";
import { people, policy } from "./localeProgramme.js";

const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
const manifest = JSON.parse(readFileSync(process.argv[2], "utf8")) as Manifest;
const { identical, matching } = replay(manifest, people, policy);
process.stdout.write(`${process.version} ${locale} ${timeZone}\n${identical} ${JSON.stringify(matching)}`);
