import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../support/commandLine.js";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const whyNot = (mentee: string, mentor: string, ...more: string[]) =>
  desk.run(["why-not", mentee, mentor, ...desk.files(), ...more]);

describe("telemachus why-not", () => {
  test("telemachus why-not: what the pair would cost, and who would change", async () => {
    const { code, stdout, stderr } = await whyNot("elif", "lin");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "Elif (elif) does not have Lin (lin): every matching with this pair is worse. With this pair, the programme would lose 1 in total score. Who would change: Elif (elif) gets Lin (lin) (0); Ada (ada) loses Lin (lin) and gets nobody (−1). The pair's score is 0, of rank 1 among the 3 mentors the mentee may have. The mentee has nobody.
      This is a proposal: nobody has confirmed the matching yet.
      "
    `);
  });

  test("telemachus why-not --audience mentee: says nothing that others said", async () => {
    const { stdout } = await whyNot("elif", "lin", "--audience", "mentee");
    expect(stdout).toMatchInlineSnapshot(`
      "This is a proposal: nobody has confirmed the matching yet.
      A place with Lin was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.
      "
    `);
    expect(JSON.parse((await whyNot("elif", "lin", "--audience", "mentee", "--json")).stdout)).toEqual({
      text: stdout.trimEnd(),
    });
  });

  test("telemachus why-not: refuses a reader whom it is not for, and ids that nobody has", async () => {
    expect((await whyNot("ada", "noor", "--audience", "mentor")).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      Expected --audience to be one who may read this: "mentee", "administrator" or "auditor", received "mentor".
      "
    `);
    expect((await whyNot("ada", "lim")).stderr).toMatchInlineSnapshot(`
      "telemachus: 1 problem.
      Expected the mentor to be the id of a mentor, received "lim". Did you mean "lin"?
      "
    `);
  });

  test("telemachus why-not --json: the answer", async () => {
    const { answer } = JSON.parse((await whyNot("ada", "noor", "--json")).stdout);
    expect(answer).toMatchObject({ mentee: { id: "ada" }, mentor: { id: "noor" }, kind: "cost" });
  });
});
