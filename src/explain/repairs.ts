import { blocksOf, type Scorer } from "../score/scorer.js";
import { type Sensitivity, signOf } from "../solve/sensitivity/createSensitivity.js";
import type { Exchange } from "../solve/sensitivity/optimum.js";
import { beyondCapacity } from "./beyondCapacity.js";
import { afterMoves, toChain } from "./chain.js";
import type { Chain, StageChange } from "./change.js";
import { type Named, named } from "./named.js";
import type { Opened } from "./opened.js";
import { rematch } from "./rematch.js";
import { solveAgain, solveWithPin } from "./solveAgain.js";
import { stageLosses } from "./stageLosses.js";
import { allowedScores } from "./standing.js";

/**
 * A change after which the person is matched, the smallest that was found of its kind, each tried before it is returned.
 *
 * - `seats`: so many seats more at any one of these mentors;
 * - `rule`: without this rule, for everybody;
 * - `ban`: without the bans of this person with any one of these;
 * - `pin`: a pin on this pair, in spite of `override`, the rules that forbid it; it costs the programme `cost`, and `chain`
 *   says who would change.
 */
export type UnmatchedRepair =
  | { readonly kind: "seats"; readonly seats: number; readonly mentors: readonly Named[] }
  | { readonly kind: "rule"; readonly rule: string }
  | { readonly kind: "ban"; readonly with: readonly Named[] }
  | {
      readonly kind: "pin";
      readonly with: Named;
      readonly override: readonly string[];
      readonly cost: StageChange | null;
      readonly chain: Chain | null;
    };

/** How many mentors are named where one of several will do: each was tried. */
const NAMED = 3;
/** How many pins are tried, the cheapest first. */
const TRIED = 5;
/** Where scores are not kept, and each pair takes a search, so many pairs are looked into, those of the highest scores. */
const SEARCHED = 20;
/** More seats than these at one mentor are no repair. */
const MOST_SEATS = 64;

/** What would give a mentee a mentor; each was tried. */
export function repairsForMentee(opened: Opened, mentee: number): UnmatchedRepair[] {
  const { matching } = opened;
  if (matching.status === "infeasible") return [];
  return [
    ...seatRepairs(opened, mentee),
    ...ruleRepairs(opened, (scorer, rule) => hasOnly(scorer, pairsOfMentee(opened, mentee), rule), isWith(mentee)),
    ...banRepairs(opened, mentee),
    ...pinRepairs(opened, pairsOfMentee(opened, mentee), "mentor", isWith(mentee)),
  ];
}

/** What would give a mentor a mentee more; each was tried. */
export function repairsForMentor(opened: Opened, mentor: number): UnmatchedRepair[] {
  const { matching, programme, pairs } = opened;
  if (matching.status === "infeasible") return [];
  const before = pairs.filter(([, other]) => other === mentor).length;
  const own = programme.scorer.problem.mentees.map((_, mentee) => ({ mentee, mentor }));
  const open = own.filter(({ mentee }) => !pairs.some(([one, other]) => one === mentee && other === mentor));
  const hasMore = (after: Pairs) => after.filter(([, other]) => other === mentor).length > before;
  return [
    ...ruleRepairs(opened, (scorer, rule) => hasOnly(scorer, open, rule), hasMore),
    ...pinRepairs(opened, open, "mentee", hasMore),
  ];
}

interface AskedPair {
  readonly mentee: number;
  readonly mentor: number;
}

type Pairs = readonly (readonly [mentee: number, mentor: number])[];

function pairsOfMentee({ programme }: Opened, mentee: number): AskedPair[] {
  return programme.scorer.problem.mentors.map((_, mentor) => ({ mentee, mentor }));
}

function isWith(mentee: number): (pairs: Pairs) => boolean {
  return (pairs) => pairs.some(([one]) => one === mentee);
}

