import type { Side } from "../fields.js";

/** What a question is about, as far as its words tell. */
export type Concept =
  | "technical"
  | "personal"
  | "avoid"
  | "choices"
  | "load"
  | "capacity"
  | "demand"
  | "manager"
  | "livedExperience"
  | "firstName"
  | "lastName"
  | "name"
  | "email"
  | "number"
  | "timeZone"
  | "availability"
  | "prose"
  | "skills"
  | "goals"
  | "interests"
  | "languages"
  | "title"
  | "seniority"
  | "organisation"
  | "team"
  | "contact"
  | "consent"
  | "place";

interface Phrase {
  readonly concept: Concept;
  /** Of the words of a header: lower case, no marks, one space between. */
  readonly pattern: RegExp;
  readonly side?: Side;
}

const ASKED =
  "(?:(?:what (?:is|s)|please (?:enter|give)|enter|wie (?:ist|lautet)|quel est|cual es|qual e)(?: the)? )?(?:(?:your|my|ihr|dein|votre|ton|tu|su|seu|o seu|mentee|mentor|participant)(?: s)? )?";

/**
 * Phrases in the order in which they are tried, in English, German, French, Spanish and Portuguese: whoever a question is
 * about comes before what it is about, so that the name of a manager is no name.
 */
const phrases: readonly Phrase[] = [
  phrase(
    "technical",
    /^(?:timestamp|zeitstempel|horodateur|marca temporal|carimbo de data hora|start time|completion time|last modified time|startzeit|fertigstellungszeit|heure de debut|heure de fin|hora de inicio|hora de finalizacion|hora de conclusao|submitted|submission date|date submitted|total points|quiz feedback|language of response|response id|respondent id|ip address|gesamtpunktzahl)$/,
  ),
  phrase(
    "personal",
    /\b(?:accessib\w*|adjustments?|access requirements?|dietary|allerg\w*|salary|income|convict\w*|arrest\w*|barrierefrei\w*|gehalt|salaire|salario|accesib\w*|acessib\w*)\b/,
  ),
  phrase(
    "consent",
    /^(?:i|we|yes i) (?:hereby )?(?:agree|consent|understand|confirm|accept|acknowledge|have read|am happy for)\b|\bdo you (?:agree|consent|accept)\b|^ich (?:stimme|willige|bin (?:damit )?einverstanden)\b|^j (?:accepte|autorise)\b|^(?:acepto|autorizo|aceito)\b/,
  ),
  phrase(
    "avoid",
    /\b(?:(?:should|would|do|must) (?:not|rather not|you not|n t)\b.*\b(?:match|pair|work|mentor)|not (?:to )?be (?:matched|paired)|avoid|conflicts? of interest|nicht (?:zugeordnet|gematcht|zusammen)|ne (?:pas|souhaitez pas).*(?:mentor|associe)|no (?:desea|quiere).*(?:mentor|emparej)|evitar|eviter|vermeiden)/,
  ),
  phrase(
    "choices",
    /\b(?:(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|1|2|3|4|5|top|erste|zweite|dritte|premier|deuxieme|troisieme|primera|segunda|tercera|primeira|terceira|ranked?) (?:st |nd |rd |th )?(?:choice|preference|pick|wahl|wunsch|choix|opcion|opcao|escolha|eleccion)|(?:choice|preference|wahl|choix|opcion|opcao) (?:[1-5]|one|two|three)|(?:preferred|requested|wished for|favourite|favorite) (?:mentor|mentee)|whom? would you (?:like|prefer) (?:to have )?(?:as|to (?:be|mentor|have))|wunschmentor|erstwunsch|zweitwunsch)/,
  ),
  phrase(
    "load",
    /\b(?:(?:already|currently|at present) (?:have|mentor|mentoring|taken)|(?:current|existing) mentees|how many mentees do you (?:have|currently)|mentees (?:already|now))\b/,
    "mentors",
  ),
  phrase(
    "capacity",
    /\b(?:how many (?:mentees|people|persons)|(?:number|no|max|maximum|limit) (?:of )?mentees|mentees (?:can|could|would|max|per)|capacity|wie viele mentees|anzahl mentees|combien de (?:mentores|mentees|personnes)|cuant[oa]s (?:mentees|personas|mentoreados|aprendices)|quant[oa]s (?:mentees|mentorad[oa]s|pessoas)|plazas|vagas|platze|capacidad|capacite|capacidade|kapazitat)\b/,
    "mentors",
  ),
  phrase(
    "demand",
    /\b(?:how many mentors|number of mentors|wie viele mentor|combien de mentors|cuant[oa]s mentor|quant[oa]s mentor)/,
    "mentees",
  ),
  phrase(
    "manager",
    /\b(?:manager|supervisor|boss|reports to|team leader|vorgesetzte?r?|fuhrungskraft|superieur|responsable|n 1|jef[ea]|supervisor[ae]?|gerente|gestor|chefia)\b/,
  ),
  phrase(
    "livedExperience",
    /\b(?:lived experiences?|life experiences?|identit(?:y|ies|at|e|at)|characteristics|lebenserfahrung|experiences? (?:vecues?|de vida)|experiencias? (?:vividas?|de vida)|vivencias?|shared? (?:background|experience))\b/,
  ),
  phrase("email", /\b(?:e ?mail|mail|courriel|correo(?: electronico)?|adresse electronique)\b/),
  phrase(
    "number",
    /\b(?:(?:staff|employee|personnel|payroll|participant|member|student|person|user) (?:id|number|no|code)|(?:mentee|mentor) (?:id|number|no|code)|user ?name|login|personalnummer|mitarbeiternummer|kennung|matricule|matricula|legajo|numero de (?:empleado|identificacion)|id)\b/,
  ),
  phrase(
    "firstName",
    new RegExp(
      `^${ASKED}(?:first|given|preferred|fore) ?names?$|^${ASKED}(?:vornamen?|prenoms?|primer nombre|nombres?|primeiro nome)(?: de pila)?$`,
    ),
  ),
  phrase(
    "lastName",
    new RegExp(
      `^${ASKED}(?:last|family|sur|second) ?names?$|^${ASKED}(?:nachname|familienname|nom de famille|apellidos?|sobrenome|apelidos?|ultimo nome)$`,
    ),
  ),
  phrase(
    "name",
    new RegExp(
      `^${ASKED}(?:(?:full|complete|display|whole) )?names?(?: and surname)?$|^${ASKED}(?:vor und nachname|vollstandiger name|nom|nom complet|nom et prenom|prenom et nom|nombre completo|nombre y apellidos?|nome|nome completo|who are you)$`,
    ),
  ),
  phrase("timeZone", /\b(?:time ?zone|zeitzone|fuseau(?: horaire)?|zona horaria|huso horario|fuso horario)\b/),
  phrase(
    "availability",
    /\b(?:availab(?:le|ility)|when (?:could|can|would|are) you|(?:meeting|preferred|convenient) (?:times?|days?|hours?|slots?)|free (?:times?|slots?)|verfugbar(?:keit(?:en)?)?|wann (?:konnen|konnten|kannst)|disponib(?:le|ilite|ilites|ilidad|ilidade|ilidades)|horarios?)\b/,
  ),
  phrase(
    "prose",
    /\b(?:anything else|any other|other comments?|comments?|remarks?|notes|tell us|describe|in your own words|biograph(?:y|ie)|bio|about (?:you|yourself|me)|why (?:do|are|would)|motivation|statement|expectations?|introduce|uber (?:mich|dich|sie)|bemerkung(?:en)?|anmerkung(?:en)?|commentaires?|a propos|comentarios?|sobre (?:ti|usted|voce|mim))\b/,
  ),
  phrase(
    "skills",
    /\b(?:skills?|expertise|competenc(?:e|es|y|ies)|(?:programming|coding) languages?|learn(?:ing)?|teach|knowledge|know|topics?|subjects?|areas? (?:of|you|to)|tools|technolog(?:y|ies)|fahigkeit(?:en)?|kenntnisse|kompetenz(?:en)?|lernen|themen|competences?|apprendre|savoir faire|habilidades?|competencias?|conocimientos?|aprender|ensenar|conhecimentos?|ensinar)\b/,
  ),
  phrase(
    "goals",
    /\b(?:goals?|objectives?|aims?|achieve|get out of|hope(?: to)?|aspirations?|ziele?|erreichen|objectifs?|buts?|objetivos?|metas?)\b/,
  ),
  phrase(
    "interests",
    /\b(?:interests?|hobb(?:y|ies)|outside (?:of )?work|enjoy|spare time|free time|pastimes?|interessen|freizeit|hobbys|loisirs|centres? d interet|interets?|intereses|aficiones|interesses|passatempos?)\b/,
  ),
  phrase("languages", /\b(?:languages?|sprachen?|langues?|idiomas?|linguas?)\b/),
  phrase(
    "title",
    /\b(?:job title|position title|role title|job role|current role|(?:your|current) (?:job|position)|berufsbezeichnung|funktion|poste|intitule|puesto|cargo)\b|^(?:role|title|position|job)$/,
  ),
  phrase(
    "seniority",
    /\b(?:grade|seniority|(?:job|career|professional|management|experience) (?:level|stage)|level of (?:seniority|experience)|level|rank|pay ?band|band|years? (?:of|at|in|with)|how (?:long|senior)|stufe|karrierestufe|besoldungsgruppe|entgeltgruppe|dienstgrad|niveau|echelon|anciennete|nivel|antiguedad|categoria|senioridade)\b/,
  ),
  phrase(
    "organisation",
    /\b(?:organi[sz]ations?|company|employer|institution|university|ministry|agency|firma|unternehmen|organisation|arbeitgeber|entreprise|organisme|societe|empresa|organizacion|compania|organizacao|instituicao)\b/,
  ),
  phrase(
    "team",
    /\b(?:team|department|division|business unit|unit|directorate|faculty|abteilung|bereich|referat|equipe|service|departement|departamento|equipo|area)\b/,
  ),
  phrase(
    "contact",
    /\b(?:phone|telephone|mobile|linkedin|website|url|address|photo|picture|pronunciation|telefon|handy|telefono|telefone|adresse|direccion)\b/,
  ),
  phrase(
    "consent",
    /\b(?:consent|agree|privacy|gdpr|data protection|terms|einwilligung|datenschutz|consentement|consentimiento|consentimento|both mentor and mentee|also (?:a )?(?:mentor|mentee)|mentor before|mentee before|how did you hear)\b/,
  ),
  phrase(
    "place",
    /\b(?:location|city|town|office|site|country|region|based|standort|stadt|ort|land|ville|pays|bureau|ciudad|pais|oficina|sede|cidade|escritorio)\b/,
  ),
];

function phrase(concept: Concept, pattern: RegExp, side?: Side): Phrase {
  return side === undefined ? { concept, pattern } : { concept, pattern, side };
}

/** What the words of a header are about; undefined where no phrase is known. */
export function conceptOf(words: string, side: Side): Concept | undefined {
  return phrases.find((one) => (one.side ?? side) === side && one.pattern.test(words))?.concept;
}

/** Words that ask and carry no meaning of their own. */
const FILLER: ReadonlySet<string> = new Set(
  "a all d l s t an and any apply are as at be been by can choose could do does for from have how i if in is it like many me most much my of on one options or our please select should so that the there these this tick to us want we what when where which who will with would you your yourself e g etc".split(
    " ",
  ),
);

const MOST_WORDS = 3;

/** A short key for a question: `Which region are you based in?` as `regionBased`. */
export function keyOf(words: string): string {
  const kept = words.split(" ").filter((word) => word !== "" && !FILLER.has(word));
  const [first = "answer", ...others] = (kept.length > 0 ? kept : words.split(" ")).slice(0, MOST_WORDS);
  return (first || "answer") + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
