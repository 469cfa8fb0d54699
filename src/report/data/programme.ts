import { isOpen } from "../../explain/openScorer.js";
import { criterionTerms, quotaWords, ruleTerms, stageTerms } from "../../papers/partTerms.js";
import { type Words, write } from "../../papers/words.js";
import { stableMethodOf } from "../../problem/stableMethod.js";
import { spreadWeights } from "../../score/weights.js";
import { stagesOf } from "../../solve/objective.js";
import { shown } from "../words/shown.js";
import type { View } from "./view.js";

/** What a programme chose, in words. */
export interface ProgrammeReport {
  readonly criteria: readonly {
    readonly name: string;
    /** In millionths, of somebody who answered everything. */
    readonly share: number;
    readonly words: string;
    /** Whether the page shows what it makes of people's answers. */
    readonly isShown: boolean;
  }[];
  readonly rules: readonly { readonly name: string; readonly words: string; readonly givesWay: boolean }[];
  readonly quotas: readonly string[];
  /** Aims in their order; of a stable matching, what stable means. */
  readonly aims: readonly string[];
  readonly pins: number;
  readonly bans: number;
}

const plain = (words: Words) => write(words, (text) => shown(text));

export function programmeReport({ whole, audience }: View): ProgrammeReport {
  const { policy } = whole.problem;
  const { criteria, rules = {}, quotas = [], pins = [], bans = [] } = policy;
  const names = Object.keys(criteria).sort();
  const stated = names.map((name) => criteria[name].weight ?? 1);
  const shares = spreadWeights(
    stated,
    names.map(() => true),
  );
  return {
    criteria: names
      .map((name, at) => ({
        name,
        share: shares[at],
        words: plain(criterionTerms[criteria[name].kind](criteria[name] as never)),
        isShown: audience !== "committee" || isOpen(whole, criteria[name]),
      }))
      .sort((a, b) => b.share - a.share),
    rules: Object.keys(rules)
      .sort()
      .map((name) => ({
        name,
        words: plain(ruleTerms[rules[name].kind](rules[name] as never)),
        givesWay: rules[name].otherwise === "relax",
      })),
    quotas: quotas.map((quota) => plain(quotaWords(quota))),
    aims: aimsOf(policy),
    pins: pins.length,
    bans: bans.length,
  };
}

function aimsOf(policy: View["whole"]["problem"]["policy"]): string[] {
  const stable = stableMethodOf(policy.method);
  if (stable === undefined) return (stagesOf(policy.objective) ?? []).map((stage) => plain(stageTerms[stage]()));
  const by = stable.from === "scores" ? "by the scores of pairs" : "by their own ranked choices";
  return [
    `No mentee and mentor who are not matched would both rather have each other, ${by}; where several matchings are like that, it is the one that suits the ${stable.proposing} best.`,
  ];
}
