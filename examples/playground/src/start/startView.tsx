import { useEffect, useRef, useState } from "preact/hooks";
import { type InputFile, LARGEST_FILE } from "telemachus/io";
import { failureOf } from "../engine/client.js";
import type { Failure } from "../engine/messages.js";
import { shorten } from "../shared/people.js";
import { Problems } from "../shared/problems.js";
import { type ChosenFiles, doubtAbout, type Slot, sortFiles } from "./sortFiles.js";

const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.json";

/** Two files, by dropping them anywhere or by choosing them; or the sample. */
export function StartView(props: {
  chosen: ChosenFiles;
  setChosen: (change: ChosenFiles | ((before: ChosenFiles) => ChosenFiles)) => void;
  onContinue: () => void;
  onSample: () => void;
  isBusy: boolean;
}) {
  const { chosen, setChosen, onContinue, onSample, isBusy } = props;
  const [isOver, setIsOver] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  const take = async (files: FileList | null | undefined, slot?: Slot) => {
    const given = [...(files ?? [])];
    const large = given.filter(({ size }) => size > LARGEST_FILE);
    setRefused(large.length === 0 ? undefined : refusalOf(large));
    const read = await readFiles(given.filter(({ size }) => size <= LARGEST_FILE)).catch((error) => {
      setRefused(failureOf(error));
      return [];
    });
    if (read.length === 0) return;
    setChosen((before) =>
      slot !== undefined && read.length === 1 ? { ...before, [slot]: read[0] } : sortFiles(read, before),
    );
  };
  const taking = useRef(take);
  taking.current = take;

  // a file may be dropped anywhere
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      const slot = (event.target as Element | null)?.closest<HTMLElement>("[data-slot]")?.dataset["slot"];
      void taking.current(event.dataTransfer?.files, slot as Slot | undefined);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);

  const isReady = chosen.people !== undefined || (chosen.mentees !== undefined && chosen.mentors !== undefined);
  const canSwap = chosen.mentees !== undefined && chosen.mentors !== undefined;
  return (
    <div class={isOver ? "start-page over" : "start-page"}>
      <div class="hero">
        <h1>Match mentees with mentors</h1>
        <p class="lead">
          Two spreadsheets in, a proven best matching out, with a reason for every pair. It all happens in this page:
          your files are read here and sent nowhere.
        </p>
      </div>
      {refused !== undefined && <Problems title="A file was not read" failure={refused} />}
      <div class="slots">
        <FileSlot
          slot="mentees"
          title="Mentees"
          hint="One row for each person who wants a mentor"
          file={chosen.mentees ?? chosen.people}
          take={take}
        />
        <FileSlot
          slot="mentors"
          title="Mentors"
          hint="One row for each person who offers to be one"
          file={chosen.mentors ?? chosen.people}
          take={take}
        />
      </div>
      {doubtAbout(chosen).map((doubt) => (
        <p key={doubt} class="notice doubt" role="status">
          {doubt}
        </p>
      ))}
      <div class="actions">
        <button type="button" class="primary" disabled={!isReady || isBusy} onClick={onContinue}>
          Continue
        </button>
        <button type="button" disabled={isBusy} onClick={onSample}>
          Try the sample
        </button>
        {canSwap && (
          <button
            type="button"
            class="quiet"
            onClick={() => setChosen({ ...chosen, mentees: chosen.mentors, mentors: chosen.mentees })}
          >
            Swap the two files
          </button>
        )}
      </div>
      <details class="more" open={chosen.policy !== undefined}>
        <summary>You have a policy already?</summary>
        <p>
          Add the policy.json of an earlier round or of your programme's team, and its columns, weights and rules apply.
        </p>
        <FileSlot slot="policy" title="Policy" hint="A JSON file" file={chosen.policy} take={take} />
      </details>
      <ul class="promises">
        <li>
          <strong>Private</strong> The page is not allowed to make any connection. You can pull the plug and go on.
        </li>
        <li>
          <strong>Proven</strong> No other assignment does better under the weights and rules that you choose.
        </li>
        <li>
          <strong>Explained</strong> Why this mentor, why not another, in words that those concerned may read.
        </li>
      </ul>
    </div>
  );
}

function FileSlot(props: {
  slot: Slot;
  title: string;
  hint: string;
  file: InputFile | undefined;
  take: (files: FileList | null, slot: Slot) => void;
}) {
  const { slot, title, hint, file, take } = props;
  return (
    <label class={file === undefined ? "slot" : "slot filled"} data-slot={slot}>
      <input
        type="file"
        class="unseen"
        multiple
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          take(currentTarget.files, slot);
          currentTarget.value = "";
        }}
      />
      <span class="slot-title">{title}</span>
      {file === undefined ? (
        <>
          <span class="slot-hint">{hint}</span>
          <span class="slot-how">
            Drop a file here or <u>choose one</u>
          </span>
          {slot !== "policy" && <span class="slot-kinds">Excel, CSV or JSON</span>}
        </>
      ) : (
        <>
          <bdi class="slot-file">{shorten(file.name)}</bdi>
          <span class="slot-kinds">{formatSize(file.bytes.length)} · choose another</span>
        </>
      )}
    </label>
  );
}

/** What the library would say of files that are too large, without reading them first. */
function refusalOf(files: readonly File[]): Failure {
  const told = files.map(({ name, size }) => {
    return `${shorten(name)}: Expected the file to be of at most ${LARGEST_FILE} bytes, received ${size}.`;
  });
  return { message: told.join(" "), issues: [], total: 0 };
}

async function readFiles(files: readonly File[]): Promise<InputFile[]> {
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

function formatSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
