import { zipSync } from "fflate";
import { readSheet } from "read-excel-file/universal";
import { didYouMean } from "../../numeric/nearest.js";
import { headerIssues } from "../headerIssues.js";
import type { InputFile } from "../inputFile.js";
import { type FileIssue, fileIssue, type Place } from "../place.js";
import { soundTable } from "../soundTable.js";
import type { Table } from "../table.js";
import { cellText, numberText } from "./cellText.js";
import { hasTags, mergedCells, prepareSheet, sizeFault } from "./prepareSheet.js";
import { partsOf, RELATIONS_PATH, WORKBOOK_PATH, type WorkbookParts } from "./sheetParts.js";
import { ArchiveFault, filesOf, type PackedFile, unpack } from "./unzip.js";

/** Bytes of a workbook's parts, unpacked, that are read at most. */
export const LARGEST_UNPACKED = 256 * 2 ** 20;

type Read = { readonly table?: Table; readonly issues: readonly FileIssue[] };

/** A sheet's cells as texts, and where it starts. */
interface SheetCells {
  readonly name: string;
  readonly cells: readonly (readonly string[])[];
  readonly xml: string;
}

/**
 * Reads one sheet of a workbook (.xlsx) as a table: its first row that is not blank is the header, entirely blank rows are
 * left out, and so are blank columns behind the last header.
 *
 * Formulas count as the result that the file holds. A cell with an error, a formula without a result and cells merged
 * with others are issues: nothing is read as blank that is not. Nothing beyond 256 MB is unpacked.
 */
export async function readWorkbook(file: InputFile): Promise<Read> {
  const start: Place = { file: file.name, line: 1, column: 1 };
  const refuse = (...[code, received, hint, expected = "a workbook (.xlsx)"]: Refusal): Read => {
    return { issues: [fileIssue(code, start, { subject: "the file", expected, received, hint })] };
  };
  try {
    const files = filesOf(file.bytes);
    if (!files.has(WORKBOOK_PATH) || !files.has(RELATIONS_PATH)) {
      const hint = files.has("content.xml") ? "Save an OpenDocument spreadsheet as .xlsx or CSV." : "Unpack it first.";
      return refuse("E_XLSX", "an archive of something else", hint);
    }
    const unpacked = unpacker(files);
    const parts = partsOf(await unpacked(WORKBOOK_PATH), await unpacked(RELATIONS_PATH));
    const chosen = file.sheet === undefined ? parts.sheets[0] : parts.sheets.find(({ name }) => name === file.sheet);
    if (chosen === undefined) {
      const names = parts.sheets.map(({ name }) => name);
      const listed = names.map((name) => JSON.stringify(name)).join(", ");
      const hint = file.sheet === undefined ? undefined : (didYouMean(file.sheet, names) ?? `It has ${listed}.`);
      const sheet = file.sheet === undefined ? "a sheet" : `the sheet ${JSON.stringify(file.sheet)}`;
      return refuse("E_XLSX", "none of that name", hint, `a workbook with ${sheet}`);
    }
    const xml = await unpacked(chosen.path);
    const fault = sizeFault(xml);
    if (fault !== undefined) throw new ArchiveFault(fault);
    const cells = await cellsOf(prepareSheet(xml), parts, unpacked);
    return toTable(file.name, { name: chosen.name, cells, xml });
  } catch (error) {
    if (error instanceof ArchiveFault) return refuse(...FAULTS[error.kind]);
    const message = error instanceof Error ? error.message : "";
    return refuse(
      "E_XLSX",
      "one that is damaged",
      `Open it in a spreadsheet and save it again. (${message.slice(0, 100)})`,
    );
  }
}

/** Code, what was received, a way out, and what was expected. */
type Refusal = [code: FileIssue["code"], received: string, hint?: string, expected?: string];

const FAULTS: { readonly [kind in ArchiveFault["kind"]]: Refusal } = {
  broken: ["E_XLSX", "one that is damaged", "Open it in a spreadsheet and save it again."],
  locked: ["E_XLSX", "one with a password", "Save it without a password."],
  "too large": [
    "E_TOO_LARGE",
    "a larger one",
    "Delete what does not belong to the table (cells far off count too), or save the sheet as CSV.",
    `a workbook of at most ${LARGEST_UNPACKED} bytes once it is unpacked`,
  ],
};

