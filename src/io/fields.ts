import type { Path } from "../errors.js";

/** The two lists of people. */
export type Side = "mentees" | "mentors";

const GROUPS = ["attributes", "display", "auditOnly"] as const;

/** The two halves of a place: a person has both or neither. */
export const placeFields: readonly string[] = ["location.latitude", "location.longitude"];

const SINGLE: readonly string[] = [
  "id",
  "name",
  "seniority",
  "timeZone",
  ...placeFields,
  "team",
  "organisation",
  "manager",
  "manual",
];

const LISTS: readonly string[] = [
  "skills",
  "goals",
  "interests",
  "livedExperiences",
  "languages",
  "availability",
  "embedding",
  "managers",
  "requests.choices",
  "requests.avoid",
  "requests.livedExperiences",
];

/** The lists whose entries are a name, or a name with a level and an importance. */
const TERMS: readonly string[] = ["skills", "goals", "interests"];

/** The two bounds of a capacity, in place of a capacity that is one number. */
export const boundFields: readonly string[] = ["capacity.min", "capacity.max"];

const OF_MENTORS: readonly string[] = ["capacity", ...boundFields, "load"];

const OF_MENTEES: readonly string[] = ["demand", "priority"];

const NUMBERS: readonly string[] = ["seniority", "embedding", ...placeFields, ...OF_MENTORS, ...OF_MENTEES];

const FLAGS: readonly string[] = ["manual"];

/** Before the name of a criterion. */
const EMPHASIS = "requests.emphasis.";

/** Keys that no object of a person may have, as they mean something else to an object. */
const UNSAFE_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];

/** The paths of a person's own fields that a column can fill, apart from those of `requests.emphasis`. */
export function ownFields(side: Side): readonly string[] {
  return [...SINGLE, ...LISTS, ...(side === "mentors" ? OF_MENTORS : OF_MENTEES)];
}

/**
 * Whether a column can fill this path: a field of its own, a mentee's `requests.emphasis` on a criterion, or any key of
 * `attributes`, `display` and `auditOnly`.
 */
export function isField(side: Side, field: string): boolean {
  return ownFields(side).includes(field) || isFree(field) || (side === "mentees" && isEmphasis(field));
}

/** Whether the programme itself names this field: `attributes.grade`. */
export function isFree(field: string): boolean {
  const [group, key] = fieldPath(field);
  return (GROUPS as readonly string[]).includes(group) && key !== undefined && key !== "" && isSafeKey(key);
}

function isEmphasis(field: string): boolean {
  const criterion = field.slice(EMPHASIS.length);
  return field.startsWith(EMPHASIS) && criterion !== "" && isSafeKey(criterion);
}

/** Whether an object may have this key. */
export function isSafeKey(key: string): boolean {
  return !UNSAFE_KEYS.includes(key);
}

/** Whether the field holds a list, so that its cells are split at `;`. */
export function isList(field: string): boolean {
  return LISTS.includes(field);
}

/** Whether a cell of the field, or each entry of it, is read as a number without being asked to. */
export function isNumber(field: string): boolean {
  return NUMBERS.includes(field) || isEmphasis(field);
}

/** Whether a cell of the field is read as a truth value. */
export function isFlag(field: string): boolean {
  return FLAGS.includes(field);
}

/** Whether entries of the field are people of the other side, whom a form may have asked for by name. */
export function isOfPeople(field: string): boolean {
  return field === "requests.choices" || field === "requests.avoid";
}

/** Whether entries of the field may have a level. */
export function hasLevels(field: string): boolean {
  return TERMS.includes(field) || field === "languages";
}

/** Whether entries of the field may have an importance. */
export function hasImportances(field: string): boolean {
  return TERMS.includes(field) || field === "requests.livedExperiences";
}

/** Whether a cell of the field may be read as a number. */
export function mayBeNumber(field: string): boolean {
  return isNumber(field) || isFree(field);
}

/** `attributes.grade` as its group and its key; that key, and the criterion of a `requests.emphasis`, may hold dots. */
export function fieldPath(field: string): [string, ...string[]] {
  if (field.startsWith(EMPHASIS)) return ["requests", "emphasis", field.slice(EMPHASIS.length)];
  const dot = field.indexOf(".");
  return dot === -1 ? [field] : [field.slice(0, dot), field.slice(dot + 1)];
}

/** The field in which a value lies: of `["skills", 1, "level"]`, `skills`. */
export function fieldOf(path: Path, known: (field: string) => boolean): string | undefined {
  const deepest = path[0] === "requests" && path[1] === "emphasis" ? 3 : 2;
  for (let keys = deepest; keys > 0; keys--) {
    const field = path.slice(0, keys).join(".");
    if (known(field)) return field;
  }
  return undefined;
}

/** The field of its own that a header seems to mean, though it is spelt otherwise: `skills` for "Skills". */
export function fieldLike(side: Side, header: string): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return ownFields(side).find((field) => bare(field) === bare(header));
}
