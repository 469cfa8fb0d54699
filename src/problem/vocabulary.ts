import { type Issue, issue, LISTED_ISSUES, type Path, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Concept } from "./policy.js";
import { normaliseTerm } from "./terms.js";

/** The words of a programme: which terms are the same, and which are near. */
export interface Vocabulary {
  /** The form under which a term is compared: that of the preferred term or the concept it stands for, else its own. */
  readonly keyOf: (term: string) => string;
  /** Finds, of these keys, those near a key, itself among them, with how related they are in sixths: 6 is the same. */
  readonly nearAmong: (keys: Iterable<string>) => (key: string) => ReadonlyMap<string, number>;
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
  const { keyOfName, ownKeys, ambiguous, keyOfId } = readNames(taxonomy, issues);
  const preferred = readSynonyms(synonyms, ownKeys, issues);
  const broader = readBroader(taxonomy, keyOfId, issues);
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
  return { vocabulary: { keyOf, nearAmong: nearness(broader), isAmbiguous }, issues };
}

/**
 * The term that each other spelling stands for. Where one of them is a concept's own name, by id or label, all of them
 * stand for that concept; two concepts would contradict each other.
 */
function readSynonyms(
  synonyms: NonNullable<Words["synonyms"]>,
  conceptOf: ReadonlyMap<string, string>,
  issues: Issue[],
): Map<string, string> {
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
    const own = [term, ...spellings].map(normaliseTerm).filter((name) => conceptOf.has(name));
    const concepts = [...new Set(own.map((name) => conceptOf.get(name)!))];
    if (concepts.length > 1) {
      const received = `${quote(concepts[0])} and ${quote(concepts[1])}`;
      const path: Path = ["policy", "synonyms", term];
      issues.push(issue("E_CONFLICT", path, { expected: "spellings of one concept of the taxonomy", received }));
    } else if (concepts.length === 1) {
      for (const name of [term, ...spellings].map(normaliseTerm)) preferred.set(name, concepts[0]);
    }
  }
  return preferred;
}

/** The key of a concept is its label's form. Ids and labels are its own; an alias may be shared, and then names none. */
function readNames(taxonomy: readonly Concept[], issues: Issue[]) {
  const keyOfId = new Map<string, string>();
  const keyOfName = new Map<string, string>();
  const ids = new Set<string>();
  taxonomy.forEach(({ id, label }, index) => {
    const key = normaliseTerm(label);
    const refuse = (field: "id" | "label", text: string) => {
      const received = `${quote(text)}, which another concept has`;
      issues.push(
        issue("E_DUPLICATE", ["policy", "taxonomy", index, field], { expected: `a different ${field}`, received }),
      );
    };
    const form = normaliseTerm(id);
    if (keyOfId.has(id) || ids.has(form)) refuse("id", id);
    ids.add(form);
    keyOfId.set(id, key);
    if (keyOfName.get(key) === key) refuse("label", label);
    keyOfName.set(key, key);
  });
  for (const { id, label } of taxonomy) {
    const name = normaliseTerm(id);
    if (!keyOfName.has(name)) keyOfName.set(name, normaliseTerm(label));
  }
  const ownKeys = new Map(keyOfName);
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
  return { keyOfName, ownKeys, ambiguous, keyOfId };
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
    const keys = [...new Set([stated].flat())].flatMap((id) => {
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

/** The concepts that are wider than themselves: what is left once all with nothing above, or nothing below, are taken away. */
function conceptsInCycles(taxonomy: readonly Concept[], broader: ReadonlyMap<string, readonly string[]>): number[] {
  const narrower = invert(broader);
  const open = new Set(broader.keys());
  const peel = (
    onOneSide: ReadonlyMap<string, readonly string[]>,
    onTheOther: ReadonlyMap<string, readonly string[]>,
  ) => {
    const left = new Map(
      [...open].map((key) => [key, (onOneSide.get(key) ?? []).filter((next) => open.has(next)).length]),
    );
    const done = [...left].flatMap(([key, count]) => (count === 0 ? [key] : []));
    for (let key = done.pop(); key !== undefined; key = done.pop()) {
      open.delete(key);
      for (const next of onTheOther.get(key) ?? []) {
        const count = left.get(next);
        if (count === undefined) continue;
        left.set(next, count - 1);
        if (count === 1) done.push(next);
      }
    }
  };
  peel(broader, narrower);
  peel(narrower, broader);
  // what is left is in a cycle, or on a way from one to another
  const comesBack = (start: string) => {
    const seen = new Set<string>();
    const stack = [...(broader.get(start) ?? [])];
    for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
      if (key === start) return true;
      if (seen.has(key) || !open.has(key)) continue;
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

/** Looks, from each of some keys, at most two steps up; the others meet them there, so that steps go up and then down. */
function nearness(broader: ReadonlyMap<string, readonly string[]>): Vocabulary["nearAmong"] {
  /** The keys at each number of steps above a key, itself first. */
  const levelsAbove = (key: string): ReadonlySet<string>[] => {
    const levels: ReadonlySet<string>[] = [new Set([key])];
    for (let up = 1; up <= FARTHEST; up++) {
      levels.push(new Set([...levels[up - 1]].flatMap((one) => broader.get(one) ?? [])));
    }
    return levels;
  };
  return (keys) => {
    const below = new Map<string, { readonly key: string; readonly steps: number }[]>();
    for (const key of new Set(keys)) {
      levelsAbove(key).forEach((level, steps) => {
        for (const above of level) {
          const list = below.get(above) ?? [];
          below.set(above, list);
          list.push({ key, steps });
        }
      });
    }
    return (key) => {
      const found = new Map<string, number>();
      levelsAbove(key).forEach((level, up) => {
        for (const above of level) {
          for (const { key: other, steps: down } of below.get(above) ?? []) {
            if (up + down > FARTHEST) continue;
            found.set(other, Math.max(found.get(other) ?? 0, SAME / (1 + up + down)));
          }
        }
      });
      return found;
    };
  };
}
