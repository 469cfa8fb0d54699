import { type Issue, TelemachusError } from "../errors.js";
import { type ReadProgramme, readProgramme } from "../io.js";
import { match } from "../match.js";
import type { Matching } from "../matching/matching.js";
import type { Policy } from "../policy.js";
import type { People } from "../problem/people.js";
import { type OptionSpec, type Run, textOf } from "./command.js";
import { readFiles, type Source } from "./inputs.js";
import { holdPairs } from "./keep.js";
import { Refusal } from "./problems.js";
import { followMatching } from "./progress.js";
import { refusing } from "./refusing.js";
import { readStoredMatching, takeOverFile } from "./stored.js";

/** The options that name a programme: two files of people and a policy. */
export const fileOptions: readonly OptionSpec[] = [
  {
    flags: "--mentees <file>",
    text: "the mentees: .csv, .tsv or .xlsx (a row each, under a header), or .json (a list)",
    isRequired: true,
  },
  { flags: "--mentors <file>", text: "the mentors: likewise", isRequired: true },
  {
    flags: "--policy <file>",
    text: 'the programme\'s policy, JSON; its "columns" say which columns hold what',
    isRequired: true,
  },
];

export const keepOption: OptionSpec = {
  flags: "--keep <file>",
  text: "an earlier matching (.json) whose pairs should stay: as many as possible do, after as many mentees as possible are matched and before all else. They take the place of the policy's history.current, and the stage continuity is put behind matched (behind the first stage where there is none of that name)",
};

/** The same options for those who ask about a programme that was matched with `--rejects` or `--keep`. */
export const programmeOptions: readonly OptionSpec[] = [
  ...fileOptions,
  keepOption,
  { flags: "--skip-rejected", text: "leave out rows with problems, as match --rejects does, instead of refusing all" },
];

/** A programme that can be matched. */
export interface Programme {
  readonly files: ReadProgramme;
  readonly people: People;
  readonly policy: Policy;
  /** What came of `--keep`. */
  readonly kept?: Matching;
  /** Everything that was read, none of which may be overwritten. */
  readonly sources: readonly string[];
}

/** How a programme is read, where a command has more to say about it than its options do. */
interface Reading {
  readonly leavesOut?: boolean;
  /** Further problems, to be told with those of the files. */
  readonly issues?: (sources: readonly string[]) => readonly Issue[];
}

/**
 * Reads the files that the options name.
 *
 * @throws Refusal with all their problems
 */
export async function readProgrammeOf(run: Run, reading: Reading = {}): Promise<Programme> {
  const sources = (["mentees", "mentors", "policy"] as const).map((name) => ({
    path: textOf(run, name)!,
    option: `--${name}`,
  }));
  const keep = textOf(run, "keep");
  const paths = [...sources.map(({ path }) => path), ...(keep === undefined ? [] : [keep])];
  const further = reading.issues?.(paths) ?? [];
  const [mentees, mentors, policyFile] = await readOrRefuse(sources, run, further);
  const bytes = mentees.bytes.length + mentors.bytes.length;
  if (bytes > MUCH) run.progress.long("Reading people");
  const rejectRows = reading.leavesOut === true || run.options.skipRejected === true;
  const files = await run.stopping.deaf(bytes > VERY_MUCH, () =>
    readProgramme({ mentees, mentors, policy: policyFile }, { rejectRows }),
  );
  const { people, policy } = files;
  const issues = [...files.issues, ...further];
  if (people === undefined || policy === undefined || issues.length > 0)
    throw new Refusal({ issues, unlisted: files.unlisted });
  if (keep === undefined) return { files, people, policy, sources: paths };
  const kept = await readStoredMatching({ path: keep, option: "--keep" }, run);
  return { files, people, policy: holdPairs(policy, kept), kept, sources: paths };
}

async function readOrRefuse(sources: readonly Source[], run: Run, further: readonly Issue[]) {
  try {
    return await readFiles(sources, run);
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    throw new Refusal({ issues: [...error.issues, ...further], unlisted: 0 });
  }
}

/** Whether what is done with all pairs of a programme takes long enough to say so. */
function isLarge(programme: Pick<Programme, "people">): boolean {
  return pairsOf(programme) > FEW_PAIRS;
}

/** Does something with all pairs of a programme that takes long where there are many. */
export function onAllPairs<Result>(
  run: Run,
  { programme, phase }: { readonly programme: Pick<Programme, "people">; readonly phase: string },
  work: () => Result | Promise<Result>,
): Promise<Result> {
  if (isLarge(programme)) run.progress.long(phase);
  return run.stopping.deaf(pairsOf(programme) > MANY_PAIRS, work);
}

function pairsOf({ people }: Pick<Programme, "people">): number {
  return people.mentees.length * people.mentors.length;
}

/** Bytes of people that take about half a second to read, and about two seconds. */
const MUCH = 2 ** 20;
const VERY_MUCH = 4 * MUCH;

/** As many pairs are matched in less time than threads take to start: about 0.2 s. */
const FEW_PAIRS = 40_000;

/** What is done with so many pairs takes a second or more. */
const MANY_PAIRS = 5_000_000;

/**
 * Matches a programme: where it is large in threads of its own, so that this one stays free to show progress and to hear
 * signals. A small one is matched here: a signal is heard behind it.
 *
 * @throws Refusal for problems of people and policy, with their places in the files; Interrupted
 */
export async function matchProgramme(programme: Programme, { stopping, progress, work }: Run): Promise<Matching> {
  const { people, policy } = programme;
  const onProgress = followMatching(progress);
  return refusing(programme, async () => {
    if (!isLarge(programme)) return stopping.deaf(false, () => match(people, policy, { onProgress }));
    return stopping.interruptible((signal) => work.matchInWorker(people, policy, { signal, onProgress }));
  });
}

/**
 * The matching that a question is about: the one of the files, which has to be the stored one where the command line
 * names one. A matching is deterministic, so that to open one is to make it again.
 *
 * @throws Refusal, E_MANIFEST
 */
export async function openMatching(programme: Programme, run: Run): Promise<Matching> {
  const path = textOf(run, "matching");
  if (path === undefined) return matchProgramme(programme, run);
  const stored = await readStoredMatching({ path, option: "--matching" }, run);
  const again = await matchProgramme(programme, run);
  return takeOverFile(stored, again, path);
}

/** What those who ask about a matching may give beside its files. */
export const questionOptions: readonly OptionSpec[] = [
  ...programmeOptions,
  { flags: "--matching <file>", text: "a matching that match --out wrote as .json: it has to be that of these files" },
];

/** Reads the files and opens their matching. */
export async function askProgramme(run: Run): Promise<{ readonly programme: Programme; readonly matching: Matching }> {
  const programme = await readProgrammeOf(run);
  return { programme, matching: await openMatching(programme, run) };
}
