import { TelemachusError } from "../errors.js";
import type { ReadProgramme } from "../io.js";
import { Refusal } from "./problems.js";

/** Where people and policy come from. */
interface Read {
  readonly files: Pick<ReadProgramme, "relocate">;
}

/** Does something with people and policy; problems that it finds in them are told with their places in the files. */
export async function refusing<Result>({ files }: Read, step: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof TelemachusError) || error.code === "E_ABORTED") throw error;
    throw new Refusal({ issues: files.relocate(error.issues), unlisted: error.total - error.issues.length });
  }
}
