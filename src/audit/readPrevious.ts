import * as z from "zod";
import { throwIssues } from "../errors.js";
import { expected } from "../problem/expected.js";
import { parse } from "../problem/parse.js";
import type { Audit } from "./report.js";

/** The parts of an earlier report that are read. */
function auditSchema() {
  const part = (phrase: string) => expected("E_TYPE", phrase);
  const text = z.string(part("a text"));
  const texts = z.array(text, part("a list of texts"));
  const kinds = [{ value: z.number() }, { value: z.null() }, { suppressed: z.literal(true) }].map((shape) =>
    z.object(shape),
  );
  const told = z.union(kinds, part("a figure"));
  const group = z.object({ labels: texts, count: told }, part("a group"));
  const byGroup = z.array(z.object({ people: told }, part("a group's figure")), part("figures by group"));
  const measure = z.object({ measure: text, byGroup }, part("a measure"));
  const grouping = z.object(
    {
      ...{ attributes: texts, unknown: told },
      groups: z.array(group, part("a list of groups")),
      measures: z.array(measure, part("a list of measures")),
    },
    part("a grouping"),
  );
  const side = z.object({ groupings: z.array(grouping, part("a list of groupings")) }, part("one side of an audit"));
  return z.object({ mentees: side, mentors: side }, part("an audit"));
}

/** Reads what an earlier report tells of its groups. @throws E_TYPE and the like where it is none */
export function readPrevious(previous: Audit | undefined): Audit | undefined {
  if (previous === undefined) return undefined;
  const { value, issues, cause } = parse(auditSchema(), previous, ["options", "previous"]);
  throwIssues(issues, cause);
  return value as unknown as Audit;
}
