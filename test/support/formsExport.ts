import type { Mentee, Mentor, Person, Term } from "telemachus";
import { sampleProgramme } from "telemachus/sample";
import { createDraw, type Draw } from "../../src/sample/draw.js";
import { livedExperiences, skills } from "../../src/sample/vocabulary.js";

/** Two files as a form gives them: its questions are the headers, several ticks share a cell, grids have a column for each line. */
export interface FormsExport {
  readonly mentees: string;
  readonly mentors: string;
}

const KNOWS = ["Not at all", "A little", "Fairly well", "Well", "Very well"];
const grid = [...skills.general.slice(0, 6), "Python", "SQL", "budgeting", "project planning", "user interviews"];
const genders = ["Woman", "Man", "Non-binary", "Prefer not to say"];
const ages = ["Under 25", "25-34", "35-44", "45-54", "55 or over"];

type Row = { readonly [question: string]: string };

/** Draws 40 answers of mentees and 25 of mentors; the same every time. */
export function drawFormsExport(): FormsExport {
  const draw = createDraw(2026);
  const { people } = sampleProgramme({ mentees: 40, mentors: 25, seed: 40 });
  const mentees = people.mentees.map((mentee, i) => menteeRow(draw, mentee, { i, mentors: people.mentors }));
  const mentors = people.mentors.map((mentor, i) => mentorRow(draw, mentor, { i, mentees: people.mentees }));
  return { mentees: toCsv(mentees), mentors: toCsv(mentors) };
}

function menteeRow(draw: Draw, mentee: Mentee, { i, mentors }: { i: number; mentors: readonly Mentor[] }): Row {
  const wishes = draw.some(draw.chance(30) ? 2 : draw.int(0, 1), mentors);
  const [first, second] = [...wishes].map(({ name }) => name ?? "");
  const answer = draw.weighted(["No", "Yes", "Maybe"], (_, rank) => [6, 3, 1][rank]);
  return {
    Timestamp: timestamp(draw, i),
    "Email Address": email(mentee.id),
    "What is your full name?": mentee.name ?? "",
    "Which team are you in?": mentee.team ?? "",
    "What is your grade?": String(mentee.seniority ?? ""),
    "Who is your line manager? (email)": mentee.manager === undefined ? "" : email(mentee.manager),
    "Which skills would you like to learn? (tick all that apply)": draw
      .distinct(draw.int(1, 4), () => draw.zipf(grid, 2))
      .join(", "),
    "What would you like to get out of the programme? (choose up to three)": namesOf(mentee.goals).join(", "),
    "What do you enjoy outside of work?": namesOf(mentee.interests).join(", "),
    "Which languages do you speak?": namesOf(mentee.languages).join(", "),
    "What is your time zone?": "Europe/London",
    "When could you usually meet?": windows(draw),
    "First choice mentor": first ?? "",
    "Second choice mentor": second ?? "",
    "Would you like a mentor who shares a lived experience with you?": answer,
    "If so, which lived experience?": answer === "No" ? "" : drawExperiences(draw).join(", "),
    Gender: draw.pick(genders),
    "Which age group are you in?": draw.pick(ages),
    "Is there anything else we should know?": remark(i, "mentee"),
  };
}

function mentorRow(draw: Draw, mentor: Mentor, { i, mentees }: { i: number; mentees: readonly Mentee[] }): Row {
  const [first, ...others] = (mentor.name ?? "").split(" ");
  const shares = draw.weighted(["No", "Yes"], (_, rank) => [6, 4][rank]);
  const knows = grid.map((skill): [string, string] => [
    `How well could you teach each of these skills? [${skill}]`,
    draw.weighted(["", ...KNOWS], (_, rank) => [1, 6, 4, 4, 3, 2][rank]),
  ]);
  return {
    Timestamp: timestamp(draw, i + 40),
    "Email Address": email(mentor.id),
    "First name": first,
    "Last name": others.join(" "),
    "Which team are you in?": mentor.team ?? "",
    "What is your grade?": String(mentor.seniority ?? ""),
    "Who is your line manager? (email)": mentor.manager === undefined ? "" : email(mentor.manager),
    ...Object.fromEntries(knows),
    "Which goals could you help a mentee with?": namesOf(mentor.goals).join(", "),
    "What do you enjoy outside of work?": namesOf(mentor.interests).join(", "),
    "Which languages do you speak?": namesOf(mentor.languages).join(", "),
    "What is your time zone?": draw.chance(80) ? "Europe/London" : "Europe/Lisbon",
    "When could you usually meet?": windows(draw),
    "How many mentees can you take on?": typeof mentor.capacity === "number" ? String(mentor.capacity) : "",
    "Is there anyone you should not be matched with?": i === 3 ? (mentees[5].name ?? "") : "",
    "May we use lived experience of yours for matching?": shares,
    "If so, which lived experience?": shares === "Yes" ? drawExperiences(draw).join(", ") : "",
    Gender: draw.pick(genders),
    "Have you been a mentor before?": draw.pick(["Yes", "No"]),
    "Is there anything else we should know?": remark(i, "mentor"),
  };
}

function email(id: string): string {
  return `${id}@harbourline.example`;
}

function timestamp(draw: Draw, i: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `2026/02/${two((i % 27) + 1)} ${draw.int(1, 11)}:${two(draw.int(0, 59))}:${two(draw.int(0, 59))} ${draw.pick(["AM", "PM"])} GMT`;
}

function namesOf(terms: Person["languages"] | readonly Term[] = []): string[] {
  return terms.map((term) => (typeof term === "string" ? term : term.name));
}

function drawExperiences(draw: Draw): string[] {
  return draw.distinct(draw.int(1, 2), () => draw.zipf(livedExperiences, 4));
}

function windows(draw: Draw): string {
  const days = draw.some(draw.int(1, 3), ["Mon", "Tue", "Wed", "Thu", "Fri"]);
  const texts = [...days].map((day) => {
    const from = draw.int(8, 15);
    return `${day} ${from}:00-${from + draw.int(1, 3)}:00`;
  });
  return texts.join("; ");
}

/** What people write into the last box of a form: mostly nothing, and now and then what no program should run. */
function remark(i: number, side: string): string {
  const remarks: { readonly [row: number]: string } = {
    2: "Thursdays are difficult, as I collect my children.\nOtherwise I am free.",
    7: '=HYPERLINK("http://example.invalid","my profile")',
    11: `<script>alert("${side}")</script>`,
    16: '"Quoted", with a comma; and a semicolon | and a bar',
    21: "+44 is how my phone number begins",
  };
  return remarks[i] ?? "";
}

/** Every field in quotes and lines ended by LF, as forms export. */
function toCsv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0]);
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`;
  return [line(header), ...rows.map((row) => line(header.map((question) => row[question])))].join("");
}
