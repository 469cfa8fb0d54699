import { readProgramme, readTable } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { matchAny, refusal } from "../support/refusal.js";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const MENTORS = { name: "mentors.csv", bytes: bytesOf("id,capacity\nlin,2\n") };
const CRITERIA = { skills: { kind: "coverage", field: "skills" } } as const;

/** What reading this file of mentees comes to: the people, or codes with their places. */
async function outcome(content: string | Uint8Array, more: object = {}, name = "mentees.csv"): Promise<unknown> {
  const mentees = { name, bytes: typeof content === "string" ? bytesOf(content) : content };
  const policy = { criteria: CRITERIA, ...more };
  const { people, issues } = await readProgramme({ mentees, mentors: MENTORS, policy });
  return people?.mentees ?? issues.map(({ code, path }) => `${code} ${path}`);
}

describe("encodings of files", () => {
  test("a byte order mark is left out, UTF-16 with one is decoded", async () => {
    const ada = [{ id: "ada", name: "Zoë" }];
    expect(await outcome("\uFEFFid,name\nada,Zoë\n")).toEqual(ada);
    const utf16 = new Uint8Array(Buffer.from("\uFEFFid,name\nada,Zoë\n", "utf16le"));
    expect(await outcome(utf16)).toEqual(ada);
    expect(await outcome(new Uint8Array(Buffer.from(utf16).swap16()))).toEqual(ada);
  });

  test("anything else is refused with the offset of its first wrong byte", async () => {
    const latin1 = new Uint8Array(Buffer.from("id,name\nada,Zoë\n", "latin1"));
    expect(await outcome(latin1)).toEqual(["E_ENCODING mentees.csv:2:7"]);
    expect(await outcome("id\na\0da\n")).toEqual(["E_ENCODING mentees.csv:2:2"]);
    const { issues } = await readTable({ name: "mentees.csv", bytes: latin1 });
    expect(issues[0].message).toContain("the first at offset 14.");
  });
});

describe("tables of files", () => {
  test.each([
    ["a row too short", "id,b\nada\n", ["E_CSV mentees.csv:2:1"]],
    ["a row too long", "id,b\nada,x,y\n", ["E_CSV mentees.csv:2:7"]],
    ["a quote that is not closed", 'id,b\nada,"x\nben,y\n', ["E_CSV mentees.csv:2:5"]],
    ["text behind a closing quote", 'id,b\nada,"x"y\n', ["E_CSV mentees.csv:2:5"]],
    ["a header given twice", "id,b,b\nada,x,y\n", ["E_HEADER mentees.csv:1:6"]],
    ["another delimiter", "id:b\nada:x\n", ["E_HEADER mentees.csv:1:1"]],
    ["a header only", "id,b\n", ["E_CSV mentees.csv:1:1"]],
    ["no bytes", "", ["E_CSV mentees.csv:1:1"]],
    ["a header that no object may have", "id,__proto__\nada,x\n", ["E_HEADER mentees.csv:1:4"]],
  ])("%s", async (_, text, issues) => {
    expect(await outcome(text)).toEqual(issues);
  });

  test("CR alone, and line ends of all kinds behind quoted fields", async () => {
    expect(await outcome("id,name\rada,Ada\rben,Ben")).toHaveLength(2);
    expect(await outcome('id,name\r\n"ada","A\r\nda"\n"ben","Ben"\r"chidi",C\r\n')).toEqual([
      { id: "ada", name: "A\nda" },
      { id: "ben", name: "Ben" },
      { id: "chidi", name: "C" },
    ]);
  });

  test("a header __proto__ keeps its cells where the policy says what they are", async () => {
    const columns = { mentees: { team: "__proto__" } };
    expect(await outcome("id,__proto__\nada,x\n", { columns })).toEqual([{ id: "ada", team: "x" }]);
    expect(({} as { team?: string }).team).toBeUndefined();
  });
});

describe("JSON files", () => {
  test.each([
    ["a key given twice", '[{"id": "ada",\n "id": "ben"}]', ["E_JSON mentees.json:2:2"]],
    ["a trailing comma", '[{"id": "ada"},]', ["E_JSON mentees.json:1:16"]],
    ["NaN", '[{"id": "ada", "priority": NaN}]', ["E_JSON mentees.json:1:28"]],
    ["a number that no double holds", '[{"id": "ada", "priority": 9007199254740993}]', ["E_JSON mentees.json:1:28"]],
    ["UTF-16 without a mark", "[\0]\0", ["E_ENCODING mentees.json:1:2"]],
  ])("%s", async (_, text, issues) => {
    expect(await outcome(text, {}, "mentees.json")).toEqual(issues);
  });
});

describe("days and times in files", () => {
  test("people have no field that is a day: what a form calls one is carried along or compared as a text", async () => {
    const columns = { mentees: { "attributes.since": "since" } };
    expect(await outcome("id,since,Timestamp\nada,30/02/2026,01/02/2026\n", { columns })).toEqual([
      { id: "ada", attributes: { since: "30/02/2026" }, display: { Timestamp: "01/02/2026" } },
    ]);
  });

  test.each(["2026-02-30", "01/02/2026", "2026-2-1", "2026-13-01"])("a programme's date of %s", (date) => {
    const { issues } = refusal(() => matchAny({ mentees: [], mentors: [] }, { criteria: CRITERIA, date }));
    expect(issues.map(({ code, path }) => [code, path])).toEqual([["E_DATE", "policy.date"]]);
  });

  test("a window that ends before it begins, one past midnight, an hour that no clock shows, an unknown zone", async () => {
    const text = "id,availability,timeZone\nada,Mon 11-9,\nben,Mon 10pm-2am,\nchidi,Mon 25-26,\ndora,,Mars/Base\n";
    expect(await outcome(text)).toEqual([
      "E_DATE mentees.csv:2:5",
      "E_DATE mentees.csv:3:5",
      "E_DATE mentees.csv:4:7",
      "E_DATE mentees.csv:4:7",
      "E_DATE mentees.csv:5:7",
    ]);
  });

  test("a window in the hour that clocks skip is one like any other: windows are of every week, not of one day", async () => {
    const people = await outcome("id,availability,timeZone\nada,Sun 1:00-3:00,Europe/London\n");
    const mentors = [
      { id: "lin", timeZone: "Europe/London", availability: [{ day: "Sunday", from: "01:00", to: "03:00" }] },
    ];
    const policy = { criteria: { times: { kind: "schedule", minutes: 60 } }, date: "2026-03-29" };
    expect(matchAny({ mentees: people, mentors }, policy).pairs).toHaveLength(1);
  });
});
