import type { Exclusions, Shortage, UnmatchedMentee } from "../../matching/matching.js";
import type { UnmatchedExplanation } from "../explain.js";
import type { UnmatchedRepair } from "../repairs.js";
import type { WhyUnmatchedMentee, WhyUnmatchedMentor } from "../whyUnmatched.js";
import type { Block } from "./blocks.js";
import { chainSentence, changeWords } from "./changeText.js";
import { alternativeSentences } from "./matchText.js";
import { code, type Phrase, type Say } from "./say.js";
import type { Voice } from "./voice.js";

/** Why a mentee has nobody, for whoever runs the programme or checks it. */
export function unmatchedText(explanation: UnmatchedExplanation, voice: Voice): Block[] {
  const { why } = explanation;
  const excluded = "excluded" in why ? exclusionSentences(why.excluded, voice.say) : [];
  return [
    { paragraph: [headOf(explanation, excluded, voice)] },
    { paragraph: alternativeSentences(explanation, voice) },
  ];
}

/** The same with what is behind it, and what would help. */
export function whyUnmatchedMenteeText(answer: WhyUnmatchedMentee, voice: Voice): Block[] {
  const { excluded, allowed, withFreeSeats: free, chance } = answer;
  const { say } = voice;
  return [
    {
      paragraph: [
        headOf(answer, [], voice),
        say("mentorsLeft", { allowed, free }),
        ...(answer.why.reason === "OUTPRICED" ? priceSentences(answer, voice) : []),
        ...exclusionSentences(excluded, say),
        ...(chance === null ? [] : [say("chanceOfSeat", { chance })]),
      ],
    },
    ...repairBlocks(answer, voice),
  ];
}

function priceSentences({ best }: WhyUnmatchedMentee, { say, called }: Voice): Phrase[] {
  return best.flatMap(({ mentor, score, price }) => {
    return price === null ? [] : [say("outpricedBy", { mentor: called(mentor), score, price })];
  });
}

/** Why a mentor has nobody, or free seats. */
export function whyUnmatchedMentorText(answer: WhyUnmatchedMentor, voice: Voice): Block[] {
  const { mentor, why, taken, allowed, unmatched, excluded } = answer;
  const { say, called } = voice;
  return [
    {
      paragraph: [
        say("seats", { mentor: called(mentor), seats: taken + why.free, free: why.free }),
        say("freeSeats", { reason: code(why.reason) }),
        say("menteesLeft", { allowed, unmatched }),
        ...exclusionSentences(excluded, say),
      ],
    },
    ...repairBlocks(answer, voice),
  ];
}

type Unmatched = Pick<UnmatchedExplanation, "mentee" | "why" | "shortage">;

function headOf({ mentee, why, shortage }: Unmatched, more: readonly Phrase[], { say, called, again }: Voice): Phrase {
  const sentences = [...whySentences(why, shortage, { say, name: again(mentee) }), ...more];
  return say("unmatched", { mentee: called(mentee), reason: code(why.reason), why: say("joined", { sentences }) });
}

function whySentences(
  why: UnmatchedMentee,
  shortage: Shortage | null,
  { say, name }: { readonly say: Say; readonly name: string },
): Phrase[] {
  const decided = () => ("decidedBy" in why ? [say("decided", { by: why.decidedBy, name })] : []);
  switch (why.reason) {
    case "MANUAL":
      return [say("manual")];
    case "NO_MENTORS":
      return [say("noMentors")];
    case "NO_ELIGIBLE_MENTOR":
      return [say("noneAllowed", { mentors: why.excluded.mentors })];
    case "ALL_BELOW_MINIMUM_SCORE":
      return [say("noneReaches")];
    case "PINNED_ELSEWHERE":
      return [say("allPinned", { mentors: why.mentors })];
    case "OUTPRICED":
      return [say("outpriced"), ...decided()];
    case "QUOTA":
      return [say("quotaFull", { quotas: why.quotas.map((index) => say("quota", { index })) }), ...decided()];
    case "INFEASIBLE":
      return [say("infeasible")];
    case "CAPACITY_SHORT":
      if (shortage === null) return [say("seatsShort"), ...decided()];
      // where there is no seat at all, no other matching has one either
      return [shortageSentence(shortage, say), ...(shortage.seats === 0 ? [] : decided())];
  }
}

function shortageSentence({ mentees, mentors, seats, over }: Shortage, say: Say): Phrase {
  return say("shortage", { mentees: mentees.length, mentors: mentors.length, seats, over });
}

function exclusionSentences({ rules, bans, manual, requests }: Omit<Exclusions, "mentors">, say: Say): Phrase[] {
  const parts = [
    ...Object.entries(rules).map(([rule, count]) => say("ruleForbids", { rule, count })),
    ...(bans > 0 ? [say("bansForbid", { count: bans })] : []),
    ...(manual > 0 ? [say("manualForbids", { count: manual })] : []),
    ...(requests > 0 ? [say("requestsForbid", { count: requests })] : []),
  ];
  return parts.length === 0 ? [] : [say("exclusions", { parts })];
}

function repairBlocks({ status, why, repairs }: WhyUnmatchedMentee | WhyUnmatchedMentor, voice: Voice): Block[] {
  const { say } = voice;
  if (status === "infeasible") return [{ paragraph: [say("repairsOfAll")] }];
  if (why.reason === "MANUAL") return [{ paragraph: [say("pinByHuman")] }];
  if (repairs.length === 0) return [{ paragraph: [say("noRepair")] }];
  return [{ paragraph: [say("repairs")] }, { items: repairs.map((repair) => repairSentences(repair, voice)) }];
}

function repairSentences(repair: UnmatchedRepair, voice: Voice): Phrase[] {
  const { say, called } = voice;
  switch (repair.kind) {
    case "seats":
      return [
        say("repair", { repair: say("moreSeats", { seats: repair.seats, mentors: repair.mentors.map(called) }) }),
      ];
    case "rule":
      return [say("repair", { repair: say("withoutRule", { rule: repair.rule }) })];
    case "ban":
      return [say("repair", { repair: say("withoutBans", { people: repair.with.map(called) }) })];
    case "pin": {
      const { with: person, override, cost, chain } = repair;
      const pin =
        override.length === 0
          ? say("pin", { person: called(person) })
          : say("pinInSpite", { person: called(person), rules: override });
      const changes = cost === null ? [] : changeWords(cost, "loss", say);
      return [
        changes.length === 0 ? say("repair", { repair: pin }) : say("repairCost", { repair: pin, changes }),
        ...(chain === null ? [] : [chainSentence(chain, voice)]),
      ];
    }
  }
}
