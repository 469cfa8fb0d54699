import { PassThrough, Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { askQuestions } from "../../src/cli/ask.js";
import { Misuse, type OptionValues, type Run } from "../../src/cli/command.js";
import { Interrupted } from "../../src/cli/interruptible.js";
import type { Answers, Proposal, Question } from "../../src/io.js";

const capacity: Question = {
  id: "capacity",
  text: "How many mentees does a mentor take?",
  choices: [
    { value: "1", label: "one" },
    { value: "2", label: "two" },
  ],
  proposed: "1",
  why: "No column says so.",
};
const organisation: Question = {
  id: "organisation",
  text: "May they be of one organisation?",
  choices: [
    { value: "any", label: "Yes, it does not matter" },
    { value: "different", label: "No, never" },
  ],
  proposed: "any",
  why: "Both files name organisations.",
};
const name: Question = {
  id: "name",
  text: "What is it called?",
  choices: [],
  proposed: "A programme",
  why: "It has no name.",
};

/** Proposes whatever it is answered; who is of different organisations is asked no third question. */
const propose = async (answers: Answers): Promise<Proposal> => {
  const asked = [organisation, capacity, ...(answers.organisation === "different" ? [] : [name])];
  const questions = asked.filter(({ id }) => answers[id] === undefined);
  return { policy: { criteria: {} }, questions, columns: [], issues: [] };
};

async function ask(input: string | Run["streams"]["stdin"], options: OptionValues = {}, given: Answers = {}) {
  let stdout = "";
  const stream = new PassThrough();
  stream.on("data", (text) => {
    stdout += text;
  });
  const stdin = typeof input === "string" ? Readable.from(input === "" ? [] : [input]) : input;
  const run = { options, streams: { stdout: stream, stderr: stream, stdin } } as unknown as Run;
  const answered = await askQuestions(run, { propose, given });
  return { ...answered, stdout: stripVTControlCharacters(stdout) };
}

describe("askQuestions()", () => {
  test("askQuestions(): reads answers line by line: numbers, values, labels, or nothing for the proposed one", async () => {
    const { answers, stdout } = await ask("2\n2\n");
    expect(answers).toEqual({ organisation: "different", capacity: "2" });
    expect(stdout).toMatchInlineSnapshot(`
      "May they be of one organisation?
        Both files name organisations. [organisation]
        1) Yes, it does not matter (proposed)
        2) No, never
      How many mentees does a mentor take?
        No column says so. [capacity]
        1) one (proposed)
        2) two
      "
    `);
    expect((await ask("\n\n\n")).answers).toEqual({ organisation: "any", capacity: "1", name: "A programme" });
    expect((await ask("ANY\r\ntwo\r\nOur own: 1")).answers).toEqual({
      organisation: "any",
      capacity: "2",
      name: "Our own: 1",
    });
    expect((await ask("no, never\n1\n")).answers).toEqual({ organisation: "different", capacity: "1" });
  });

  test("askQuestions(): asks nothing that was answered, nothing with --yes, and reads no more than it asks", async () => {
    expect((await ask("", {}, { organisation: "different", capacity: "1" })).stdout).toBe("");
    expect(await ask("", { yes: true }, { capacity: "2" })).toMatchObject({
      answers: { capacity: "2" },
      proposal: { questions: [organisation, name] },
      stdout: "",
    });
    expect((await ask("2\n2\nmore\nand more\n")).answers).toEqual({ organisation: "different", capacity: "2" });
  });

  test.each<[string, string | undefined, OptionValues]>([
    ["no input", undefined, {}],
    ["an input that is empty", "", {}],
    ["an input that ends too soon", "1\n", {}],
    ["a program that reads the result", "1\n1\n1\n", { json: true }],
  ])("askQuestions(): %s leaves questions without an answer, which are listed", async (_, input, options) => {
    const refused = await ask(input, options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Misuse);
    const { message, details } = refused as Misuse;
    expect(message).toContain("without an answer");
    expect(details).toContain("How many mentees does a mentor take?");
    expect(details).toContain("  No column says so.");
    expect(details).toContain("  --answer capacity=1  one (proposed)");
    expect(details).toContain('  --answer "name=A programme"  (proposed)');
  });

  test("askQuestions(): a piped line that is no answer is misuse, never a guess", async () => {
    for (const line of ["3", "0", "maybe", "1.0", "-1", "constructor"]) {
      const refused = (await ask(`${line}\n1\n1\n`).catch((error: unknown) => error)) as Misuse;
      expect(refused).toBeInstanceOf(Misuse);
      expect(refused.message).toBe(`${JSON.stringify(line)} is none of the answers to organisation.`);
    }
  });

  /** A terminal at which these keys are typed, each line when it is asked for. */
  const typing = (...keys: string[]) => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const type = () => {
      const key = keys.shift();
      if (key === undefined) return;
      stdin.write(key);
      setTimeout(type, 20);
    };
    setTimeout(type, 20);
    return stdin as unknown as Run["streams"]["stdin"];
  };

  test("askQuestions(): on a terminal what is no answer is asked again", async () => {
    const { answers, stdout } = await ask(typing("maybe\r", "2\r", "\r"));
    expect(answers).toEqual({ organisation: "different", capacity: "1" });
    expect(stdout).toContain('"maybe" is none of the answers to organisation.\n');
  });

  test("askQuestions(): Ctrl-C at a question stops it, and Ctrl-D leaves it without an answer", async () => {
    await expect(ask(typing("1\r", "\u0003"))).rejects.toBeInstanceOf(Interrupted);
    await expect(ask(typing("1\r", "\u0004"))).rejects.toBeInstanceOf(Misuse);
  });
});
