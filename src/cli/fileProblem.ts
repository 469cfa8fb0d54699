import type { Issue } from "../errors.js";

const PATH_FAULTS = [
  "EACCES",
  "EEXIST",
  "EISDIR",
  "ELOOP",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOTDIR",
  "EPERM",
  "EROFS",
  "EINVAL",
];

/** Builds the problem of a file named on the command line: E_PATH for its path, E_IO for what failed behind it. */
export function fileProblem(
  path: string,
  option: string,
  problem: { code: "E_PATH" | "E_IO" | "E_TOO_LARGE"; expected: string; received: string },
): Issue {
  const { code, expected, received } = problem;
  const message = `${path}: Expected ${option} to be ${expected}, received ${received}.`;
  return { code, path, pointer: "", expected, received, message };
}

/** Builds the problem that an error of the operating system stands for; any other error is thrown on. */
export function systemProblem(path: string, option: string, source: { expected: string; error: unknown }): Issue {
  const { expected, error } = source;
  const code = (error as { code?: unknown } | null)?.code;
  if (!(error instanceof Error) || typeof code !== "string") throw error;
  return fileProblem(path, option, {
    code: PATH_FAULTS.includes(code) ? "E_PATH" : "E_IO",
    expected,
    received: say(code),
  });
}

function say(code: string): string {
  if (code === "ENOENT") return "a path that does not exist";
  if (code === "EISDIR") return "a directory";
  if (code === "ENOTDIR") return "a path through something that is no directory";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `one without permission (${code})`;
  if (code === "ENAMETOOLONG") return "a name that is too long";
  if (code === "ENOSPC") return "no space left on the device (ENOSPC)";
  return `an error of the system (${code})`;
}
