import {
  goals,
  interests,
  type Matching,
  match,
  type People,
  type Policy,
  type Progress,
  skills,
  TelemachusError,
  toText,
  whyNot,
} from "telemachus";
import { proposePolicy, readProgramme } from "telemachus/io";
import { sampleProgramme } from "telemachus/sample";
import { describeOthers } from "./describeOthers.js";
import { explainPerson } from "./explainPerson.js";
import type { Answer, Ask, QuestionKind } from "./messages.js";
import { readJson } from "./readJson.js";
import { toChanges } from "./toChanges.js";
import { toOutcome } from "./toOutcome.js";
import { rejectFiles, writeFile } from "./writeFile.js";

/** For people who come without a policy: what nearly every programme counts. */
const usualPolicy: Policy = {
  criteria: { skills: skills({ weight: 4 }), goals: goals({ weight: 3 }), interests: interests({ weight: 1 }) },
};

/** Checks people and policy as `match` does, and stops before anything is scored. @throws TelemachusError with every problem */
function checkOnly(people: People, policy: Policy): void {
  try {
    match(people, policy, { signal: AbortSignal.abort() });
  } catch (error) {
    if (!(error instanceof TelemachusError && error.code === "E_ABORTED")) throw error;
  }
}

type Asked = { readonly mentee: string; readonly mentor: string };

function whyNotText(matching: Matching, asked: Asked): string {
  return toText(whyNot(matching, asked), { audience: "administrator" });
}

function isPair({ pairs }: Matching, { mentee, mentor }: Asked): boolean {
  return pairs.some((pair) => pair.mentee === mentee && pair.mentor === mentor);
}

type Tell = (progress: Progress) => void;

export type Answers = {
  readonly [Kind in QuestionKind]: (ask: Ask<Kind>, tell: Tell) => Answer<Kind> | Promise<Answer<Kind>>;
};

/** The engine: it holds the people and the last matching, and answers questions about them. */
export function createAnswers(): Answers {
  let people: People | undefined;
  let policy: Policy | undefined;
  let matching: Matching | undefined;
  const matched = () => {
    if (people === undefined || policy === undefined) throw new Error("Nobody is matched yet.");
    // after a stop it is made again, for the first who asks about it
    matching ??= match(people, policy);
    return { people, policy, matching };
  };

  return {
    propose: ({ files, answers }) => proposePolicy(files, answers),
    read: async ({ files, policy: given, rejectRows }) => {
      const read = await readProgramme({ ...files, policy: given ?? usualPolicy }, { rejectRows });
      const isSound = read.people !== undefined && read.policy !== undefined && read.issues.length === 0;
      return {
        opened: isSound ? { people: read.people!, policy: read.policy! } : undefined,
        issues: read.issues,
        unlisted: read.unlisted,
        rejected: { mentees: read.mentees.rejected.length, mentors: read.mentors.rejected.length },
        rejectFiles: rejectFiles(read),
      };
    },
    readPeople: (files) => {
      const given = readJson(files.people) as People;
      const wanted = files.policy === undefined ? usualPolicy : (readJson(files.policy) as Policy);
      checkOnly(given, wanted);
      return { people: given, policy: wanted };
    },
    sample: (size) => sampleProgramme(size),
    open: (given) => {
      people = given.people;
      policy = given.policy;
      matching = undefined;
      return null;
    },
    match: ({ policy: given }, tell) => {
      if (people === undefined) throw new Error("There are no people yet.");
      matching = match(people, given, { onProgress: tell });
      policy = given;
      return toOutcome(matching);
    },
    preview: ({ policy: given, asked }) => {
      const before = matched();
      const after = match(before.people, given);
      return {
        changes: toChanges(before.matching, after),
        matched: after.manifest.counts.matched - before.matching.manifest.counts.matched,
        total: after.total - before.matching.total,
        status: after.status,
        whyNot: asked === undefined || isPair(before.matching, asked) ? undefined : whyNotText(before.matching, asked),
      };
    },
    explain: ({ person }) => explainPerson(matched().matching, person),
    others: ({ person }) => describeOthers(matched(), person),
    whyNot: (asked) => whyNotText(matched().matching, asked),
    write: ({ kind, reader }) => writeFile(kind, reader, matched()),
  };
}
