import { quote } from "../errors.js";
import type { ColumnMap } from "../problem/policy.js";
import { normaliseTerm } from "../problem/terms.js";
import { fieldPath, isOfPeople, type Side } from "./fields.js";
import type { FilePeople, RowFault } from "./filePeople.js";
import { type FileIssue, fileIssue } from "./place.js";
import { optionsOf } from "./planColumns.js";

/** People whose lists of people hold names, and the people of the other side. */
interface Naming {
  readonly file: FilePeople;
  readonly otherSide: Side;
  readonly others: FilePeople;
}

/**
 * Turns names into ids in the fields whose column says `by: "name"`. Names are alike without regard to case and white
 * space; one that nobody of the other side has, or several people with different ids, is a fault of its row.
 */
export function resolveNames(columns: ColumnMap, { file, otherSide, others }: Naming): FilePeople {
  const fields = Object.entries(columns).filter(
    ([field, column]) => isOfPeople(field) && optionsOf(column).by === "name",
  );
  if (fields.length === 0 || others.people.length === 0) return file;
  const idsOf = idsByName(others.people);
  return fields.reduce((resolved, [field]) => resolveField(field, resolved, { otherSide, idsOf }), file);
}

type Ids = ReadonlyMap<string, ReadonlySet<string>>;

function idsByName(people: readonly unknown[]): Ids {
  const ids = new Map<string, Set<string>>();
  for (const person of people as readonly { readonly id?: unknown; readonly name?: unknown }[]) {
    if (typeof person?.name !== "string" || typeof person.id !== "string") continue;
    const name = normaliseTerm(person.name);
    const known = ids.get(name);
    if (known === undefined) ids.set(name, new Set([person.id]));
    else known.add(person.id);
  }
  return ids;
}

function resolveField(
  field: string,
  file: FilePeople,
  { otherSide, idsOf }: { otherSide: Side; idsOf: Ids },
): FilePeople {
  const [group, key] = fieldPath(field);
  const faults: RowFault[] = [];
  const issues: FileIssue[] = [];
  const people = file.people.map((person, index) => {
    const requests = (person as { readonly [group: string]: { readonly [key: string]: unknown } | undefined })[group];
    const names = requests?.[key];
    if (!Array.isArray(names)) return person;
    const found = names.map((name, entry) => {
      const ids = idsOf.get(normaliseTerm(String(name)));
      if (ids?.size === 1) return [...ids][0];
      const { place, subject } = file.locate(index, [group, key, entry]);
      const received = ids === undefined ? "a name that nobody has" : `the name of several (${listed(ids)})`;
      const expected = `the name of one of the ${otherSide}`;
      if (idsOf.size > 0)
        faults.push({ person: index, issue: fileIssue("E_UNKNOWN_ID", place, { subject, expected, received }) });
      else if (issues.length === 0) {
        const problem = { subject, expected, received: `names, though none of the ${otherSide} has a name` };
        issues.push(fileIssue("E_HEADER", place, { ...problem, hint: "State which column holds their names." }));
      }
      return String(name);
    });
    return { ...(person as object), [group]: { ...requests, [key]: found } };
  });
  return { ...file, people, faults: [...file.faults, ...faults], issues: [...file.issues, ...issues] };
}

function listed(ids: ReadonlySet<string>): string {
  const shown = [...ids].slice(0, 3).map(quote);
  return ids.size > shown.length ? `${shown.join(", ")} and ${ids.size - shown.length} more` : shown.join(", ");
}
