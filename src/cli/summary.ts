import { fieldLike, type Side } from "../io/fields.js";
import type { FilePeople } from "../io/filePeople.js";
import type { ReadSide } from "../io/readProgramme.js";
import type { Matching, UnmatchedMentee, UnmatchedPlaces, UnmatchedSeats } from "../matching/matching.js";
import { counted } from "../numeric/counted.js";
import type { Warning } from "../problem/problem.js";
import { heading, inBlocks, type Line, quiet, warning } from "./lines.js";
import type { MatchedPeople } from "./matchedPeople.js";
import { formatMillionths } from "./numbers.js";
import { outcomeLines } from "./outcome.js";
import { plainText } from "./plainText.js";

const sides = ["mentees", "mentors"] as const;
const LISTED_PAIRS = 20;
const LISTED_PEOPLE = 5;
const WIDEST = 40;

const menteeReasons: { readonly [Reason in UnmatchedMentee["reason"]]: string } = {
  MANUAL: "left to a human, and not pinned",
  NO_MENTORS: "there are no mentors",
  NO_ELIGIBLE_MENTOR: "rules, bans or requests allow no mentor",
  ALL_BELOW_MINIMUM_SCORE: "every mentor whom the rules allow is below the minimum score",
  CAPACITY_SHORT: "too few seats among the mentors they could have",
  OUTPRICED: "the objective does as well or better without",
  PINNED_ELSEWHERE: "every seat they could have is pinned",
  QUOTA: "quotas keep the free seats they could have",
  INFEASIBLE: "no matching meets the policy's minimums and quotas",
};

const seatReasons: { readonly [Reason in UnmatchedSeats["reason"]]: string } = {
  MANUAL: "of mentors who are left to a human, and not pinned",
  NO_ELIGIBLE_MENTEE: "no mentee may take them",
  MORE_SEATS_THAN_MENTEES: "nobody is left who may take them and whom the objective would give one",
  QUOTA: "quotas keep them free",
  INFEASIBLE: "no matching meets the policy's minimums and quotas",
};

const placeReasons: { readonly [Reason in UnmatchedPlaces["reason"]]: string } = {
  MANUAL: "left to a human, and not pinned",
  NO_FURTHER_MENTOR: "no other mentor is allowed",
  SEATS_TAKEN: "others have the seats of those they could have",
  QUOTA: "quotas keep the free seats they could have",
  OBJECTIVE: "a further pair would make the matching worse under the objective",
};

/** What `telemachus match` shows of a matching: counts, what is proven, the first pairs, who is left and why, warnings. */
export function summary(
  matching: Matching,
  people: MatchedPeople,
  files: { readonly [side in Side]: Pick<ReadSide, "carried" | "unsplit"> },
): Line[] {
  return inBlocks([
    countLines(matching),
    pairLines(matching, people),
    unmatchedLines(matching, people),
    lotteryLines(matching, people),
    matching.warnings.map((one) => warning(warningLine(one))),
    sides.flatMap((side) => files[side].unsplit.map(unsplitLine)),
    sides.flatMap((side) => carriedLines(side, files[side].carried).map(quiet)),
  ]);
}

function countLines(matching: Matching): string[] {
  const { counts } = matching.manifest;
  const several = matching.pairs.length > counts.matched ? `, in ${matching.pairs.length} pairs` : "";
  return [
    `Mentees: ${counts.mentees}, ${counts.matched} of them matched${several}`,
    `Mentors: ${counts.mentors} with ${counted(counts.seats, "seat")}, ${counts.freeSeats} of them free`,
    ...outcomeLines(matching),
    "A proposal: nobody has confirmed it yet",
  ];
}

function pairLines({ pairs }: Matching, people: MatchedPeople): Line[] {
  const mentees = namesOf(people.mentees);
  const mentors = namesOf(people.mentors);
  const rows = pairs
    .slice(0, LISTED_PAIRS)
    .map(({ mentee, mentor, score, confidence }) => [
      mentees(mentee),
      mentors(mentor),
      formatMillionths(score),
      formatMillionths(confidence),
    ]);
  if (rows.length === 0) return [];
  const [head, ...body] = tableLines(["Mentee", "Mentor", "Score", "Confidence"], rows);
  const more = pairs.length > LISTED_PAIRS ? [`… and ${pairs.length - LISTED_PAIRS} more`] : [];
  return [heading(head), ...body, ...more];
}

