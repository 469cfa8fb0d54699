import { fieldWords } from "../explain/text/words.js";
import { fieldsOf } from "../score/conditions.js";
import type { Criterion, Rule } from "../score/registry.js";
import type { Stage } from "../solve/assignment.js";
import { type Words, words } from "./words.js";

/* What participants read before they are matched: short sentences, no numbers that they could do nothing with. */

/** Who reads. */
export type Reader = "mentee" | "mentor";

type Of<Part extends { readonly kind: string }, Kind> = Extract<Part, { readonly kind: Kind }>;

const inWords = (fields: readonly string[]) => [...new Set(fields.map(fieldWords))].sort();

/** What each kind of criterion looks at. */
export const looksAt: {
  readonly [Kind in Criterion["kind"]]: (criterion: Of<Criterion, Kind>, reader: Reader) => Words;
} = {
  coverage: ({ field }, reader) =>
    reader === "mentee"
      ? words`What you look for, and what a mentor offers: ${fieldWords(field)}.`
      : words`What you offer, and what a mentee looks for: ${fieldWords(field)}.`,
  overlap: ({ field }) => words`What you have in common: ${fieldWords(field)}.`,
  experience: (_, reader) =>
    reader === "mentee"
      ? words`Lived experience that you asked for and a mentor shared.`
      : words`Lived experience that a mentee asked for and you shared.`,
  proximity: ({ field }) => words`How far apart you are: ${fieldWords(field)}.`,
  equality: ({ field, prefer }) =>
    prefer === "different"
      ? words`Whether you differ: ${fieldWords(field)}.`
      : words`Whether you are the same: ${fieldWords(field)}.`,
  language: () => words`How well you both speak a language.`,
  schedule: () => words`When you are both free.`,
  distance: () => words`How far it is from one of you to the other.`,
  quality: ({ field }, reader) =>
    reader === "mentee"
      ? words`What is known of a mentor: ${fieldWords(field)}.`
      : words`What is known of you: ${fieldWords(field)}.`,
  choices: ({ of = "both" }, reader) => {
    if (of === "both") return words`Whom you chose, and who chose you.`;
    return of === `${reader}s` ? words`Whom you chose.` : words`Who chose you.`;
  },
  history: ({ prefer }) =>
    prefer === "again"
      ? words`Whether you were matched before: that counts for you.`
      : words`Whether you were matched before: somebody new is preferred.`,
  similarity: ({ field, fields, prefer }) =>
    prefer === "complementary"
      ? words`How your answers complete each other: ${inWords(fields ?? [field!])}.`
      : words`How alike your answers are: ${inWords(fields ?? [field!])}.`,
  text: ({ field }) => words`Which words you both use: ${fieldWords(field)}.`,
  custom: ({ name }) => words`Something of the programme's own: ${name}.`,
};

/** What each kind of rule makes a condition. */
export const asksFor: { readonly [Kind in Rule["kind"]]: (rule: Of<Rule, Kind>, reader: Reader) => Words } = {
  notInManagementChain: () => words`Neither of you manages the other, directly or higher up.`,
  sameAttribute: ({ field, share }, reader) => {
    if (share !== "all") return words`You have the same answer, or one in common: ${fieldWords(field)}.`;
    return reader === "mentee"
      ? words`The mentor has all of your answers: ${fieldWords(field)}.`
      : words`You have all of the mentee's answers: ${fieldWords(field)}.`;
  },
  differentAttribute: ({ field }) => words`You have different answers: ${fieldWords(field)}.`,
  gap: ({ field }) => words`You are as far apart as the programme asks for: ${fieldWords(field)}.`,
  sharedLanguage: () => words`You share a language.`,
  minimumOverlap: ({ minutes }) => words`You are both free for at least ${minutes} minutes a week.`,
  requiredExperience: () =>
    words`Where one of you needs the other to share a lived experience, the other has shared it and lets their match see it.`,
  eligible: ({ side, when }, reader) =>
    side === reader
      ? words`Your answers are such that you can take part: ${inWords(fieldsOf(when))}.`
      : words`The ${side}'s answers are such that they can take part: ${inWords(fieldsOf(when))}.`,
  customRule: ({ name }) => words`Something of the programme's own: ${name}.`,
  maximumDistance: ({ kilometres }) => words`You are at most ${kilometres} km apart.`,
  noRepeat: () => words`You were not matched with each other before.`,
  minimumScore: () => words`Your answers go together well enough.`,
};

