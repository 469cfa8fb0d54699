import { wordsOf } from "./fieldWords.js";

/** A kind of field that often stands in for something else. */
export type StandInKind =
  | "postcode"
  | "personalName"
  | "school"
  | "photo"
  | "graduationYear"
  | "birthDate"
  | "email"
  | "address";

interface StandIn {
  /** What it often stands in for. */
  readonly for: string;
  /** What such a field is called, as words without marks in lower case. */
  readonly names: readonly string[];
  /** Names that count only where the field is called just that, as they are words of other names too. */
  readonly wholeNames?: readonly string[];
  /** What such answers look like. */
  readonly looksLike?: (answer: string) => boolean;
}

/** English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish and Polish. */
export const standIns: { readonly [Kind in StandInKind]: StandIn } = {
  postcode: {
    for: "ethnicity, religion or income",
    names: ["postcode", "postal code", "post code", "postalcode", "zip", "zipcode", "plz", "postleitzahl"].concat([
      "code postal",
      "codepostal",
      "codigo postal",
      "codice postale",
      "cep",
      "postnummer",
      "kod pocztowy",
    ]),
    looksLike: (answer) =>
      /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i.test(answer) ||
      /^[a-z]\d[a-z] ?\d[a-z]\d$/i.test(answer) ||
      /^\d{4} ?[a-z]{2}$/i.test(answer) ||
      /^\d{2}-\d{3}$/.test(answer) ||
      /^\d{5}(?:-\d{3,4})?$/.test(answer),
  },
  personalName: {
    for: "sex, ethnicity or religion",
    names: [
      "first name",
      "firstname",
      "last name",
      "lastname",
      "full name",
      "fullname",
      "family name",
      "given name",
    ].concat(
      ["surname", "forename", "maiden name", "vorname", "nachname", "familienname", "geburtsname", "prenom"],
      ["nom de famille", "apellido", "apellidos", "cognome", "sobrenome", "voornaam", "achternaam", "fornamn"],
      ["efternamn", "imie", "nazwisko"],
    ),
    wholeNames: ["name", "names", "nom", "nombre", "nome", "naam", "namn"],
  },
  school: {
    for: "social origin, age or ethnicity",
    names: [
      "school",
      "high school",
      "university",
      "college",
      "alma mater",
      "schule",
      "hochschule",
      "universitat",
    ].concat(
      ["ecole", "universite", "lycee", "escuela", "colegio", "universidad", "scuola", "universita", "escola"],
      ["faculdade", "universidade", "universiteit", "hogeschool", "skola", "universitet", "szkola", "uniwersytet"],
      ["uczelnia"],
    ),
    looksLike: (answer) =>
      /\b(?:university|college|high school|universitat|hochschule|gymnasium|universite|lycee|universidad|universita|universidade|universiteit|universitet|uniwersytet)\b/u.test(
        wordsOf(answer).join(" "),
      ),
  },
  photo: {
    for: "sex, age or ethnicity",
    names: ["photo", "photograph", "picture", "avatar", "portrait", "headshot", "profile image", "foto", "bild"].concat(
      ["lichtbild", "fotografia", "retrato", "immagine", "imagem", "pasfoto", "zdjecie"],
    ),
    looksLike: (answer) => /^data:image\//i.test(answer) || /\.(?:jpe?g|png|gif|webp|heic)(?:\?.*)?$/i.test(answer),
  },
  graduationYear: {
    for: "age",
    names: [
      "graduation",
      "graduation year",
      "grad year",
      "class of",
      "class year",
      "abschlussjahr",
      "graduated",
    ].concat(
      ["annee de diplome", "ano de graduacion", "anno di laurea", "ano de formatura", "afstudeerjaar"],
      ["examensar", "rok ukonczenia"],
    ),
    looksLike: (answer) => /^(?:19[5-9]\d|20[0-3]\d)$/.test(answer),
  },
  birthDate: {
    for: "age",
    names: ["birth", "birthdate", "birthday", "birthyear", "dob", "date of birth", "geburtsdatum", "geburtstag"].concat(
      ["geburtsjahr", "naissance", "nacimiento", "nascita", "nascimento", "geboortedatum", "geboortejaar"],
      ["fodelsedatum", "fodelsear", "data urodzenia", "rok urodzenia"],
    ),
    wholeNames: ["age", "edad", "eta", "idade", "leeftijd", "wiek"],
    looksLike: (answer) => /^(?:19[2-9]\d|200\d)-\d{2}-\d{2}$/.test(answer),
  },
  email: {
    for: "the person's name, and with it sex or ethnicity",
    names: ["email", "e mail", "mail", "courriel", "correo", "correo electronico"],
    looksLike: (answer) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer),
  },
  address: {
    for: "ethnicity, religion or income",
    names: [
      "address",
      "street",
      "anschrift",
      "adresse",
      "strasse",
      "direccion",
      "calle",
      "domicilio",
      "indirizzo",
    ].concat(["endereco", "morada", "adres", "straat", "adress", "gatuadress", "ulica", "zamieszkania"]),
    looksLike: (answer) =>
      /^\d+[a-z]? .*(?:street|st|road|rd|avenue|ave|lane|drive)$/.test(wordsOf(answer).join(" ")) ||
      /(?:strasse|str|weg|straat|laan|gatan) \d+[a-z]?$/.test(wordsOf(answer).join(" ")) ||
      /^(?:rue|via|calle|rua|ulica) .*\d+/.test(wordsOf(answer).join(" ")),
  },
};

/** The kinds that a field's name names. An e-mail address is no address of a house. */
export function kindsByName(field: string): StandInKind[] {
  const words = wordsOf(field).join(" ");
  const kinds = kindsIn(
    (one) => one.names.some((name) => ` ${words} `.includes(` ${name} `)) || (one.wholeNames ?? []).includes(words),
  );
  return kinds.includes("email") ? kinds.filter((kind) => kind !== "address") : kinds;
}

/** Of the answers, this share at least has to look like it. */
const MOST = 0.8;

/** The kinds that most answers look like. */
export function kindsByAnswers(answers: readonly string[]): StandInKind[] {
  return kindsIn(
    ({ looksLike }) =>
      looksLike !== undefined && answers.filter((answer) => looksLike(answer.trim())).length >= MOST * answers.length,
  );
}

function kindsIn(isMeant: (one: StandIn) => boolean): StandInKind[] {
  return (Object.keys(standIns) as StandInKind[]).filter((kind) => isMeant(standIns[kind]));
}
