import type { StageChange } from "../../explain/change.js";
import { compareWith } from "../../explain/compareWith.js";
import type { Matching } from "../../matching/matching.js";
import { changeLines, changesBetween } from "../changes.js";
import { type Command, listOf, Misuse, type Outcome, type Run } from "../command.js";
import { heading, inBlocks, type Line } from "../lines.js";
import { formatMillionths } from "../numbers.js";
import { outcomeLines } from "../outcome.js";
import { askProgramme, matchProgramme, questionOptions } from "../programme.js";
import { applyWishes } from "../wishes.js";

export const whatIf: Command = {
  name: "what-if",
  summary: "show what a pin, a ban, a seat or a weight would change",
  description:
    "Shows what a change would do before it is done: who would change, and what it costs by each stage of the objective, both measured as the programme is now. Ids may hold equals signs: of a pair the one that has a mentee before it and a mentor behind it counts, else the last one.",
  arguments: [],
  options: [
    ...questionOptions,
    { flags: "--pin <mentee=mentor>", text: "match these two with each other", isRepeatable: true },
    { flags: "--ban <mentee=mentor>", text: "never match these two; takes away a pin of theirs", isRepeatable: true },
    { flags: "--capacity <mentor=n>", text: "give a mentor so many seats", isRepeatable: true },
    { flags: "--weight <criterion=n>", text: "weigh a criterion so much", isRepeatable: true },
  ],
  examples: [
    "telemachus what-if --pin ada=lin --mentees mentees.csv --mentors mentors.csv --policy policy.json",
    "telemachus what-if --capacity lin=3 --weight skills=5 --mentees a.csv --mentors b.csv --policy p.json",
  ],
  run: runWhatIf,
};

async function runWhatIf(run: Run): Promise<Outcome> {
  const wishes = ["pin", "ban", "capacity", "weight"].flatMap((name) =>
    listOf(run, name).map((value) => `--${name} ${value}`),
  );
  if (wishes.length === 0) throw new Misuse("Missing: --pin, --ban, --capacity or --weight.");
  const { programme, matching: before } = await askProgramme(run);
  const { people, policy, relocate } = applyWishes(run, programme);
  const after = await matchProgramme({ ...programme, people, policy, files: { ...programme.files, relocate } }, run);
  const changes = changesBetween(before, after);
  const { gain: cost, profiles, here, there } = compareWith(before, after);
  return {
    code: after.status === "infeasible" ? 1 : 0,
    lines: inBlocks([
      [`What if ${wishes.join(" ")}`],
      [
        `Now:  ${here.matched} mentees matched, total score ${formatMillionths(here.total)}`,
        `Then: ${there.matched} mentees matched, total score ${formatMillionths(there.total)}`,
      ],
      after.status === "infeasible" ? outcomeLines(after) : costLines(cost, before),
      changeLines(changes, { gained: "who would be matched", lost: "who would have nobody" }),
    ]),
    json: { wishes, status: after.status, before: here, after: there, cost, profiles, changes },
  };
}

/** Stages that are counted in scores. */
const scored: ReadonlySet<string> = new Set(["total", "floor", "leximin"]);

/** What the stages lose, in their order: the first that differs decides. */
function costLines(cost: StageChange, { objective, status }: Matching): Line[] {
  if (status === "stable") return ["A stable matching has no objective that a change could cost."];
  const stages = Object.entries(cost);
  if (stages.every(([, amount]) => amount === 0))
    return [`It costs nothing by ${objective.stages.map(({ stage }) => stage).join(", ")}.`];
  const words = stages.map(([stage, amount]) => {
    if (amount === 0) return `  ${stage}: the same`;
    const by = scored.has(stage) ? formatMillionths(Math.abs(amount)) : String(Math.abs(amount));
    return `  ${stage}: ${amount > 0 ? "worse" : "better"} by ${by}`;
  });
  return [heading("What it costs, stage by stage:"), ...words];
}
