import { firstDifference, manifestDifferences } from "../../matching/differences.js";
import type { Command, Outcome, Run } from "../command.js";
import { bad, good, inBlocks, type Line } from "../lines.js";
import { matchProgramme, programmeOptions, readProgrammeOf } from "../programme.js";
import { REMADE, readStoredMatching } from "../stored.js";

export const replay: Command = {
  name: "replay",
  summary: "make a stored matching again, and see whether it is the same",
  description:
    "Matches the people of the files again and compares the result with a stored matching, byte for byte. The exit code is 0 where they are the same.",
  arguments: [{ name: "<matching>", text: "what match --out wrote as .json" }],
  options: programmeOptions,
  examples: ["telemachus replay matching.json --mentees mentees.csv --mentors mentors.csv --policy policy.json"],
  run: runReplay,
};

async function runReplay(run: Run): Promise<Outcome> {
  const [path] = run.arguments;
  const stored = await readStoredMatching({ path, option: "the matching" }, run);
  const again = await matchProgramme(await readProgrammeOf(run), run);
  const differences = manifestDifferences(stored.manifest, again.manifest).map(({ path: at, ...values }) => ({
    path: at.join("."),
    ...values,
  }));
  const first = firstDifference(stored, again)?.path.join(".");
  const identical = first === undefined;
  return {
    code: identical ? 0 : 1,
    lines: inBlocks([
      [
        identical
          ? good("The same, byte for byte: version, policy, people and result.")
          : bad(`Not the same. What differs first: ${first}`),
      ],
      differences.length === 0 ? [] : [REMADE],
      differences.map(
        ({ path: at, recorded, replayed }): Line =>
          `${at}: recorded ${JSON.stringify(recorded)}, now ${JSON.stringify(replayed)}`,
      ),
    ]),
    json: { identical, ...(identical ? {} : { first }), differences },
  };
}
