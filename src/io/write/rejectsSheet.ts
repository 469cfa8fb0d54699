import type { ReadSide } from "../readProgramme.js";
import type { Cell, Sheet } from "./sheet.js";

/**
 * The rows that reading left out, as they were, each with its line in the file and why: to be put right and read again.
 *
 * The columns of the file stand first and under their own headers; cells beyond them under headers of ours.
 */
export function rejectsSheet({ header, rejected }: Pick<ReadSide, "header" | "rejected">, name: string): Sheet {
  const width = Math.max(header.length, ...rejected.map(({ cells }) => cells.length));
  const taken = new Set(header);
  const free = (wanted: string): string => {
    let title = wanted;
    for (let next = 2; taken.has(title); next++) title = `${wanted} (${next})`;
    taken.add(title);
    return title;
  };
  const beyond = Array.from({ length: width - header.length }, (_, i) => free(`Beyond the header ${i + 1}`));
  return {
    name,
    header: [...header, ...beyond, free("Line"), free("Problem")],
    rows: rejected.map(({ line, cells, issues }): Cell[] => [
      ...Array.from({ length: width }, (_, column) => cells[column] ?? null),
      line,
      issues.map(({ message }) => message).join(" "),
    ]),
  };
}
