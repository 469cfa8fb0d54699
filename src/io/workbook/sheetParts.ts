/** The sheets of a workbook in their order, and where in the archive things stand. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly sharedStrings?: string;
  readonly styles?: string;
  /** Whether its days count from 1904. */
  readonly since1904: boolean;
}

/** Where every workbook says what it holds. */
export const WORKBOOK_PATH = "xl/workbook.xml";
export const RELATIONS_PATH = "xl/_rels/workbook.xml.rels";

const SHEET = /<(?:\w+:)?sheet\s([^<>]*)>/g;
const RELATION = /<(?:\w+:)?Relationship\s([^<>]*)>/g;
const SETTINGS = /<(?:\w+:)?workbookPr\s([^<>]*)>/;
const ATTRIBUTE = /([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads which sheets a workbook has, from the two files that say so. Sheets without a place, such as charts, are left out. */
export function partsOf(workbook: string, relations: string): WorkbookParts {
  const targets = [...relations.matchAll(RELATION)].map(([, text]) => {
    const { Id = "", Type = "", Target = "" } = attributesOf(text);
    return { id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), path: pathOf(Target) };
  });
  const pathOfType = (type: string) => targets.find((target) => target.type === type)?.path;
  const sheets = [...workbook.matchAll(SHEET)].flatMap(([, text]) => {
    const attributes = attributesOf(text);
    const target = targets.find(({ id, type }) => id === attributes.id && type === "worksheet");
    return target === undefined ? [] : [{ name: attributes.name ?? "", path: target.path }];
  });
  const { date1904 = "0" } = attributesOf(SETTINGS.exec(workbook)?.[1] ?? "");
  return {
    sheets,
    sharedStrings: pathOfType("sharedStrings"),
    styles: pathOfType("styles"),
    since1904: date1904 === "1" || date1904 === "true",
  };
}

/** By name without the name space. */
function attributesOf(text: string): { readonly [name: string]: string | undefined } {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [
    name.slice(name.indexOf(":") + 1),
    plain(double ?? single),
  ]);
  return Object.assign(Object.create(null), Object.fromEntries(pairs));
}

function plain(text: string): string {
  return text.replace(ENTITY, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()];
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A place in the archive: given from its root, or from where the workbook stands. */
function pathOf(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}
