interface NodeProcess {
  getBuiltinModule?<Name extends keyof NodeModules>(name: Name): NodeModules[Name];
}

/** What is used of Node's own modules. */
interface NodeModules {
  "node:worker_threads": Pick<typeof import("node:worker_threads"), "Worker"> & {
    readonly parentPort: MessagePort | null;
  };
  "node:url": Pick<typeof import("node:url"), "pathToFileURL">;
  "node:os": Pick<typeof import("node:os"), "availableParallelism">;
}

/** A module of Node's own, undefined elsewhere. It is not imported, so that bundlers for browsers do not look for it. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as { process?: NodeProcess };
  return process?.getBuiltinModule?.(name);
}
