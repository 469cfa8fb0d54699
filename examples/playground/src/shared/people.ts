import type { People } from "telemachus";
import type { Side } from "../engine/messages.js";

const LONGEST_NAME = 80;

/** The names of a programme's people, fit to be shown. */
export interface Names {
  readonly mentees: ReadonlyMap<string, string>;
  readonly mentors: ReadonlyMap<string, string>;
}

export function namesOf(people: People): Names {
  const read = (side: Side) => new Map(people[side].map(({ id, name }) => [id, shorten(name ?? "") || shorten(id)]));
  return { mentees: read("mentees"), mentors: read("mentors") };
}

/** One line, without what does not show, and no longer than a line. */
export function shorten(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST_NAME)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join("")}…` : line;
}
