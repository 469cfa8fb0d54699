import type { Path } from "../errors.js";
import { canonicalJson } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";
import { blindFields, type Governance } from "../problem/governance.js";
import { PlainObject } from "../problem/snapshot.js";
import { needsBasis } from "../problem/specialFields.js";
import { type CustomPerson, type ScoredPerson, without } from "./cohort.js";

/** People as functions of the host's own see them: without requests, lived experience, and special answers for which the policy records no basis. */
export interface FunctionView {
  readonly people: readonly CustomPerson[];
  /** Where a read that is not allowed was tried since this was last asked; only where reads are watched. */
  readonly takeRead: () => Path | undefined;
}

const unseen = new Set(["livedExperiences", "requests"]);

/** Makes the view of one side. Where reads are watched, whatever touches what is not to be seen throws, and is remembered. */
export function viewForFunctions(
  people: readonly ScoredPerson[],
  policy: Governance,
  { isWatched, placeOf }: { readonly isWatched: boolean; readonly placeOf: (index: number) => Path },
): FunctionView {
  const isHidden = hiddenFields(policy);
  const seen = people.map((person) => withListsInOrder(toCustomPerson(person, isHidden)));
  if (!isWatched) return { people: seen, takeRead: () => undefined };

  let read: Path | undefined;
  const watch = <Given extends object>(target: Given, isForbidden: (key: string) => boolean, at: () => Path): Given => {
    const look = (key: string | symbol): void => {
      if (typeof key !== "string" || !isForbidden(key)) return;
      read ??= [...at(), key];
      throw new Error(`A blind field was read: ${key}`);
    };
    return new Proxy(target, {
      get: (from, key) => {
        look(key);
        return Reflect.get(from, key);
      },
      has: (from, key) => {
        look(key);
        return Reflect.has(from, key);
      },
      getOwnPropertyDescriptor: (from, key) => {
        look(key);
        return Reflect.getOwnPropertyDescriptor(from, key);
      },
    });
  };
  const isForbidden = (key: string) => unseen.has(key) || isHidden(key);
  const watched = seen.map((person, index) => {
    const at = () => placeOf(index);
    const attributes = watch(person.attributes!, isHidden, () => [...at(), "attributes"]);
    return watch(Object.freeze(Object.assign(new PlainObject(), person, { attributes })), isForbidden, at);
  }) as unknown as CustomPerson[];
  return {
    people: watched,
    takeRead: () => {
      const tried = read;
      read = undefined;
      return tried;
    },
  };
}

/** Whether it is only for the criteria that ask for it. */
export function isUnseenByFunctions(field: string): boolean {
  return unseen.has(field);
}

/**
 * What a function gets to see of a person: keys in code-unit order and attributes even where there are none, so that
 * it does not show whether somebody has anything that is hidden.
 */
export function toCustomPerson(person: ScoredPerson, isHidden: (field: string) => boolean): CustomPerson {
  const seen = without(person, (field) => unseen.has(field) || isHidden(field), isHidden);
  return inOrder({ ...seen, attributes: inOrder(seen.attributes ?? {}) }) as unknown as CustomPerson;
}

/** Lists of answers are sets, so that their order in the input must not show; chains of managers and vectors have one. */
function withListsInOrder(person: CustomPerson): CustomPerson {
  return inOrder(
    { ...person, attributes: inOrder(person.attributes!, listInOrder) },
    listInOrder,
  ) as unknown as CustomPerson;
}

function inOrder(given: object, ofList = (list: readonly unknown[]) => list): Readonly<PlainObject> {
  const ordered = new PlainObject();
  for (const key of Object.keys(given).sort()) {
    const value: unknown = given[key as keyof typeof given];
    ordered[key] = Array.isArray(value) && key !== "managers" ? ofList(value) : value;
  }
  return Object.freeze(ordered);
}

/** A list of numbers is a vector. */
function listInOrder(list: readonly unknown[]): readonly unknown[] {
  if (list.length < 2 || typeof list[0] === "number") return list;
  const keyed = list.map((entry) => ({ entry, key: canonicalJson(entry) }));
  return Object.freeze(keyed.sort((a, b) => compareText(a.key, b.key)).map(({ entry }) => entry));
}

/** The fields and attributes that functions do not get to see, beside those that nobody sees. */
export function hiddenFields(policy: Governance): (field: string) => boolean {
  const known = new Map<string, boolean>();
  const blind = blindFields(policy);
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const isHidden = blind.has(field) || needsBasis(policy, field);
    known.set(field, isHidden);
    return isHidden;
  };
}
