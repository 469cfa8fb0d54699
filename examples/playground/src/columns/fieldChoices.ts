import type { ColumnGuess } from "telemachus/io";
import { shorten } from "../shared/people.js";

interface Group {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const option = (value: string, label: string) => ({ value, label });

const who = [
  option("id", "Id: tells people apart"),
  option("name", "Name: shown, never scored"),
  option("team", "Team"),
  option("organisation", "Organisation"),
  option("manager", "Manager"),
  option("seniority", "Seniority"),
];
const wishes = [
  option("skills", "Skills"),
  option("goals", "Goals"),
  option("interests", "Interests"),
  option("livedExperiences", "Lived experience, disclosed"),
  option("requests.livedExperiences", "Lived experience, asked for"),
  option("requests.choices", "People wished for"),
  option("requests.avoid", "People to avoid"),
];
const meeting = [
  option("languages", "Languages"),
  option("timeZone", "Time zone"),
  option("availability", "Times to meet"),
];
const placesOf = {
  mentees: [option("demand", "How many mentors are wanted"), option("priority", "Priority")],
  mentors: [option("capacity", "How many mentees at most"), option("load", "Seats taken already")],
};

/** All that a column may be taken for; what it is taken for now is among them. */
export function choicesFor({ side, header, field }: ColumnGuess): Group[] {
  const own = attributeOf(header);
  const groups: Group[] = [
    {
      label: "Not scored",
      options: [option("", "Carry along"), option(`auditOnly.${own}`, "Keep for the audit only")],
    },
    { label: "Who they are", options: who },
    { label: side === "mentees" ? "What they want" : "What they offer", options: wishes },
    { label: "How they meet", options: meeting },
    { label: "Places", options: placesOf[side] },
    { label: "Your own", options: [option(`attributes.${own}`, `Attribute “${own}”`)] },
  ];
  const isKnown = groups.some(({ options }) => options.some(({ value }) => value === (field ?? "")));
  return isKnown
    ? groups
    : [{ label: "As guessed", options: [option(field!, guessLabel(shorten(field!)))] }, ...groups];
}

/** A field of a name that the proposal chose. */
function guessLabel(field: string): string {
  const [place, name] = [field.slice(0, field.indexOf(".")), field.slice(field.indexOf(".") + 1)];
  if (place === "auditOnly") return `Keep for the audit only (${name})`;
  return place === "attributes" ? `Attribute “${name}”` : field;
}

/** "Preferred site?" as `preferredSite`. */
function attributeOf(header: string): string {
  const words = shorten(header).match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = "column", ...rest] = words.slice(0, 4).map((word) => word.toLowerCase());
  return first + rest.map((word) => word[0].toUpperCase() + word.slice(1)).join("");
}
