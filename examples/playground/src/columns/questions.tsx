import { useEffect, useState } from "preact/hooks";
import type { Answers, Question } from "telemachus/io";
import { shorten } from "../shared/people.js";

/** What only whoever runs the programme can say, each with what is taken until then. */
export function Questions(props: {
  questions: readonly Question[];
  answers: Answers;
  onAnswer: (id: string, value: string) => void;
}) {
  const { questions, answers, onAnswer } = props;
  // what was answered stays to be seen, and changed
  const [known, setKnown] = useState<ReadonlyMap<string, Question>>(new Map());
  useEffect(() => {
    setKnown((before) => new Map([...before, ...questions.map((one) => [one.id, one] as const)]));
  }, [questions]);
  const open = new Set(questions.map(({ id }) => id));
  const shown = [...known.values()].filter(({ id }) => open.has(id) || answers[id] !== undefined);
  if (shown.length === 0) return null;
  return (
    <section class="card">
      <h2>Questions</h2>
      <div class="questions">
        {shown.map(({ id, text, choices, proposed, why }) => (
          <div key={id} class="question">
            <label class="question-text" for={`question-${id}`}>
              {text}
            </label>
            {choices.length > 0 ? (
              <select
                id={`question-${id}`}
                value={answers[id] ?? proposed}
                onChange={({ currentTarget }) => onAnswer(id, currentTarget.value)}
              >
                {choices.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {shorten(label)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                id={`question-${id}`}
                type="text"
                value={answers[id] ?? proposed}
                onChange={({ currentTarget }) => onAnswer(id, currentTarget.value)}
              />
            )}
            <span class="why">{why}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
