import type { Change } from "./messages.js";

interface Pairs {
  readonly pairs: readonly { readonly mentee: string; readonly mentor: string }[];
}

/** Everybody whose mentors are others than before, in the order of their ids. */
export function toChanges(before: Pairs, after: Pairs): Change[] {
  const [old, now] = [mentorsOf(before), mentorsOf(after)];
  const mentees = [...new Set([...old.keys(), ...now.keys()])].sort();
  return mentees.flatMap((mentee) => {
    const [from, to] = [old.get(mentee) ?? [], now.get(mentee) ?? []];
    return from.join("\n") === to.join("\n") ? [] : [{ mentee, from, to }];
  });
}

function mentorsOf({ pairs }: Pairs): Map<string, string[]> {
  const mentors = new Map<string, string[]>();
  for (const { mentee, mentor } of pairs) {
    const own = mentors.get(mentee);
    if (own === undefined) mentors.set(mentee, [mentor]);
    else own.push(mentor);
  }
  return mentors;
}
