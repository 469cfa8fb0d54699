import { isOpenWarning } from "../../explain/openWarnings.js";
import { counted } from "../../numeric/counted.js";
import type { Warning } from "../../problem/problem.js";
import { few, shown, shownSentence } from "../words/shown.js";
import type { View } from "./view.js";

/** People named in one warning. */
const NAMED = 8;

/** The warnings that an audience may read, a sentence or two each. */
export function warningsOf(view: View): string[] {
  const { warnings } = view.matching;
  const open = view.audience === "committee" ? warnings.filter(isOpenWarning) : warnings;
  return open.map((warning) => [shownSentence(warning.message), ...detailsOf(view, warning)].join(" "));
}

function detailsOf(view: View, { ids = [], pairs = [], terms = [], count }: Warning): string[] {
  const whole = count ?? Math.max(ids.length, pairs.length, terms.length);
  const people = ids.map((id) => nameOf(view, id));
  const couples = pairs.map(({ mentee, mentor }) => `${nameOf(view, mentee)} with ${nameOf(view, mentor)}`);
  const words = terms.map(({ term, people: by, nearest }) => {
    const near = nearest === undefined ? "" : `, nearest “${shown(nearest)}”`;
    return `“${shown(term)}” (${counted(by, "person", "people")}${near})`;
  });
  const all = [...people, ...couples, ...words];
  if (all.length === 0) return count === undefined ? [] : [`${count} in all.`];
  const listed = few(all.slice(0, NAMED), NAMED);
  return [whole > Math.min(NAMED, all.length) ? `${listed}; ${whole} in all.` : `${listed}.`];
}

function nameOf({ menteeOf, mentorOf, mentees, mentors }: View, id: string): string {
  const [mentee, mentor] = [menteeOf.get(id), mentorOf.get(id)];
  if (mentee !== undefined) return mentees[mentee];
  return mentor === undefined ? shown(id) : mentors[mentor];
}
