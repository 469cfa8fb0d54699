import { counted } from "../../numeric/counted.js";
import { normaliseTerm } from "../../problem/terms.js";
import type { Criterion, Rule } from "../../score/registry.js";
import { isNumeric } from "./columnFacts.js";
import { type AnswerOf, type Asked, type Draft, type Drafts, factsOf } from "./draft.js";
import { guessedOrder, knownOrder } from "./ladders.js";

/** What questions add to. */
interface Parts {
  readonly criteria: { [name: string]: Criterion };
  readonly rules: { [name: string]: Rule };
}

const both = ({ mentees, mentors }: Drafts): readonly Draft[] => [mentees, mentors];

/** Different labels of both files, each as it is spelt first; undefined where seniority is a number or is not asked. */
function gradesOf(drafts: Drafts): string[] | undefined {
  const facts = both(drafts).flatMap((draft) => factsOf(draft, "seniority"));
  if (facts.length === 0 || facts.every(isNumeric)) return undefined;
  const labels = new Map<string, string>();
  for (const { distinct } of facts) {
    for (const label of distinct.keys()) if (!labels.has(normaliseTerm(label))) labels.set(normaliseTerm(label), label);
  }
  return labels.size === 0 ? undefined : [...labels.values()];
}

/** The order of grades: known of many, asked of others. */
export function askOrder(
  drafts: Drafts,
  answerOf: AnswerOf,
): { labels?: readonly string[]; questions: readonly Asked[] } {
  const labels = gradesOf(drafts);
  if (labels === undefined) return { questions: [] };
  const known = knownOrder(labels);
  if (known !== undefined) return { labels: known, questions: [] };
  const proposed = guessedOrder(labels);
  const answer = answerOf("order:seniority");
  const asked: Asked = {
    id: "order:seniority",
    text: "What is the order of the grades, the lowest first?",
    choices: [],
    proposed: proposed.join(" < "),
    why: "The grades of these files are not all known, so their order is a guess. Put < between them.",
    isAnswered: answer !== undefined,
    rank: 1,
  };
  return { labels: answer === undefined ? proposed : readOrder(answer), questions: [asked] };
}

/** "Junior < Senior < Lead" as its labels. */
function readOrder(answer: string): string[] {
  return answer.split("<").map((label) => label.trim());
}

/** Whether an answer to the question about order has each label once. */
export function isOrderOf(answer: string, proposed: string): boolean {
  const forms = (text: string) => readOrder(text).map(normaliseTerm).sort();
  return JSON.stringify(forms(answer)) === JSON.stringify(forms(proposed));
}

/** Whether a mentor has to stand above the mentee. */
export function askGap(drafts: Drafts, answerOf: AnswerOf, { criteria, rules }: Parts): Asked[] {
  if (!both(drafts).every(({ columns }) => columns.has("seniority"))) return [];
  const answer = answerOf("gap");
  const held = answer ?? "above";
  const isNumber = gradesOf(drafts) === undefined;
  if (held === "above") rules["seniority"] = { kind: "gap", field: "seniority", min: 1, otherwise: "relax" };
  if (held === "near") rules["seniority"] = { kind: "gap", field: "seniority", min: 1, max: 2, otherwise: "relax" };
  if (held === "prefer")
    criteria["seniority"] = { kind: "proximity", field: "seniority", ideal: 2, tolerance: 3, weight: 1 };
  const [step, steps] = isNumber
    ? ["1 (year, or step)", "1 or 2 (years, or steps)"]
    : ["one grade", "one or two grades"];
  return [
    {
      id: "gap",
      text: "Should a mentor be more senior than the mentee?",
      choices: [
        { value: "above", label: `Yes, at least ${step} above` },
        { value: "near", label: `Yes, ${steps} above` },
        { value: "prefer", label: "About two above is better, but nobody is ruled out" },
        { value: "any", label: "It does not matter" },
      ],
      proposed: "above",
      why: "Both files say how senior people are. A mentee for whom that leaves no mentor at all is matched without this rule, and the matching says so.",
      isAnswered: answer !== undefined,
      rank: 2,
    },
  ];
}

