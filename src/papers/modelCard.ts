import { issue, TelemachusError } from "../errors.js";
import { digestPolicy } from "../matching/manifest.js";
import type { Matching } from "../matching/matching.js";
import type { Policy } from "../policy.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { headings, intendedUse, limits, notFor, oversight, stableLimits } from "./cardTerms.js";
import { type Block, toMarkdown } from "./markdown.js";
import { type CardMatching, matchingBlocks, readCardMatching } from "./matchingBlocks.js";
import {
  byHandWords,
  failureItems,
  objectiveBlocks,
  placeItems,
  requestItems,
  specialItems,
  tiesWords,
  unreadItems,
} from "./policyItems.js";
import { readPolicy } from "./readPolicy.js";
import { criteriaBlocks, ruleBlocks } from "./scoringBlocks.js";
import { type Words, words } from "./words.js";

/**
 * A model card of a policy, in Markdown: what the matching is for and not for, what is scored and how much, what a pair
 * must meet, what best means, what is not read, where the limits are, how it can fail, and who decides. With a matching
 * made under the policy, also what came of that run.
 *
 * The card follows from its arguments alone and names nobody: pins and bans are counted. Shares are those of a mentee who
 * answered everything, in the millionths that the library counts in, so they add up to 100 %. Whatever stands in the policy
 * is escaped: it is text to any reader of Markdown. It states no effect on people and no accordance with any law.
 *
 * Source: M. Mitchell et al., "Model cards for model reporting", FAT* 2019, pages 220–229.
 * @throws TelemachusError with everything that is wrong with the policy by itself; E_MANIFEST for a matching of another
 * policy; E_TYPE, E_MISSING for what is no matching
 * @example modelCard(policy, match(people, policy)) // "# Model card: …"
 */
export function modelCard(policy: Policy, matching?: Matching): string {
  const read = readPolicy(policy);
  const made = matching === undefined ? undefined : readCardMatching(matching);
  if (made !== undefined && made.manifest.policy !== digestPolicy(read)) {
    const problem = { expected: "one that was made under this policy", received: "another" };
    throw new TelemachusError([issue("E_MANIFEST", ["matching", "manifest", "policy"], problem)]);
  }
  return toMarkdown(cardBlocks(read, made));
}

function cardBlocks(policy: Policy, matching: CardMatching | undefined): Block[] {
  const heads = headings();
  const section = (heading: Words, ...blocks: Block[]): Block[] => [{ heading }, ...blocks];
  const isStable = stableMethodOf(policy.method) !== undefined;
  return [
    {
      title:
        policy.name === undefined || policy.name.trim() === "" ? words`Model card` : words`Model card: ${policy.name}`,
    },
    {
      paragraph: words`Made by telemachus from the policy of the programme${policy.date === undefined ? "" : words`, dated ${policy.date}`}.`,
    },
    ...section(heads.use, { items: intendedUse() }),
    ...section(heads.notFor, { items: notFor() }),
    ...section(heads.criteria, ...criteriaBlocks(policy)),
    ...section(heads.rules, ...ruleBlocks(policy)),
    ...section(heads.quotas, { items: placeItems(policy) }),
    ...section(heads.requests, { items: requestItems(policy) }),
    ...section(heads.objective, ...objectiveBlocks(policy)),
    ...section(heads.ties, { paragraph: tiesWords(policy) }),
    ...section(heads.unread, { items: unreadItems(policy) }),
    ...section(heads.special, { items: specialItems(policy) }),
    ...section(heads.byHand, { paragraph: byHandWords(policy) }),
    ...(matching === undefined ? [] : section(heads.matching, ...matchingBlocks(matching))),
    ...section(heads.limits, { items: isStable ? stableLimits() : limits() }),
    ...section(heads.failures, { items: failureItems(policy) }),
    ...section(heads.oversight, { items: oversight() }),
  ];
}
