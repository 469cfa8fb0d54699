import {
  differentAttribute,
  gap,
  goals,
  interests,
  livedExperience,
  notInManagementChain,
  type Policy,
  sameAttribute,
  seniority,
  sharedLanguage,
  skills,
} from "telemachus";

/** What Harbourline decided for the sample programme. */
export const policy = {
  name: "Harbourline mentoring, spring 2026",
  date: "2026-03-02",

  // What makes a pair good, and how much each counts.
  criteria: {
    skills: skills({ weight: 4 }),
    goals: goals({ weight: 3 }),
    experience: livedExperience({ weight: 2 }),
    interests: interests({ weight: 1 }),
    seniority: seniority({ ideal: 2, tolerance: 3, weight: 1 }),
  },

  // What every pair must meet. An unanswered question forbids nothing.
  rules: {
    manager: notInManagementChain(),
    otherTeam: differentAttribute({ field: "team" }),
    above: gap({ field: "seniority", min: 1, max: 4 }),
    language: sharedLanguage(),
    canMeet: sameAttribute({ field: "meets" }),
  },

  scales: { seniority: ["Apprentice", "Junior", "Intermediate", "Senior", "Lead", "Head", "Director"] },
  capacity: 2,

  pins: [],
  bans: [],
} as const satisfies Policy;
