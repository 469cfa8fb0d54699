import type { Path } from "../errors.js";
import type { Governance } from "../problem/governance.js";
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
const blindAlways = ["name", "display", "auditOnly"];

/** Makes the view of one side. Where reads are watched, whatever touches what is not to be seen throws, and is remembered. */
export function viewForFunctions(
  people: readonly ScoredPerson[],
  policy: Governance,
  { isWatched, placeOf }: { readonly isWatched: boolean; readonly placeOf: (index: number) => Path },
): FunctionView {
  const isHidden = hiddenFields(policy);
  const seen = people.map((person) => toCustomPerson(person, isHidden));
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
  const isForbidden = (key: string) => unseen.has(key) || blindAlways.includes(key) || isHidden(key);
  const watched = seen.map((person, index) => {
    const at = () => placeOf(index);
    const { attributes: own } = person;
    const attributes = own === undefined ? {} : { attributes: watch(own, isHidden, () => [...at(), "attributes"]) };
    return watch(Object.freeze(Object.assign(new PlainObject(), person, attributes)), isForbidden, at);
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

/** What a function gets to see of a person. */
export function toCustomPerson(person: ScoredPerson, isHidden: (field: string) => boolean): CustomPerson {
  return without(person, (field) => unseen.has(field) || isHidden(field), isHidden);
}

/** The fields and attributes that functions do not get to see, beside those that nobody sees. */
export function hiddenFields(policy: Governance): (field: string) => boolean {
  const known = new Map<string, boolean>();
  const blind = new Set(policy.blind);
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const isHidden = blind.has(field) || needsBasis(policy, field);
    known.set(field, isHidden);
    return isHidden;
  };
}
