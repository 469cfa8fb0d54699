/** How a sentence begins: with the mentor's name, with "They", or with "You", to the mentor. */
export type Subject = "name" | "they" | "you";

interface Help {
  readonly subject: Subject;
  readonly mentor: string;
  readonly mentee: string;
  /** `goals`, `skills`, or another field, which is then named. */
  readonly of: "goals" | "skills" | "other";
  readonly field: string;
  /** What the mentee asked for, by what the mentor offers; `near` as `nearTerm` words it. */
  readonly covered: readonly string[];
  readonly partly: readonly string[];
  readonly near: readonly string[];
  /** How many things the mentee asked for, and how many of them are covered. */
  readonly all: number;
  readonly met: number;
}

interface Gap {
  readonly subject: Subject;
  readonly mentor: string;
  readonly field: string;
  readonly direction: "same" | "above" | "below";
  /** Steps of a scale; null where they are not counted. */
  readonly steps: number | null;
}

/** What mentees and mentors read. */
export const participantTerms = {
  /** Sentences one after the other, of any text. */
  joined: "{sentences:sentences}",

  yourMentor: "Your mentor is {mentor}.",
  yourMentee: "Your mentee is {mentee}.",
  arranged: "The programme's team arranged this match.",

  /** A field of people's answers, with its name in words. */
  field: (_: { field: string; words: string }) => "{words}",
  nearTerm: "{through} (near {wanted})",
  help: (help: Help) =>
    `${whoever(help.subject)} ${[...canHelp(help), ...hasSome(help)].join(", and ")}${named(help)}.`,
  notListed: ({ subject }: { subject: Subject; mentor: string; missing: readonly string[] }) =>
    `${whoever(subject)} did not list {missing:or}.`,
  sharedInterests: "You are both interested in {shared:and}.",
  sharedTerms: "You have this in common ({field}): {shared:and}.",
  sharedTopics: "You both write about {shared:and}.",
  sharedLanguages: "You share {shared:and}.",
  sharedHours: ({ hours }: { hours: number }) => {
    if (hours === 0) return "You share some time in the week.";
    return hours === 1 ? "You share {hours:words} hour a week." : "You share {hours:words} hours a week.";
  },
  sameAnswer: "You gave the same answer ({field}).",
  otherAnswer: "You differ in your {field}.",
  nearby: "You are near each other.",
  gap: ({ subject, direction, steps }: Gap) => {
    if (direction === "same") return "You are at the same level of {field}.";
    const is = subject === "name" ? "is" : "are";
    const far = steps === null ? "" : steps === 1 ? "{steps:words} step " : "{steps:words} steps ";
    return `${whoever(subject)} ${is} ${far}${direction} ${subject === "you" ? "your mentee" : "you"} in {field}.`;
  },
  livedExperience: "You asked for lived experience that {other} shares: {shared:and}.",
  chosen: "You chose {other}.",
  metBefore: "You were matched before.",
  notGiven: ({ whose, fields }: { whose: "own" | "other"; other: string; fields: readonly string[] }) => {
    const isOne = fields.length === 1 && !fields[0].endsWith("s");
    return `${whose === "own" ? "Your" : "{other}'s"} {fields:and} ${isOne ? "was" : "were"} not given.`;
  },

  noMentor:
    "{mentee}, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next.",
  noMentee:
    "{mentor}, in this round there was no mentee for you. This says nothing about you or your answers. The programme's team will tell you what comes next.",
  freePlaces:
    "{mentor}, in this round some of your places stayed free. This says nothing about you or your answers. The programme's team will tell you what comes next.",
  isYourMentor: "{mentor} is your mentor.",
  notAvailable:
    "A place with {mentor} was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.",
  suitable: "Mentors who may suit you, the best first: {mentors:and}.",
  suitableBelow: "Mentors who may suit you, the best first:",
  person: "{name}",
  noneSuitable: "There is no mentor to show you yet. This says nothing about you or your answers.",

  contactAboutMatch: "Something wrong, or want someone else? Write to {contact}.",
  contact: "Something wrong, or any questions? Write to {contact}.",
} as const;

function whoever(subject: Subject): string {
  return subject === "name" ? "{mentor}" : subject === "they" ? "They" : "You";
}

function canHelp(help: Help): string[] {
  if (help.covered.length === 0) return [];
  const field = help.of === "other" ? " ({field})" : "";
  return [`can help with ${shareOf(help)}${field}: {covered:and}`];
}

function shareOf({ of, subject, all, met }: Help): string {
  const toMentor = subject === "you";
  if (of === "goals") {
    const whose = toMentor ? "{mentee}'s" : "your";
    if (all === 1) return `${whose} goal`;
    return met === all ? `all of ${whose} goals` : `{met:words} of ${whose} {all:words} goals`;
  }
  const asked = `${toMentor ? "{mentee}" : "you"} asked for`;
  if (all === 1) return `what ${asked}`;
  return met === all ? `everything ${asked}` : `{met:words} of the {all:words} things ${asked}`;
}

function hasSome({ subject, partly, near }: Help): string[] {
  const [has, knows] = subject === "name" ? ["has", "knows"] : ["have", "know"];
  const some = [
    ...(partly.length === 0 ? [] : [`${has} some experience of {partly:and}`]),
    ...(near.length === 0 ? [] : [`${knows} {near:and}`]),
  ];
  return some.length === 0 ? [] : [some.join(" and ")];
}

/** A field that is not usual is named at the end where nothing is covered. */
function named({ of, covered }: Help): string {
  return of === "other" && covered.length === 0 ? " ({field})" : "";
}
