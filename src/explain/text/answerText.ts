import type { Answer } from "../actionableAnswers.js";
import type { Comparison } from "../compareWith.js";
import type { Firmness } from "../firmness.js";
import type { Recruit, Recruits } from "../recruit.js";
import type { SeatGain, SeatLoss, SeatValue } from "../seatValue.js";
import type { Shortlist } from "../shortlist.js";
import type { WhatWouldItTake } from "../whatWouldItTake.js";
import type { WhyNot } from "../whyNot.js";
import type { Block } from "./blocks.js";
import { chainSentence, changeWords, countSentences } from "./changeText.js";
import { brokenRuleWords } from "./matchText.js";
import { code, type Phrase, type Say } from "./say.js";
import type { Voice } from "./voice.js";
import { fieldWords } from "./words.js";

/** Why a mentee does not have a mentor, for whoever runs the programme or checks it. */
export function whyNotText(answer: WhyNot, voice: Voice): Block[] {
  const { say, called, again } = voice;
  const { mentee, mentor, kind, instead } = answer;
  const [side, others] = [sideOf(answer), instead.filter(({ id }) => id !== mentor.id)];
  const isTold = kind === "matched" && others.length === 0;
  return [
    {
      paragraph: [
        say("whyNot", { kind, side, mentee: called(mentee), mentor: called(mentor) }),
        ...whyNotSentences(answer, voice),
        ...("rank" in answer ? [say("standing", { score: answer.score, rank: answer.rank, of: answer.of })] : []),
        ...(isTold ? [] : [say("alsoHas", { mentors: (kind === "matched" ? instead : others).map(again) })]),
      ],
    },
  ];
}

/** Which of the two it lies with. */
function sideOf(answer: WhyNot): "mentee" | "mentor" | "both" | "unknown" {
  if (answer.kind === "avoided") return answer.by;
  if (answer.kind === "pinned") return answer.full;
  if (answer.kind === "manual") return answer.left;
  return answer.kind === "preference" ? answer.unwilling : "unknown";
}

function whyNotSentences(answer: WhyNot, voice: Voice): Phrase[] {
  const { say } = voice;
  const chain =
    "chain" in answer ? [answer.chain === null ? say("chainUnknown") : chainSentence(answer.chain, voice)] : [];
  switch (answer.kind) {
    case "banned":
      return [say("banReason", { reason: answer.reason }), ...rulesSentence(answer, say)];
    case "rule":
      return rulesSentence(answer, say);
    case "belowMinimum":
      return [say("belowMinimum", { score: answer.score, minimum: answer.minimum, rules: answer.rules })];
    case "lottery":
      return [
        answer.chance === null ? say("chanceUnknown") : say("chanceOfMentor", { chance: answer.chance }),
        ...chain,
      ];
    case "cost": {
      const [changes, stage] = [changeWords(answer.cost, "loss", say), say("stage", { stage: code(answer.decidedBy) })];
      return [
        changes.length === 0 ? say("worseWithPair", { stage }) : say("withPair", { changes }),
        ...countSentences(answer.profiles, say),
        ...(changes.length > 1 ? [say("decidedByStage", { stage })] : []),
        ...chain,
      ];
    }
    default:
      return [];
  }
}

function rulesSentence({ kind, rules }: Extract<WhyNot, { kind: "banned" | "rule" }>, say: Say): Phrase[] {
  if (rules.length === 0) return [];
  const broken = rules.map((rule) => brokenRuleWords(rule, say));
  return [say("rulesForbid", { isBanned: kind === "banned", rules: broken })];
}

/** What one seat more and one fewer would change. */
export function seatValueText({ mentor, seats, more, fewer }: SeatValue, voice: Voice): Block[] {
  const { say, called } = voice;
  return [
    { paragraph: [say("seatsOf", { mentor: called(mentor), seats })] },
    { items: [moreSentences(more, voice), fewerSentences(fewer, voice)] },
  ];
}

function moreSentences(more: SeatGain | null, voice: Voice): Phrase[] {
  const { say } = voice;
  if (more === null) return [say("moreSeatUnknown")];
  const changes = changeWords(more.gain, "gain", say);
  const counts = countSentences(more.profiles, say);
  if (changes.length > 0) return [say("moreSeat", { changes }), ...counts, chainSentence(more.chain, voice)];
  return [say(counts.length > 0 ? "moreSeatCounts" : "moreSeatFree"), ...counts, chainSentence(more.chain, voice)];
}

function fewerSentences(fewer: SeatLoss | null, voice: Voice): Phrase[] {
  const { say } = voice;
  if (fewer === null) return [say("fewerSeatUnknown")];
  const changes = changeWords(fewer.loss, "loss", say);
  const counts = countSentences(fewer.profiles, say);
  if (changes.length > 0) return [say("fewerSeat", { changes }), ...counts, chainSentence(fewer.chain, voice)];
  return [say(counts.length > 0 ? "fewerSeatCounts" : "fewerSeatFree"), ...counts, chainSentence(fewer.chain, voice)];
}