/** The fewest seats at one mentor: one wherever a shortest path says so, else as many as it takes at the best of them. */
function seatRepairs(opened: Opened, mentee: number): UnmatchedRepair[] {
  const { matching, programme } = opened;
  const { problem } = programme.scorer;
  const allowed = allowedScores(opened, mentee).sort((a, b) => b.score - a.score || a.mentor - b.mentor);
  const row = programme.rowOf[mentee];
  if (allowed.length === 0 || row < 0) return [];
  const helps = (mentor: number, seats: number) => {
    const capacities = problem.capacities.with(mentor, problem.capacities[mentor] + seats);
    return isWith(mentee)(
      matching.status === "stable" ? matchAgain(opened, { capacities }) : (solveAgain(opened, { capacities }) ?? []),
    );
  };
  const repair = (seats: number, mentors: readonly number[]): UnmatchedRepair[] => {
    const inOrder = [...mentors].sort((a, b) => a - b).map((mentor) => named(problem.mentors[mentor]));
    return inOrder.length === 0 ? [] : [{ kind: "seats", seats, mentors: inOrder }];
  };
  const beyond = (mentor: number) => beyondCapacity(programme.scorer, mentor);
  const sensitivity = opened.sensitivity();
  // whoever comes in through a new seat of theirs
  const bringing = (mentor: number) =>
    beyond(mentor) === 0 &&
    (sensitivity === undefined || sensitivity.addSeat(mentor).moves.some((move) => move.row === row));
  const candidates = allowed.map(({ mentor }) => mentor).filter(bringing);
  const single = candidates.slice(0, NAMED).filter((mentor) => helps(mentor, 1));
  if (single.length > 0) return repair(1, single);

  const [{ mentor }] = allowed;
  let most = 1;
  while (!helps(mentor, most)) {
    most *= 2;
    if (most > MOST_SEATS) return [];
  }
  let least = most >> 1;
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (helps(mentor, middle)) most = middle;
    else least = middle;
  }
  return repair(most + beyond(mentor), [mentor]);
}

/** Rules without which, for everybody, the person is matched. */
function ruleRepairs(
  opened: Opened,
  isAlone: (scorer: Scorer, rule: string) => boolean,
  isRepaired: (pairs: Pairs) => boolean,
): UnmatchedRepair[] {
  const { scorer } = opened.programme;
  return scorer.rules.flatMap(({ name }): UnmatchedRepair[] => {
    if (!isAlone(scorer, name)) return [];
    const { [name]: _, ...rules } = scorer.problem.policy.rules ?? {};
    const policy = { ...scorer.problem.policy, rules };
    const without = { ...scorer, rules: scorer.rules.filter((rule) => rule.name !== name) };
    const pairs = matchAgain({ ...opened, programme: { ...opened.programme, scorer: without } }, { policy });
    return isRepaired(pairs) ? [{ kind: "rule", rule: name }] : [];
  });
}

/** Whether some pair is forbidden by one rule and by nothing else. */
function hasOnly(scorer: Scorer, pairs: readonly AskedPair[], rule: string): boolean {
  return pairs.some(({ mentee, mentor }) => {
    const blocks = blocksOf(scorer, mentee, mentor);
    return blocks.length > 0 && blocks.every((block) => "rule" in block && block.rule === rule);
  });
}

/** Bans of the mentee that stand alone between them and a mentor. */
function banRepairs(opened: Opened, mentee: number): UnmatchedRepair[] {
  const { scorer } = opened.programme;
  const { problem } = scorer;
  const banned = [...(problem.bans.get(mentee) ?? [])].filter((mentor) =>
    blocksOf(scorer, mentee, mentor).every(({ kind }) => kind === "ban"),
  );
  return banned.flatMap((mentor): UnmatchedRepair[] => {
    const left = new Set([...problem.bans.get(mentee)!].filter((other) => other !== mentor));
    const bans = new Map(problem.bans).set(mentee, left);
    const pairs = matchAgain(opened, { bans });
    return isWith(mentee)(pairs) ? [{ kind: "ban", with: [named(problem.mentors[mentor])] }] : [];
  });
}

