import { readFileSync, writeFileSync } from "node:fs";

/** Starts the mark of peak memory anew, where the system can; returns the MiB that are resident now. */
export function startPeakMemory(): number {
  if (process.platform === "linux") writeFileSync("/proc/self/clear_refs", "5");
  return process.memoryUsage.rss() / 2 ** 20;
}

/** Peak resident memory in MiB. On Linux `maxRSS` starts from the parent's memory, which a fork shares, so the process's own mark is read. */
export function peakMemory(): number {
  const status = process.platform === "linux" ? readFileSync("/proc/self/status", "utf8") : "";
  const own = /^VmHWM:\s*(\d+) kB$/m.exec(status);
  return (own === null ? process.resourceUsage().maxRSS : Number(own[1])) / 1024;
}
