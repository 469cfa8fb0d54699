import { type Issue, issue, LISTED_ISSUES, type Path, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Concept } from "./policy.js";
import { normaliseTerm } from "./terms.js";

/** The words of a programme: which terms are the same, and which are near. */
export interface Vocabulary {
  /** The form under which a term is compared: that of the preferred term or the concept it stands for, else its own. */
  readonly keyOf: (term: string) => string;
  /** The keys near a key, itself among them, with how related they are in sixths: 6 is the same. */
  readonly near: (key: string) => ReadonlyMap<string, number>;
  /** Whether a term is an alias of several concepts, and so stands for none of them. */
  readonly isAmbiguous: (term: string) => boolean;
}

/** What a policy says of terms. */
interface Words {
  readonly synonyms?: { readonly [term: string]: readonly string[] };
  readonly taxonomy?: readonly Concept[];
}

/** Relatedness is counted in sixths, so that 1, 1/2 and 1/3 are whole. */
export const SAME = 6;
/** Steps on the path between two concepts beyond which they are not near. */
const FARTHEST = 2;

/**
 * Reads synonyms and taxonomy. A spelling means its synonym's term, then the concept with that id, label or alias; an
 * alias that several concepts have means none of them.
 *
 * Two concepts are related by 1 / (1 + steps), where the steps go up from one and down to the other and are at most two:
 * 1/2 for a parent or a child, 1/3 for a sibling, a grandparent or a grandchild.
 *
 * Source: R. Rada, H. Mili, E. Bicknell, M. Blettner, "Development and application of a metric on semantic nets", IEEE
 * Transactions on Systems, Man, and Cybernetics 19(1):17–30, 1989 (distance as the length of the path).
 */
export function readVocabulary({ synonyms = {}, taxonomy = [] }: Words): {
  readonly vocabulary: Vocabulary;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const preferred = readSynonyms(synonyms, issues);
  const { keyOfName, ambiguous, keyOfId } = readNames(taxonomy, issues);
  const broader = readBroader(taxonomy, keyOfId, issues);
  const near = nearness(broader);
  const forms = new Map<string, string>();
  const formOf = (term: string): string => {
    const own = normaliseTerm(term);
    const meant = preferred.get(own) ?? own;
    return keyOfName.get(meant) ?? meant;
  };
  const keyOf = (term: string): string => {
    const known = forms.get(term);
    if (known !== undefined) return known;
    const key = formOf(term);
    forms.set(term, key);
    return key;
  };
  const isAmbiguous = (term: string) => {
    const own = normaliseTerm(term);
    return ambiguous.has(preferred.get(own) ?? own);
  };
  return { vocabulary: { keyOf, near, isAmbiguous }, issues };
}

/** The term that each other spelling stands for. */
function readSynonyms(synonyms: NonNullable<Words["synonyms"]>, issues: Issue[]): Map<string, string> {
  const preferred = new Map<string, string>();
  const terms = new Map<string, string>();
  for (const term of Object.keys(synonyms)) {
    const key = normaliseTerm(term);
    const before = terms.get(key);
    if (before !== undefined) {
      const received = `another spelling of ${quote(before)}`;
      issues.push(issue("E_DUPLICATE", ["policy", "synonyms", term], { expected: "a different term", received }));
    }
    terms.set(key, term);
  }
  for (const [term, spellings] of Object.entries(synonyms)) {
    spellings.forEach((spelling, index) => {
      const path: Path = ["policy", "synonyms", term, index];
      const [key, own] = [normaliseTerm(term), normaliseTerm(spelling)];
      if (own === key) return;
      const other = preferred.get(own);
      if (terms.has(own)) {
        const received = `${quote(spelling)}, which is a term with spellings of its own`;
        issues.push(issue("E_CONFLICT", path, { expected: "a spelling of one term", received }));
      } else if (other !== undefined && other !== key) {
        const received = `${quote(spelling)}, which stands for another term too`;
        issues.push(issue("E_CONFLICT", path, { expected: "a spelling of one term", received }));
      } else preferred.set(own, key);
    });
  }
  return preferred;
}

