import type { Path } from "../errors.js";

/** The two lists of people. */
export type Side = "mentees" | "mentors";

const GROUPS = ["attributes", "display", "auditOnly"] as const;

const LISTS: readonly string[] = [
  "skills",
  "goals",
  "interests",
  "livedExperiences",
  "languages",
  "managers",
  "requests.avoid",
  "requests.livedExperiences",
];

const SINGLE: readonly string[] = ["id", "name", "seniority", "team", "organisation", "manager"];

/** Keys that no object of a person may have, as they mean something else to an object. */
const UNSAFE_KEYS: readonly string[] = ["__proto__", "constructor", "prototype"];

/** The paths of a person's own fields that a column can fill. */
export function ownFields(side: Side): readonly string[] {
  return [...SINGLE, ...LISTS, ...(side === "mentors" ? ["capacity"] : [])];
}

/** Whether a column can fill this path: a field of its own, or any key of `attributes`, `display` and `auditOnly`. */
export function isField(side: Side, field: string): boolean {
  return ownFields(side).includes(field) || isFree(field);
}

/** Whether the programme itself names this field: `attributes.grade`. */
export function isFree(field: string): boolean {
  const [group, key] = fieldPath(field);
  return (GROUPS as readonly string[]).includes(group) && key !== undefined && key !== "" && isSafeKey(key);
}

/** Whether an object may have this key. */
export function isSafeKey(key: string): boolean {
  return !UNSAFE_KEYS.includes(key);
}

/** Whether the field holds a list, so that its cells are split at `;`. */
export function isList(field: string): boolean {
  return LISTS.includes(field);
}

/** Whether a cell of the field may be read as a number. */
export function mayBeNumber(field: string): boolean {
  return field === "capacity" || field === "seniority" || isFree(field);
}

/** `attributes.grade` as its group and its key; the key is undefined for a field outside a group, and may hold dots. */
export function fieldPath(field: string): [string, string?] {
  const dot = field.indexOf(".");
  return dot === -1 ? [field] : [field.slice(0, dot), field.slice(dot + 1)];
}

/** The field in which a value lies: of `["skills", 1, "level"]`, `skills`. */
export function fieldOf(path: Path, known: (field: string) => boolean): string | undefined {
  const [group, key] = path;
  const grouped = `${group}.${key}`;
  if (key !== undefined && known(grouped)) return grouped;
  return typeof group === "string" && known(group) ? group : undefined;
}

/** The field of its own that a header seems to mean, though it is spelt otherwise: `skills` for "Skills". */
export function fieldLike(side: Side, header: string): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return ownFields(side).find((field) => bare(field) === bare(header));
}
