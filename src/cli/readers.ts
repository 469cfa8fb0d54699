import type { Audience } from "../explain/toText.js";
import { type OptionSpec, type Run, textOf } from "./command.js";

/** For whom an answer is worded. */
export const readerOptions: readonly OptionSpec[] = [
  {
    flags: "--audience <who>",
    text: "for whom: mentee, mentor, administrator (where it is not given) or auditor; participants get reasons without numbers, and nothing that others said in confidence",
    choices: ["mentee", "mentor", "administrator", "auditor"],
  },
  { flags: "--contact <text>", text: "whom participants may write to" },
];

/** What `readerOptions` say. */
export function readersOf(run: Run): { readonly audience: Audience; readonly contact?: string } {
  const audience = (textOf(run, "audience") ?? "administrator") as Audience;
  return { audience, contact: textOf(run, "contact") };
}

/** Whether somebody reads words alone: data would tell them what they may not know. */
export function readsWordsAlone(audience: Audience): boolean {
  return audience === "mentee" || audience === "mentor";
}
