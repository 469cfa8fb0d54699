import type { People, Policy } from "telemachus";

/** What an administrator decides about one pair. */
export interface Decision {
  readonly kind: "pin" | "ban";
  readonly mentee: string;
  readonly mentor: string;
  readonly reason: string;
  /** Of a pin: stands even against a rule. */
  readonly override?: boolean;
}

interface PairOf {
  readonly mentee: string;
  readonly mentor: string;
}

const isSame = (one: PairOf, other: PairOf) => one.mentee === other.mentee && one.mentor === other.mentor;

export function withWeight(policy: Policy, criterion: string, weight: number): Policy {
  if ((policy.criteria[criterion].weight ?? 1) === weight) return policy;
  const changed = { ...policy.criteria[criterion], weight };
  return { ...policy, criteria: { ...policy.criteria, [criterion]: changed } as Policy["criteria"] };
}

export function withObjective(policy: Policy, objective: string): Policy {
  return { ...policy, objective: objective as Policy["objective"] };
}

/** The policy with a decision; what was decided about the same pair before gives way. */
export function withDecision(policy: Policy, decision: Decision): Policy {
  const { kind, mentee, mentor, reason, override } = decision;
  const cleared = withoutDecisions(policy, decision);
  const entry = { mentee, mentor, reason: reason.trim() };
  if (kind === "ban") return { ...cleared, bans: [...(cleared.bans ?? []), entry] };
  return { ...cleared, pins: [...(cleared.pins ?? []), override === true ? { ...entry, override } : entry] };
}

/** The policy without any pin or ban of a pair. */
export function withoutDecisions(policy: Policy, pair: PairOf): Policy {
  const { pins, bans, ...rest } = policy;
  const keptPins = pins?.filter((one) => !isSame(one, pair)) ?? [];
  const keptBans = bans?.filter((one) => !isSame(one, pair)) ?? [];
  return {
    ...rest,
    ...(keptPins.length > 0 ? { pins: keptPins } : {}),
    ...(keptBans.length > 0 ? { bans: keptBans } : {}),
  };
}

export function decisionsOf(policy: Policy): Decision[] {
  return [
    ...(policy.pins ?? []).map((pin) => ({ ...pin, kind: "pin" as const })),
    ...(policy.bans ?? []).map((ban) => ({ ...ban, kind: "ban" as const })),
  ];
}

export function decisionAbout(policy: Policy, pair: PairOf): Decision | undefined {
  return decisionsOf(policy).find((one) => isSame(one, pair));
}

/**
 * What was changed by hand in a policy, put into another one of the same programme, as far as it still makes sense
 * there: weights of criteria that both have, what "best" means, and decisions about people who are still in it.
 */
export function carryOver(
  changed: { readonly from: Policy; readonly to: Policy },
  { people, policy }: { readonly people: People; readonly policy: Policy },
): Policy {
  const { from, to } = changed;
  const [mentees, mentors] = [idsOf(people.mentees), idsOf(people.mentors)];
  let carried = policy;
  for (const [name, { weight = 1 }] of Object.entries(to.criteria)) {
    const isChanged = Object.hasOwn(from.criteria, name) && (from.criteria[name].weight ?? 1) !== weight;
    if (isChanged && Object.hasOwn(policy.criteria, name)) carried = withWeight(carried, name, weight);
  }
  if (to.objective !== from.objective && typeof to.objective === "string") {
    carried = withObjective(carried, to.objective);
  }
  for (const decision of decisionsOf(to)) {
    if (mentees.has(decision.mentee) && mentors.has(decision.mentor)) carried = withDecision(carried, decision);
  }
  return carried;
}

function idsOf(people: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(people.map(({ id }) => id));
}
