import type { Draw } from "./draw.js";
import { outsideHead, type Tradition, traditions } from "./vocabulary.js";

export interface DrawnName {
  readonly id: string;
  readonly name: string;
  readonly tradition: Tradition;
}

const LETTERS = [..."ABCDEFGHIJKLMNOPRSTVWYZ"];

/**
 * `count` names and more, whose ids all differ, in rounds that each have every first name once, mostly with a last name
 * of the same tradition. Who would be called as another is gets a middle initial, as often as it takes.
 */
export function drawNames(draw: Draw, count: number): DrawnName[] {
  const taken = new Set([outsideHead]);
  const names: DrawnName[] = [];
  while (names.length < count) for (const one of drawRound(draw, taken, names.length > 0)) names.push(one);
  return names;
}

function drawRound(draw: Draw, taken: Set<string>, isFurther: boolean): DrawnName[] {
  const round = traditions.flatMap((tradition) => {
    const lastNames = draw.shuffle(tradition.lastNames);
    return tradition.firstNames.map((first, i): DrawnName => {
      const own = isFurther ? draw.pick(lastNames) : lastNames[i];
      const last = draw.chance(85) ? own : draw.pick(draw.pick(traditions).lastNames);
      let given = first;
      while (taken.has(toId(`${given} ${last}`))) given += ` ${draw.pick(LETTERS)}.`;
      const name = `${given} ${last}`;
      const id = toId(name);
      taken.add(id);
      return { id, name, tradition };
    });
  });
  return draw.shuffle(round);
}

/** `Łukasz B. de Vries` as `lukasz-b-de-vries`. */
function toId(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[\p{Mn}.]/gu, "")
    .toLowerCase();
  return plain.replaceAll("ł", "l").replaceAll("đ", "d").replaceAll("ı", "i").replaceAll(" ", "-");
}
