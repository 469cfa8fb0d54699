import { TelemachusError } from "../errors.js";
import { decodeText } from "./decodeText.js";
import { extensionOf, type FileKind, kindOf } from "./fileKind.js";
import { type InputFile, tooLarge } from "./inputFile.js";
import { parseCsv } from "./parseCsv.js";
import { type FileIssue, fileIssue } from "./place.js";
import type { Table } from "./table.js";
import { readWorkbook } from "./workbook/readWorkbook.js";

/** What a file holds as a table, and all that is wrong with it as one. */
export interface TableFile {
  /** Undefined where the file is no table at all; rows that could not be read are not in it, and `issues` names each. */
  readonly table?: Table;
  readonly issues: readonly FileIssue[];
}

/**
 * Reads the cells of a file in which columns are separated by a character (.csv, .tsv, .txt, UTF-8 or UTF-16), or of a
 * sheet of a workbook (.xlsx). A file is what its name says; where its first bytes say otherwise, that is the issue.
 */
export async function readTable(file: InputFile): Promise<TableFile> {
  const refused = tooLarge(file) ?? refusal(file);
  if (refused !== undefined) return { issues: [refused] };
  if (kindOf(file.bytes) === "zip") return readWorkbook(file);
  try {
    const isTabbed = extensionOf(file.name) === "tsv";
    return parseCsv(decodeText(file.bytes, file.name), file.name, isTabbed ? { delimiter: "\t" } : {});
  } catch (error) {
    if (!(error instanceof TelemachusError)) throw error;
    return { issues: error.issues as readonly FileIssue[] };
  }
}

/** The names of files that hold texts; one without an extension may hold anything. */
const OF_TEXT: readonly string[] = ["csv", "tsv", "txt", ""];
const OF_WORKBOOKS: readonly string[] = ["xlsx", "xlsm"];
const A_WORKBOOK = "a workbook (.xlsx)";
const A_TABLE = `a table: a CSV file or ${A_WORKBOOK}`;
const AS_TABLE = "Save the table as .xlsx or as CSV.";

/** What each kind of file is called, and the way out where it is no table. */
const KINDS: { readonly [kind in FileKind]: { readonly name: string; readonly hint: string } } = {
  zip: { name: "a workbook or an archive", hint: "If it is a workbook, give it a name that ends in .xlsx." },
  "old office": {
    name: "an old workbook (.xls), or one with a password",
    hint: "Save it as .xlsx, without a password.",
  },
  gzip: { name: "a compressed file (gzip)", hint: "Unpack it first." },
  pdf: { name: "a PDF document", hint: AS_TABLE },
  "web page": { name: "a web page", hint: "Download the table itself, as .xlsx or as CSV." },
  text: { name: "a text", hint: "If its columns are separated by commas, give it a name that ends in .csv." },
};

const TABLES: readonly FileKind[] = ["zip", "text"];
const NOTHING = { name: "an empty file", hint: undefined };

function refusal({ name, bytes, sheet }: InputFile): FileIssue | undefined {
  const refuse = (code: "E_ENCODING" | "E_XLSX", expected: string, received: string, hint?: string) =>
    fileIssue(code, { file: name, line: 1, column: 1 }, { subject: "the file", expected, received, hint });
  const [kind, extension] = [kindOf(bytes), extensionOf(name)];
  const isWorkbook = OF_WORKBOOKS.includes(extension);
  if (extension !== "" && !isWorkbook && !OF_TEXT.includes(extension)) {
    return refuse(
      "E_ENCODING",
      A_TABLE,
      `a file named .${extension}`,
      TABLES.includes(kind) ? AS_TABLE : KINDS[kind].hint,
    );
  }
  const fits = extension === "" ? TABLES.includes(kind) : kind === (isWorkbook ? "zip" : "text");
  if (!fits) {
    const { name: what, hint } = bytes.length === 0 ? NOTHING : KINDS[kind];
    return refuse(isWorkbook ? "E_XLSX" : "E_ENCODING", isWorkbook ? A_WORKBOOK : A_TABLE, what, hint);
  }
  if (sheet === undefined || kind === "zip") return undefined;
  return refuse("E_XLSX", `${A_WORKBOOK}, as a sheet of it is asked for`, KINDS.text.name);
}