/** What each stage of an objective looks for. */
export const aims: { readonly [Name in Stage]: () => Words } = {
  matched: () => words`As many mentees as possible get a mentor.`,
  priority: () => words`Mentees whom the programme puts first get a mentor first.`,
  draw: () => words`A lot decides who gets a place, whatever the answers.`,
  total: () => words`The answers go together as well as possible, over all pairs.`,
  floor: () => words`Even the pair whose answers go together least well goes together as well as possible.`,
  leximin: () => words`Even the pairs whose answers go together least well go together as well as possible.`,
  choices: () => words`As many mentees as possible get their first choice, then their second.`,
  "choices:generous": () => words`As few mentees as possible get somebody whom they did not choose.`,
  balance: () => words`Mentors get about the same number of mentees.`,
  continuity: () => words`Pairs that are together now stay together.`,
};

/** Everything else that a notice says. */
export const noticeTerms = {
  titleFor: (reader: Reader) =>
    reader === "mentee" ? words`How you will be matched with a mentor` : words`How you will be matched with mentees`,
  proposes: () =>
    words`A computer program proposes who is matched with whom. A person looks at the proposal and decides.`,
  sameWay: () => words`It compares answers, everybody's in the same way.`,
  counts: () => words`What counts`,
  notScored: () => words`How well your answers go together with somebody else's decides nothing here.`,
  silentMentee: () => words`Where you gave no answer, your other answers count instead.`,
  neutralMentee: () => words`Where you gave no answer, your other answers count instead, or a middle value stands in.`,
  silentMentor: () => words`Where you gave no answer, you may be matched less often for it.`,
  emphasis: () => words`Where you said that something matters more to you, it counts more.`,
  must: () => words`What a match needs`,
  relax: () => words`Some of this can give way for a mentee who would have nobody otherwise.`,
  places: (fields: readonly string[]) =>
    words`The programme keeps or limits places for groups of people, by these answers: ${inWords(fields)}.`,
  seats: () => words`You get no more mentees than you have places for.`,
  byHand: () =>
    words`The people who run the programme can also make or exclude a match themselves. They write down why.`,
  aim: () => words`What the program looks for`,
  inTurn: () => words`All people are matched together. These aims come one after the other:`,
  stable: (from: "scores" | "choices") =>
    words`All people are matched together, so that no two would both rather have each other than whom they have, by ${from === "scores" ? "how well their answers go together" : "whom they chose"}.`,
  ties: () => words`Where two ways are equally good, a lot decides. It can be drawn again and checked.`,
  unread: () => words`What does not count`,
  name: () => words`Your name.`,
  lanes: () => words`What you say only so that the programme can check itself later.`,
  blind: (fields: readonly string[]) => words`These answers, which are taken away first: ${inWords(fields)}.`,
  rest: () => words`Any other answer that is not named above.`,
  restOfOwn: () => words`Requests and lived experience, in what is of the programme's own.`,
  personal: () => words`What is personal`,
  livedExperience: () =>
    words`Lived experience counts only if somebody asks for it and somebody else chose to share it. It is shown to nobody, unless its owner said that their match may see it.`,
  noLivedExperience: () => words`Lived experience does not count here, and is shown to nobody.`,
  avoid: () =>
    words`If you ask not to be matched with somebody, no participant is ever told: not them, and nobody else.`,
  special: (fields: readonly string[], decidedBy: string, purpose: string) =>
    words`Some answers need special care: ${inWords(fields)}. That they may count was decided by ${decidedBy}, for this: ${purpose}.`,
  scores: () => words`No participant sees a score. Your match sees reasons in words.`,
  rights: () => words`What you can do`,
  contact: (contact: string) => words`Write to ${contact}, or to whoever runs the programme, if you want to:`,
  noContact: () => words`Ask whoever runs the programme, if you want to:`,
  explanation: () => words`know why you have your match, or why you have none;`,
  correct: () => words`see or correct what is stored of you;`,
  object: () => words`object to being matched in this way;`,
  person: () => words`have a person look at it again.`,
};
