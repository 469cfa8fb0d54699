import { compareText } from "../numeric/nearest.js";
import { boundsOf, type Capacity } from "../problem/capacity.js";
import type { Quota } from "../problem/quota.js";
import type { Condition } from "../score/conditions.js";
import type { Criterion, Rule } from "../score/registry.js";
import type { Stage } from "../solve/assignment.js";
import { type Words, words, write } from "./words.js";

/* What the parts of a policy say, for whoever runs a programme or checks it. */

type Of<Part extends { readonly kind: string }, Kind> = Extract<Part, { readonly kind: Kind }>;

/** What each kind of criterion scores. */
export const criterionTerms: { readonly [Kind in Criterion["kind"]]: (criterion: Of<Criterion, Kind>) => Words } = {
  coverage: ({ field, rarity }) =>
    rarity === true
      ? words`how much of what the mentee names (${field}) the mentor offers, by importance and level; a rarer term counts more`
      : words`how much of what the mentee names (${field}) the mentor offers, by importance and level`,
  overlap: ({ field, rarity }) =>
    rarity === true
      ? words`how much of what either names (${field}) both do; a rarer term counts more`
      : words`how much of what either names (${field}) both do`,
  experience: () =>
    words`how much of the lived experience that the mentee asked for the mentor disclosed, and the other way round where the mentor asks too; only for mentees who ask`,
  proximity: ({ field, ideal = 0, tolerance }) => {
    const worth = words`and nothing at ${tolerance} or more from that`;
    if (ideal === 0) return words`how near the two are to each other (${field}), ${worth}`;
    const place = ideal > 0 ? words`${ideal} above` : words`${-ideal} below`;
    return words`how near the mentor is to ${place} the mentee (${field}), ${worth}`;
  },
  equality: ({ field, prefer }) =>
    prefer === "different"
      ? words`whether the two differ (${field})`
      : words`whether the two are the same, or have one in common (${field})`,
  language: () => words`how well the two speak a language in common`,
  schedule: ({ minutes = 60 }) => words`how much of ${minutes} minutes a week both can meet in`,
  distance: ({ halfKilometres }) => words`how near the two are as the crow flies, worth a half at ${halfKilometres} km`,
  quality: ({ field, from = 0, to }) =>
    to === undefined
      ? words`a number of the mentor alone (${field}), from ${from} to the top of its scale, the same for every mentee`
      : words`a number of the mentor alone (${field}), from ${from} to ${to}, the same for every mentee`,
  choices: ({ of = "both" }) =>
    of === "both"
      ? words`how high each stands in the ranked choices of the other`
      : words`how high the one stands in the ranked choices that ${of} made`,
  history: ({ prefer }) =>
    prefer === "again" ? words`whether the two were matched before` : words`whether the two were not matched before`,
  similarity: ({ field, fields, prefer }) =>
    prefer === "complementary"
      ? words`how much the two complete each other (${[...(fields ?? [field!])].sort()})`
      : words`how alike the two are (${[...(fields ?? [field!])].sort()})`,
  text: ({ field }) => words`how alike the words are that the two write (${field})`,
  custom: ({ name, version }) => words`a function of the programme's own: ${name}, version ${version}`,
};

/** What each kind of rule asks of a pair. */
export const ruleTerms: { readonly [Kind in Rule["kind"]]: (rule: Of<Rule, Kind>) => Words } = {
  notInManagementChain: () => words`neither stands above the other in the organisation, at any distance`,
  sameAttribute: ({ field, share }) =>
    share === "all"
      ? words`the mentor has each of the mentee's answers (${field})`
      : words`the two are the same, or have one in common (${field})`,
  differentAttribute: ({ field }) => words`the two differ (${field})`,
  gap: ({ field, min, max }) => {
    const bounds =
      min === undefined ? words`at most ${max!}` : max === undefined ? words`at least ${min}` : words`${min} to ${max}`;
    return words`the mentor stands above the mentee by ${bounds} (${field}; a number below 0 is below)`;
  },
  sharedLanguage: ({ level }) =>
    level === undefined
      ? words`the two speak a language in common`
      : words`the two speak a language in common, both at level ${level} of 5 or better`,
  minimumOverlap: ({ minutes }) => words`both can meet in at least ${minutes} minutes a week`,
  requiredExperience: () =>
    words`lived experience that one requires is disclosed by the other, who lets a match read it`,
  eligible: ({ side, when }) => words`the ${side} meets a condition: ${conditionWords(when)}`,
  customRule: ({ name, version }) => words`a function of the programme's own: ${name}, version ${version}`,
  maximumDistance: ({ kilometres }) => words`the two are at most ${kilometres} km apart as the crow flies`,
  noRepeat: () => words`the two were not matched before`,
  minimumScore: ({ score }) => words`the pair's score is at least ${score}`,
};

