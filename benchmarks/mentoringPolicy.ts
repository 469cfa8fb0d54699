import { goals, interests, notInManagementChain, type Policy, sharedLanguage, skills } from "telemachus";
import { hoursCriterion, WINTER } from "./cohort.js";

/** What a programme that asks for skills, goals and interests would state. */
export const mentoringPolicy = {
  name: "benchmark",
  criteria: {
    skills: skills({ weight: 4 }),
    goals: goals({ weight: 3 }),
    interests: interests({ weight: 1 }),
  },
  rules: { manager: notInManagementChain(), language: sharedLanguage() },
  seed: 20_260_102,
} satisfies Policy;

/** The same programme with shared hours, and mentors who take eight mentees each. */
export const largePolicy = {
  ...mentoringPolicy,
  criteria: { ...mentoringPolicy.criteria, hours: hoursCriterion },
  date: WINTER,
  capacity: 8,
} satisfies Policy;
