import { compareText } from "../numeric/nearest.js";
import type { Policy } from "../policy.js";
import { isOfHost } from "../score/fieldsUsed.js";
import { type Criterion, criterionKindOf } from "../score/registry.js";
import { MILLIONTHS, spreadWeights } from "../score/weights.js";
import { doScoresDecide, readsOfBoth } from "./fields.js";
import type { Block } from "./markdown.js";
import { alwaysDecided, criterionTerms, ruleTerms } from "./partTerms.js";
import { type Words, words } from "./words.js";

/** Criteria, the weightiest first, with their shares of a whole. */
export function criteriaBlocks(policy: Policy): Block[] {
  const { criteria } = policy;
  const names = Object.keys(criteria).sort();
  const stated = names.map((name) => criteria[name].weight ?? 1);
  const shares = spreadWeights(
    stated,
    names.map(() => true),
  );
  const rows = names
    .map((name, at) => ({ name, criterion: criteria[name], share: shares[at] }))
    .sort((a, b) => b.share - a.share || compareText(a.name, b.name))
    .map(({ name, criterion, share }) => {
      return [
        words`${name}`,
        criterionTerms[criterion.kind](criterion as never),
        readWords(criterion),
        words`${(100 * share) / MILLIONTHS} %`,
        menteeSilence(criterion),
        mentorSilence(criterion),
      ];
    });
  return [
    ...(doScoresDecide(policy)
      ? []
      : [{ paragraph: words`Scores are told here and decide nothing: no aim of this programme rests on them.` }]),
    {
      paragraph: words`A pair's score is from 0 to 1: the sum of what each criterion gives, times its share. The shares are those of a mentee who answered everything and emphasised nothing. Where a mentee is not scored on a criterion, its share goes to the others in proportion.`,
    },
    {
      head: [
        words`Criterion`,
        words`Scores`,
        words`Reads`,
        words`Share`,
        words`Mentee without answer`,
        words`Mentor without answer`,
      ],
      rows,
    },
  ];
}

/** What becomes of a mentee who did not answer. */
function menteeSilence(criterion: Criterion): Words {
  const { kind, unanswered } = criterion;
  if (kind === "quality" || kind === "custom" || (kind === "choices" && criterion.of === "mentors")) return NEVER();
  // to ask for nothing, and to have had nobody, are no missing answers
  if (kind === "experience" || kind === "history") return words`not scored on it`;
  return unanswered === "neutral" ? words`counts as 0.5` : words`not scored on it`;
}

/** What becomes of a mentor who did not answer. */
function mentorSilence(criterion: Criterion): Words {
  const { kind, missing = criterionKindOf(criterion).missing } = criterion;
  if (kind === "history" || (kind === "choices" && criterion.of !== "mentors")) return NEVER();
  return words`counts as ${missing}`;
}

const NEVER = () => words`does not arise`;

function readWords(part: Parameters<typeof readsOfBoth>[0]): Words {
  const fields = readsOfBoth(part);
  if (isOfHost(part)) return words`any answer`;
  return fields.length === 0 ? words`nothing of its own` : words`${fields}`;
}

/** Rules in code-unit order of their names. */
export function ruleBlocks({ rules = {} }: Policy): Block[] {
  const names = Object.keys(rules).sort();
  if (names.length === 0) return [{ paragraph: words`There is no rule.` }];
  const rows = names.map((name) => {
    const rule = rules[name];
    const undecided = rule.unknown === "forbid" ? words`forbids the pair` : words`allows the pair, and it is counted`;
    return [
      words`${name}`,
      ruleTerms[rule.kind](rule as never),
      readWords(rule),
      alwaysDecided.has(rule.kind) ? NEVER() : undecided,
      rule.otherwise === "relax" ? words`gives way` : words`stands`,
    ];
  });
  return [
    {
      paragraph: words`A pair that breaks a rule is not made, unless the rule gives way or somebody fixes the pair against it.`,
    },
    {
      head: [
        words`Rule`,
        words`Asks`,
        words`Reads`,
        words`Where an answer is missing`,
        words`For a mentee who would have nobody`,
      ],
      rows,
    },
  ];
}
