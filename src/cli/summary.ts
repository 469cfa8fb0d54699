import type { Matching } from "../match.js";
import type { MatchedPeople } from "./matchedPeople.js";
import { plainText } from "./plainText.js";

const LISTED_PAIRS = 20;
const LISTED_PEOPLE = 5;
const WIDEST = 40;

const reasons: { readonly [reason: string]: string } = {
  NO_MENTORS: "there are no mentors",
  NO_ELIGIBLE_MENTOR: "the rules allow no mentor",
  ALL_BELOW_MINIMUM_SCORE: "every allowed mentor is below the minimum score",
  CAPACITY_SHORT: "more mentees than seats among the mentors they could have",
  OUTPRICED: "the seats they could have add more to the total with others",
  PINNED_ELSEWHERE: "pins hold every seat they could have",
};

/** What `telemachus match` shows of a matching: counts, the first pairs, who is unmatched and why, warnings. */
export function summary(
  matching: Matching,
  people: MatchedPeople,
  carried: { readonly mentees: readonly string[]; readonly mentors: readonly string[] },
): string {
  const blocks = [
    countLines(matching, people),
    pairLines(matching, people),
    unmatchedLines(matching, people),
    matching.warnings.map(({ message }) => `Warning: ${message}`),
    (["mentees", "mentors"] as const)
      .filter((side) => carried[side].length > 0)
      .map(
        (side) =>
          `Of ${side}, carried to display and not scored: ${carried[side].map((header) => JSON.stringify(header)).join(", ")}`,
      ),
  ];
  const shown = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(plainText).join("\n"));
  return `${shown.join("\n\n")}\n`;
}

function countLines({ pairs, unmatched, total }: Matching, { mentees, mentors }: MatchedPeople): string[] {
  const free = unmatched.seats.reduce((sum, seat) => sum + seat.free, 0);
  return [
    `Mentees: ${mentees.length}, ${pairs.length} of them matched`,
    `Mentors: ${mentors.length} with ${counted(pairs.length + free, "seat")}, ${free} of them free`,
    `Total score: ${formatMillionths(total)}, proven optimal`,
  ];
}

function pairLines({ pairs }: Matching, people: MatchedPeople): string[] {
  const mentees = namesOf(people.mentees);
  const mentors = namesOf(people.mentors);
  const rows = pairs
    .slice(0, LISTED_PAIRS)
    .map(({ mentee, mentor, score, confidence }) => [
      cut(mentees(mentee)),
      cut(mentors(mentor)),
      formatMillionths(score),
      formatMillionths(confidence),
    ]);
  if (rows.length === 0) return [];
  const lines = tableLines(["Mentee", "Mentor", "Score", "Confidence"], rows);
  return pairs.length > LISTED_PAIRS ? [...lines, `… and ${pairs.length - LISTED_PAIRS} more`] : lines;
}

function unmatchedLines({ unmatched }: Matching, people: MatchedPeople): string[] {
  const groups = new Map<string, string[]>();
  for (const { id, reason } of unmatched.mentees) groups.set(reason, [...(groups.get(reason) ?? []), id]);
  const nameOf = namesOf(people.mentees);
  const lines = [...groups].map(([reason, ids]) => {
    const names = ids.slice(0, LISTED_PEOPLE).map((id) => cut(nameOf(id)));
    const more = ids.length > LISTED_PEOPLE ? [`… and ${ids.length - LISTED_PEOPLE} more`] : [];
    return `  ${ids.length}: ${reasons[reason] ?? reason} (${[...names, ...more].join(", ")})`;
  });
  return lines.length === 0 ? [] : ["Unmatched mentees:", ...lines];
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
    return name === "" ? plainText(id) : name;
  };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= WIDEST ? text : `${characters.slice(0, WIDEST - 1).join("")}…`;
}

function widthOf(text: string): number {
  return [...text].length;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Three decimals, rounded from whole millionths so that no binary fraction shows. */
function formatMillionths(value: number): string {
  const thousandths = Math.round(Math.round(value * 1e6) / 1e3);
  return `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
}
