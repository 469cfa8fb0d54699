import { explain } from "../../explain/explain.js";
import { toText } from "../../explain/toText.js";
import { type Checks, checkOptions } from "../../matching/checkMatchOptions.js";
import type { Matching } from "../../matching/matching.js";
import { oneLine } from "../../numeric/oneLine.js";
import type { People } from "../../problem/people.js";
import { programmeView } from "./programmeView.js";
import type { Sheet } from "./sheet.js";

export interface LettersOptions {
  /** Whom people may write to: the end of each text. Not told where it is not given. */
  readonly contact?: string;
}

const checks: Checks<LettersOptions> = {
  contact: {
    expected: "a text that is not blank",
    holds: (value) => typeof value === "string" && oneLine(value) !== "",
  },
};

/**
 * A row for each person, mentees first, for a mail merge: whom they are matched with, and the text that `toText` has for
 * them. Nothing in a row is more than its person may read.
 *
 * Time O(mentors · criteria) for each pair.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID where the people are not the matching's; E_OPTION, E_UNKNOWN_KEY
 */
export function lettersSheet(matching: Matching, people: People, options: LettersOptions = {}): Sheet {
  checkOptions(options, checks);
  const { nameOf, scorer } = programmeView(matching, people, "administrator");
  const { mentees, mentors } = scorer.problem;
  const [mentorsOf, menteesOf] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { mentee, mentor } of matching.pairs) {
    mentorsOf.set(mentee, [...(mentorsOf.get(mentee) ?? []), mentor]);
    menteesOf.set(mentor, [...(menteesOf.get(mentor) ?? []), mentee]);
  }
  const names = (side: keyof People, ids: readonly string[]) => ids.map((id) => nameOf(side, id)).join("; ");
  return {
    name: "Letters",
    header: ["Id", "Name", "Side", "Match ids", "Match names", "Text"],
    rows: [
      ...mentees.map(({ id }) => {
        const own = mentorsOf.get(id) ?? [];
        const row = [id, nameOf("mentees", id), "mentee", own.join("; "), names("mentors", own)];
        return [...row, menteeText(matching, { mentee: id, mentors: own }, options)];
      }),
      ...mentors.map(({ id }) => {
        const own = menteesOf.get(id) ?? [];
        const row = [id, nameOf("mentors", id), "mentor", own.join("; "), names("mentees", own)];
        return [...row, toText(explain(matching, { mentor: id }), { audience: "mentor", ...options })];
      }),
    ],
  };
}

/** One text about each mentor; the first alone says that the matching is a proposal, the last alone whom to write to. */
function menteeText(
  matching: Matching,
  { mentee, mentors }: { readonly mentee: string; readonly mentors: readonly string[] },
  options: LettersOptions,
): string {
  if (mentors.length === 0) return toText(explain(matching, { mentee }), { audience: "mentee", ...options });
  const texts = mentors.map((mentor, i) =>
    toText(explain(matching, { mentee, mentor }), {
      audience: "mentee",
      ...(i === 0 ? {} : { terms: { unconfirmed: "" } }),
      ...(i === mentors.length - 1 ? options : {}),
    }).trim(),
  );
  return texts.join("\n\n");
}
