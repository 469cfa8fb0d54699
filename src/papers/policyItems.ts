import type { Policy } from "../policy.js";
import type { Basis } from "../problem/governance.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { isOfHost } from "../score/fieldsUsed.js";
import type { Criterion } from "../score/registry.js";
import { stagesOf } from "../solve/objective.js";
import { failures, likeness, ownFunctions } from "./cardTerms.js";
import { specialFieldsRead } from "./fields.js";
import type { Block } from "./markdown.js";
import { quotaWords, seatsWords, stageTerms } from "./partTerms.js";
import { type Words, words } from "./words.js";

/** Seats, and quotas in their order. */
export function placeItems({ quotas = [], capacity = 1, demand = 1 }: Policy): Words[] {
  return [
    words`Seats of a mentor who states none: ${seatsWords(capacity)}. Mentors for a mentee who does not say: ${demand}.`,
    ...(quotas.length === 0 ? [words`There is no quota.`] : quotas.map(quotaWords)),
  ];
}

/** What becomes of what people ask for. */
export function requestItems(policy: Policy): Words[] {
  const { criteria, rules = {}, emphasis = { min: 0.5, max: 2 } } = policy;
  const kinds = new Set([...Object.values(criteria), ...Object.values(rules)].map(({ kind }) => kind));
  const stages = stagesOf(policy.objective) ?? [];
  const isChosen =
    kinds.has("choices") ||
    stages.some((stage) => stage.startsWith("choices")) ||
    stableMethodOf(policy.method)?.from === "choices";
  return [
    words`To avoid somebody: the two are not matched, unless somebody pinned them. No participant is told of it.`,
    words`Emphasis: a mentee may have a criterion count between ${emphasis.min} and ${emphasis.max} times as much.`,
    isChosen ? words`Ranked choices: they count.` : words`Ranked choices: they do not count.`,
    kinds.has("experience") || kinds.has("requiredExperience")
      ? words`Lived experience: it counts only where somebody asks for it and somebody else disclosed it. Nobody is shown it whose owner did not allow that.`
      : words`Lived experience: it does not count.`,
  ];
}

/** What best means, aim by aim. */
export function objectiveBlocks(policy: Policy): Block[] {
  const stable = stableMethodOf(policy.method);
  if (stable === undefined) {
    const stages = stagesOf(policy.objective) ?? [];
    return [
      { paragraph: words`Each aim is decided among the matchings that are best by those before it.` },
      { items: stages.map((stage) => stageTerms[stage]()), numbered: true },
    ];
  }
  const preferred = stable.from === "scores" ? words`by the scores of pairs` : words`by their own ranked choices`;
  return [
    {
      paragraph: words`The matching is stable: no mentee and mentor who are not matched would both rather have each other, ${preferred}. Where several matchings are, it is the one that suits the ${stable.proposing} best.`,
    },
  ];
}

/** What decides where nothing else does. */
export function tiesWords(policy: Policy): Words {
  const seed =
    policy.seed === undefined
      ? words`The seed follows from the name and the date of the policy.`
      : words`The seed is ${policy.seed}.`;
  return words`What nothing else decides, a lot does: people are drawn by a hash of a seed and their id, so the order of the input does not matter and the draw can be repeated. ${seed}`;
}

/** What scoring never gets to see. */
export function unreadItems({ blind = [], criteria, rules = {} }: Policy): Words[] {
  const hasOwn = [...Object.values(criteria), ...Object.values(rules)].some(isOfHost);
  return [
    words`Of every person: name, display and auditOnly. They are removed before anything is scored.`,
    blind.length === 0
      ? words`The policy names no other field.`
      : words`Named by the policy, and removed in the same way: ${[...blind].sort()}.`,
    hasOwn
      ? words`Functions of the programme's own read neither requests nor lived experience.`
      : words`Of all other answers, those that no criterion, rule or quota above reads have no influence. Seats, loads, demands, priorities and requests do what they are for, and ids draw the lot.`,
  ];
}

/** Fields that need care, and who decided on them. */
export function specialItems(policy: Policy): Words[] {
  const { special = [], notSpecial = {}, basis } = policy;
  const read = specialFieldsRead(policy);
  return [
    special.length === 0
      ? words`The policy names no field of a special kind.`
      : words`Fields of a special kind, named by the policy: ${[...special].sort()}.`,
    ...(read.length === 0 ? [] : [words`Of a special kind, by the policy or by their names, and read: ${read}.`]),
    ...Object.keys(notSpecial)
      .sort()
      .map((field) => words`${field} is not of a special kind: ${notSpecial[field]}.`),
    ...(basis === undefined ? [words`Nobody decided that such fields may count.`] : [basisWords(basis)]),
  ];
}

function basisWords({ decidedBy, purpose, legalGround, jurisdiction, date, fields }: Basis): Words {
  const about = fields === undefined ? words`such fields` : words`${[...fields].sort()}`;
  return words`That ${about} may count was decided by ${decidedBy} on ${date}, for this purpose: ${purpose}. The ground, in their words: ${legalGround} (${jurisdiction}).`;
}

/** Pins and bans, counted. */
export function byHandWords({ pins = [], bans = [] }: Policy): Words {
  const overriding = pins.filter(({ override }) => override === true).length;
  return words`Pairs fixed by hand: ${pins.length}, of which against a rule: ${overriding}. Pairs excluded by hand: ${bans.length}. Each has a reason in the policy.`;
}

/** What can go wrong, of this policy and of any. */
export function failureItems({ criteria, rules = {}, method }: Policy): Words[] {
  const parts = Object.values(criteria);
  const lot =
    stableMethodOf(method) === undefined
      ? words`Ties. Among matchings that are equally good a lot decides, so who has nobody can be chance.`
      : words`Ties. Where somebody is indifferent a lot decides, so who has nobody can be chance.`;
  return [
    ...failures(),
    lot,
    ...(parts.some(rewardsLikeness) ? [likeness()] : []),
    ...([...parts, ...Object.values(rules)].some(isOfHost) ? [ownFunctions()] : []),
  ];
}

function rewardsLikeness(criterion: Criterion): boolean {
  switch (criterion.kind) {
    case "overlap":
    case "text":
      return true;
    case "equality":
      return criterion.prefer !== "different";
    case "similarity":
      return criterion.prefer !== "complementary";
    default:
      return false;
  }
}
