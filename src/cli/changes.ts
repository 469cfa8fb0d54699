import type { Matching } from "../matching/matching.js";
import { counted } from "../numeric/counted.js";
import { compareText } from "../numeric/nearest.js";
import { heading, type Line } from "./lines.js";

/** A mentee whose mentors differ in two matchings; both lists are in code-unit order. */
export interface ChangedMentee {
  readonly mentee: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What differs between two matchings, by mentee, in code-unit order. */
export interface Changes {
  /** How many pairs are in both. */
  readonly kept: number;
  /** Matched in both, and not with the same mentors. */
  readonly changed: readonly ChangedMentee[];
  readonly gained: readonly ChangedMentee[];
  readonly lost: readonly ChangedMentee[];
}

/** Sorts out what differs between the pairs of two matchings, whoever takes part in them. */
export function changesBetween(before: Pick<Matching, "pairs">, after: Pick<Matching, "pairs">): Changes {
  const [then, now] = [mentorsByMentee(before), mentorsByMentee(after)];
  const mentees = [...new Set([...then.keys(), ...now.keys()])].sort(compareText);
  const differing = mentees
    .map((mentee) => ({ mentee, before: then.get(mentee) ?? [], after: now.get(mentee) ?? [] }))
    .filter((one) => one.before.join("\0") !== one.after.join("\0"));
  const kept = before.pairs.filter(({ mentee, mentor }) => now.get(mentee)?.includes(mentor)).length;
  return {
    kept,
    changed: differing.filter((one) => one.before.length > 0 && one.after.length > 0),
    gained: differing.filter((one) => one.before.length === 0),
    lost: differing.filter((one) => one.after.length === 0),
  };
}

function mentorsByMentee({ pairs }: Pick<Matching, "pairs">): Map<string, string[]> {
  const mentors = new Map<string, string[]>();
  for (const { mentee, mentor } of pairs)
    mentors.set(mentee, [...(mentors.get(mentee) ?? []), mentor].sort(compareText));
  return mentors;
}

const LISTED = 20;

/** Says what differs; the words are for those who are matched on one side only. */
export function changeLines(changes: Changes, words: { readonly gained: string; readonly lost: string }): Line[] {
  const { kept, changed, gained, lost } = changes;
  if (changed.length + gained.length + lost.length === 0) return [`Nothing differs: ${counted(kept, "pair")} the same`];
  const moves = (mentees: readonly ChangedMentee[], what: string): Line[] => {
    if (mentees.length === 0) return [];
    const shown = mentees
      .slice(0, LISTED)
      .map((one) => `  ${one.mentee}: ${listed(one.before)} → ${listed(one.after)}`);
    const more = mentees.length > LISTED ? [`  … and ${mentees.length - LISTED} more`] : [];
    return [heading(`${counted(mentees.length, "mentee")} ${what}:`), ...shown, ...more];
  };
  return [
    `${counted(kept, "pair")} the same`,
    ...moves(changed, "with other mentors"),
    ...moves(gained, words.gained),
    ...moves(lost, words.lost),
  ];
}

function listed(mentors: readonly string[]): string {
  return mentors.length === 0 ? "nobody" : mentors.join(", ");
}
