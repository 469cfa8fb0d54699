/** Matches the sample programme and shows what comes out of it: `npm run demo`. */
import { readFileSync } from "node:fs";
import { explain, match, type People, toText } from "telemachus";
import { policy } from "./sample/policy.js";

const people: People = JSON.parse(readFileSync(new URL("sample/people.json", import.meta.url), "utf8"));
const matching = match(people, policy);
console.log(matching.pairs.length);
for (const p of matching.pairs.slice(0, 3)) console.log(toText(explain(matching, { mentee: p.mentee }), { audience: "mentee" }));
