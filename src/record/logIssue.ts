import type { Issue } from "../errors.js";

/** A problem of a log. Its `path` is the place as an editor shows it, `log:3`; its `pointer` counts lines from 0. */
export interface LogIssue extends Issue {
  readonly code: "E_LOG";
  /** The line, counted from 1. */
  readonly line: number;
}

/** Builds one problem of a log; nothing that stands in the log is repeated but hashes and numbers. */
export function logIssue(
  line: number,
  { expected, received, hint }: { expected: string; received: string; hint?: string },
): LogIssue {
  const sentence = `Expected line ${line} of the log to be ${expected}, received ${received}.`;
  return {
    code: "E_LOG",
    path: `log:${line}`,
    pointer: `/log/${line - 1}`,
    line,
    expected,
    received,
    ...(hint === undefined ? {} : { hint }),
    message: hint === undefined ? sentence : `${sentence} ${hint}`,
  };
}
