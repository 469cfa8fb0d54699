import type { Side } from "./cohort.js";
import { fieldsOf } from "./conditions.js";
import type { Criterion, Rule } from "./registry.js";

/** The fields of people that a criterion or a rule reads, side by side; lived experience, choices and chains are none of them. */
export function fieldsRead(part: Criterion | Rule, side: Side): readonly string[] {
  switch (part.kind) {
    case "quality":
      return side === "mentors" ? [part.field] : [];
    case "eligible":
      return side === `${part.side}s` ? fieldsOf(part.when) : [];
    case "schedule":
    case "minimumOverlap":
      return ["availability"];
    case "language":
    case "sharedLanguage":
      return ["languages"];
    case "distance":
    case "maximumDistance":
      return ["location"];
    case "similarity":
      return part.fields ?? [part.field!];
    default:
      return "field" in part ? [part.field] : [];
  }
}
