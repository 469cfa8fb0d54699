import { explain, type Matching, match, type People, type Policy, toText } from "telemachus";
import * as story from "./story.js";

/** People whose ids and terms sort, fold and compare differently in Turkish, Swedish, German and by numbers. */
export const people: People = {
  mentees: ["Istanbul", "istanbul-2", "ırmak", "İnci", "zoe", "äpfel", "Ängel", "10", "9", "01"].map((id, index) => ({
    id,
    skills: [["TITLE", "title"][index % 2], ["straße", "STRASSE", "I", "ı", "i"][index % 5]],
    languages: [["Türkçe", "TÜRKÇE", "sv"][index % 3], "en-GB"],
    timeZone: ["Europe/Istanbul", "America/New_York", "Asia/Kathmandu"][index % 3],
    availability: [{ day: "Sunday", from: "20:00", to: "24:00" }],
    location: { latitude: 41 + index / 7, longitude: 29 - index * 11.3 },
    embedding: [Math.sin(index), Math.cos(index), 0.1],
    attributes: {
      site: index % 3 === 0 ? "IZMIR" : "izmir",
      about: ["Şiir ve TITLE, ı", "Poems about titles", "Straßen, STRASSEN"][index % 3],
    },
  })),
  mentors: ["Ilhan", "ilhan-2", "ılgaz", "ö", "z", "1e3"].map((id, index) => ({
    id,
    capacity: 1 + (index % 2),
    skills: [["title", "TITLE", "Title"][index % 3], ["Strasse", "İ", "i"][index % 3]],
    languages: [["türkçe", "SV", "en"][index % 3]],
    timeZone: ["Pacific/Apia", "Australia/Lord_Howe", "Europe/Istanbul"][index % 3],
    availability: [{ day: "Monday", from: "00:00", to: "12:00" }],
    location: { latitude: -13 * index, longitude: 179.9 - 71 * index },
    embedding: [Math.cos(index), 1, index],
    attributes: {
      site: index % 2 === 0 ? "izmir" : "IZMIR",
      about: ["titles of poems", "ŞİİR, Straße", "title"][index % 3],
    },
  })),
};
export const policy = {
  name: "Ada and her cohort",
  date: "2026-03-29",
  criteria: {
    skills: { kind: "coverage", field: "skills", weight: 3 },
    site: { kind: "equality", field: "site", weight: 0.1 },
    times: { kind: "schedule", minutes: 600 },
    language: { kind: "language" },
    distance: { kind: "distance", halfKilometres: 3000 },
    vectors: { kind: "similarity", field: "embedding" },
    about: { kind: "text", field: "about" },
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
