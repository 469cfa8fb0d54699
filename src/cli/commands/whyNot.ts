import { throwIssues } from "../../errors.js";
import { toText } from "../../explain/toText.js";
import { whyNot as askWhyNot } from "../../explain/whyNot.js";
import type { Command, Outcome, Run } from "../command.js";
import { linesOf } from "../lines.js";
import { openMatching, questionOptions, readProgrammeOf } from "../programme.js";
import { readerOptions, readersOf, readsWordsAlone } from "../readers.js";
import { unknownId } from "../unknownId.js";

export const whyNot: Command = {
  name: "why-not",
  summary: "say why a mentee does not have a mentor",
  description:
    "Says why a mentee does not have a certain mentor: what forbids the pair, or what it would cost the programme, exactly, and who would change.",
  arguments: [
    { name: "<mentee>", text: "the id of the mentee" },
    { name: "<mentor>", text: "the id of the mentor" },
  ],
  options: [...questionOptions, ...readerOptions],
  examples: [
    "telemachus why-not ada lin --mentees mentees.csv --mentors mentors.csv --policy policy.json",
    "telemachus why-not ada lin --audience mentee --mentees a.csv --mentors b.csv --policy p.json --matching m.json",
  ],
  run: runWhyNot,
};

async function runWhyNot(run: Run): Promise<Outcome> {
  const [mentee, mentor] = run.arguments;
  const programme = await readProgrammeOf(run);
  const { people } = programme;
  throwIssues(
    (["mentees", "mentors"] as const).flatMap((side, at) => {
      const [id, place] = [run.arguments[at], side === "mentees" ? "the mentee" : "the mentor"];
      return people[side].some((person) => person.id === id) ? [] : [unknownId({ id, place, sides: [side] }, people)];
    }),
  );
  const matching = await openMatching(programme, run);
  const answer = askWhyNot(matching, { mentee, mentor });
  const { audience, contact } = readersOf(run);
  const text = toText(answer, { audience, contact });
  return { code: 0, lines: linesOf(text), json: readsWordsAlone(audience) ? { text } : { answer } };
}
