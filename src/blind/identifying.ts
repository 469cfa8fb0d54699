import { specialCategoryOf, wordsOf } from "../problem/specialFields.js";

/** Words of fields that tell who somebody is, in the languages that forms are mostly written in. */
const identifying = new Set(
  (
    "name names firstname lastname surname forename nickname fullname nom prenom nombre apellido apellidos nome cognome sobrenome vorname nachname familienname naam achternaam namn efternamn navn etternavn nimi imie nazwisko имя фамилия 姓名 氏名 이름 " +
    "email mail emails correo courriel phone telephone telefon telefono mobile handy cell whatsapp linkedin twitter facebook instagram github orcid website url homepage link " +
    "photo photos foto fotos picture portrait avatar image headshot selfie video " +
    "address adresse direccion indirizzo endereco street strasse postcode postal zip zipcode plz cep cap postleitzahl " +
    "passport ssn nino iban personalnummer employeeid employeenumber staffid staffnumber matricule matrikelnummer username userid login"
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

/** Whether a field's name says that it tells who somebody is, or speaks of a special category. */
export function isIdentifying(field: string): boolean {
  const words = wordsOf(field);
  const line = words.join(" ");
  return (
    words.some((word) => identifying.has(word)) ||
    phrases.some((phrase) => line.includes(phrase)) ||
    specialCategoryOf(field) !== undefined
  );
}
