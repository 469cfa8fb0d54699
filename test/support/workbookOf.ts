import { deflateRawSync } from "node:zlib";

const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** What a workbook is made of: sheets as the XML between their `sheetData` tags, and what stands behind it. */
export interface WorkbookXml {
  readonly sheets: readonly { readonly name: string; readonly data: string; readonly rest?: string }[];
  readonly strings?: readonly string[];
  /** Codes of the number formats of cells with `s="0"`, `s="1"` … */
  readonly formats?: readonly string[];
  readonly since1904?: boolean;
}

/** The bytes of a workbook, packed by other code than the library's own. */
export function workbookOf({ sheets, strings, formats, since1904 = false }: WorkbookXml): Uint8Array {
  const parts: [id: string, type: string, path: string, xml: string][] = sheets.map(({ data, rest = "" }, at) => {
    const xml = `<?xml version="1.0"?><worksheet><sheetData>${data}</sheetData>${rest}</worksheet>`;
    return [`s${at}`, "worksheet", `worksheets/sheet${at + 1}.xml`, xml];
  });
  if (strings !== undefined) {
    const xml = `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`;
    parts.push(["strings", "sharedStrings", "sharedStrings.xml", xml]);
  }
  if (formats !== undefined) {
    const numFmts = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join("");
    const xfs = formats.map((_, at) => `<xf numFmtId="${164 + at}" applyNumberFormat="1"/>`).join("");
    const xml = `<styleSheet><numFmts>${numFmts}</numFmts><cellXfs>${xfs}</cellXfs></styleSheet>`;
    parts.push(["styles", "styles", "styles.xml", xml]);
  }
  const listed = sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`);
  const relations = parts.map(
    ([id, type, path]) => `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${path}"/>`,
  );
  return packed({
    "xl/workbook.xml": `<workbook xmlns:r="${TYPE}"><workbookPr date1904="${since1904}"/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${relations.join("")}</Relationships>`,
    ...Object.fromEntries(parts.map(([, , path, xml]) => [`xl/${path}`, xml])),
  });
}

/** A ZIP archive with these files, deflated. `sizes` says how large the archive pretends that they are. */
export function packed(files: { readonly [name: string]: string | Uint8Array }, sizes?: number): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = deflateRawSync(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(sizes ?? content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts, Buffer.from(name), bytes]);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, placed, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]));
}

/** A row of a sheet whose cells are texts within them. */
export function textRow(row: number, cells: readonly string[]): string {
  const inner = cells.map(
    (cell, at) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`,
  );
  return `<row r="${row}">${inner.join("")}</row>`;
}
