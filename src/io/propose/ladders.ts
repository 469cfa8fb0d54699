import { wordsOf } from "../../problem/fieldWords.js";

/** Ladders of grades, lowest first; what stands together is the same rung. */
const LADDERS: readonly (readonly string[])[] = [
  // the civil service of the United Kingdom
  [
    "aa",
    "ao",
    "eo|executive officer",
    "heo|higher executive officer",
    "seo|senior executive officer",
    "grade 7|g 7",
    "grade 6|g 6",
    "scs 1|scs pb 1|scs pay band 1|deputy director",
    "scs 2|scs pb 2|scs pay band 2",
    "scs 3|scs pb 3|scs pay band 3",
    "scs 4|permanent secretary",
  ],
  // careers in companies
  [
    "intern|trainee",
    "apprentice",
    "graduate|entry|entry level|associate",
    "junior|early career",
    "intermediate|mid|mid level|middle|mid career|regular",
    "senior|senior level",
    "staff",
    "lead|team lead",
    "principal",
    "manager",
    "senior manager",
    "head|head of department",
    "director",
    "senior director",
    "vice president|vp",
    "senior vice president|svp",
    "executive|c level|c suite|executive level",
    "partner",
  ],
  // universities
  [
    "undergraduate|bachelor|bachelor student",
    "master|master s student|master student",
    "phd student|doctoral student|phd candidate|doctoral candidate",
    "postdoc|postdoctoral researcher|research fellow",
    "lecturer|assistant professor",
    "senior lecturer|associate professor",
    "reader",
    "professor|full professor",
  ],
];

/**
 * Labels in the order of a ladder that is known, lowest first; undefined where none has all of them, each on a rung of its
 * own. Known are the ladders above, labels that differ by one number ("GS-9", "Band 3"), and spans of years.
 */
export function knownOrder(labels: readonly string[]): readonly string[] | undefined {
  for (const ladder of LADDERS) {
    const rungs = new Map(ladder.flatMap((names, rung) => names.split("|").map((name) => [name, rung] as const)));
    const order = inOrder(labels, (label) => rungs.get(wordsOf(label).join(" ")));
    if (order !== undefined) return order;
  }
  return inOrder(labels, yearsOf) ?? byNumber(labels);
}

/** A first order where no ladder is known: by the longest ladder that has some of them, the others behind, as they are spelt. */
export function guessedOrder(labels: readonly string[]): readonly string[] {
  const ladders = LADDERS.map((ladder) => {
    const names = ladder.map((rung) => rung.split("|"));
    return (label: string) => names.findIndex((rung) => rung.includes(wordsOf(label).join(" ")));
  });
  const known = (rungOf: (label: string) => number) => labels.filter((label) => rungOf(label) !== -1).length;
  const best = ladders.reduce((most, rungOf) => (known(rungOf) > known(most) ? rungOf : most));
  const rung = (label: string) => (best(label) === -1 ? Number.POSITIVE_INFINITY : best(label));
  return [...labels].sort((a, b) => (rung(a) === rung(b) ? (a < b ? -1 : 1) : rung(a) - rung(b)));
}

function inOrder(labels: readonly string[], rungOf: (label: string) => number | undefined): string[] | undefined {
  const rungs = labels.map(rungOf);
  if (rungs.includes(undefined) || new Set(rungs).size < labels.length) return undefined;
  const of = new Map(labels.map((label, i) => [label, rungs[i] as number]));
  return [...labels].sort((a, b) => (of.get(a) as number) - (of.get(b) as number));
}

/** "Less than 1 year" as −1, "3-5 years" as 3, "10+ years" as 10. */
function yearsOf(label: string): number | undefined {
  const words = wordsOf(label);
  const numbers = words.filter((word) => /^[0-9]+$/.test(word)).map(Number);
  const isOfYears = words.some((word) => /^(?:years?|yrs?|jahre?|ans?|annees?|anos?)$/.test(word));
  if (!isOfYears || numbers.length === 0) return undefined;
  const isBelow = /\b(?:less|under|below|fewer|weniger|unter|moins|menos)\b/.test(words.join(" "));
  return isBelow ? numbers[0] - 1 : numbers[0];
}

/** Labels of the same words and one number each; of grades it is not known whether 1 is the lowest. */
function byNumber(labels: readonly string[]): string[] | undefined {
  const parts = labels.map((label) => wordsOf(label));
  const frame = (words: readonly string[]) => words.map((word) => (/^[0-9]+$/.test(word) ? "#" : word)).join(" ");
  const isOneFrame = new Set(parts.map(frame)).size === 1 && frame(parts[0]).split("#").length === 2;
  if (labels.length < 2 || !isOneFrame || parts[0].includes("grade")) return undefined;
  return inOrder(labels, (label) => Number(wordsOf(label).find((word) => /^[0-9]+$/.test(word))));
}

/** Words for how much, from none at all to the most. */
const DEGREES: readonly string[] = [
  "not at all|none|no|never|not important|no experience|no knowledge|not interested|keine|gar nicht|pas du tout|aucune|nada|ninguna|nenhum",
  "a little|little|slightly|slightly important|beginner|novice|basic|basics|low|some|wenig|anfanger|un peu|debutant|poco|un poco|principiante|um pouco|iniciante",
  "somewhat|somewhat important|elementary|fair|limited",
  "fairly well|moderate|moderately|moderately important|intermediate|medium|ok|competent|average|neutral|mittel|moyen|intermediaire|intermedio|medio|intermediario",
  "well|good|important|advanced|proficient|high|quite well|confident|gut|fortgeschritten|bien|bon|avance|bueno|avanzado|bom|bem|avancado",
  "very well|very good|very important|expert|excellent|very high|essential|fluent|extremely well|very confident|sehr gut|experte|tres bien|muy bien|experto|muito bem|especialista",
];

/**
 * Cells of a scale question as levels or importances from 1 to 5, and `false` for not at all; undefined where a word is
 * not known. Digits stand for themselves and need no entry.
 */
export function degreesOf(cells: readonly string[]): { readonly [cell: string]: number | false } | undefined {
  const ranks = new Map(DEGREES.flatMap((names, rank) => names.split("|").map((name) => [name, rank] as const)));
  const words = cells.filter((cell) => !/^[1-5]$/.test(cell));
  const rankOf = (cell: string) => ranks.get(wordsOf(cell).join(" "));
  if (words.some((cell) => rankOf(cell) === undefined)) return undefined;
  return Object.fromEntries(words.map((cell) => [cell, rankOf(cell) || false]));
}
