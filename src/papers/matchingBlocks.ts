import * as z from "zod";
import { throwIssues } from "../errors.js";
import type { Matching } from "../matching/matching.js";
import { count, matchingFacts } from "../matching/matchingFacts.js";
import { expected } from "../problem/expected.js";
import { parse } from "../problem/parse.js";
import { stageNames } from "../solve/objective.js";
import type { Block } from "./markdown.js";
import { reachedTerms } from "./partTerms.js";
import { type Words, words } from "./words.js";

function cardSchema() {
  const facts = matchingFacts();
  const finite = z.number(expected("E_TYPE", "a finite number"));
  const stage = z.object({ stage: z.enum(stageNames, expected("E_TYPE", "a stage")), value: finite.nullable() });
  const manifest = facts.shape.manifest.extend({
    stages: z.array(stage, expected("E_TYPE", "a list of stages")),
    lottery: z.object({ mentees: count(), mentors: count(), pairs: count() }, expected("E_TYPE", "counts (an object)")),
  });
  const pairs = z.array(z.object({ confidence: finite }), expected("E_TYPE", "a list of pairs"));
  return facts.extend({ manifest, pairs });
}

/** What a card says of a matching. */
export type CardMatching = z.infer<ReturnType<typeof cardSchema>>;

/** @throws E_TYPE, E_MISSING for what is no matching */
export function readCardMatching(matching: Matching): CardMatching {
  const schema = cardSchema();
  const { value, issues, cause } = parse(schema, matching, ["matching"]);
  throwIssues(issues, cause);
  return schema.parse(value);
}

/** Below this share of answers, a score is said to rest on few of them. */
const FEW = 0.5;

function statusWords(status: Matching["status"]): Words {
  if (status === "optimal") return words`Best under the policy, proven.`;
  if (status === "stable") return words`Stable under the policy, proven.`;
  return words`Nobody is matched: no matching meets the minimums and quotas of the policy, proven.`;
}

/** What came of a run. */
export function matchingBlocks({ decision, manifest, pairs }: CardMatching): Block[] {
  const { counts, lottery, stages, warnings } = manifest;
  const few = pairs.filter(({ confidence }) => confidence < FEW).length;
  const rows: [Words, Words][] = [
    [words`Outcome`, statusWords(manifest.status)],
    [
      words`Decision`,
      decision.state === "proposal"
        ? words`A proposal: nobody confirmed it.`
        : words`Confirmed by ${decision.actor}: ${decision.reason}`,
    ],
    [words`Mentees`, words`${counts.mentees}, of whom ${counts.matched} with a mentor and ${counts.unmatched} without`],
    [words`Mentors`, words`${counts.mentors} with ${counts.seats} seats, of which ${counts.freeSeats} free`],
    [words`Pairs allowed`, words`${counts.allowedPairs}`],
    ...stages.map(({ stage, value }): [Words, Words] => [
      words`Reached: ${reachedTerms[stage]()}`,
      value === null ? words`none` : words`${value}`,
    ]),
    [words`Pairs made`, words`${pairs.length}`],
    [words`Of these with a confidence below ${FEW}`, words`${few}`],
    [
      words`Decided by lot between`,
      words`${lottery.mentees} mentees, ${lottery.mentors} mentors and ${lottery.pairs} pairs`,
    ],
    [words`Seed`, words`${manifest.seed}`],
    [words`Warnings`, warnings.length === 0 ? words`none` : words`${warnings.map(warningWords)}`],
    [words`Version of telemachus`, words`${manifest.version}`],
    [words`Digest of the policy`, words`${manifest.policy}`],
    [words`Digest of the people${keyedWords(manifest.keyed)}`, words`${manifest.input}`],
    [words`Digest of what was read of them${keyedWords(manifest.keyed)}`, words`${manifest.projection}`],
    [words`Digest of the matching`, words`${manifest.result}`],
  ];
  return [{ head: [words`What`, words`Value`], rows }];
}

function warningWords({ code, count }: { readonly code: string; readonly count?: number | undefined }): Words {
  return count === undefined ? words`${code}` : words`${code} (${count})`;
}

function keyedWords(isKeyed: boolean): Words {
  return isKeyed ? words` (keyed)` : words``;
}