/** What it would take that a mentee gets a mentor. */
export function whatWouldItTakeText(answer: WhatWouldItTake, { say, called }: Voice): Block[] {
  const { mentee, mentor, now, score, raise, byScore, proposals } = answer;
  const head = [
    say("whatWouldItTake", { mentee: called(mentee), mentor: called(mentor) }),
    say("now", { kind: now }),
    ...(score === null ? [] : [say("scoreNow", { score })]),
  ];
  if (now === "matched") return [{ paragraph: head }];
  const items = proposals.map(({ of, answer, score }) => [
    say("proposal", { of, score, answer: answerWords(answer, say) }),
  ]);
  return [
    {
      paragraph: [
        ...head,
        raise === null ? say(byScore === "unknown" ? "raiseUnknown" : "noRaise") : say("raise", { raise }),
        say(items.length === 0 ? "noProposal" : "proposals"),
      ],
    },
    { items },
  ];
}

function answerWords(answer: Answer, say: Say): Phrase {
  switch (answer.kind) {
    case "term": {
      const given = { term: answer.term, field: fieldOf(answer.field, say) };
      return answer.level === null
        ? say("termAnswer", given)
        : say("termAnswerWithLevel", { ...given, level: answer.level });
    }
    case "language":
      return say("termAnswer", { term: answer.language, field: fieldOf(answer.field, say) });
    case "hours": {
      const { day, from, to, minutes } = answer;
      return say("hoursAnswer", { window: say("window", { day: say("day", { day }), from, to }), minutes });
    }
  }
}

function fieldOf(field: string, say: Say): Phrase {
  return say("field", { field: code(field), words: fieldWords(field) });
}

/** What a further mentor should bring. */
export function recruitsText({ recruits }: Recruits, voice: Voice): Block[] {
  const { say } = voice;
  if (recruits === null) return [{ paragraph: [say("recruitUnknown")] }];
  if (recruits.length === 0) return [{ paragraph: [say("noRecruit")] }];
  return [{ paragraph: [say("recruits")] }, { items: recruits.map((recruit) => recruitSentences(recruit, voice)) }];
}

function recruitSentences(
  { answers, availability, timeZone, gain, mentee, reaches }: Recruit,
  { say, called }: Voice,
): Phrase[] {
  const windows = availability ?? [];
  const sought = Object.entries(answers).map(([field, terms]) =>
    say("recruitField", { field: fieldOf(field, say), terms }),
  );
  const times =
    timeZone === undefined ? say("recruitTimes", { windows }) : say("recruitTimesIn", { windows, timeZone });
  const all = windows.length === 0 ? sought : [...sought, times];
  const changes = changeWords(gain, "gain", say);
  return [
    all.length === 0 ? say("anyMentor") : say("recruit", { answers: all }),
    ...(changes.length === 0 ? [] : [say("withRecruit", { changes })]),
    say("recruitedFor", { mentee: called(mentee) }),
    say("reaches", { mentees: reaches.map(called), count: reaches.length }),
  ];
}

/** A mentee's list, with all its numbers. */
export function shortlistText({ mentee, mentors }: Shortlist, { say, called }: Voice): Block[] {
  if (mentors.length === 0) return [{ paragraph: [say("emptyShortlist", { mentee: called(mentee) })] }];
  return [
    { paragraph: [say("shortlist", { mentee: called(mentee) })] },
    {
      items: mentors.map(({ mentor, score, price, net }) => [
        say("shortlisted", { mentor: called(mentor), score, price, net }),
      ]),
    },
  ];
}

/** What becomes of each pair when the weights change a little. */
export function firmnessText({ pairs, margin, ...counts }: Firmness, { say }: Voice): Block[] {
  const { seed, samples, spread, stays, unchanged } = counts;
  return [
    { paragraph: [say("firmness", { seed, samples, spread, stays, unchanged }), marginSentence(margin, say)] },
    {
      items: pairs.map(({ mentee, mentor, stays, coinFlip, pinned }) => [
        say("firmPair", { mentee, mentor, stays, coinFlip, pinned }),
      ]),
    },
  ];
}

function marginSentence(margin: Firmness["margin"], say: Say): Phrase {
  if (margin === null) return say("nextBestUnknown");
  const changes = changeWords(margin, "loss", say);
  return changes.length === 0 ? say("nextBestIsTied") : say("nextBest", { changes });
}

/** What a matching gains over another. */
export function comparisonText(comparison: Comparison, { say }: Voice): Block[] {
  const { with: other, here, there, mentees, better, worse, same } = comparison;
  const score = (value: number | null) => (value === null ? say("none") : say("score", { score: value }));
  const people = (ids: readonly string[]) => (ids.length === 0 ? say("nobody") : say("people", { people: ids }));
  return [
    {
      paragraph: [
        say("comparison", { other }),
        say("comparedMatched", { here: here.matched, there: there.matched }),
        say("comparedTotal", { here: here.total, there: there.total }),
        say("comparedLowest", { here: score(here.lowest), there: score(there.lowest) }),
        ...gainSentences(comparison, say),
        say("comparedPeople", { better, worse, same }),
      ],
    },
    {
      items: mentees.map(({ mentee, here, there, change }) => [
        say("comparedMentee", { mentee, here: people(here), there: people(there), change }),
      ]),
    },
  ];
}

/** By stage of the objective; there is none of a matching that is stable or infeasible. */
function gainSentences({ gain, profiles }: Comparison, say: Say): Phrase[] {
  const changes = changeWords(gain, "gain", say);
  const equal = Object.keys(gain).length === 0 ? [] : [say("comparedEqual")];
  return [...(changes.length > 0 ? [say("comparedGain", { changes })] : equal), ...countSentences(profiles, say)];
}
