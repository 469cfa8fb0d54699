import { openSync, readFileSync, writeSync } from "node:fs";
import { runLog } from "../../src/record/runLog.js";

/** Appends to the log in a file without end, one byte at a time, so that it is killed in the middle of a line. */
const file = process.argv[2];
const descriptor = openSync(file, "a+");
const log = runLog({
  write(line) {
    for (const byte of Buffer.from(line)) writeSync(descriptor, Buffer.of(byte));
  },
  now: () => new Date().toISOString(),
  after: readFileSync(file, "utf8"),
});
console.log("open");
for (let number = 0; ; number++) log.append({ event: "created", actor: `Zoë ${number}` });
