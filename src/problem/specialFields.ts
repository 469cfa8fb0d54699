import { wordsOf } from "./fieldWords.js";
import type { Governance } from "./governance.js";

/**
 * Words by which fields of special categories are called, in the languages that programmes are run in. A word stands
 * alone in a field's name; one that ends with `*` begins a word; two words stand beside each other.
 */
const words: { readonly [category: string]: string } = {
  gender:
    "gender* female* woman women sex sexe sexo sesso geschlecht* genre genero genere geslacht* kon kjønn* kjoenn* køn koen sukupuoli* płec pohlavi* cinsiyet* пол стать جنس الجنس מגדר מין 性别 性別 성별 젠더 लिंग pronoun* pronomen pronoms pronombres transgender* nonbinary trans",
  ethnicity:
    "ethnic* ethniq* ethnie etnia etnic* etnisch* ethnisch* etnisk* etnisit* race racial* raza raca razza rasse colour_of_skin skin_color skin_colour skin_tone hispanic latino latina latinx hautfarbe etnicita etnik* pochodzenie этническ* раса 民族 种族 種族 人種 인종 bame bipoc indigenous* aboriginal*",
  origin:
    "nationality* nationalit* nacionalidad* nazionalita* nationaliteit* nationalitet* narodowosc* narodnost* obywatelstwo kansalaisuus uyruk* citizenship* staatsangehorig* staatsangehoerig* staatsburger* burgerschap* migrationshintergrund* migration_background migration_status migrant* refugee* asylum* fluchtling* immigra* visa_status residence_permit aufenthaltsstatus herkunft country_of_birth place_of_birth geburtsort geburtsland الجنسية 国籍 國籍 국적 гражданств* национальност*",
  age: "age ages ageband age_range date_of_birth year_of_birth dob birth* born geburt* alter altersgruppe age_group naissance nacimiento edad edades nascita nascimento idade eta leeftijd* geboorte* fødsels* foedsels* fodelse* alder* syntyma* ika wiek urodzeni* vek narozeni* yas dogum* возраст рождени* عمر العمر 연령 आयु उम्र גיל 年龄 年齡 年齢 生年月日 生日 생년월일 나이 जन्म generation_cohort",
  religion:
    "religi* faith belief* confession konfession* bekenntnis weltanschauung kirche* creed glaube* godsdienst* religio* uskonto* wyznanie dini вероисповедани* религи* دين الدين الديانة דת 宗教 종교 धर्म",
  disability:
    "disab* handicap* behinder* schwerbehinder* discapacidad* deficien* disabil* handikap* funktionsneds* funksjonsneds* vammai* niepelnosprawn* postizeni* engelli* инвалид* إعاقة الإعاقة 残障 障がい נכות 残疾 障害 장애 विकलांग* neurodiver* neurodivers* wheelchair deaf* special_needs access_needs reasonable_adjustment* autis* adhd dyslexi* impairment* chronic_illness",
  health:
    "health illness* disease* diagnos* medical* medizin* gesundheit gesundheitszustand krankheit* sante maladie* salud enfermedad* salute malattia* saude gezondheid* ziekte* halsa sjukdom* zdrowie choroba* здоровье 健康 건강 mental_health hiv",
  sexualOrientation:
    "sexual* sexuell* sexuel* sessual* seksu* lgbt* lgbtq* queer* orientierung_sexuell gay lesbian* bisexual* homosexual* 性取向 性的指向 성적지향",
  pregnancyAndFamily:
    "pregnan* maternity paternity enceinte embarazada schwanger* grossesse embarazo gravid* zwanger* marital* married civil_status familienstand etat_civil estado_civil stato_civile burgerlijke_staat situation_familiale children_at_home kinderzahl parental_status carer* caring_responsibilities 婚姻* 결혼",
  politics: "politic* politisch* politique* partei party_membership 政治* 정치",
  tradeUnion:
    "trade_union union_member* gewerkschaft* syndicat* sindicat* sindacat* vakbond* fackforening* fagforening* 工会",
  geneticsAndBiometrics: "genetic* genetisch* biometri* dna blood_type",
  caste: "caste* kaste* jati जाति dalit*",
  criminalRecord: "criminal* conviction* vorstrafe* casier_judiciaire antecedentes_penales strafregister*",
  veteranStatus: "veteran* protected_veteran",
};

interface Patterns {
  readonly category: string;
  readonly whole: ReadonlySet<string>;
  readonly starts: readonly string[];
  readonly phrases: readonly string[];
  /** Of scripts that put no spaces between words. */
  readonly within: readonly string[];
}

const patterns: readonly Patterns[] = Object.entries(words).map(([category, list]) => {
  const all = list.split(" ").map((entry) => ({
    text: wordsOf(entry.replaceAll("_", " ")).join(" "),
    isStart: entry.endsWith("*"),
    isPhrase: entry.includes("_"),
  }));
  const within = all.filter(({ text }) => /[\p{Script=Han}\p{Script=Hangul}]/u.test(text));
  const others = all.filter((entry) => !within.includes(entry));
  const phrases = others.filter(({ isPhrase }) => isPhrase);
  const single = others.filter(({ isStart, isPhrase }) => !isStart && !isPhrase);
  return {
    category,
    // a phrase may be written as one word: `dateofbirth`
    whole: new Set([...single, ...phrases].map(({ text }) => text.replaceAll(" ", ""))),
    starts: others.filter(({ isStart, isPhrase }) => isStart && !isPhrase).map(({ text }) => text),
    phrases: phrases.map(({ text, isStart }) => ` ${text}${isStart ? "" : " "}`),
    within: within.map(({ text }) => text),
  };
});

/** The special category that a field's name speaks of; undefined for most names. */
export function specialCategoryOf(field: string): string | undefined {
  const parts = wordsOf(field);
  const line = ` ${parts.join(" ")} `;
  return patterns.find(
    ({ whole, starts, phrases, within }) =>
      parts.some((word) => whole.has(word) || starts.some((start) => word.startsWith(start))) ||
      [...phrases, ...within].some((phrase) => line.includes(phrase)),
  )?.category;
}

/** Why a field is special under a policy: its own word, or its name's; undefined where it is not. */
export function whySpecial({ special = [], notSpecial = {} }: Governance, field: string): string | undefined {
  if (special.includes(field)) return "policy.special lists it";
  if (Object.hasOwn(notSpecial, field)) return undefined;
  const category = specialCategoryOf(field);
  return category === undefined ? undefined : `its name speaks of ${spelt(category)}`;
}

/** `sexualOrientation` as "sexual orientation". */
function spelt(category: string): string {
  return category.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** Whether matching may not read a field: it is special, and no basis covers it. */
export function needsBasis(policy: Governance, field: string): boolean {
  return !isCovered(policy, field) && whySpecial(policy, field) !== undefined;
}

/** Whether the policy records a basis for a field. */
export function isCovered({ basis }: Governance, field: string): boolean {
  return basis !== undefined && (basis.fields === undefined || basis.fields.includes(field));
}
