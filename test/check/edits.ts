/** Where a part of plain data stands. */
export type Place = readonly (string | number)[];

/** Plain data with one thing changed. */
export interface Edit {
  readonly name: string;
  readonly place: Place;
  /** A changed copy. */
  readonly edited: () => unknown;
}

type Parent = Record<string | number, unknown> & unknown[];

/** Every part of plain data, the whole itself first. */
export function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [place, ...keys.flatMap((key) => placesIn((value as Parent)[key], [...place, key]))];
}

export function partAt(value: unknown, place: Place): unknown {
  return place.reduce((part, key) => (part as Parent)[key], value);
}

/** A copy in which the part at a place is another. */
export function withPart(value: unknown, place: Place, part: unknown): unknown {
  if (place.length === 0) return part;
  return changedAt(value, place, (parent, key) => {
    parent[key] = part;
  });
}

function changedAt(value: unknown, place: Place, change: (parent: Parent, key: string | number) => void): unknown {
  const copy = structuredClone(value);
  change(partAt(copy, place.slice(0, -1)) as Parent, place[place.length - 1]);
  return copy;
}

/** Small lies: every leaf told differently, every list with an entry less, twice or out of order, every key left out. */
export function* smallLies(value: unknown, names: readonly string[]): Generator<Edit> {
  for (const place of placesIn(value)) {
    if (place.length === 0) continue;
    const part = partAt(value, place);
    for (const [name, other] of liesFor(part, names)) {
      if (other !== part) yield { name, place, edited: () => withPart(value, place, other) };
    }
    const change = (name: string, edit: (parent: Parent, key: string | number) => void): Edit => {
      return { name, place, edited: () => changedAt(value, place, edit) };
    };
    const list = partAt(value, place.slice(0, -1));
    if (!Array.isArray(list)) {
      yield change("left out", (parent, key) => delete parent[key]);
      continue;
    }
    const at = place[place.length - 1] as number;
    yield change("dropped", (parent) => parent.splice(at, 1));
    yield change("doubled", (parent) => parent.splice(at, 0, parent[at]));
    if (at + 1 === list.length || JSON.stringify(list[at + 1]) === JSON.stringify(part)) continue;
    yield change("swapped with the next", (parent) => {
      [parent[at], parent[at + 1]] = [parent[at + 1], parent[at]];
    });
  }
}

function liesFor(part: unknown, names: readonly string[]): (readonly [name: string, part: unknown])[] {
  switch (typeof part) {
    case "number":
      return [
        ["a millionth more", part + 1e-6],
        ["one more", part + 1],
        ["one less", part - 1],
        ["half", part === 0 ? 0.5 : part / 2],
      ];
    case "boolean":
      return [["the opposite", !part]];
    case "string":
      return [
        ["another word", `${part}x`],
        ...names.filter((name) => name !== part).map((name) => [`called ${name}`, name] as const),
      ];
    default:
      return [];
  }
}

/** What has no place in a matching, or in no place of it. */
export const nonsense: { readonly [name: string]: unknown } = {
  null: null,
  "a number": 3,
  "a negative number": -1,
  "a huge number": 1e300,
  "an infinite number": Number.POSITIVE_INFINITY,
  "not a number": Number.NaN,
  "a text": "ada",
  "an empty text": "",
  "a lone surrogate": "\ud800",
  "an empty list": [],
  "a list of null": [null],
  "a long list": Array.from({ length: 3000 }, () => "ada"),
  "an empty object": {},
  "an object of a prototype's keys": JSON.parse('{ "__proto__": { "pairs": [] }, "constructor": 1, "toString": 2 }'),
  "harmless keys of a prototype": { toString: 1, valueOf: 2, hasOwnProperty: 3, toJSON: 4, length: -1 },
  "something deep": Array.from({ length: 60 }).reduce((inner) => [inner], "bottom" as unknown),
};
