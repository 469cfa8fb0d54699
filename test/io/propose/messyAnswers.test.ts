import { proposePolicy, readProgramme } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { filesOf, proposed } from "../../support/proposals.js";

/** A file whose people have an address each before the cells that are given. */
function table(side: string, header: readonly string[], ...columns: readonly (readonly string[])[]): string {
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  const rows = columns[0].map((_, row) => [`${side}${row}@x.example`, ...columns.map((cells) => cells[row])]);
  return [["Email", ...header], ...rows].map(quoted).join("\n");
}

const skills = ["SQL", "Rust", "SQL"];

describe("proposePolicy(): cells that are no answers", () => {
  test("are no grade, no region and no team that people have in common", async () => {
    const header = ["Skills", "Grade", "Region", "Team"];
    const mentees = table(
      "a",
      header,
      ["SQL", "Rust", "SQL", "-"],
      ["Junior", "N/A", "Prefer not to say", "Senior"],
      ["North", "n/a", "South", "South"],
      ["Apps", "–", "Data", "Data"],
    );
    const mentors = table(
      "b",
      header,
      ["SQL", "Rust", "SQL", "SQL"],
      ["Lead", "-", "Senior", "N.A."],
      ["N/A", "North", "South", "n/a"],
      ["Apps", "Data", "?", "Data"],
    );
    const { policy, people, questions } = await proposed({ mentees, mentors });
    expect(policy.scales).toEqual({ seniority: ["Junior", "Senior", "Lead"] });
    expect(questions.map(({ id }) => id)).not.toContain("order:seniority");
    expect(people!.mentees.map(({ seniority }) => seniority)).toEqual(["Junior", undefined, undefined, "Senior"]);
    expect(people!.mentors.map(({ attributes }) => attributes?.["region"])).toEqual([
      undefined,
      "North",
      "South",
      undefined,
    ]);
    expect(people!.mentees.map(({ team }) => team)).toEqual(["Apps", undefined, "Data", "Data"]);
    expect(people!.mentees[3].skills).toBeUndefined();
  });

  test("keep years, time zones, windows, grids and capacities from being no answers of the others", async () => {
    const mentees = table(
      "a",
      ["Skills", "Years of experience", "Time zone", "Availability"],
      skills,
      ["3", "N/A", "10"],
      ["Europe/London", "-", "Europe/London"],
      ["Mon 9-11", "n/a", "Tue 9-11"],
    );
    const mentors = table(
      "b",
      ["Skills [SQL]", "Skills [Rust]", "Years of experience", "How many mentees can you take?"],
      ["4", "N/A", "3"],
      ["2", "5", "-"],
      ["12", "9", "20"],
      ["two", "N/A", "3 or more"],
    );
    const { people, fieldOf } = await proposed({ mentees, mentors });
    expect(fieldOf("mentees", "Time zone")).toBe("timeZone");
    expect(people!.mentees.map(({ seniority }) => seniority)).toEqual([3, undefined, 10]);
    expect(people!.mentees.map(({ availability }) => availability?.length)).toEqual([1, undefined, 1]);
    expect(people!.mentors.map(({ skills: known }) => known)).toEqual([
      [
        { name: "SQL", level: 4 },
        { name: "Rust", level: 2 },
      ],
      [{ name: "Rust", level: 5 }],
      [{ name: "SQL", level: 3 }],
    ]);
    expect(people!.mentors.map(({ capacity }) => capacity)).toEqual([2, undefined, 3]);
  });

  test("days that a spreadsheet made of 1-2 are no capacity", async () => {
    const mentees = table("a", ["Skills"], skills);
    const counts = ["1", "2", "3", "1", "2", "1", "1", "2", "3", "1", "2026-01-02"];
    const many = counts.map(() => "SQL");
    const header = ["Skills", "How many mentees can you take?"];
    const { fieldOf, questions } = await proposed({ mentees, mentors: table("b", header, many, counts) });
    expect(fieldOf("mentors", header[1])).toBeNull();
    expect(questions.map(({ id }) => id)).toContain("capacity");
    const spans = counts.map((count) => (count.length > 1 ? "1-2" : count));
    expect((await proposed({ mentees, mentors: table("b", header, many, spans) })).people!.mentors[10].capacity).toBe(
      2,
    );
  });
});

