import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { AuditOptions, audit, Matching, match, People, Policy, RunLog, runLog, verifyLog } from "telemachus";
import type { digestOf, identify } from "../src/matching/manifest.js";
import { collectGarbage } from "./collectGarbage.js";
import { checkAudit, checkDigests, checkLog, scorerOf } from "./governanceChecks.js";
import { largePeople } from "./largePeople.js";
import { type Effort, summarise, type Timing, takeTurns, time, warmUp } from "./measure.js";
import { mentoringPolicy as policy } from "./mentoringPolicy.js";

const SEED = 20_260_107;
/** Of the mentors, every so many have no seat: some mentees go without a mentor, so that match rates differ. */
const WITHOUT_SEAT = 5;
/** What ids are keyed with in the log. */
const ID_KEY = "a secret of the benchmark";
/** How many entries are timed together: one alone is too short. */
const BATCH = 500;

/** What is measured, or in tests what pretends to be it. */
export interface Governor {
  readonly match: typeof match;
  readonly audit: typeof audit;
  readonly identify: typeof identify;
  readonly digestOf: typeof digestOf;
  readonly runLog: typeof runLog;
  readonly verifyLog: typeof verifyLog;
}

export interface GovernanceSize {
  readonly mentees: number;
  readonly mentors: number;
  readonly groups: number;
  readonly permutations: number;
  /** The entries of the log. */
  readonly lines: number;
}

/** How long it takes to account for one matching. */
export interface GovernanceTimings {
  readonly name: string;
  readonly size: GovernanceSize;
  /** Of a fresh matching, whose pairs are scored for it. */
  readonly firstAudit: Timing;
  /** Of the same matching again, and of the stored one, which has no scores. */
  readonly audit: Timing;
  readonly auditStored: Timing;
  /** What identifies the run, with the digests of policy and people, and the digest of the matching. */
  readonly manifest: Timing;
  /** One entry of the log, stored in memory. */
  readonly append: Timing;
  /** All its lines. */
  readonly verify: Timing;
}

/** A matching, and what it was made from. */
export interface Governed {
  readonly name: string;
  readonly people: People;
  readonly policy: Policy;
  readonly matching: Matching;
  readonly options: AuditOptions;
}

/** A log, and how it was written. */
export interface Written {
  readonly idKey: string;
  readonly log: Pick<RunLog, "head" | "entries">;
  readonly lines: readonly string[];
  /** By entry: the mentee whom it is about, who is also its actor. */
  readonly mentees: readonly string[];
}

/** `governance 5000 + 5000`. */
export function nameOfGovernance({ mentees, mentors }: Pick<GovernanceSize, "mentees" | "mentors">): string {
  return `governance ${mentees} + ${mentors}`;
}

/**
 * Times an audit, a manifest and a run log of one matching, after checking their answers.
 *
 * @throws Error where an answer is not what a plain recount gives
 */
export async function timeGovernance(
  size: GovernanceSize,
  effort: Effort,
  governor: Governor,
): Promise<GovernanceTimings> {
  const governed = matchDrawn(size, governor);
  const { name, people, matching, options } = governed;
  checkAudit(governed, governor);
  checkDigests(governed, governor);
  const { written, append } = writeLog(governed, size.lines, governor);
  checkLog(name, written, governor);

  const stored: Matching = structuredClone(matching);
  const scorer = scorerOf(people, policy);
  const manifestOf = () => [governor.identify(scorer, undefined), governor.digestOf(matching)];
  const text = written.lines.join("");
  const tasks = [
    () => time(() => void governor.audit(matching, people, options)),
    () => time(() => void governor.audit(stored, people, options)),
    () => time(() => void manifestOf()),
    () => time(() => void governor.verifyLog(text)),
  ];
  const warm: number[] = [];
  for (const task of tasks) warm.push(await warmUp(task));
  const [audited, auditStored, manifest, verify] = await takeTurns(tasks, warm, effort);
  return {
    ...{ name, size, audit: audited, auditStored, manifest, append, verify },
    firstAudit: timeFirst(governed, effort.fewestRuns, governor),
  };
}

function matchDrawn(size: GovernanceSize, { match }: Governor): Governed {
  const { mentees, mentors } = largePeople(size);
  const seated = mentors.map((mentor, at) => (at % WITHOUT_SEAT === 0 ? { ...mentor, capacity: 0 } : mentor));
  const people = { mentees, mentors: seated };
  const options = { groups: { group: drawGroups(people, size.groups) }, permutations: size.permutations };
  return { name: nameOfGovernance(size), people, policy, matching: match(people, policy), options };
}

/** Everybody's group by id, all groups as likely. */
function drawGroups({ mentees, mentors }: People, groups: number): Record<string, string> {
  const random = xoroshiro128plus(SEED);
  const drawn = [...mentees, ...mentors].map(({ id }) => [id, `group ${uniformInt(random, 1, groups)}`] as const);
  return Object.fromEntries(drawn);
}

/** Times the first audit of fresh matchings. The code is warm, the matching is not. */
function timeFirst({ people, options }: Governed, rounds: number, { match, audit }: Governor): Timing {
  const times = Array.from({ length: rounds }, () => {
    const fresh = match(people, policy);
    collectGarbage();
    return time(() => void audit(fresh, people, options));
  });
  return summarise(times);
}

/** Writes a log of mentees who look at their explanations, over and over. What is timed is warm after its first batches. */
function writeLog({ people, matching }: Governed, entries: number, { runLog }: Governor) {
  const lines: string[] = [];
  const mentees: string[] = [];
  const log = runLog({
    write: (line) => void lines.push(line),
    now: () => new Date(Date.UTC(2026, 0, 12) + lines.length).toISOString(),
    idKey: ID_KEY,
  });
  const append = (mentee: string) => {
    mentees.push(mentee);
    log.append({ event: "explanationViewed", matching, actor: mentee, audience: "mentee", mentee });
  };
  const times: number[] = [];
  while (lines.length < entries) {
    const count = Math.min(BATCH, entries - lines.length);
    collectGarbage();
    const took = time(() => {
      for (let k = 0; k < count; k++) append(people.mentees[lines.length % people.mentees.length].id);
    });
    times.push(took / count);
  }
  const written: Written = { idKey: ID_KEY, log, lines, mentees };
  return { written, append: summarise(times) };
}
