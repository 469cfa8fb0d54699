import { useState } from "preact/hooks";
import { type Engine, failureOf, Superseded } from "../engine/client.js";
import type { Failure, FileKind, Reader } from "../engine/messages.js";
import { Problems } from "../shared/problems.js";
import { saveFile } from "../shared/saveFile.js";

const READERS: readonly { readonly value: Reader; readonly label: string }[] = [
  { value: "committee", label: "A committee" },
  { value: "administrator", label: "You alone: with confidences" },
];

const FILES: readonly { readonly kind: FileKind; readonly label: string; readonly what: string }[] = [
  { kind: "report", label: "Report", what: "a page to read and to print" },
  { kind: "xlsx", label: "Excel", what: "pairs, unmatched, mentors" },
  { kind: "csv", label: "CSV", what: "the pairs" },
  { kind: "policy", label: "Policy", what: "to run it again" },
  { kind: "matching", label: "Matching", what: "everything, as JSON" },
];

/** The results to keep, written by the engine and handed to the browser. */
export function Downloads({ engine, isReady }: { engine: Engine; isReady: boolean }) {
  const [failure, setFailure] = useState<Failure>();
  const [reader, setReader] = useState<Reader>("committee");
  const save = async (kind: FileKind) => {
    setFailure(undefined);
    try {
      saveFile(await engine.ask("write", { kind, reader }));
    } catch (error) {
      if (!(error instanceof Superseded)) setFailure(failureOf(error));
    }
  };
  return (
    <section class="card">
      <h2>Keep it</h2>
      {failure !== undefined && <Problems title="The file could not be written" failure={failure} />}
      <label class="choice">
        <span>Report, Excel and CSV are for</span>
        <select value={reader} onChange={({ currentTarget }) => setReader(currentTarget.value as Reader)}>
          {READERS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <ul class="downloads">
        {FILES.map(({ kind, label, what }) => (
          <li key={kind}>
            <button type="button" disabled={!isReady} onClick={() => save(kind)}>
              {label}
              <span class="why">{what}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
