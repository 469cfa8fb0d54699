import type { Side } from "./cohort.js";
import { fieldsRead } from "./fieldsRead.js";
import type { Criterion, Rule } from "./registry.js";

/** The fields of people that a criterion or a rule uses; none are named by a function of the host's own, which may use all that it sees. */
export function fieldsUsed(part: Criterion | Rule, side: Side): readonly string[] {
  switch (part.kind) {
    case "experience":
    case "requiredExperience":
      return ["livedExperiences"];
    case "schedule":
    case "minimumOverlap":
      return ["availability", "timeZone"];
    default:
      return fieldsRead(part, side);
  }
}

/** Whether it calls a function of the host's own. */
export function isOfHost({ kind }: Criterion | Rule): boolean {
  return kind === "custom" || kind === "customRule";
}
