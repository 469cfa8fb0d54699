export { type InputFile, LARGEST_FILE } from "./io/inputFile.js";
export { type JsonFile, parseJson } from "./io/parseJson.js";
export type { FileIssue, Place } from "./io/place.js";
export type { Answers, ColumnGuess, Proposal, Question } from "./io/propose/proposal.js";
export { type PeopleFiles, proposePolicy } from "./io/propose/proposePolicy.js";
export {
  type ProgrammeFiles,
  type ReadOptions,
  type ReadProgramme,
  type ReadSide,
  readProgramme,
} from "./io/readProgramme.js";
export { readTable, type TableFile } from "./io/readTable.js";
export type { RejectedRow } from "./io/rejectRows.js";
export type { RaggedRow, Table } from "./io/table.js";
export { type LettersOptions, lettersSheet } from "./io/write/lettersSheet.js";
export { matchingSheets, type SheetsOptions } from "./io/write/matchingSheets.js";
export { type PeopleTable, peopleSheet } from "./io/write/peopleSheet.js";
export type { SheetAudience } from "./io/write/programmeView.js";
export { rejectsSheet } from "./io/write/rejectsSheet.js";
export type { Cell, Sheet } from "./io/write/sheet.js";
export { writeCsv } from "./io/write/writeCsv.js";
export { writeXlsx } from "./io/write/writeXlsx.js";
