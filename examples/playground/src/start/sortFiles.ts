import type { InputFile } from "telemachus/io";

/** What each of the files is that somebody chose or dropped. */
export interface ChosenFiles {
  readonly mentees?: InputFile | undefined;
  readonly mentors?: InputFile | undefined;
  /** Both sides in one JSON file. */
  readonly people?: InputFile | undefined;
  readonly policy?: InputFile | undefined;
}

export type Slot = keyof ChosenFiles;

/**
 * Says of files what they are: JSON by its keys, tables by their names (both "mentee" and "student" are the side that
 * learns). Of two tables whose names say nothing, the first one has the mentees.
 */
export function sortFiles(files: readonly InputFile[], before: ChosenFiles = {}): ChosenFiles {
  let chosen: ChosenFiles = before;
  const unsure: InputFile[] = [];
  for (const file of files) {
    const slot = slotOf(file);
    if (slot === undefined) unsure.push(file);
    else chosen = { ...chosen, [slot]: file };
  }
  for (const file of unsure) {
    const slot = chosen.mentees === undefined ? "mentees" : "mentors";
    chosen = { ...chosen, [slot]: file };
  }
  return chosen;
}

function slotOf({ name, bytes }: InputFile): Slot | undefined {
  if (/\.json$/i.test(name)) {
    const keys = keysOf(bytes);
    if (keys.includes("criteria")) return "policy";
    if (keys.includes("mentees") && keys.includes("mentors")) return "people";
    if (/policy/i.test(name)) return "policy";
    if (/people/i.test(name)) return "people";
  }
  const isMentees = /mentee|student|learner|prot[eé]g/i.test(name);
  const isMentors = /mentor|coach|guide/i.test(name);
  return isMentees === isMentors ? undefined : isMentees ? "mentees" : "mentors";
}

/** The keys of a JSON object; none of anything else: what is wrong with it is said when it is read. */
function keysOf(bytes: Uint8Array): readonly string[] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/** What looks like a mistake, though it may be meant. */
export function doubtAbout({ mentees, mentors }: ChosenFiles): readonly string[] {
  if (mentees === undefined || mentors === undefined) return [];
  const isTwice =
    mentees.bytes.length === mentors.bytes.length && mentees.bytes.every((byte, at) => byte === mentors.bytes[at]);
  if (isTwice) return ["Both files hold exactly the same: is one of them the wrong one?"];
  const isSwapped = slotOf(mentees) === "mentors" && slotOf(mentors) === "mentees";
  return isSwapped ? ["Going by their names, the two files are swapped."] : [];
}
