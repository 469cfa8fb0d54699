import type { Profile, Stage } from "../../solve/assignment.js";
import type { Chain, StageChange, StageProfiles } from "../change.js";
import { code, type Phrase, type Say } from "./say.js";
import type { Voice } from "./voice.js";

/** What changes, a clause for each stage that does; above zero is worse in a loss, and better in a gain. */
export function changeWords(change: StageChange, of: "loss" | "gain", say: Say): Phrase[] {
  return (Object.entries(change) as [Stage | "places", number][]).flatMap(([stage, amount]) => {
    if (amount === 0) return [];
    return [say("change", { stage: code(stage), by: Math.abs(amount), better: amount > 0 === (of === "gain") })];
  });
}

/** Which counts change, a sentence for each stage that has some. */
export function countSentences(profiles: StageProfiles, say: Say): Phrase[] {
  return (Object.entries(profiles) as [Stage, Profile][]).flatMap(([stage, profile]) => {
    if (profile.length === 0) return [];
    const counts = profile.map(({ of, count }) => say("countOf", { stage: code(stage), of, change: count }));
    return [say("counts", { stage: say("stage", { stage: code(stage) }), counts })];
  });
}

/** Who would change, one after the other. */
export function chainSentence({ moves, fills, frees }: Chain, { say, called }: Voice): Phrase {
  const steps = [
    ...moves.map(({ mentee: who, from, to, change }) => {
      const mentee = called(who);
      if (to === null) return say("loses", { mentee, from: called(from!), change });
      if (from === null) return say("gets", { mentee, to: called(to), change });
      return say("moves", { mentee, from: called(from), to: called(to), change });
    }),
    ...fills.map((mentor) => say("seatTaken", { mentor: called(mentor) })),
    ...frees.map((mentor) => say("seatFreed", { mentor: called(mentor) })),
  ];
  return steps.length === 0 ? say("nobodyChanges") : say("chain", { steps });
}
