import { type Issue, issue, quote, throwIssues } from "../errors.js";
import { type Warning, warnAboutPairs } from "../problem/problem.js";
import { type Block, belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";

/**
 * Precedence: pins, then bans, then rules, then requests. What gives way is named, or has to be overridden in words. That
 * somebody is left to a human gives way to nothing: a pin is a human's word.
 */
export function checkPinsAgainstRules(scorer: Scorer): Warning[] {
  const { problem } = scorer;
  const issues: Issue[] = [];
  const warnings: Warning[] = [];
  for (const { mentee, mentor, override, index } of problem.pins) {
    const [menteeId, mentorId] = [problem.mentees[mentee].id, problem.mentors[mentor].id];
    const ids = [menteeId, mentorId].sort();
    const pair = `the pin of mentee ${quote(menteeId)} with mentor ${quote(mentorId)}`;
    const blocks = blocksOf(scorer, mentee, mentor);
    // what gives way leaves the lowest score to be met
    const isLowAsked = blocks.length === 0 || blocks.some(({ kind }) => kind === "belowMinimum");
    const low = isLowAsked ? [] : belowMinimum(scorer, mentee, mentor);
    for (const block of [...blocks, ...low]) {
      if (block.kind === "avoid") {
        const message = `A request not to be matched gives way to ${pair}.`;
        warnings.push({ code: "W_OVERRIDDEN_REQUEST", message, ids });
      } else if ((block.kind === "rule" || block.kind === "belowMinimum") && override) {
        const message = `The rule ${quote(block.rule)} gives way to ${pair}.`;
        warnings.push({ code: "W_OVERRIDDEN_RULE", message, ids });
      } else if (block.kind === "rule" || block.kind === "belowMinimum") {
        const received = `one that the rule ${quote(block.rule)} forbids`;
        const hint = 'Set "override": true if the pin is to stand against the rule.';
        issues.push(
          issue("E_CONFLICT", ["policy", "pins", index], { expected: "a pair that the rules allow", received, hint }),
        );
      }
    }
  }
  throwIssues(issues);
  return warnings;
}

/** Choices that cannot be had, because something of higher precedence stands against them: one warning for each thing. */
export function lostChoices(scorer: Scorer, relaxed: ReadonlySet<number>): Warning[] {
  const { problem, rules } = scorer;
  const softRules = new Set(rules.flatMap(({ name, rule }) => (rule.otherwise === "relax" ? [name] : [])));
  const gaveWay = (mentee: number, block: Block) => relaxed.has(mentee) && "rule" in block && softRules.has(block.rule);
  const lost = new Map<string, { mentee: string; mentor: string }[]>();
  const lose = (to: string, mentee: number, mentor: number) => {
    const pair = { mentee: problem.mentees[mentee].id, mentor: problem.mentors[mentor].id };
    const list = lost.get(to) ?? [];
    lost.set(to, list);
    list.push(pair);
  };
  const pinsOf = new Map<number, Set<number>>();
  for (const { mentee, mentor } of problem.pins) pinsOf.set(mentee, (pinsOf.get(mentee) ?? new Set()).add(mentor));
  for (const [mentee, mentor] of chosenPairs(scorer)) {
    const pinned = pinsOf.get(mentee);
    if (pinned?.has(mentor) === true) continue;
    // a place that no pin takes is open to the choice
    if (pinned?.size === problem.demands[mentee]) lose("a pin of the mentee", mentee, mentor);
    const blocks = blocksOf(scorer, mentee, mentor).filter((block) => !gaveWay(mentee, block));
    for (const block of blocks) lose(blockWords(block), mentee, mentor);
  }
  return [...lost].map(([to, pairs]) =>
    warnAboutPairs("W_OVERRIDDEN_REQUEST", `These choices give way to ${to}.`, pairs),
  );
}

/** The pairs that either side chose, each once, by index. */
function chosenPairs({ problem: { mentees, mentors } }: Scorer): [mentee: number, mentor: number][] {
  const menteeOf = new Map(mentees.map(({ id }, index) => [id, index]));
  const mentorOf = new Map(mentors.map(({ id }, index) => [id, index]));
  const pairs = new Map<string, [number, number]>();
  const choose = (mentee: number | undefined, mentor: number | undefined) => {
    if (mentee !== undefined && mentor !== undefined) pairs.set(`${mentee} ${mentor}`, [mentee, mentor]);
  };
  mentees.forEach(({ requests }, mentee) => {
    for (const id of requests?.choices ?? []) choose(mentee, mentorOf.get(id));
  });
  mentors.forEach(({ requests }, mentor) => {
    for (const id of requests?.choices ?? []) choose(menteeOf.get(id), mentor);
  });
  return [...pairs.values()];
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case "self":
      return "nobody being matched with themselves";
    case "ban":
      return "a ban";
    case "manual":
      return "somebody being left to a human";
    case "avoid":
      return "a request to avoid the other";
    default:
      return `the rule ${quote(block.rule)}`;
  }
}
