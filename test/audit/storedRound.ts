import type { Audit, Figure, GroupingAudit, Matching, MeasureAudit, People } from "telemachus";

/** Some mentees alike: their group, and each one's score, null for whoever is not matched. */
export interface Block {
  readonly group: unknown;
  readonly scores: readonly (number | null)[];
  /** How many of them named mentors, and how many got the first. */
  readonly chose?: number;
}

/**
 * A stored matching as plain JSON, and its people: each mentee who is matched has a mentor of their own. What an audit does
 * not read of a matching is not there.
 */
export function storedRound(
  blocks: readonly Block[],
  attribute = "group",
  name = "",
): { matching: Matching; people: People } {
  const mentees = blocks.flatMap(({ group, scores }) => scores.map((score) => ({ group, score })));
  const id = (side: string, at: number) => `${name}${side}${String(at).padStart(5, "0")}`;
  const pairs = mentees.flatMap(({ score }, at) =>
    score === null ? [] : [{ mentee: id("e", at), mentor: id("o", at), score }],
  );
  const unmatched = mentees.flatMap(({ score }, at) => (score === null ? [{ id: id("e", at) }] : []));
  const matching = {
    pairs,
    unmatched: { mentees: unmatched, seats: [] },
    manifest: { seed: 7, counts: { mentors: pairs.length } },
  };
  const people = {
    mentees: mentees.map(({ group }, at) => ({
      id: id("e", at),
      ...(group === undefined ? {} : { auditOnly: { [attribute]: group } }),
    })),
    mentors: pairs.map(({ mentor }) => ({ id: mentor })),
  };
  return { matching: matching as unknown as Matching, people };
}

/** So many of a group matched, all with the same score, and so many not. */
export function block(group: unknown, selected: number, people: number, score = 0.5): Block {
  return { group, scores: Array.from({ length: people }, (_, at) => (at < selected ? score : null)) };
}

/** A grouping of the mentees by its attributes. */
export function groupingOf(audit: Audit, ...attributes: string[]): GroupingAudit {
  const found = audit.mentees.groupings.find((one) => one.attributes.join() === attributes.join());
  if (found === undefined) throw new Error(`Expected a grouping by ${attributes.join()}.`);
  return found;
}

export function measureOf({ measures }: GroupingAudit, name: string): MeasureAudit {
  const found = measures.find(({ measure }) => measure === name);
  if (found === undefined) throw new Error(`Expected the measure ${name}.`);
  return found;
}

/** A figure as a test reads it: its number, why there is none, or "hidden". */
export function plain(figure: Figure | undefined): number | string | undefined {
  if (figure === undefined) return undefined;
  if ("suppressed" in figure) return "hidden";
  return figure.value ?? (figure as { readonly reason: string }).reason;
}