/** Whether mentors come from elsewhere: another organisation, or another team where all have one organisation. */
export function askDifference(drafts: Drafts, answerOf: AnswerOf, { criteria, rules }: Parts): Asked[] {
  const field = (["organisation", "team"] as const).find((one) => {
    const answers = both(drafts).map((draft) => factsOf(draft, one).flatMap(({ distinct }) => [...distinct.keys()]));
    return answers.every((given) => given.length > 0) && new Set(answers.flat()).size > 1;
  });
  if (field === undefined) return [];
  const answer = answerOf(field);
  switch (answer ?? "prefer") {
    case "different":
      rules[field] = { kind: "differentAttribute", field };
      break;
    case "same":
      rules[field] = { kind: "sameAttribute", field };
      break;
    case "prefer":
      criteria[field] = { kind: "equality", field, prefer: "different", weight: 1 };
  }
  return [
    {
      id: field,
      text: `Should a mentor be from another ${field} than the mentee?`,
      choices: [
        { value: "prefer", label: "Better so, but nobody is ruled out" },
        { value: "different", label: "Yes, always" },
        { value: "same", label: `No, always from the same ${field}` },
        { value: "any", label: "It does not matter" },
      ],
      proposed: "prefer",
      why: `Both files say which ${field} people are from. Many programmes want a mentor from outside.`,
      isAnswered: answer !== undefined,
      rank: 3,
    },
  ];
}

const MOST_SEATS = 5;

/** How many mentees a mentor takes, where no column says. */
export function askCapacity(drafts: Drafts, answerOf: AnswerOf): { value?: number; questions: readonly Asked[] } {
  const { counts, mentors } = drafts;
  if (mentors.columns.has("capacity") || mentors.columns.has("capacity.max")) return { questions: [] };
  const needed = counts.mentors === 0 ? 1 : Math.ceil(counts.mentees / counts.mentors);
  const proposed = Math.min(MOST_SEATS, Math.max(1, needed));
  const all = `${counted(counts.mentees, "mentee")} and ${counted(counts.mentors, "mentor")}`;
  const enough = needed === 0 || counts.mentors === 0 ? [] : [`${all}: ${needed} each is enough for everybody.`];
  const answer = answerOf("capacity");
  const choices = Array.from({ length: MOST_SEATS }, (_, i) => ({
    value: String(i + 1),
    label: i === 0 ? "1 mentee" : `${i + 1} mentees`,
  }));
  const asked: Asked = {
    id: "capacity",
    text: "How many mentees may a mentor take?",
    choices,
    proposed: String(proposed),
    why: ["The mentors' file does not say.", ...enough].join(" "),
    isAnswered: answer !== undefined,
    rank: 4,
  };
  return { value: Number(answer ?? proposed), questions: [asked] };
}

const DAY = /\b(20[0-9]{2})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12][0-9]|3[01])\b/;

/** A day whose clocks count, where people live by different ones. */
export function askDate(drafts: Drafts, answerOf: AnswerOf): { value?: string; questions: readonly Asked[] } {
  const zones = new Set(
    both(drafts).flatMap((draft) => factsOf(draft, "timeZone").flatMap(({ distinct }) => [...distinct.keys()])),
  );
  if (zones.size < 2 || !both(drafts).every(({ columns }) => columns.has("availability"))) return { questions: [] };
  const proposed = latestDay(drafts) ?? "2026-01-15";
  const answer = answerOf("date");
  const asked: Asked = {
    id: "date",
    text: "On which day does the programme start (YYYY-MM-DD)?",
    choices: [],
    proposed,
    why: "People live in different time zones, whose clocks change at different times of the year.",
    isAnswered: answer !== undefined,
    rank: 7,
  };
  return { value: answer ?? proposed, questions: [asked] };
}

/** The latest day that the forms recorded, where it is written with the year first. */
function latestDay(drafts: Drafts): string | undefined {
  const days = both(drafts).flatMap(({ facts, guesses }) =>
    facts
      .filter(({ index }) => guesses.get(index)?.field === null)
      .flatMap(({ cells }) =>
        cells.flatMap((cell) => {
          const [, year, month, day] = cell.length > 40 ? [] : (DAY.exec(cell) ?? []);
          return year === undefined ? [] : [`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`];
        }),
      ),
  );
  return days.reduce<string | undefined>(
    (latest, day) => (latest === undefined || day > latest ? day : latest),
    undefined,
  );
}
