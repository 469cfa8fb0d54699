import type { Policy } from "../../policy.js";
import { specialCategoryOf } from "../../problem/specialFields.js";
import type { Criterion, Rule } from "../../score/registry.js";
import { type AnswerOf, type Asked, type Draft, type Drafts, factsOf } from "./draft.js";
import { askCapacity, askDate, askDifference, askGap, askOrder } from "./programmeQuestions.js";

/** A policy for what the columns hold, and what it could not know. */
export function policyOf(
  drafts: Drafts,
  answerOf: AnswerOf,
): { readonly policy: Policy; readonly questions: readonly Asked[] } {
  const { mentees, mentors } = drafts;
  const onBoth = (field: string) => mentees.columns.has(field) && mentors.columns.has(field);
  const has = (field: string) => mentees.columns.has(field) || mentors.columns.has(field);
  const criteria: { [name: string]: Criterion } = {};
  const rules: { [name: string]: Rule } = {};

  if (onBoth("skills")) criteria["skills"] = { kind: "coverage", field: "skills", weight: 4 };
  if (onBoth("goals")) criteria["goals"] = { kind: "coverage", field: "goals", weight: 3 };
  if (isExchanged(drafts)) criteria["experience"] = { kind: "experience", weight: 2 };
  if (has("requests.choices")) criteria["choices"] = { kind: "choices", weight: 2 };
  if (onBoth("interests")) criteria["interests"] = { kind: "overlap", field: "interests", weight: 1 };
  if (onBoth("availability")) criteria["availability"] = { kind: "schedule", weight: 1 };
  for (const field of mentees.columns.keys()) {
    const [group, key] = [field.split(".", 1)[0], field.slice("attributes.".length)];
    // a special answer could only be read with a recorded basis
    if (group !== "attributes" || !onBoth(field) || specialCategoryOf(key) !== undefined || criteria[key] !== undefined)
      continue;
    const isText = isLong(mentees, field) && isLong(mentors, field);
    criteria[key] = isText ? { kind: "text", field: key, weight: 1 } : { kind: "equality", field: key, weight: 1 };
  }

  if (has("manager") || has("managers")) rules["manager"] = { kind: "notInManagementChain" };
  if (onBoth("languages")) rules["language"] = { kind: "sharedLanguage" };

  const order = askOrder(drafts, answerOf);
  const asked = [
    ...order.questions,
    ...askGap(drafts, answerOf, { criteria, rules }),
    ...askDifference(drafts, answerOf, { criteria, rules }),
  ];
  const capacity = askCapacity(drafts, answerOf);
  const date = askDate(drafts, answerOf);
  // nothing that both sides answer: a policy has to weigh something
  if (Object.keys(criteria).length === 0) criteria["skills"] = { kind: "coverage", field: "skills", weight: 1 };
  const policy: Policy = {
    name: "Mentoring programme",
    ...(date.value === undefined ? {} : { date: date.value }),
    criteria,
    rules,
    ...(order.labels === undefined ? {} : { scales: { seniority: order.labels } }),
    ...(capacity.value === undefined ? {} : { capacity: capacity.value }),
    columns: { mentees: Object.fromEntries(mentees.columns), mentors: Object.fromEntries(mentors.columns) },
  };
  return { policy, questions: [...asked, ...capacity.questions, ...date.questions] };
}

/** Lived experience is asked for on one side and shared on the other. */
function isExchanged({ mentees, mentors }: Drafts): boolean {
  const meets = (one: Draft, other: Draft) =>
    one.columns.has("requests.livedExperiences") && other.columns.has("livedExperiences");
  return meets(mentees, mentors) || meets(mentors, mentees);
}

function isLong(draft: Draft, field: string): boolean {
  return (
    factsOf(draft, field).some(({ meanLength }) => meanLength > 20) && typeof draft.columns.get(field) === "string"
  );
}
