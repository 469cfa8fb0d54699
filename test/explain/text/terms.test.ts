import fc from "fast-check";
import { explain, match } from "telemachus";
import { describe, expect, test } from "vitest";
import { answerTerms } from "../../../src/explain/text/answerTerms.js";
import { changeTerms } from "../../../src/explain/text/changeTerms.js";
import { formats } from "../../../src/explain/text/formats.js";
import { matchTerms } from "../../../src/explain/text/matchTerms.js";
import { participantTerms } from "../../../src/explain/text/participantTerms.js";
import { defaultTerms, type Terms } from "../../../src/explain/text/terms.js";
import { unmatchedTerms } from "../../../src/explain/text/unmatchedTerms.js";
import { type AnyExplanation, type Audience, toText } from "../../../src/explain/toText.js";
import { explanations } from "../../support/explanations.js";
import { runs } from "../../support/instances.js";
import { refusal } from "../../support/refusal.js";
import { people, policy } from "../../support/story.js";

type Values = { readonly [name: string]: unknown };
type AnyTerm = string | ((values: never) => unknown);

const audiences: readonly Audience[] = ["mentee", "mentor", "administrator", "auditor"];
const usual = defaultTerms as unknown as { readonly [name: string]: AnyTerm };
const formatNames = Object.keys(formats);
const sentenceNames = Object.keys(usual).filter((name) => !formatNames.includes(name));

/** The text that a term has for some values, before they are filled in. */
function templateOf(term: AnyTerm, values: Values): string {
  return typeof term === "string" ? term : (term(values as never) as string);
}

const ada = explain(match(people, policy), { mentee: "ada" });
const ben = explain(match(people, policy), { mentee: "ben" });

