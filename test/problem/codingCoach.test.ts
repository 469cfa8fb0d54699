/** Real mentors with free tags, and names of tools with their aliases: https://codingcoach.io, under `../shared/data`. */
import { existsSync, readFileSync } from "node:fs";
import { type Mentee, type Mentor, match, type Policy, scorePairs, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { normaliseTerm } from "../../src/problem/terms.js";
import { validateMatching } from "../support/validateMatching.js";

const folder = new URL("../../../shared/data/", import.meta.url);
const isThere = existsSync(new URL("codingcoach-mentors/mentors.json", folder));
if (!isThere) console.log("codingCoach.test.ts: ../shared/data is absent; its case is left out.");

function read<Row>(path: string): Row[] {
  return JSON.parse(readFileSync(new URL(path, folder), "utf8")) as Row[];
}

/** Mentees of our own making, who write the names of what they want to learn in their own ways. */
const wishes: readonly (readonly string[])[] = [
  ["React", "Redux", "Typescript"],
  ["React.js", "GraphQL", "Jest"],
  ["Javascript", "HTML5", "CSS3"],
  ["JS", "Node.js", "Express.js"],
  ["Node", "MongoDB", "Socket.io"],
  ["Vue", "Nuxt", "Tailwind CSS"],
  ["Vue.js", "Sass", "Figma"],
  ["Golang", "Docker", "k8s"],
  ["Go", "Kubernetes", "Terraform"],
  ["csharp", ".NET", "Azure"],
  ["C#", "dotnet", "SQL Server"],
  ["Amazon Web Services", "Linux", "Shell"],
  ["AWS", "Serverless", "Python"],
  ["Django", "PostgreSQL", "Postgres"],
  ["Ruby on Rails", "Ruby", "Redis"],
  ["Rails", "rb", "MySQL"],
  ["Swift", "iOS", "Objective-C"],
  ["Kotlin", "Android", "Firebase"],
  ["Flutter", "Dart", "React Native"],
  ["PHP", "Laravel", "Symfony"],
  ["cpp", "C", "Arduino"],
  ["C++", "Rust", "WebAssembly"],
  ["Next.js", "Gatsby.js", "Stimulus"],
  ["NestJS", "Angular", "RxJS"],
  ["D3.js", "SVG", "Electron"],
  ["Elixir", "Elm", "Haskell"],
  ["Unity", "COBOL", "TensorFlow"],
  ["WordPress", "Magento", "jQuery"],
];

/** Spellings by the name of what they stand for; a spelling that came first keeps its name. */
function readSynonyms(): Record<string, string[]> {
  const icons = read<{ title: string; slug: string; aka?: string[] }>("tech-names/simple-icons.json");
  const tools = read<{ name: string; altnames: string[] }>("tech-names/devicon.json");
  const languages = read<{ name: string; aliases: string[] }>("tech-names/linguist.json");
  const groups = [
    ...icons.map(({ title, slug, aka = [] }) => [title, title.replaceAll(/[. ]/g, ""), slug, ...aka]),
    ...tools.map(({ name, altnames }) => [name, ...altnames]),
    ...languages.map(({ name, aliases }) => [name, ...aliases]),
  ];
  const nameOf = new Map<string, string>();
  const synonyms: Record<string, string[]> = {};
  for (const group of groups) {
    const known = group.map((spelling) => nameOf.get(normaliseTerm(spelling))).find((name) => name !== undefined);
    const name = known ?? group[0];
    for (const spelling of group) {
      const form = normaliseTerm(spelling);
      if (form === "" || nameOf.has(form)) continue;
      nameOf.set(form, name);
      synonyms[name] = [...(synonyms[name] ?? []), spelling];
    }
  }
  return synonyms;
}

describe.skipIf(!isThere)("Coding Coach", () => {
  const mentors = (isThere ? read<{ id: string; tags: string[] }>("codingcoach-mentors/mentors.json") : []).map(
    ({ id, tags }): Mentor => ({ id, skills: tags }),
  );
  const mentees = wishes.map((list, at): Mentee => ({ id: `mentee ${String(at).padStart(2, "0")}`, skills: list }));
  const criteria = { skills: skills({ weight: 1 }) };

  const distinct = [...new Set(wishes.flat())];

  /** Which wishes find a mentor, each taken for itself, and how many mentees get all of theirs in one match. */
  function reach(policy: Policy) {
    const asking = distinct.map((wish, at): Mentee => ({ id: String(at).padStart(3, "0"), skills: [wish] }));
    const { scores } = scorePairs({ mentees: asking, mentors }, policy);
    const isMet = (at: number) =>
      scores.subarray(at * mentors.length, (at + 1) * mentors.length).some((score) => score > 0);
    const people = { mentees, mentors };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    return {
      met: distinct.filter((_, at) => isMet(at)),
      full: matching.pairs.filter(({ score }) => score === 1).length,
      unknown: matching.warnings.find(({ code }) => code === "W_UNKNOWN_TERM")?.terms ?? [],
    };
  }

  test("synonyms let more wishes find a mentor, and no fewer mentees find one who meets them all", () => {
    expect(mentors).toHaveLength(298);
    const without = reach({ criteria });
    const withThem = reach({ criteria, synonyms: readSynonyms() });
    const said = ({ met, full }: typeof without) =>
      `${met.length} of ${distinct.length} wishes, ${full} mentees in full`;
    console.log(`Coding Coach: without synonyms ${said(without)}; with them ${said(withThem)}`);
    expect(withThem.met).toEqual(expect.arrayContaining([...without.met]));
    expect(withThem.met.length - without.met.length).toBeGreaterThanOrEqual(10);
    expect(withThem.full).toBeGreaterThanOrEqual(without.full);
    // what is left is what no mentor there knows by any name
    expect(withThem.unknown.map(({ term }) => term)).toEqual(expect.arrayContaining(["COBOL", "Haskell"]));
    expect(without.unknown.find(({ term }) => term === "React.js")?.nearest).toBe("reactjs");
  });
});