/** Rules that no missing answer leaves undecided. */
export const alwaysDecided: ReadonlySet<Rule["kind"]> = new Set(["requiredExperience", "noRepeat", "minimumScore"]);

/** What each stage of an objective does. */
export const stageTerms: { readonly [Name in Stage]: () => Words } = {
  matched: () =>
    words`As many mentees as possible get a mentor; of those who want several, then as many as possible a second one, and so on.`,
  priority: () => words`As many mentees as possible of the highest priority get a mentor, then of the next.`,
  draw: () => words`Who gets a place is decided by priority, and then by lot, whatever the scores.`,
  total: () => words`The sum of the scores of all pairs is as great as possible.`,
  floor: () =>
    words`As many places as possible are filled, and then the lowest score of a pair is as high as possible.`,
  leximin: () =>
    words`As many places as possible are filled, and then the lowest score of a pair is as high as possible, then the next lowest, and so on.`,
  choices: () => words`As many mentees as possible get their first choice, then their second, and so on.`,
  "choices:generous": () =>
    words`As many places as possible are filled, and then as few pairs as possible are no choice of the mentee, then as few as possible a last choice, and so on.`,
  balance: () => words`Mentees are spread over mentors as evenly as possible.`,
  continuity: () => words`As many running pairs as possible stay together.`,
};

/** What the value of a stage is, as a matching states it. */
export const reachedTerms: { readonly [Name in Stage]: () => Words } = {
  matched: () => words`mentees with a mentor`,
  priority: () => words`mentees of the highest priority with a mentor`,
  draw: () => words`mentees with a mentor, after the draw`,
  total: () => words`sum of the scores`,
  floor: () => words`lowest score of a pair`,
  leximin: () => words`lowest score of a pair`,
  choices: () => words`first choices met`,
  "choices:generous": () => words`pairs that are no choice of the mentee`,
  balance: () => words`sum of squared loads`,
  continuity: () => words`running pairs that stay`,
};

/** A condition on one person's answers. */
export function conditionWords(condition: Condition): Words {
  if ("all" in condition) return words`all of (${joined(condition.all)})`;
  if ("any" in condition) return words`one of (${joined(condition.any)})`;
  if ("not" in condition) return words`not (${conditionWords(condition.not)})`;
  const { field } = condition;
  if ("is" in condition) {
    const answers = (Array.isArray(condition.is) ? condition.is : [condition.is]).map(String).sort();
    return answers.length === 1 ? words`${field} is ${answers[0]}` : words`${field} is among ${answers}`;
  }
  const { min, max } = condition;
  if (min === undefined) return words`${field} is at most ${max!}`;
  return max === undefined ? words`${field} is at least ${min}` : words`${field} is from ${min} to ${max}`;
}

/** In an order that does not depend on that of the input. */
function joined(conditions: readonly Condition[]): Words {
  const keyed = conditions.map(conditionWords).map((one) => ({ one, text: write(one, (text) => text) }));
  const [first, ...others] = keyed.sort((a, b) => compareText(a.text, b.text)).map(({ one }) => one);
  return others.reduce((before, next) => words`${before}; ${next}`, first);
}

/** What a quota asks for. */
export function quotaWords({ side, attribute, value, min, max, of }: Quota): Words {
  const where = of === "perMentor" ? words`matches with each mentor` : words`matches together`;
  const bounds =
    min === undefined
      ? words`at most ${max!}`
      : max === undefined
        ? words`at least ${min}`
        : words`at least ${min} and at most ${max}`;
  return words`${side === "mentees" ? "Mentees" : "Mentors"} whose answer in ${attribute} is ${String(value)}: ${bounds} ${where}.`;
}

/** Seats of a mentor who states none. */
export function seatsWords(capacity: Capacity): Words {
  const { min, max } = boundsOf(capacity);
  return min === 0 ? words`${max}` : words`at least ${min} and at most ${max}`;
}