describe("defaultTerms", () => {
  test("no part of the dictionary hides an entry of another", () => {
    const parts = [formats, participantTerms, matchTerms, unmatchedTerms, changeTerms, answerTerms];
    expect(parts.reduce((sum, part) => sum + Object.keys(part).length, 0)).toBe(Object.keys(defaultTerms).length);
  });

  test("toText(): whatever is said comes from the dictionary: with a mark for every entry nothing of ours is left", () => {
    const kinds = explanations(fc.constantFrom("Лин", "Ада", "публично", "наставник"));
    const marks = Object.fromEntries([
      ...sentenceNames.map((name) => [name, () => "¤"]),
      ...formatNames.map((name) => [name, (value: unknown) => (Array.isArray(value) ? value.join("") : "¤")]),
    ]);
    const used = new Set<string>();
    // the same once more with the values of each sentence, to see that none of them is a word of ours
    const echoes = Object.fromEntries([
      ...sentenceNames.map((name) => [
        name,
        (values: Values) => {
          used.add(name);
          return `¤${(templateOf(usual[name], values).match(/\{\w+(:\w+)?\}/g) ?? []).join("")}`;
        },
      ]),
      ...formatNames.map((name) => [
        name,
        (value: unknown) => (Array.isArray(value) ? value.join(" ") : String(value)),
      ]),
    ]);
    // matches have the most to say
    const often = { weight: 15, arbitrary: kinds.match };
    let told = 0;
    fc.assert(
      fc.property(
        fc.oneof(often, ...Object.values(kinds)),
        fc.constantFrom("text", "markdown"),
        (explanation, format) => {
          for (const audience of audiences) {
            const say = (terms: object) => wordsOf(explanation, { audience, terms, format });
            const [marked, echoed] = [say(marks), say(echoes)];
            if (marked === undefined || echoed === undefined) continue;
            expect(marked).toMatch(/^(- )?[¤\s-]+$/);
            // codes of reasons stand for themselves, and so do names of fields and answers
            const ours =
              /[A-Z]+(_[A-Z]+)+|MANUAL|QUOTA|INFEASIBLE|OUTPRICED|skills|goals|interests|languages|availability|location|true/g;
            expect(echoed.replaceAll("\\", "").replace(ours, "")).not.toMatch(/[a-z]{2}/i);
            told += 1;
          }
        },
      ),
      runs(2000),
    );
    expect(told).toBeGreaterThan(3000);
    // every sentence of the dictionary is said by something
    expect(sentenceNames.filter((name) => !used.has(name))).toEqual([]);
  });

  test("toText(): a host replaces some words, and the rest stays", () => {
    const terms: Partial<Terms> = { sharedLanguages: "Gemeinsame Sprachen: {shared:and}.", notListed: undefined };
    const text = toText(ada, { audience: "mentee", terms });
    expect(text).toBe(
      toText(ada, { audience: "mentee" }).replace("You share English.", "Gemeinsame Sprachen: English."),
    );
  });

  test("toText(): another language has its own grammar", () => {
    const german: Partial<Terms> = {
      and: (items) => items.join(" und "),
      or: (items) => items.join(" oder "),
      words: (value) => ["keinem", "einem", "zwei", "drei"][value] ?? String(value),
      number: (value) => String(value).replace(".", ","),
      percent: (value) => `${100 * value} Prozent`,
      help: ({ of, met, all }) => {
        if (of === "goals") return "Zum Ziel {covered} passt {mentor}.";
        return met === all
          ? "{mentor} hilft bei allem: {covered}."
          : "{mentor} hilft bei {met:words} von {all:words}: {covered}.";
      },
      sharedInterests: "Beide mögen {shared:and}.",
      sharedLanguages: "Beide sprechen {shared:and}.",
      livedExperience: "{other} teilt die gewünschte Erfahrung: {shared:and}.",
      notListed: "Nicht genannt: {missing:or}.",
      contactAboutMatch: "Stimmt etwas nicht? Schreiben Sie an {contact}.",
      unconfirmed: "Das ist ein Vorschlag.",
      match: "{mentee} mit {mentor}: {score:number} Punkte, {confidence:percent} sicher.",
    };
    expect(toText(ada, { audience: "mentee", terms: german, contact: "hilfe@example.org" })).toMatchInlineSnapshot(
      `
      "Das ist ein Vorschlag.
      Zum Ziel becoming a technical lead passt Lin Zhao. Lin Zhao hilft bei einem von zwei: Rust. Beide mögen chess. Beide sprechen English. Nicht genannt: public speaking. Stimmt etwas nicht? Schreiben Sie an hilfe@example.org."
    `,
    );
    expect(toText(ben, { audience: "mentee", terms: german })).toMatchInlineSnapshot(
      `
      "Das ist ein Vorschlag.
      Zum Ziel changing career path passt Sam Owusu. Sam Owusu hilft bei allem: budgeting und SQL. Beide mögen hiking. Sam Owusu teilt die gewünschte Erfahrung: first in family at university. Beide sprechen English."
    `,
    );
    expect(toText(ada, { audience: "administrator", terms: german }).split("\n")[0]).toMatchInlineSnapshot(
      `"Ada Obi (ada) mit Lin Zhao (lin): 0,8125 Punkte, 100 Prozent sicher."`,
    );
  });

  test("toText(): a sentence that is empty is left out", () => {
    const text = toText(ada, { audience: "mentee", terms: { help: "", notListed: () => "", unconfirmed: "" } });
    expect(text).toBe("You are both interested in chess. You share English.");
    const none = Object.fromEntries(sentenceNames.filter((name) => name !== "joined").map((name) => [name, ""]));
    expect(toText(ada, { audience: "administrator", terms: none })).toBe("");
  });

  test("toText(): what people wrote is no placeholder, even in a function that puts values in by itself", () => {
    const explanation = { ...ada, mentor: { id: "lin", name: "{mentee} {boss} {shared:and} {" } } as AnyExplanation;
    const terms = { yourMentor: ({ mentor }: { mentor: string }) => `>${mentor}<`, help: "{mentor}", notListed: "" };
    expect(toText(explanation, { audience: "mentee" })).toContain("{mentee} {boss} {shared:and} {");
    expect(
      toText(explanation, { audience: "mentee", terms: { ...terms, help: ({ mentor }) => `<${mentor}>` } }),
    ).toContain("<{mentee} {boss} {shared:and} {>");
  });
});

