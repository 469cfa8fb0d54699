import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undoAtExit } from "./atExit.js";
import type { Instance } from "./instances.js";

/** An instance in files of bare numbers, little-endian, for programs that are not JavaScript and for fresh processes. */
export interface InstanceFiles {
  readonly folder: string;
  /** What is not in the files. */
  readonly head: Pick<Instance, "name" | "family" | "rows" | "columns" | "form">;
  readonly remove: () => void;
}

/** Writes `scores.f64` and `capacities.i32`, and where the instance is sparse `start.i32` and `column.i32`, to a new folder. */
export function writeInstance(instance: Instance): InstanceFiles {
  const { name, family, rows, columns, form } = instance;
  const { folder, remove } = makeFolder();
  writeFileSync(join(folder, "scores.f64"), instance.scores);
  writeFileSync(join(folder, "capacities.i32"), instance.capacities);
  if (instance.form === "sparse") {
    writeFileSync(join(folder, "start.i32"), instance.start);
    writeFileSync(join(folder, "column.i32"), instance.column);
  }
  return {
    folder,
    head: { name, family, rows, columns, form },
    remove,
  };
}

/** Makes a folder for a while: it goes at the latest when the process ends. */
export function makeFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "telemachus-benchmark-"));
  return { folder, remove: undoAtExit(() => rmSync(folder, { recursive: true, force: true })) };
}

/** The instance again, from its files. */
export function readInstance({ folder, head }: Omit<InstanceFiles, "remove">): Instance {
  const { form, ...problem } = head;
  const shared = {
    ...problem,
    scores: new Float64Array(readBytes(folder, "scores.f64")),
    capacities: new Int32Array(readBytes(folder, "capacities.i32")),
  };
  if (form === "dense") return { ...shared, form };
  return {
    ...shared,
    form,
    start: new Int32Array(readBytes(folder, "start.i32")),
    column: new Int32Array(readBytes(folder, "column.i32")),
  };
}

/** The column of each row that a driver wrote. */
export function readAnswer(folder: string): Int32Array {
  return new Int32Array(readBytes(folder, "answer.i32"));
}

/** The bytes of a file in a buffer of their own: a small one would otherwise share Node's pool. */
function readBytes(folder: string, file: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, file));
  if (byteOffset === 0 && byteLength === buffer.byteLength) return buffer as ArrayBuffer;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
