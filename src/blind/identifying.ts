import { wordsOf } from "../problem/fieldWords.js";
import { specialCategoryOf } from "../problem/specialFields.js";
import { kindsByName } from "../problem/standIns.js";

/** Further words of fields by which somebody can be found or reached. */
const ways = new Set(
  (
    "phone telephone telefon telefono telephon mobile handy cell whatsapp linkedin twitter facebook instagram github " +
    "orcid website url homepage link passport ssn nino iban username login matricule matrikelnummer personalnummer video selfie"
  ).split(" "),
);

/** Two words that do so only beside each other. */
const phrases = [
  "employee id",
  "employee number",
  "staff id",
  "staff number",
  "user id",
  "student id",
  "student number",
];

/**
 * Whether a field's name says that it tells who somebody is, speaks of a special category, or of what often stands in for
 * one, such as a school.
 */
export function isIdentifying(field: string): boolean {
  const words = wordsOf(field);
  const line = ` ${words.join(" ")} `;
  return (
    words.some((word) => ways.has(word)) ||
    phrases.some((phrase) => line.includes(` ${phrase} `)) ||
    kindsByName(field).length > 0 ||
    specialCategoryOf(field) !== undefined
  );
}