describe("terms that are none", () => {
  const say = (terms: unknown) => () => toText(ada, { audience: "mentee", terms: terms as Partial<Terms> });
  const problemOf = (terms: unknown) => {
    const { code, message } = refusal(say(terms));
    return `${code} ${message}`;
  };

  test("toText(): unknown words, entries that are no words, placeholders and formats that are none", () => {
    expect(
      [
        { sharedLanguage: "You both speak {shared:and}." },
        { xyzzy: "" },
        { sharedLanguages: 5 },
        { words: "two" },
        [],
        { sharedLanguages: "You share {languages:and}." },
        { sharedLanguages: "You share {share}." },
        { yourMentor: "{mentor}", sharedLanguages: "{shared:und}" },
        { sharedLanguages: "{shared:percent}" },
        { sharedLanguages: () => 5 },
        { sharedLanguages: async () => "You share." },
        { and: () => undefined },
        { arranged: "{mentor}", sharedInterests: "{shared:words}" },
      ].map(problemOf),
    ).toMatchInlineSnapshot(`
      [
        "E_UNKNOWN_KEY Expected options.terms.sharedLanguage to be a known term, received an unknown one. Did you mean "sharedLanguages"?",
        "E_UNKNOWN_KEY Expected options.terms.xyzzy to be a known term, received an unknown one.",
        "E_OPTION Expected options.terms.sharedLanguages to be a text or a function, received 5.",
        "E_OPTION Expected options.terms.words to be a function, received a text.",
        "E_OPTION Expected options.terms to be an object of terms, received a list of 0.",
        "E_OPTION Expected options.terms.sharedLanguages to be a text with no placeholder but {shared}, received {languages:and}.",
        "E_OPTION Expected options.terms.sharedLanguages to be a text with no placeholder but {shared}, received {share}. Did you mean "shared"?",
        "E_OPTION Expected options.terms.sharedLanguages to be a text whose formats are among number, exact, signed, words, percent, and, or, series, sentences and capital, received {shared:und}. Did you mean "and"?",
        "E_OPTION Expected options.terms.sharedLanguages to be a text with {shared} or a format of and, or, series or sentences, received {shared:percent}.",
        "E_OPTION Expected options.terms.sharedLanguages to be a function that returns a text, received 5.",
        "E_OPTION Expected options.terms.sharedLanguages to be a function that returns a text, received an object.",
        "E_OPTION Expected options.terms.and to be a function that returns a text, received nothing.",
        "E_OPTION Expected options.terms.sharedInterests to be a text with {shared} or a format of and, or, series or sentences, received {shared:words}.",
      ]
    `);
  });

  test("toText(): a misspelt term, and a value that its sentence does not have, are type errors", () => {
    // @ts-expect-error
    const misspelt: Partial<Terms> = { sharedLanguage: "" };
    // @ts-expect-error
    const unknownValue: Partial<Terms> = { sharedLanguages: ({ languages }) => `${languages}` };
    // @ts-expect-error
    const noFormat: Partial<Terms> = { words: "two" };
    expect([misspelt, unknownValue, noFormat].map((one) => Object.keys(one).length)).toEqual([1, 1, 1]);
  });

  test("toText(): all unknown words at once", () => {
    expect(
      refusal(say({ helps: "", canHelp: "", youShare: "" })).issues.map(({ code, path }) => `${code} ${path}`),
    ).toEqual(["helps", "canHelp", "youShare"].map((name) => `E_UNKNOWN_KEY options.terms.${name}`));
  });
});

/** The text, or nothing where the audience may not read it. */
function wordsOf(explanation: object, options: object): string | undefined {
  try {
    return toText(explanation as AnyExplanation, { contact: "команда", ...options } as never);
  } catch (error) {
    if ((error as { code?: string }).code === "E_OPTION" && String(error).includes("one who may read"))
      return undefined;
    throw error;
  }
}
