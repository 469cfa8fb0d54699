import { codeOf } from "./interruptible.js";
import type { SignalName } from "./streams.js";

const signals: readonly SignalName[] = ["SIGINT", "SIGTERM"];

// Signals are heard before anything else is loaded: until there is something to tidy up, they end the process.
let heard = (name: SignalName): void => process.exit(codeOf(name));
const hear = (name: NodeJS.Signals) => heard(name as SignalName);
// One that is not told yet would be lost with its last listener: whoever listens already goes on.
const listen = () => {
  for (const name of signals) if (!process.listeners(name).includes(hear)) process.on(name, hear);
};
const stopListening = () => {
  for (const name of signals) process.off(name, hear);
};
listen();

let isCut = false;
for (const [name, stream] of [
  ["stdout", process.stdout],
  ["stderr", process.stderr],
] as const) {
  stream.on("error", ({ code = "EIO" }: NodeJS.ErrnoException) => {
    // A reader that stops early (`telemachus … | head`) is no fault.
    if (code === "EPIPE" || isCut) return;
    isCut = true;
    process.exitCode = 1;
    process.stderr.write(`telemachus: ${name} could not be written (${code}).\n`);
  });
}

const { run } = await import("./run.js");
const code = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  // opened where answers are asked for, and nowhere else
  get stdin() {
    return process.stdin;
  },
  env: process.env,
  onSignal: (listener) => {
    heard = listener;
    listen();
    return stopListening;
  },
});
if (!isCut) process.exitCode = code;
// A signal that comes now comes too late.
heard = () => process.exit();
listen();
// What a signal cut short may still wait for something: once its words are out, it ends.
if (code > 2) process.stdout.write("", () => process.exit());
