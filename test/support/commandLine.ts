import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { run } from "../../src/cli/run.js";
import type { Streams } from "../../src/cli/streams.js";
import type { Work } from "../../src/cli/work.js";

/** What a command line did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command line is run, where it is not usual. */
export interface Running {
  /** What is piped to it. */
  readonly input?: string;
  readonly env?: Streams["env"];
  readonly onSignal?: Streams["onSignal"];
  readonly work?: Work;
  /** Whether stdout and stderr are terminals. */
  readonly isTerminal?: boolean;
}

const policy = {
  name: "Ada and her cohort",
  date: "2026-01-12",
  criteria: { skills: { kind: "coverage", field: "skills", weight: 4 } },
};
const mentees = "id,name,skills\nada,Ada,sql;ts\nben,Ben,ts\nchidi,Chidi,design\ndora,Dora,sql\nelif,Elif,\n";
const mentors = "id,name,skills,capacity\nlin,Lin,sql;ts,2\nnoor,Noor,design,1\nsam,Sam,ts,1\n";

/** The files of the usual story. */
export const story = { policy, mentees, mentors };

/** Files to run commands on, in a folder of their own. */
export interface Desk {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly read: (name: string) => string;
  /** Writes a file, an object as JSON, and returns its path. */
  readonly write: (name: string, content: string | Uint8Array | object) => string;
  /** Runs the command line in this process; paths of the folder are shown without it. */
  readonly run: (argv: readonly string[], how?: Running) => Promise<Ran>;
  /** The options that name the files of the story, which are written. */
  readonly files: (given?: {
    mentees?: string | Uint8Array;
    mentors?: string | Uint8Array;
    policy?: object | string;
  }) => string[];
  readonly remove: () => void;
}

export function openDesk(): Desk {
  const folder = fs.mkdtempSync(join(tmpdir(), "telemachus-cli-"));
  const path = (name: string) => join(folder, name);
  const write: Desk["write"] = (name, content) => {
    const isData = typeof content === "string" || content instanceof Uint8Array;
    fs.writeFileSync(path(name), isData ? content : JSON.stringify(content, undefined, 2));
    return path(name);
  };
  return {
    folder,
    path,
    write,
    read: (name) => fs.readFileSync(path(name), "utf8"),
    run: async (argv, { input, env = {}, onSignal, work, isTerminal } = {}) => {
      const said = { stdout: "", stderr: "" };
      const stream = (name: keyof typeof said) => ({
        isTTY: isTerminal,
        write: (text: string) => (said[name] += text),
      });
      const stdin = Readable.from(input === undefined ? [] : [input]);
      const streams = { stdout: stream("stdout"), stderr: stream("stderr"), stdin, env, onSignal };
      const code = await run(argv, streams, work);
      const shown = (text: string) => text.replaceAll(`${folder}/`, "").replaceAll(folder, "FOLDER");
      return { code, stdout: shown(said.stdout), stderr: shown(said.stderr) };
    },
    files: (given = {}) => [
      ...["--mentees", write("mentees.csv", given.mentees ?? mentees)],
      ...["--mentors", write("mentors.csv", given.mentors ?? mentors)],
      ...["--policy", write("policy.json", given.policy ?? policy)],
    ],
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
