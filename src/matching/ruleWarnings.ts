import { quote } from "../errors.js";
import { type Warning, warnAbout } from "../problem/problem.js";
import { readLivedExperience } from "../score/livedExperience.js";
import type { Rule } from "../score/registry.js";
import type { Scorer } from "../score/scorer.js";

/** What the rules as a whole leave out, or ask for in vain. */
export function ruleWarnings(scorer: Scorer): Warning[] {
  return [...unenforcedRequests(scorer), ...openChains(scorer), ...contradictions(scorer)];
}

/** Required lived experience is a condition only under a rule. Who requires it is nobody's business, so it is counted. */
function unenforcedRequests({ cohort, rules }: Scorer): Warning[] {
  if (rules.some(({ rule }) => rule.kind === "requiredExperience")) return [];
  const asking = [...cohort.mentees, ...cohort.mentors].filter((person) =>
    [...readLivedExperience(person, cohort.vocabulary).asked.values()].some(({ required }) => required),
  );
  if (asking.length === 0) return [];
  const message =
    "People require lived experience, but no rule of the kind requiredExperience stands for it: it only counts in scores.";
  return [{ code: "W_REQUEST_NOT_A_RULE", message, count: asking.length }];
}

/** Above a manager who takes no part, nothing is known. */
function openChains({ problem, rules }: Scorer): Warning[] {
  if (!rules.some(({ rule }) => rule.kind === "notInManagementChain")) return [];
  const { mentees, mentors, chains } = problem;
  const open = new Set([...mentees, ...mentors].map(({ id }) => id).filter((id) => chains.isOpen(id)));
  if (open.size === 0) return [];
  const message =
    "These people's chains of managers lead out of the programme, where nothing is known: managers can state the whole chain.";
  return [warnAbout("W_INCOMPLETE_CHAIN", message, [...open])];
}

/** Rules that no pair can meet together, whatever people answer. */
function contradictions({ rules }: Scorer): Warning[] {
  const warnings: Warning[] = [];
  rules.forEach(({ name, rule }, at) => {
    for (const other of rules.slice(at + 1)) {
      if (!contradict(rule, other.rule)) continue;
      const message = `The rules ${quote(name)} and ${quote(other.name)} cannot both hold: whoever answers both has nobody.`;
      warnings.push({ code: "W_CONTRADICTORY_RULES", message });
    }
  });
  return warnings;
}

function contradict(a: Rule, b: Rule): boolean {
  if (a.otherwise === "relax" || b.otherwise === "relax") return false;
  if (!("field" in a) || !("field" in b) || a.field !== b.field) return false;
  if (a.kind === "gap" && b.kind === "gap") {
    const least = Math.max(a.min ?? Number.NEGATIVE_INFINITY, b.min ?? Number.NEGATIVE_INFINITY);
    return least > Math.min(a.max ?? Number.POSITIVE_INFINITY, b.max ?? Number.POSITIVE_INFINITY);
  }
  // an empty list is the whole of nothing
  const isSame = (rule: Rule) => rule.kind === "sameAttribute" && rule.share !== "all";
  return (isSame(a) && b.kind === "differentAttribute") || (isSame(b) && a.kind === "differentAttribute");
}
