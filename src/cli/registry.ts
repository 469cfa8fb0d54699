import type { Command } from "./command.js";

/** A command that is loaded when it is asked for: help and version need none. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** All commands, in the order in which they are needed. */
export const registry: readonly Entry[] = [
  {
    name: "init",
    summary: "propose a first policy from two files, and ask what they leave open",
    load: async () => (await import("./commands/init.js")).init,
  },
  {
    name: "check",
    summary: "look for what stands in the way of a good matching",
    load: async () => (await import("./commands/check.js")).check,
  },
  {
    name: "match",
    summary: "match the people of two files under a policy",
    load: async () => (await import("./commands/match.js")).match,
  },
  {
    name: "explain",
    summary: "say why somebody has whom they have, or nobody",
    load: async () => (await import("./commands/explain.js")).explain,
  },
  {
    name: "why-not",
    summary: "say why a mentee does not have a mentor",
    load: async () => (await import("./commands/whyNot.js")).whyNot,
  },
  {
    name: "what-if",
    summary: "show what a pin, a ban, a seat or a weight would change",
    load: async () => (await import("./commands/whatIf.js")).whatIf,
  },
  {
    name: "audit",
    summary: "compare how groups fared",
    load: async () => (await import("./commands/audit.js")).audit,
  },
  {
    name: "compare",
    summary: "compare two matchings",
    load: async () => (await import("./commands/compare.js")).compare,
  },
  {
    name: "replay",
    summary: "make a stored matching again, and see whether it is the same",
    load: async () => (await import("./commands/replay.js")).replay,
  },
  {
    name: "schema",
    summary: "print the JSON Schema of people or of policies",
    load: async () => (await import("./commands/schema.js")).schema,
  },
  {
    name: "sample",
    summary: "write the files of an invented programme",
    load: async () => (await import("./commands/sample.js")).sample,
  },
];
