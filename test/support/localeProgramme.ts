import { explain, type Matching, match, type People, type Policy, toText } from "telemachus";
import * as story from "./story.js";

/** People whose ids and terms sort, fold and compare differently in Turkish, Swedish, German and by numbers. */
const people: People = {
  mentees: ["Istanbul", "istanbul-2", "ırmak", "İnci", "zoe", "äpfel", "Ängel", "10", "9", "01"].map((id, index) => ({
    id,
    skills: [["TITLE", "title"][index % 2], ["straße", "STRASSE", "I", "ı", "i"][index % 5]],
    attributes: { site: index % 3 === 0 ? "IZMIR" : "izmir" },
  })),
  mentors: ["Ilhan", "ilhan-2", "ılgaz", "ö", "z", "1e3"].map((id, index) => ({
    id,
    capacity: 1 + (index % 2),
    skills: [["title", "TITLE", "Title"][index % 3], ["Strasse", "İ", "i"][index % 3]],
    attributes: { site: index % 2 === 0 ? "izmir" : "IZMIR" },
  })),
};
const policy = {
  name: "Ada and her cohort",
  date: "2026-03-29",
  criteria: {
    skills: { kind: "coverage", field: "skills", weight: 3 },
    site: { kind: "equality", field: "site", weight: 0.1 },
  },
} as const satisfies Policy;

/** Everything about the story and a programme of awkward letters that could depend on where it runs, as one text. */
export function everythingSaid(): string {
  const matchings = [match(story.people, story.policy), match(people, policy)];
  return JSON.stringify(matchings.map((matching) => ({ matching, texts: textsOf(matching) })));
}

function textsOf(matching: Matching): string[] {
  const ids = [...matching.pairs.map(({ mentee }) => mentee), ...matching.unmatched.mentees.map(({ id }) => id)];
  return ids.map((mentee) => toText(explain(matching, { mentee }), { audience: "administrator" }));
}
