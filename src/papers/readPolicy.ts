import { throwIssues } from "../errors.js";
import { Policy, policyForm } from "../policy.js";
import { parse } from "../problem/parse.js";

/** A frozen copy of a policy. @throws TelemachusError with everything that is wrong with it by itself */
export function readPolicy(policy: unknown): Policy {
  const { value, issues, cause } = parse(Policy, policy, ["policy"], policyForm.allowsFunction);
  throwIssues(issues, cause);
  return value;
}
