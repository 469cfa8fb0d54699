import { quote } from "../errors.js";
import type { Infeasibility } from "../matching/infeasibility.js";
import type { Matching, Shortage } from "../matching/matching.js";
import type { OpenProgramme } from "../matching/openProgramme.js";
import { compareText } from "../numeric/nearest.js";
import type { Policy } from "../policy.js";
import type { Scorer } from "../score/scorer.js";
import { emptyFields } from "./emptyFields.js";
import { nearEmptyProfiles } from "./nearEmptyProfiles.js";
import type { Finding, ReadinessCounts } from "./report.js";

/** What the widest matching leaves open. */
export interface Reached {
  readonly counts: ReadinessCounts;
  readonly unmatched: Matching["unmatched"];
  readonly shortages: readonly Shortage[];
  /** Where no matching meets the policy's minimums and quotas. */
  readonly infeasibility?: Infeasibility;
  /** As it was given. */
  readonly policy: Policy;
}

/** Everything an administrator may want to change first. */
export function findFindings(open: OpenProgramme, reached: Reached): Finding[] {
  const { scorer } = open;
  if (reached.counts.mentees === 0) return cannotBe(reached);
  const findings = [
    ...emptyFields(scorer),
    ...nearEmptyProfiles(open, { isShort: isShort(reached), policy: reached.policy }),
    ...cannotBe(reached),
    ...leftToHuman(reached),
    ...withoutMentor(scorer, reached),
    ...strictRules(open),
    ...shortSeats(reached),
    ...unknownTerms(open),
  ];
  return findings.sort((a, b) => compareText(a.code, b.code));
}

/** The mentees whom a seat may be given to, and the seats that may be given: those left to a human count if pinned. */
function toBeMatched({ counts, unmatched }: Reached): { readonly mentees: number; readonly seats: number } {
  const mentees = unmatched.mentees.filter(({ reason }) => reason === "MANUAL").length;
  const seats = unmatched.seats.reduce((sum, { reason, free }) => (reason === "MANUAL" ? sum + free : sum), 0);
  return { mentees: counts.mentees - mentees, seats: counts.seats - seats };
}

function isShort(reached: Reached): boolean {
  const { mentees, seats } = toBeMatched(reached);
  return seats < mentees || reached.shortages.length > 0;
}

/** People whom nothing but a pin matches: mentees without one, and mentors with seats that none takes. */
function leftToHuman({ unmatched }: Reached): Finding[] {
  const mentees = unmatched.mentees.filter(({ reason }) => reason === "MANUAL").map(({ id }) => id);
  const mentors = unmatched.seats.filter(({ reason }) => reason === "MANUAL").map(({ mentor }) => mentor);
  const finding = (ids: readonly string[], message: string): Finding[] => {
    const advice = "Pin them to whom they should have (policy.pins), or match them outside the programme.";
    return ids.length === 0 ? [] : [{ code: "MANUAL", message, advice, ids }];
  };
  return [
    ...finding(mentees, "These mentees are left to a human, and no pin gives them a mentor."),
    ...finding(mentors, "These mentors are left to a human, and have seats that no pin takes."),
  ];
}

/** Those whom no mentor may have, together by what stands in their way. */
function withoutMentor({ rules }: Scorer, { unmatched, counts }: Reached): Finding[] {
  const byCause = new Map<string, { ids: string[]; rules: string[] }>();
  for (const one of unmatched.mentees) {
    if (!("excluded" in one)) continue;
    const names = Object.keys(one.excluded.rules).sort();
    const causes = [
      ...names.map((name) => `the rule ${quote(name)}`),
      ...(one.excluded.bans > 0 ? ["bans"] : []),
      ...(one.excluded.manual > 0 ? ["mentors who are left to a human"] : []),
      ...(one.excluded.requests > 0 ? ["requests to avoid each other"] : []),
    ];
    const cause = causes.length === 0 ? "being the only mentor themselves" : causes.join(" and ");
    const group = byCause.get(cause) ?? { ids: [], rules: names };
    group.ids.push(one.id);
    byCause.set(cause, group);
  }
  const found = [...byCause].map(([cause, { ids, rules: names }]): Finding => {
    const firm = names.filter((name) => rules.some((one) => one.name === name && one.rule.otherwise !== "relax"));
    const relax = `Let ${firm.map(quote).join(" or ")} give way for them ("otherwise": "relax")`;
    const recruit = "find mentors whom it allows";
    const advice =
      firm.length === 0 ? `Find mentors for them, or lift what stands in the way.` : `${relax}, or ${recruit}.`;
    return { code: "NO_ELIGIBLE_MENTOR", message: `No mentor is allowed for these mentees: ${cause}.`, advice, ids };
  });
  if (counts.mentors > 0) return found;
  return [{ code: "NO_ELIGIBLE_MENTOR", message: "There are no mentors.", advice: "Recruit mentors first." }];
}

/** Bounds that cannot be met together, and each way out. */
function cannotBe({ infeasibility }: Reached): Finding[] {
  if (infeasibility === undefined) return [];
  const { conflict, repairs } = infeasibility;
  const advice = `One of these would do. ${repairs.map(({ message }) => message).join(" ")}`;
  return [{ code: "INFEASIBLE", message: conflict.message, advice, ids: conflict.mentees }];
}

/** A rule that forbids more pairs than this share is named. */
const MOST = 0.5;

function strictRules({ scorer, summary: { counts }, mentees }: OpenProgramme): Finding[] {
  const pairs = mentees.length * scorer.cohort.mentors.length - counts.banned - counts.manual - counts.avoided;
  return scorer.rules.flatMap(({ name }, index): Finding[] => {
    const { forbidden, alone } = counts.rules[index];
    if (forbidden <= MOST * pairs) return [];
    const message = `The rule ${quote(name)} forbids ${forbidden} of ${pairs} pairs, ${alone} of them alone.`;
    const advice = "Look whether it is meant so, and whether a criterion, which only prefers, would do.";
    return [{ code: "RULE_EXCLUDES_MOST", message, advice, rule: name }];
  });
}

function shortSeats(reached: Reached): Finding[] {
  const { counts, shortages } = reached;
  const { mentees, seats } = toBeMatched(reached);
  const overall: Finding[] =
    seats >= mentees || counts.mentors === 0
      ? []
      : [
          {
            code: "SEATS_SHORT",
            message: `There are ${seats} seats for ${mentees} mentees; at most ${counts.canBeMatched} can be matched.`,
            advice: `Recruit mentors, or raise capacities by ${mentees - seats} in all.`,
          },
        ];
  // a group of all mentees has been told of
  const groups = shortages.filter(({ mentees: ids }) => overall.length === 0 || ids.length < mentees);
  const local = groups.map(
    ({ mentees: ids, mentors, seats: has, over }): Finding => ({
      code: "SEATS_SHORT",
      message: `${ids.length} mentees can have no one but ${mentors.length} mentors with ${has} free seats.`,
      advice: `Raise the capacity of these mentors by ${over} in all, or find others whom these mentees may have: ${mentors.map(quote).join(", ")}.`,
      ids,
    }),
  );
  return [...overall, ...local];
}

/** The warnings about terms, with what to do. */
function unknownTerms({ warnings }: OpenProgramme): Finding[] {
  return warnings.flatMap(({ code, message, terms }): Finding[] => {
    if (code !== "W_UNKNOWN_TERM" || terms === undefined) return [];
    const advice =
      "Add other spellings to policy.synonyms, what is near to policy.taxonomy, or recruit mentors who offer it.";
    return [{ code: "UNKNOWN_TERM", message, advice, terms }];
  });
}
