import { type Matching, match, type RunEvent, type RunLog, type RunLogOptions, readiness, runLog } from "telemachus";
import { people, policy } from "./story.js";

/** A log in memory, and the text that its sink holds. */
export interface KeptLog {
  readonly log: RunLog;
  readonly text: () => string;
}

export const matching: Matching = match(people, policy);
/** The same, as `confirm` returns it. */
export const confirmed: Matching = {
  ...matching,
  decision: { state: "confirmed", actor: "mara", reason: "Looked through, all well" },
};

/** A clock that moves on by a second each time. */
export function clock(): () => string {
  let seconds = 0;
  return () => new Date(Date.UTC(2026, 2, 2, 9, 30, seconds++)).toISOString();
}

/** Opens a log whose sink is a text, which may hold something already. */
export function keptLog(options: Partial<RunLogOptions> = {}, kept = ""): KeptLog {
  let text = kept;
  const write = (line: string) => {
    text += line;
  };
  const log = runLog({ write, now: clock(), ...options });
  return { log, text: () => text };
}

/** One event of each name. */
export const events: readonly RunEvent[] = [
  { event: "created", actor: "programme office", programme: "Ada and her cohort" },
  { event: "validated", readiness: readiness(people, policy) },
  { event: "solved", matching },
  { event: "explanationViewed", matching, actor: "ada", audience: "mentee", mentee: "ada", mentor: "lin" },
  {
    event: "overridden",
    matching,
    mentee: "ada",
    mentor: "noor",
    actor: "mara",
    reason: "Ada asked for it: “später” 🙂",
  },
  { event: "confirmed", matching: confirmed },
  { event: "published", matching: confirmed, actor: "mara" },
  { event: "withdrawn", matching: confirmed, actor: "mara", reason: "the wrong list of people" },
];

/** The log of all of them. */
export function storyLog(options: Partial<RunLogOptions> = {}): KeptLog {
  const kept = keptLog(options);
  for (const event of events) kept.log.append(event);
  return kept;
}

/** The lines of a log, without their newlines. */
export function linesOf(text: string): string[] {
  return text.split("\n").slice(0, -1);
}
