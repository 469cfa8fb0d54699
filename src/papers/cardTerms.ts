import { words } from "./words.js";

/* What every model card says, whatever the policy. */

export const headings = () => ({
  use: words`Intended use`,
  notFor: words`Not for`,
  criteria: words`What is scored`,
  rules: words`What a pair must meet`,
  quotas: words`Places for groups`,
  requests: words`What people may ask for`,
  objective: words`What the best matching is`,
  ties: words`Ties`,
  unread: words`What is not read`,
  special: words`Answers that need care`,
  byHand: words`Decisions by hand`,
  matching: words`This matching`,
  limits: words`Limits`,
  failures: words`How it can fail`,
  oversight: words`Who decides`,
});

export const intendedUse = () => [
  words`To propose which mentee of a mentoring programme is matched with which mentor, from what they said of themselves and under the rules of the programme.`,
  words`To show reasons for each pair, and for whoever has none, to those whom it concerns.`,
];

export const notFor = () => [
  words`Hiring, promotion, dismissal, pay or the assessment of anybody's performance, or any other decision about somebody's work.`,
  words`Use without a person who looks at the proposal and decides.`,
  words`Comparing people with each other. A score compares mentors for one mentee; it says nothing about what anybody is worth, and scores of different mentees are not comparable.`,
  words`Finding out anything about a person that they did not say.`,
];

export const limits = () => [
  words`A matching comes with a proof, which is checked before it is returned: no other matching does better under the weights, the rules and the objective above. It says nothing of whether these were chosen well, and is no promise that people will get on.`,
  words`A score is the sum of what the criteria give. It is only as good as the answers, and those are taken as they were given.`,
  words`The confidence of a pair is the share of its score's weight that rests on answers of both. A score of low confidence rests on what stands in for missing answers.`,
  words`Whether matches that are made in this way turn out well was not measured here, and is not claimed.`,
];

export const stableLimits = () => [
  words`A matching comes with a proof, which is checked before it is returned: no mentee and mentor who are not matched would both rather have each other. It says nothing of whether weights and rules were chosen well, and is no promise that people will get on.`,
  ...limits().slice(1),
];

export const failures = () => [
  words`Profiles with few answers. A mentee who answers little is scored on little, and can so score higher than with more answers; a mentor who answers little is passed over where the answers are what is looked for.`,
  words`Answers that are wrong. Skills, levels and ratings are not verified, and people rate themselves differently.`,
  words`Small groups. With few mentors the seats decide more than the scores; with few people in a group, shares by group say little.`,
  words`Stand-ins. A place, a school, a language, a team or free text can stand for an answer that is not to be used. That a field is not read does not remove what others say of it.`,
  words`Weights are a choice. Other weights give other matchings, and no proof is about the choice.`,
  words`Words that differ. Terms count as the same only where they are spelt alike, or where the policy says that they are.`,
];

export const likeness = () =>
  words`Likeness. Criteria that reward what two people have in common bring together people who are alike.`;
export const ownFunctions = () =>
  words`Functions of the programme's own. What they do is not known here; they may read every answer but names, requests, lived experience and what is not read above.`;

export const oversight = () => [
  words`A matching is a proposal until a person confirms it, by name and with a reason.`,
  words`Whoever runs the programme can fix a pair (a pin) or exclude one (a ban), with a reason, and sees beforehand what it costs. What is left is then matched again around it.`,
  words`Participants can read why they have their match, in words and without anybody else's answers that are not theirs to read. Whoever disagrees can have answers corrected and ask a person to look again.`,
];