/** The pin that costs least: of pairs that are allowed, else of those that only rules forbid. */
function pinRepairs(
  opened: Opened,
  pairs: readonly AskedPair[],
  other: "mentee" | "mentor",
  isRepaired: (pairs: Pairs) => boolean,
): UnmatchedRepair[] {
  const { programme } = opened;
  const { scorer, rowOf, frame, scoresOf } = programme;
  const open = pairs.filter(({ mentee, mentor }) => rowOf[mentee] >= 0 && frame.capacities[mentor] > 0);
  const isAllowed = ({ mentee, mentor }: AskedPair) => scoresOf(rowOf[mentee])[mentor] !== Number.NEGATIVE_INFINITY;
  const rulesOf = ({ mentee, mentor }: AskedPair) => blocksOf(scorer, mentee, mentor);
  const allowed = open.filter(isAllowed);
  const candidates =
    allowed.length > 0 ? allowed : open.filter((pair) => rulesOf(pair).every((block) => "rule" in block));
  const sensitivity = opened.sensitivity();
  const best =
    sensitivity === undefined
      ? bestByScore(opened, candidates, isRepaired)
      : cheapest(opened, sensitivity, { candidates, isRepaired });
  if (best === undefined) return [];
  const { pair, exchange } = best;
  const { mentees, mentors } = scorer.problem;
  const cost =
    exchange === undefined ? null : stageLosses(opened, opened.before(), afterMoves(opened, exchange.moves)).loss;
  return [
    {
      kind: "pin",
      with: named(other === "mentee" ? mentees[pair.mentee] : mentors[pair.mentor]),
      override: rulesOf(pair).flatMap((block) => ("rule" in block ? [block.rule] : [])),
      cost,
      chain: exchange === undefined ? null : toChain(opened, exchange.moves),
    },
  ];
}

interface Pinned {
  readonly pair: AskedPair;
  /** Undefined where stages do not add up, or the matching is stable. */
  readonly exchange: Exchange | undefined;
}

/** The pair with the least loss; of equal ones that of the highest score, then the first. */
function cheapest(
  opened: Opened,
  sensitivity: Sensitivity,
  {
    candidates,
    isRepaired,
  }: { readonly candidates: readonly AskedPair[]; readonly isRepaired: (pairs: Pairs) => boolean },
): Pinned | undefined {
  const { programme, scoreOf } = opened;
  const isOfOneMentee = candidates.every(({ mentee }) => mentee === candidates[0].mentee);
  const scored = candidates.map((pair) => ({ pair, score: scoreOf(pair.mentee, pair.mentor) }));
  const searched =
    programme.isKept || !isOfOneMentee ? scored : scored.sort((a, b) => b.score - a.score).slice(0, SEARCHED);
  const found = searched.flatMap(({ pair, score }) => {
    const row = programme.rowOf[pair.mentee];
    const exchange =
      isOfOneMentee && programme.isKept
        ? sensitivity.forceAny(row)(pair.mentor, score)
        : sensitivity.forceEach(pair.mentor)(row, score);
    return exchange === undefined ? [] : [{ pair, exchange, score }];
  });
  found.sort((a, b) => signOf(a.exchange.loss.map((part, k) => part - b.exchange.loss[k])) || b.score - a.score);
  // who comes may make another one leave, also where a matching as good lets both stay
  const lasting = found.filter(({ exchange }) => isRepaired(afterMoves(opened, exchange.moves).pairs));
  return lasting
    .slice(0, TRIED)
    .find(({ pair }) => isRepaired(solveWithPin(opened, pair.mentee, pair.mentor)?.pairs ?? []));
}

/** The pair of the highest score, where the rest can be matched around it. */
function bestByScore(
  opened: Opened,
  candidates: readonly AskedPair[],
  isRepaired: (pairs: Pairs) => boolean,
): Pinned | undefined {
  const { matching, scoreOf } = opened;
  const scored = candidates.map((pair) => ({ pair, score: scoreOf(pair.mentee, pair.mentor) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  if (best === undefined) return undefined;
  const { mentee, mentor } = best.pair;
  const after =
    matching.status === "stable" ? [[mentee, mentor] as const] : solveWithPin(opened, mentee, mentor)?.pairs;
  return after !== undefined && isRepaired(after) ? { pair: best.pair, exchange: undefined } : undefined;
}

/** The pairs of a programme that is otherwise, scored and solved anew. */
function matchAgain(opened: Opened, otherwise: Partial<Scorer["problem"]>): Pairs {
  const { scorer } = opened.programme;
  return rematch(opened, { ...scorer, problem: { ...scorer.problem, ...otherwise } });
}
