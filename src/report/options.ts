import type { Audit } from "../audit/report.js";
import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { oneLine } from "../numeric/oneLine.js";
import type { Policy } from "../policy.js";
import type { Readiness } from "../readiness/report.js";

/**
 * Who reads a report: a `committee` gets names, reasons and nothing that people said in confidence; an `administrator`
 * every number and every answer; an `auditor` every number, with people by their ids alone, and the certificate's values.
 */
export type ReportAudience = "committee" | "administrator" | "auditor";

export interface ReportOptions {
  /** `"committee"` where it is not given. */
  readonly audience?: ReportAudience;
  /** The policy's name where it is not given. */
  readonly title?: string;
  /** How groups fared; what it hides stays hidden. */
  readonly audit?: Audit;
  /** What the matching was made with; it is known without, and is refused where it is another one. */
  readonly policy?: Policy;
  /** What was found before matching. Committees get none of it, as it may tell what people said in confidence. */
  readonly readiness?: Readiness;
  /** Further notes, e.g. of files that were read. */
  readonly notes?: readonly string[];
}

const audiences: readonly unknown[] = ["committee", "administrator", "auditor"] satisfies ReportAudience[];

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

const reportChecks: Checks<ReportOptions> = {
  audience: { expected: '"committee", "administrator" or "auditor"', holds: (value) => audiences.includes(value) },
  title: {
    expected: "a text that is not blank",
    holds: (value) => typeof value === "string" && oneLine(value) !== "",
  },
  audit: { expected: "an audit", holds: (value) => (value as Audit | null)?.kind === "audit" },
  policy: { expected: "a policy", holds: isObject },
  readiness: {
    expected: "what readiness returned",
    holds: (value) => Array.isArray((value as Readiness | null)?.findings),
  },
  notes: {
    expected: "a list of texts",
    holds: (value) => Array.isArray(value) && value.every((note) => typeof note === "string"),
  },
};

/** @throws E_OPTION, E_UNKNOWN_KEY with every option that is none */
export function checkReportOptions(options: ReportOptions): void {
  checkOptions(options, reportChecks);
}
