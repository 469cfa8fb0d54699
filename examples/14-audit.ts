// What an auditor asks: who could have decided, how groups fared, whether the run can be repeated, who took it over.
import { readFileSync } from "node:fs";
import {
  audit,
  auditText,
  blindCopy,
  confirm,
  type Mentee,
  match,
  modelCard,
  notice,
  type People,
  proveBlind,
  proxies,
  replay,
  representation,
  runLog,
  verifyLog,
} from "telemachus";
import { policy } from "./sample/policy.js";

const people: People = JSON.parse(readFileSync(new URL("sample/people.json", import.meta.url), "utf8"));
const matching = match(people, policy);

// Whoever matches need not hold it: the table of groups is given to the audit alone. This one is drawn by the letters of ids.
const groups = {
  region: Object.fromEntries(everybody().map(({ id }, index) => [id, index % 3 === 0 ? "north" : "south"])),
};

function everybody(): readonly Mentee[] {
  return [...people.mentees, ...people.mentors];
}

// Nothing but what the manifest lists decides: all the rest is dealt out anew, and every byte stays the same.
const proof = proveBlind(people, policy, { seed: 7, rounds: 2 });
console.log(
  "Blind:",
  proof.identical,
  "-",
  proof.fields.map(({ side, field, moved }) => `${side}.${field} (${moved})`).join(", "),
);
console.log("Read of mentors:", proof.read.mentors.join(", "));

// Do the fields that are read stand for a group?
const strongest = proxies(people, policy, { groups }).flags;
console.log("Stand-ins by name:", strongest.length === 0 ? "none" : strongest.map(({ field }) => field).join(", "));

// Who takes part, before anybody is matched, and who would be read blind by a panel.
const shares = representation(people, { region: { north: 0.4, south: 0.6 } }, { groups });
console.log("Mentees from the north:", JSON.stringify(shares.mentees.attributes[0].groups[0].share));
console.log("A panel reads:", JSON.stringify(blindCopy(people).mentors[0].code));

// How groups fared, with intervals, tests and the smallest gap that each could have found.
const report = audit(matching, people, { groups, seed: 7 });
console.log(auditText(report).split("\n").slice(0, 14).join("\n"));

// A proposal becomes a decision, and the log says who made it.
const lines: string[] = [];
let minute = 0;
const log = runLog({
  write: (line) => lines.push(line),
  now: () => `2026-03-02T09:${String(minute++).padStart(2, "0")}:00Z`,
});
log.append({ event: "solved", actor: "nightly job", matching });
const confirmed = confirm(matching, { actor: "programme lead", reason: "Read by the committee." });
log.append({ event: "confirmed", matching: confirmed });
const tampered = [lines[0].replace("nightly", "Nightly"), ...lines.slice(1)];
console.log("Log:", verifyLog(lines).intact, "- changed:", JSON.stringify(verifyLog(tampered)).slice(0, 150));

// The run can be repeated, byte for byte.
console.log("Replayed:", replay(matching.manifest, people, policy).identical);

// Papers for whoever answers for the programme, and for whoever takes part.
console.log(modelCard(policy, confirmed).split("\n").slice(0, 8).join("\n"));
console.log(notice(policy, { audience: "mentee", contact: "mentoring@example.org" }));
