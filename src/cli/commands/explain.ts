import { TelemachusError } from "../../errors.js";
import { explain as explainPerson } from "../../explain/explain.js";
import { type AnyExplanation, type Audience, toText } from "../../explain/toText.js";
import { whyUnmatched } from "../../explain/whyUnmatched.js";
import type { Matching } from "../../matching/matching.js";
import type { People } from "../../problem/people.js";
import type { Command, Outcome, Run } from "../command.js";
import { inBlocks, linesOf } from "../lines.js";
import { openMatching, questionOptions, readProgrammeOf } from "../programme.js";
import { readerOptions, readersOf, readsWordsAlone } from "../readers.js";
import { unknownId } from "../unknownId.js";

export const explain: Command = {
  name: "explain",
  summary: "say why somebody has whom they have, or nobody",
  description:
    "Says why a person has whom they have in the matching of these files, what else there was, and where they have nobody why, and what would help.",
  arguments: [{ name: "<id>", text: "the id of a mentee or a mentor" }],
  options: [...questionOptions, ...readerOptions],
  examples: [
    "telemachus explain ada --mentees mentees.csv --mentors mentors.csv --policy policy.json",
    "telemachus explain ada --audience mentee --contact mentoring@example.org --mentees a.csv --mentors b.csv --policy p.json",
  ],
  run: runExplain,
};

async function runExplain(run: Run): Promise<Outcome> {
  const [id] = run.arguments;
  const programme = await readProgrammeOf(run);
  const { audience, contact } = readersOf(run);
  const sides = sidesOf(programme.people, id, audience);
  const matching = await openMatching(programme, run);
  const answers = sides.map((side) => answerOf(matching, side, { id, audience }));
  const texts = answers.map((answer) => toText(answer, { audience, contact }));
  return { code: 0, lines: inBlocks(texts.map(linesOf)), json: readsWordsAlone(audience) ? { texts } : { answers } };
}

/** The sides on which somebody takes part: participants read of themselves on their own side alone. */
function sidesOf(everybody: People, id: string, audience: Audience): ("mentee" | "mentor")[] {
  const { mentees, mentors } = everybody;
  const isAmong = (people: readonly { readonly id: string }[]) => people.some((person) => person.id === id);
  const sides = [
    ...(isAmong(mentees) ? (["mentee"] as const) : []),
    ...(isAmong(mentors) ? (["mentor"] as const) : []),
  ];
  const read = sides.filter((side) => (audience !== "mentee" && audience !== "mentor") || side === audience);
  if (sides.length > 0) return read.length > 0 ? read : sides;
  throw new TelemachusError([unknownId({ id, place: "the id", sides: ["mentees", "mentors"] }, everybody)]);
}

/** Why one side is as it is; of a mentee who has nobody, for whoever runs the programme, with what would help. */
function answerOf(
  matching: Matching,
  side: "mentee" | "mentor",
  { id, audience }: { id: string; audience: Audience },
): AnyExplanation {
  if (side === "mentor") return explainPerson(matching, { mentor: id });
  const isUnmatched = matching.unmatched.mentees.some((mentee) => mentee.id === id);
  return isUnmatched && !readsWordsAlone(audience)
    ? whyUnmatched(matching, { mentee: id })
    : explainPerson(matching, { mentee: id });
}