/** Unpacks parts as texts, all of them together up to the limit. */
function unpacker(files: ReadonlyMap<string, PackedFile>): (path: string) => Promise<string> {
  let left = LARGEST_UNPACKED;
  return async (path) => {
    const packed = files.get(path);
    if (packed === undefined) throw new ArchiveFault("broken");
    const bytes = await unpack(packed, left);
    left -= bytes.length;
    const xml = new TextDecoder().decode(bytes);
    if (!hasTags(xml)) throw new ArchiveFault("broken");
    return xml;
  };
}

/** The reader is given a workbook of this one sheet, stored rather than packed: what it unpacks has been counted. */
async function cellsOf(
  xml: string,
  { sharedStrings, styles, since1904 }: WorkbookParts,
  unpacked: (path: string) => Promise<string>,
) {
  const encode = (text: string) => new TextEncoder().encode(text);
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const parts: [string, string][] = [["worksheet", xml]];
  if (sharedStrings !== undefined) parts.push(["sharedStrings", await unpacked(sharedStrings)]);
  if (styles !== undefined) parts.push(["styles", await unpacked(styles)]);
  const relations = parts.map(([name]) => `<Relationship Id="${name}" Type="${type}/${name}" Target="${name}.xml"/>`);
  const workbook = `<workbook xmlns:r="${type}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets><sheet name="1" sheetId="1" r:id="worksheet"/></sheets></workbook>`;
  const files = {
    [WORKBOOK_PATH]: encode(workbook),
    [RELATIONS_PATH]: encode(`<Relationships>${relations.join("")}</Relationships>`),
    ...Object.fromEntries(parts.map(([name, text]) => [`xl/${name}.xml`, encode(text)])),
  };
  const archive = zipSync(files, { level: 0 });
  const rows = await readSheet(archive.buffer as ArrayBuffer, 1, { trim: false, parseNumber: numberText });
  return rows.map((row) => row.map(cellText));
}

function toTable(file: string, { name, cells, xml }: SheetCells): Read {
  const place = (line: number, column: number): Place => ({ file, sheet: name, line: line + 1, column: column + 1 });
  const filled = [...cells.keys()].filter((row) => cells[row].some((cell) => cell.trim() !== ""));
  const [head, ...lines] = filled;
  const content = { subject: "the sheet", expected: "a header row followed by at least one row" };
  if (head === undefined)
    return { issues: [fileIssue("E_XLSX", place(0, 0), { ...content, received: "an empty sheet" })] };
  const isFilled = (column: number) => filled.some((row) => cells[row][column].trim() !== "");
  let width = cells[head].length;
  while (width > 0 && !isFilled(width - 1)) width--;
  const header = cells[head].slice(0, width).map((cell) => cell.trim());
  const rows = lines.map((line) => cells[line].slice(0, width));
  const { sound, issues: cellIssues } = soundTable({
    file,
    header,
    rows,
    ragged: [],
    rowPlace: (row) => place(lines[row], 0),
    cellPlace: (row, column) => place(lines[row], column),
    headerPlace: (column) => place(head, column),
  });
  const issues = [...mergedIssues(xml, { first: head + 1, last: (lines.at(-1) ?? head) + 1, width, place })];
  if (lines.length === 0)
    issues.push(fileIssue("E_XLSX", place(head, 0), { ...content, received: "a header row only" }));
  issues.push(...headerIssues(sound));
  return { table: sound, issues: [...issues, ...cellIssues] };
}

/** Cells of the table that are one with others: all but the first of them read as blank. */
function mergedIssues(
  xml: string,
  table: {
    readonly first: number;
    readonly last: number;
    readonly width: number;
    readonly place: (line: number, column: number) => Place;
  },
): FileIssue[] {
  return mergedCells(xml)
    .filter(({ top, bottom, left }) => bottom >= table.first && top <= table.last && left <= table.width)
    .map(({ top, left }) =>
      fileIssue("E_XLSX", table.place(top - 1, left - 1), {
        subject: "the cell",
        expected: "one by itself",
        received: "several merged into one",
        hint: "Unmerge them, and fill in each.",
      }),
    );
}
