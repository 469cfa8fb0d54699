import type { Policy } from "telemachus";
import type { InputFile, readProgramme } from "telemachus/io";
import { drawCohort, toPeople } from "./cohort.js";
import { collectGarbage } from "./collectGarbage.js";
import { type Effort, type Timing, takeTurns, warmUp } from "./measure.js";

const SEED = 20_260_111;
/** Of the damaged file, every so many rows lacks a cell or has a number that is none. */
const DAMAGED = 60;

export interface ReadingSize {
  readonly mentees: number;
  readonly mentors: number;
}

/** How long it takes to read and check the spreadsheets of one programme. */
export interface ReadingTimings {
  readonly name: string;
  readonly bytes: number;
  readonly sound: Timing;
  /** With rows that are left out, and listed with their reasons. */
  readonly damaged: Timing;
}

/** What a reading is called in reports. */
export function nameOfReading({ mentees, mentors }: ReadingSize): string {
  return `read ${mentees} × ${mentors}`;
}

/** Times `read` on CSV files of a drawn cohort. Before any time is taken, every row is accounted for and read as it was drawn. */
export async function timeReading(
  size: ReadingSize,
  read: typeof readProgramme,
  effort: Effort,
): Promise<ReadingTimings> {
  const { people, files } = drawnFiles(size);
  const damaged = { ...files, mentees: csvOf("mentees", people.mentees, DAMAGED) };
  const [whole, sifted] = [await read(files), await read(damaged, { rejectRows: true })];
  const isSame = (found: { readonly id: string; readonly skills?: unknown }, at: number) =>
    found.id === people.mentees[at].id && JSON.stringify(found.skills) === JSON.stringify(people.mentees[at].skills);
  if (whole.people?.mentees.every(isSame) !== true || whole.people.mentors.length !== size.mentors) {
    throw new Error(`${nameOfReading(size)}: people are not read as they were written.`);
  }
  for (const { rows, people: kept, rejected } of [whole.mentees, whole.mentors, sifted.mentees, sifted.mentors]) {
    if (rows !== kept + rejected.length) throw new Error(`${nameOfReading(size)}: rows are lost.`);
  }
  if (sifted.mentees.rejected.length !== countDamaged(size.mentees) || sifted.mentees.rows !== size.mentees) {
    throw new Error(`${nameOfReading(size)}: damaged rows are not the rejected ones.`);
  }
  const timed = (work: () => Promise<unknown>) => async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const tasks = [timed(() => read(files)), timed(() => read(damaged, { rejectRows: true }))];
  const warm: number[] = [];
  for (const task of tasks) warm.push(await warmUp(task));
  collectGarbage();
  const [sound, withDamage] = await takeTurns(tasks, warm, effort);
  const bytes = files.mentees.bytes.length + files.mentors.bytes.length;
  return { name: nameOfReading(size), bytes, sound, damaged: withDamage };
}

/** Drawn people, and spreadsheets that hold them. */
export function drawnFiles(size: ReadingSize) {
  const people = toPeople(drawCohort(SEED, size));
  const files = { mentees: csvOf("mentees", people.mentees), mentors: csvOf("mentors", people.mentors), policy };
  return { people, files };
}

const columns = { skills: "Skills", goals: "Goals", interests: "Interests", id: "Id", "attributes.note": "About you" };
const policy: Policy = {
  criteria: { skills: { kind: "coverage", field: "skills" } },
  columns: { mentees: { ...columns, priority: "Number" }, mentors: { ...columns, capacity: "Number" } },
};

interface Drawn {
  readonly id: string;
  readonly skills?: readonly unknown[];
  readonly goals?: readonly unknown[];
  readonly interests?: readonly unknown[];
}

function csvOf(side: string, people: readonly Drawn[], damagedEvery = 0): InputFile {
  const quoted = (text: string) => `"${text.split('"').join('""')}"`;
  const lines = people.map(({ id, skills = [], goals = [], interests = [] }, at) => {
    const isDamaged = damagedEvery > 0 && at % damagedEvery === 0;
    const note = `What person ${at} wrote, with a comma, a "quote"\nand a second line.`;
    const cells = [id, quoted(skills.join("; ")), quoted(goals.join("; ")), quoted(interests.join("; ")), quoted(note)];
    const number = isDamaged && at % (2 * damagedEvery) === 0 ? "many" : "1";
    return (isDamaged && number === "1" ? cells : [...cells, number]).join(",");
  });
  const text = `Id,Skills,Goals,Interests,About you,Number\r\n${lines.join("\r\n")}\r\n`;
  return { name: `${side}.csv`, bytes: new TextEncoder().encode(text) };
}

function countDamaged(rows: number): number {
  return Math.ceil(rows / DAMAGED);
}
