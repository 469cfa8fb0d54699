import { normaliseTerm } from "../../problem/terms.js";

/** Words of a list, as cells are compared. */
function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(",").map((word) => normaliseTerm(word)));
}

/** Answers that refuse one, or say that the question is not for whoever answers: the same as a blank. */
const SILENT = wordSet(
  "n/a,n.a,na,n\\a,not applicable,prefer not to say,prefer not to answer,prefer not to disclose,rather not say,i'd rather not say,i'd prefer not to say,no answer,tbc,tbd,keine angabe,k.a,k. a,entfällt,sans objet,non applicable,ne souhaite pas répondre,no aplica,prefiero no decirlo,não se aplica,prefiro não dizer,#,-,--,---,–,—,/,?,??,.,..,...",
);

/** Answers that say that there is nothing to say. */
const NOTHING = wordSet(
  "no,none,nil,nobody,no one,no-one,nothing,keine,niemand,nein,aucun,aucune,non,personne,ninguno,ninguna,nadie,nenhum,nenhuma,ninguem,ninguém,nao,não",
);

const YES = wordSet(
  "yes,y,true,ja,oui,si,sí,sim,x,✓,✔,i agree,agree,agreed,i do,i consent,i accept,accepted,i understand,i confirm,i have read it,einverstanden,ich stimme zu,j'accepte,d'accord,acepto,de acuerdo,aceito,concordo",
);
const NO = wordSet(
  "no,n,false,nein,non,nao,não,i do not agree,i don't agree,disagree,i do not consent,i don't consent,i do not,i do not accept",
);
const MAYBE = wordSet(
  "maybe,perhaps,not sure,unsure,don't know,no preference,either,vielleicht,weiß nicht,peut-être,tal vez,quizás,talvez",
);

export function answerOf(cell: string): "yes" | "no" | "maybe" | undefined {
  const word = normaliseTerm(cell).replaceAll("’", "'");
  return YES.has(word) ? "yes" : NO.has(word) ? "no" : MAYBE.has(word) ? "maybe" : undefined;
}

/** Whether a cell is as good as blank: it refuses an answer, or says that there is none to give. */
export function saysNoAnswer(cell: string): boolean {
  const word = normaliseTerm(cell).replaceAll("’", "'");
  return SILENT.has(word) || SILENT.has(word.replace(/[.!]+$/, ""));
}

/** Whether a cell says that there is nothing to say, or does not say anything. */
export function saysNothing(cell: string): boolean {
  return saysNoAnswer(cell) || NOTHING.has(normaliseTerm(cell).replace(/[.!]+$/, ""));
}

/** Whether a cell answers that there is none of what is asked. */
export function saysNone(cell: string): boolean {
  return /^(?:none|nothing|keine|aucune?|ningun[oa]|nenhuma?)[.!]?$/i.test(cell);
}

/** Answers that tell what a question is about, whatever its header says. */
const SPECIAL: readonly (readonly [category: string, answers: ReadonlySet<string>])[] = [
  [
    "gender",
    wordSet(
      "man,woman,male,female,a man,a woman,m,f,w,d,m/f,non-binary,nonbinary,non binary,genderqueer,genderfluid,agender,trans man,trans woman,transgender,he/him,she/her,they/them,he,she,they,mann,frau,männlich,weiblich,divers,nichtbinär,homme,femme,masculin,féminin,non binaire,hombre,mujer,masculino,femenino,no binario,homem,mulher,feminino,não binário",
    ),
  ],
  [
    "religion",
    wordSet(
      "christian,catholic,roman catholic,protestant,anglican,orthodox,muslim,jewish,hindu,buddhist,sikh,atheist,agnostic,no religion,christianity,islam,judaism,hinduism,buddhism,sikhism,evangelisch,katholisch,muslimisch,jüdisch,konfessionslos",
    ),
  ],
  [
    "sexual orientation",
    wordSet(
      "heterosexual,straight,heterosexual/straight,gay,lesbian,gay or lesbian,gay/lesbian,bisexual,bi,asexual,pansexual,queer",
    ),
  ],
  [
    "ethnicity",
    wordSet(
      "white,black,asian,mixed,arab,white british,black british,asian british,black african,black caribbean,black or african american,african american,african,caribbean,hispanic,latino,latina,hispanic or latino,indian,pakistani,bangladeshi,chinese,south asian,east asian,native american,american indian or alaska native,native hawaiian or other pacific islander,pacific islander,white other,multiracial,two or more races,mixed race,roma",
    ),
  ],
];

/** Other answers of such a question. */
const OTHERS = wordSet(
  "other,others,another,prefer to self-describe,prefer to self describe,self-described,diverse,andere,autre,otro,outro,not listed",
);

/** The special category that answers speak of: two of them or more are its words, and none is anything else. */
export function categoryOfAnswers(answers: Iterable<string>): string | undefined {
  const words = [...answers].map(normaliseTerm).filter((word) => !OTHERS.has(word) && answerOf(word) === undefined);
  if (words.length < 2) return undefined;
  return SPECIAL.find(([, known]) => words.every((word) => known.has(word)))?.[0];
}
