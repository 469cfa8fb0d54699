/** Matches the sample programme and shows what comes of it: `npm run demo`. */
import { readFileSync } from "node:fs";
import { explain, match, type People, toText, type UnmatchedMentee } from "telemachus";
import { policy } from "./sample/policy.js";

const WIDTH = 100;

const people: People = JSON.parse(readFileSync(new URL("sample/people.json", import.meta.url), "utf8"));
const matching = match(people, policy);
const { counts } = matching.manifest;
const and = new Intl.ListFormat("en-GB");
const nameOf = new Map([...people.mentees, ...people.mentors].map(({ id, name }) => [id, name]));

title(policy.name);
print(
  `${counts.matched} of ${counts.mentees} mentees have a mentor. ${counts.mentors} mentors offer ${counts.seats} seats, ` +
    `${counts.freeSeats} of which stay free. The rules allow ${counts.allowedPairs} of ${counts.mentees * counts.mentors} pairs.`,
);
print(
  `Total score ${matching.total.toFixed(2)}, on average ${(matching.total / counts.matched).toFixed(2)} of 1 for each pair. ` +
    "Proven optimal: no other assignment does better under the weights and rules this programme chose.",
);

title("What some mentees read about their mentors");
for (const mentee of ["efua-demir", "malar-velu", "ruth-doukas"]) {
  print(`To ${nameOf.get(mentee)}:`);
  print(toText(explain(matching, { mentee }), { audience: "mentee" }), "  ");
}

title("What the administrator reads about one match");
print(toText(explain(matching, { mentee: "emre-demir" }), { audience: "administrator" }), "  ");

title(`The ${counts.unmatched} mentees without a mentor, and why`);
for (const [first, ...others] of groupByReason(matching.unmatched.mentees)) {
  print(toText(explain(matching, { mentee: first }), { audience: "administrator" }), "  ");
  if (others.length > 0) print(`The same holds for ${and.format(others.map((id) => nameOf.get(id) ?? id))}.`, "  ");
}

title("Where to read on");
print("README.md                  what the library does, and how to use it");
print("examples/README.md         short scripts, from a first match to a kernel of your own");
print("examples/sample/policy.ts  what this programme decided: change a weight and run the demo again");

function title(text: string): void {
  console.log(`\n${text}\n${"-".repeat(text.length)}`);
}

/** Ids of those whose reasons are alike in every respect. */
function groupByReason(mentees: readonly UnmatchedMentee[]): Iterable<string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, ...reason } of mentees) {
    const key = JSON.stringify(reason);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return groups.values();
}

/** Prints every line of a text, broken between words so that it fits; a longer word stays whole. */
function print(text: string, indent = ""): void {
  for (const line of text.split("\n")) {
    let rest = indent + line;
    while (rest.length > WIDTH) {
      const end = rest.lastIndexOf(" ", WIDTH);
      if (end < indent.length) break;
      console.log(rest.slice(0, end));
      rest = indent + rest.slice(end + 1);
    }
    console.log(rest);
  }
}