function unmatchedLines({ status, unmatched }: Matching, people: MatchedPeople): Line[] {
  // the outcome says for all what it would say here for each
  if (status === "infeasible") return [];
  const nameOf = namesOf(people.mentees);
  const ids = grouped(unmatched.mentees, ({ reason, id }) => [reason, id]);
  const seats = grouped(unmatched.seats, ({ reason, free }) => [reason, free]);
  const menteeLines = [...ids].map(
    ([reason, group]) => `  ${group.length}: ${menteeReasons[reason]} (${listed(group.map(nameOf), group.length)})`,
  );
  const placeLines = [...grouped(unmatched.places, (place) => [place.reason, place])].map(([reason, group]) => {
    const missing = group.reduce((sum, place) => sum + place.missing, 0);
    const names = group.map(({ mentee }) => nameOf(mentee));
    return `  ${missing}: ${placeReasons[reason]} (${listed(names, group.length)})`;
  });
  const seatLines = [...seats].map(
    ([reason, group]) => `  ${group.reduce((sum, free) => sum + free, 0)}: ${seatReasons[reason]}`,
  );
  return [
    ...(menteeLines.length === 0 ? [] : [heading("Unmatched mentees:"), ...menteeLines]),
    ...(placeLines.length === 0 ? [] : [heading("Further mentors wanted:"), ...placeLines]),
    ...(seatLines.length === 0 ? [] : [heading("Free seats:"), ...seatLines]),
  ];
}

function lotteryLines({ objective: { lottery } }: Matching, people: MatchedPeople): string[] {
  if (lottery.mentees.length === 0) return [];
  const names = lottery.mentees.map(({ mentee }) => mentee).map(namesOf(people.mentees));
  const who = `who of these ${names.length} is matched: ${listed(names, names.length)}`;
  return [`Between equally good matchings, the lottery of seed ${lottery.seed} decided ${who}`];
}

/** A warning with whom and what it is about. */
export function warningLine({ code, message, ids = [], pairs = [], terms = [], count = ids.length }: Warning): string {
  const names = [
    ...ids.map(short),
    ...pairs.map(({ mentee, mentor }) => `${short(mentee)} with ${short(mentor)}`),
    ...terms.map(({ term, nearest }) =>
      nearest === undefined ? short(term) : `${short(term)}, near ${short(nearest)}`,
    ),
  ];
  const concerned = names.length > 0 ? ` (${listed(names, count)})` : count > 0 ? ` (${count})` : "";
  return `Warning ${code}: ${message}${concerned}`;
}

/** The first few names of so many, and how many more there are. */
function listed(names: readonly string[], count: number): string {
  const shown = names.slice(0, LISTED_PEOPLE);
  return (count > shown.length ? [...shown, `… and ${count - shown.length} more`] : shown).join(", ");
}

function grouped<Item, Key, Value>(items: readonly Item[], entryOf: (item: Item) => [Key, Value]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of items.map(entryOf)) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

function unsplitLine({ field, cells }: FilePeople["unsplit"][number]): string {
  const held = `${counted(cells, "answer")} in the column of ${field} ${cells === 1 ? "holds" : "hold"} a comma and none a semicolon`;
  return `Note: ${held}. If commas separate the entries, state "split": "," for ${field} in the policy's columns.`;
}

function carriedLines(side: Side, headers: readonly string[]): string[] {
  if (headers.length === 0) return [];
  const words = headers.map((header) => {
    const field = fieldLike(side, header);
    const name = JSON.stringify(short(header));
    return field === undefined ? name : `${name} (the field is ${JSON.stringify(field)})`;
  });
  return [`Columns of ${side} carried to display, not scored: ${words.join(", ")}`];
}

/** Numbers stand to the right. */
function tableLines(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column])].map(widthOf)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(widths[column] - widthOf(cell));
        return column < 2 ? cell + space : space + cell;
      })
      .join("  "),
  );
}

function namesOf(people: MatchedPeople["mentees"]): (id: string) => string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = plainText(names.get(id) ?? "").trim();
    return short(name === "" ? id : name);
  };
}

/** A text as it is shown, cut where it is long: whole characters, after what does not show was taken out. */
function short(text: string): string {
  const characters = [...plainText(text)];
  return characters.length <= WIDEST ? characters.join("") : `${characters.slice(0, WIDEST - 1).join("")}…`;
}

function widthOf(text: string): number {
  return [...text].length;
}
