import type { Criterion, Policy, Rule, Stage } from "telemachus";

/** A criterion of each kind. */
export const everyCriterion: { readonly [Kind in Criterion["kind"]]: Extract<Criterion, { readonly kind: Kind }> } = {
  coverage: { kind: "coverage", field: "skills", rarity: true, weight: 3 },
  overlap: { kind: "overlap", field: "interests" },
  experience: { kind: "experience", unanswered: "neutral" },
  proximity: { kind: "proximity", field: "seniority", ideal: -2, tolerance: 3 },
  equality: { kind: "equality", field: "team", prefer: "different" },
  language: { kind: "language" },
  schedule: { kind: "schedule", minutes: 45 },
  distance: { kind: "distance", halfKilometres: 20 },
  quality: { kind: "quality", field: "trackRecord", to: 1, missing: 0.5 },
  choices: { kind: "choices", of: "mentors" },
  history: { kind: "history", prefer: "again" },
  similarity: { kind: "similarity", fields: ["openness", "candour"], prefer: "complementary" },
  text: { kind: "text", field: "biography", unanswered: "neutral" },
  custom: { kind: "custom", name: "handwriting", version: "3", score: () => 1 },
};

/** A rule of each kind. */
export const everyRule: { readonly [Kind in Rule["kind"]]: Extract<Rule, { readonly kind: Kind }> } = {
  notInManagementChain: { kind: "notInManagementChain", unknown: "forbid" },
  sameAttribute: { kind: "sameAttribute", field: "campus", share: "all" },
  differentAttribute: { kind: "differentAttribute", field: "team" },
  gap: { kind: "gap", field: "grade", min: 1 },
  sharedLanguage: { kind: "sharedLanguage", level: 3, otherwise: "relax" },
  minimumOverlap: { kind: "minimumOverlap", minutes: 30 },
  requiredExperience: { kind: "requiredExperience" },
  eligible: {
    kind: "eligible",
    side: "mentor",
    when: {
      all: [
        { field: "training", is: ["completed", "waived"] },
        {
          any: [
            { field: "years", min: 2 },
            { field: "years", min: 1, max: 5 },
            { field: "tenure", max: 70 },
          ],
        },
        { not: { field: "onLeave", is: true } },
      ],
    },
  },
  customRule: { kind: "customRule", name: "sameTram", version: "1", holds: () => true },
  maximumDistance: { kind: "maximumDistance", kilometres: 60 },
  noRepeat: { kind: "noRepeat" },
  minimumScore: { kind: "minimumScore", score: 0.45 },
};

/** Every stage, each once. */
export const everyStage: readonly Stage[] = Object.keys({
  matched: true,
  priority: true,
  draw: true,
  total: true,
  floor: true,
  leximin: true,
  choices: true,
  "choices:generous": true,
  balance: true,
  continuity: true,
} satisfies { readonly [Name in Stage]: true }) as Stage[];

/** A policy with something of everything that a paper can tell of. */
export const everyPart: Policy = {
  name: "Everything at once",
  date: "2026-09-01",
  seed: 7,
  criteria: everyCriterion,
  rules: everyRule,
  objective: everyStage,
  capacity: { min: 1, max: 3 },
  demand: 2,
  emphasis: { min: 0.25, max: 4 },
  quotas: [
    { side: "mentees", attribute: "campus", value: "Lagos", min: 2, of: "perMentor" },
    { side: "mentors", attribute: "campus", value: "Accra", min: 1, max: 5 },
    { side: "mentees", attribute: "remote", value: true, max: 5 },
  ],
  pins: [
    { mentee: "pinned-mentee", mentor: "pinned-mentor", reason: "a private reason", override: true },
    { mentee: "pinned-mentee-2", mentor: "pinned-mentor", reason: "a private reason" },
  ],
  bans: [{ mentee: "banned-mentee", mentor: "banned-mentor", reason: "a private reason" }],
  blind: ["photo", "birthYear"],
  special: ["religion"],
  notSpecial: { gradeOfRace: "how somebody ran" },
  basis: {
    decidedBy: "the council",
    purpose: "matching those who ask for it",
    legalGround: "consent, asked for in the form",
    jurisdiction: "Ruritania",
    date: "2026-08-01",
    fields: ["religion"],
  },
};
