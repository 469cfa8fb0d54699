import { describe, expect, test } from "vitest";

import { wordsOf } from "../../src/problem/fieldWords.js";
import { needsBasis, specialCategoryOf, whySpecial } from "../../src/problem/specialFields.js";

describe("specialCategoryOf()", () => {
  test.each([
    [
      "gender",
      ["gender", "Gender identity", "genderIdentity", "gender_identity", "sex", "Geschlecht", "género", "Kön"],
    ],
    ["gender", ["kjønn", "płeć", "пол", "性别", "本人の性別", "pronouns", "SEX", "isTransgender"]],
    ["ethnicity", ["ethnicity", "ethnic group", "race", "Ethnie", "etnia", "民族", "BAME"]],
    [
      "age",
      ["age", "ageGroup", "dateOfBirth", "date_of_birth", "DOB", "Geburtsdatum", "edad", "âge", "年齢", "عمر", "Alter"],
    ],
    ["religion", ["religion", "Religionszugehörigkeit", "faith", "creed", "宗教", "دين"]],
    ["disability", ["disability", "hasDisability", "Behinderung", "handicap", "neurodivergent", "discapacidad"]],
    ["health", ["health", "mental health", "diagnosis", "Krankheit"]],
    ["sexualOrientation", ["sexualOrientation", "sexual_orientation", "LGBTQ", "lgbt"]],
    ["pregnancyAndFamily", ["maritalStatus", "pregnancy", "Familienstand", "civil status", "caring responsibilities"]],
    [
      "origin",
      [
        "nationality",
        "Staatsangehörigkeit",
        "citizenship",
        "country of birth",
        "migration background",
        "place of birth",
      ],
    ],
    ["politics", ["politicalViews", "party membership"]],
    ["tradeUnion", ["tradeUnion", "trade union member", "Gewerkschaft"]],
    ["geneticsAndBiometrics", ["geneticData", "biometrics"]],
    ["caste", ["caste"]],
    ["criminalRecord", ["criminal record", "Vorstrafen"]],
    ["veteranStatus", ["veteran status"]],
    ["gender", ["isFemale", "plec", "koen", "sex2", "الجنس", "מגדר"]],
    ["ethnicity", ["origineEthnique", "etnisitet", "skincolour"]],
    ["origin", ["countryofbirth", "staatsangehoerigkeit", "narodowość", "migrationshintergrund"]],
    ["age", ["dateofbirth", "DATEOFBIRTH", "age18Plus", "agerange", "fødselsdato", "födelsedatum", "العمر"]],
    ["disability", ["niepełnosprawność", "niepelnosprawnosc", "accessNeeds", "障がい"]],
    ["sexualOrientation", ["orientamento sessuale", "seksuele geaardheid"]],
    ["tradeUnion", ["unionMember", "union_membership"]],
  ])("specialCategoryOf(): %s", (category, fields) => {
    expect(fields.map((field) => [field, specialCategoryOf(field)])).toEqual(fields.map((field) => [field, category]));
  });

  test("specialCategoryOf(): ordinary fields, also those in which such a word is hidden", () => {
    const ordinary = [
      ...["skills", "goals", "interests", "languages", "seniority", "timeZone", "availability", "team", "organisation"],
      ...["language", "stage", "page", "manager", "management", "engagement", "average", "grade", "site", "region"],
      ...["accessibility", "mentoringStyle", "meetingMode", "culturalAwareness", "trackRecord", "personality"],
      ...[
        "careerStage",
        "officeDays",
        "yearsOfService",
        "department",
        "Essex",
        "healthcareSector",
        "terrace",
        "sextant",
        "dataMigration",
        "invalidReason",
        "stage2",
      ],
      "",
    ];
    expect(ordinary.filter((field) => specialCategoryOf(field) !== undefined)).toEqual([]);
  });

  test("wordsOf(): one name however it is written", () => {
    const written = ["dateOfBirth", "date_of_birth", "Date of birth", "DATE-OF-BIRTH", " date.of/birth "];
    for (const name of written) expect(wordsOf(name)).toEqual(["date", "of", "birth"]);
    expect(wordsOf("HTTPServer2Name")).toEqual(["http", "server", "2", "name"]);
  });
});

describe("what a policy says of special fields", () => {
  const basis = {
    decidedBy: "works council",
    purpose: "mentors of the same gender for those who ask",
    legalGround: "consent",
    jurisdiction: "Germany",
    date: "2026-03-01",
  };

  test("whySpecial(): its own list, its name, or neither", () => {
    expect(whySpecial({}, "gender")).toBe("its name speaks of gender");
    expect(whySpecial({}, "sexualOrientation")).toBe("its name speaks of sexual orientation");
    expect(whySpecial({ special: ["parish"] }, "parish")).toBe("policy.special lists it");
    expect(whySpecial({ notSpecial: { age: "years in the company" } }, "age")).toBeUndefined();
    expect(whySpecial({}, "site")).toBeUndefined();
  });

  test("needsBasis(): until there is one that covers the field", () => {
    expect(needsBasis({}, "gender")).toBe(true);
    expect(needsBasis({ basis }, "gender")).toBe(false);
    expect(needsBasis({ basis: { ...basis, fields: ["age"] } }, "gender")).toBe(true);
    expect(needsBasis({ basis: { ...basis, fields: ["gender"] } }, "gender")).toBe(false);
    expect(needsBasis({}, "site")).toBe(false);
  });
});
