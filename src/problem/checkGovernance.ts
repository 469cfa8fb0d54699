import { type Issue, issue, quote } from "../errors.js";
import { blindFields } from "./governance.js";
import type { PolicyOf } from "./policy.js";
import { isCovered, whySpecial } from "./specialFields.js";

/** The fields of people that a criterion or a rule reads; a function of the host's own names none. */
export type FieldsOf<Criterion, Rule> = (part: Criterion | Rule) => readonly string[];

const HINT =
  "State in policy.basis who decided it, for what purpose, on what legal ground, where and when; or, if the field means something else, say so in policy.notSpecial.";

/** Whatever reads a blind field, and whatever reads a special one for which the policy records no basis. */
export function governanceIssues<Criterion extends { readonly weight?: number }, Rule>(
  policy: PolicyOf<Criterion, Rule>,
  fieldsOf: FieldsOf<Criterion, Rule>,
): Issue[] {
  const readers = [
    // a criterion that weighs nothing reads nothing
    ...Object.entries(policy.criteria)
      .filter(([, { weight }]) => weight !== 0)
      .map(([name, part]) => ({ path: ["criteria", name], fields: fieldsOf(part) })),
    ...Object.entries(policy.rules ?? {}).map(([name, part]) => ({ path: ["rules", name], fields: fieldsOf(part) })),
    ...(policy.quotas ?? []).map(({ attribute }, index) => ({ path: ["quotas", index], fields: [attribute] })),
  ];
  const contradictions = (policy.special ?? []).flatMap((field, index) => {
    if (!Object.hasOwn(policy.notSpecial ?? {}, field)) return [];
    const expected = "a field that policy.notSpecial does not name";
    return [issue("E_CONFLICT", ["policy", "special", index], { expected, received: quote(field) })];
  });
  const blind = blindFields(policy);
  return [
    ...contradictions,
    ...readers.flatMap(({ path, fields }) =>
      fields.flatMap((field) => {
        if (blind.has(field)) {
          const isListed = policy.blind?.includes(field) === true;
          const expected = `one that reads ${isListed ? "no field of policy.blind" : "neither name, display nor auditOnly"}`;
          return [issue("E_BLIND_READ", ["policy", ...path], { expected, received: `one that reads ${quote(field)}` })];
        }
        const header = headersOf(policy, field).find((one) => whySpecial(policy, one) !== undefined);
        const why = whySpecial(policy, field) ?? (header && `read from the column ${quote(header)}`);
        if (why === undefined || isCovered(policy, field)) return [];
        const expected = "one that reads no special field without a basis";
        const received = `one that reads ${quote(field)} (${why})`;
        return [issue("E_POLICY_REQUIRED", ["policy", ...path], { expected, received, hint: HINT })];
      }),
    ),
  ];
}

/** The headers of spreadsheets that a field is filled from: a special answer is one by whatever name it is read. */
function headersOf(
  { columns = {}, notSpecial = {} }: Pick<PolicyOf<unknown, unknown>, "columns" | "notSpecial">,
  field: string,
): string[] {
  // what people disclose for matching is asked for by others, whatever the form calls it
  if (field === "livedExperiences" || Object.hasOwn(notSpecial, field)) return [];
  return Object.values(columns).flatMap((map) =>
    Object.entries(map ?? {}).flatMap(([path, column]) => {
      if (path !== field && path !== `attributes.${field}`) return [];
      return typeof column === "string" ? [column] : [...[column.from ?? []].flat(), ...Object.keys(column.grid ?? {})];
    }),
  );
}