describe("proposePolicy(): columns that are not what they seem", () => {
  test("answers about gender, religion and the like are kept for an audit, whatever their header says", async () => {
    const people = (side: string) =>
      table(
        side,
        ["Skills", "I am a", "Which of these describes you?"],
        skills,
        ["Woman", "Man", "Prefer not to say"],
        ["Muslim", "Christian", "Other"],
      );
    const { columns, policy } = await proposed({ mentees: people("a"), mentors: people("b") });
    expect(Object.keys(policy.criteria)).toEqual(["skills"]);
    for (const side of ["mentees", "mentors"]) {
      const own = columns.filter((column) => column.side === side).slice(2);
      expect(own.map(({ field, sure }) => [field?.split(".")[0], sure])).toEqual([
        ["auditOnly", false],
        ["auditOnly", false],
      ]);
    }
  });

  test("a mentor's gender identity is no lived experience that was shared for matching", async () => {
    const wishes = ["Woman", "parent", "Woman"];
    const mentees = table(
      "a",
      ["Skills", "Which lived experience would you like your mentor to share?"],
      skills,
      wishes,
    );
    const mentors = table("b", ["Skills", "Gender identity"], skills, ["Woman", "Man", "Woman"]);
    const { fieldOf, people } = await proposed({ mentees, mentors });
    expect(fieldOf("mentors", "Gender identity")).toBe("auditOnly.genderIdentity");
    expect(people!.mentees[0].requests?.livedExperiences).toHaveLength(1);
  });

  test("a consent that mentions skills is a consent", async () => {
    const header = ["I agree that my answers about skills may be used", "Skills"];
    const people = (side: string) => table(side, header, ["I consent", "I consent", "I consent"], skills);
    const { fieldOf, policy } = await proposed({ mentees: people("a"), mentors: people("b") });
    expect([fieldOf("mentees", header[0]), fieldOf("mentors", "Skills")]).toEqual([null, "skills"]);
    expect(policy.columns?.mentees).toMatchObject({ skills: "Skills" });
  });

  test("who is a mentor and who a mentee is never scored, and a file of both is told", async () => {
    const header = ["Are you a mentor or a mentee?", "Skills"];
    const people = (side: string) => table(side, header, ["Mentor", "Mentee", "Both"], skills);
    const { columns, policy } = await proposed({ mentees: people("a"), mentors: people("b") });
    expect(Object.keys(policy.criteria)).toEqual(["skills"]);
    expect(columns[1]).toMatchObject({ field: null, sure: false });
    expect(columns[1].why).toContain("every row of this file is read as one of the mentees");
  });

  test("the address of somebody else is not taken for the person's own", async () => {
    const own = (side: string) => [`${side}1@x.example`, `${side}2@x.example`, `${side}3@x.example`];
    const file = (side: string) =>
      ["Approver email,Email address,Skills", ...own(side).map((mail, i) => `boss${i}@x.example,${mail},SQL`)].join(
        "\n",
      );
    const { fieldOf, questions } = await proposed({ mentees: file("a"), mentors: file("b") });
    expect(fieldOf("mentees", "Email address")).toBe("id");
    expect(questions.find(({ id }) => id === "id:mentees")?.choices.map(({ value }) => value)).toEqual([
      "Email address",
      "Approver email",
    ]);
  });

  test("whoever is in both files has one id, and is not matched with themselves", async () => {
    const mentees = "Email,Staff number,Skills\na@x.example,90001,SQL\nb@x.example,90002,Rust\n";
    const mentors = "Staff number,Skills\n90001,SQL\n90003,Rust\n";
    const { fieldOf, matching } = await proposed({ mentees, mentors });
    expect([fieldOf("mentees", "Staff number"), fieldOf("mentors", "Staff number")]).toEqual(["id", "id"]);
    expect(matching.pairs.map(({ mentee, mentor }) => `${mentee} ${mentor}`)).toEqual(["90001 90003", "90002 90001"]);
  });

  test("somebody who answered twice is not two people by another spelling of the name", async () => {
    const mentees = "Email,Name,Skills\na@x.example,Ada Obi,SQL\na@x.example,Ada O.,Rust\nb@x.example,Ben,SQL\n";
    const files = filesOf({ mentees, mentors: table("b", ["Skills"], skills) });
    const { policy, questions } = await proposePolicy(files);
    expect(questions[0]).toMatchObject({ id: "id:mentees", proposed: "Email" });
    const { issues } = await readProgramme({ ...files, policy });
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(["E_DUPLICATE mentees.csv:3:1"]);
  });

  test("managers who are called by something else than ids make no rule", async () => {
    const mentors = table("b", ["Skills"], skills);
    const strange = table("a", ["Skills", "Line manager"], skills, ["jsmith", "klee", "jsmith"]);
    const { fieldOf, policy } = await proposed({ mentees: strange, mentors });
    expect([fieldOf("mentees", "Line manager"), policy.rules]).toEqual([null, {}]);
    const known = table("a", ["Skills", "Line manager"], skills, ["b1@x.example", "boss@x.example", "b2@x.example"]);
    expect((await proposed({ mentees: known, mentors })).policy.rules).toEqual({
      manager: { kind: "notInManagementChain" },
    });
  });

  test("one semicolon does not keep commas from separating", async () => {
    const mentees = table("a", ["Skills"], ["SQL, Rust", "Rust, Go", "leading; coaching", "Go, SQL"]);
    const { people } = await proposed({ mentees, mentors: table("b", ["Skills"], skills) });
    expect(people!.mentees.map(({ skills: wanted }) => wanted)).toEqual([
      ["SQL", "Rust"],
      ["Rust", "Go"],
      ["leading; coaching"],
      ["Go", "SQL"],
    ]);
  });
});
