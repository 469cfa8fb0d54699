import { config } from "zod";
import { createAnswers } from "./answers.js";
import { toFailure } from "./failure.js";
import type { FromEngine, ToEngine } from "./messages.js";

// the page's Content-Security-Policy forbids making functions of texts, which zod would try otherwise
config({ jitless: true });

const post = self.postMessage.bind(self) as (message: FromEngine) => void;
const answers = createAnswers();

self.onmessage = async ({ data }: MessageEvent<ToEngine>) => {
  const { id, kind, ask } = data;
  try {
    const answer = await answers[kind](ask as never, (progress) => post({ id, progress }));
    post({ id, answer });
  } catch (error) {
    post({ id, failure: toFailure(error) });
  }
};