/** The key of a concept is its label's form. Ids and labels are its own; an alias may be shared, and then names none. */
function readNames(taxonomy: readonly Concept[], issues: Issue[]) {
  const keyOfId = new Map<string, string>();
  const keyOfName = new Map<string, string>();
  taxonomy.forEach(({ id, label }, index) => {
    const key = normaliseTerm(label);
    const refuse = (field: "id" | "label", text: string) => {
      const received = `${quote(text)}, which another concept has`;
      issues.push(
        issue("E_DUPLICATE", ["policy", "taxonomy", index, field], { expected: `a different ${field}`, received }),
      );
    };
    if (keyOfId.has(id)) refuse("id", id);
    keyOfId.set(id, key);
    if (keyOfName.get(key) === key) refuse("label", label);
    keyOfName.set(key, key);
  });
  for (const { id, label } of taxonomy) {
    const name = normaliseTerm(id);
    if (!keyOfName.has(name)) keyOfName.set(name, normaliseTerm(label));
  }
  const owners = new Map<string, Set<string>>();
  for (const { label, aliases = [] } of taxonomy) {
    for (const alias of aliases) {
      const name = normaliseTerm(alias);
      if (keyOfName.has(name)) continue;
      owners.set(name, (owners.get(name) ?? new Set()).add(normaliseTerm(label)));
    }
  }
  const ambiguous = new Set<string>();
  for (const [name, keys] of owners) {
    if (keys.size > 1) ambiguous.add(name);
    else for (const key of keys) keyOfName.set(name, key);
  }
  return { keyOfName, ambiguous, keyOfId };
}

/** The keys of the next wider concepts of each concept. */
function readBroader(
  taxonomy: readonly Concept[],
  keyOfId: ReadonlyMap<string, string>,
  issues: Issue[],
): Map<string, readonly string[]> {
  const broader = new Map<string, readonly string[]>();
  taxonomy.forEach(({ label, broader: stated = [] }, index) => {
    const path: Path = ["policy", "taxonomy", index, "broader"];
    const keys = [stated].flat().flatMap((id) => {
      const key = keyOfId.get(id);
      if (key !== undefined) return [key];
      const hint = issues.length < LISTED_ISSUES ? didYouMean(id, keyOfId.keys()) : undefined;
      issues.push(issue("E_UNKNOWN_ID", path, { expected: "the id of a concept", received: quote(id), hint }));
      return [];
    });
    broader.set(normaliseTerm(label), keys);
  });
  for (const index of conceptsInCycles(taxonomy, broader)) {
    const received = `one that comes back to ${quote(taxonomy[index].id)}`;
    issues.push(
      issue("E_CYCLE", ["policy", "taxonomy", index, "broader"], { expected: "a way up that ends", received }),
    );
  }
  return broader;
}

/** The concepts that are wider than themselves, found by taking away those above which nothing is left. */
function conceptsInCycles(taxonomy: readonly Concept[], broader: ReadonlyMap<string, readonly string[]>): number[] {
  const narrower = invert(broader);
  const open = new Map([...broader].map(([key, above]) => [key, above.length]));
  const done = [...open].filter(([, count]) => count === 0).map(([key]) => key);
  for (let key = done.pop(); key !== undefined; key = done.pop()) {
    open.delete(key);
    for (const below of narrower.get(key) ?? []) {
      const left = open.get(below)! - 1;
      open.set(below, left);
      if (left === 0) done.push(below);
    }
  }
  // what is left is in a cycle or below one; only what can come back to itself is in one
  const comesBack = (start: string) => {
    const seen = new Set<string>();
    const stack = [...(broader.get(start) ?? [])];
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      if (key === start) return true;
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push(...(broader.get(key) ?? []));
    }
    return false;
  };
  return taxonomy.flatMap(({ label }, index) => {
    const key = normaliseTerm(label);
    return open.has(key) && comesBack(key) ? [index] : [];
  });
}

function invert(broader: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const narrower = new Map<string, string[]>();
  for (const [key, above] of broader) {
    for (const wider of above) {
      const list = narrower.get(wider);
      if (list === undefined) narrower.set(wider, [key]);
      else list.push(key);
    }
  }
  return narrower;
}

/** Walks at most two steps, up first and then down. */
function nearness(broader: ReadonlyMap<string, readonly string[]>): Vocabulary["near"] {
  const narrower = invert(broader);
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = new Map<string, number>();
    const reach = (keys: readonly string[], steps: number) => {
      for (const one of keys) found.set(one, Math.max(found.get(one) ?? 0, SAME / (1 + steps)));
    };
    let level: readonly string[] = [key];
    for (let up = 0; up <= FARTHEST; up++) {
      let below = level;
      for (let steps = up; steps <= FARTHEST; steps++) {
        reach(below, steps);
        below = below.flatMap((one) => narrower.get(one) ?? []);
      }
      level = level.flatMap((one) => broader.get(one) ?? []);
    }
    known.set(key, found);
    return found;
  };
}
