import { join } from "node:path";

/** A path within the project, which npm makes the working folder of its scripts. */
export function projectPath(path: string): string {
  return join(process.cwd(), path);
}
