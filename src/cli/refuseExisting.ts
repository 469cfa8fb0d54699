import { lstatSync } from "node:fs";
import { fileProblem } from "./fileProblem.js";
import type { Target } from "./outputs.js";
import { Refusal } from "./problems.js";

/** Refuses to replace files that somebody may have worked on, unless `--force` is given. @throws Refusal */
export function refuseExisting(targets: readonly Target[], isForced: boolean): void {
  if (isForced) return;
  const existing = targets.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
  if (existing.length === 0) return;
  const problem = {
    code: "E_PATH",
    expected: "a new file, unless --force is given",
    received: "one that is there",
  } as const;
  throw new Refusal({ issues: existing.map(({ path, option }) => fileProblem(path, option, problem)), unlisted: 0 });
}
