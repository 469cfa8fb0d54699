const undone = new Set<() => void>();

/** Sees to it that something is undone when the process ends before the returned function has undone it. */
export function undoAtExit(undo: () => void): () => void {
  listen();
  undone.add(undo);
  return () => {
    undone.delete(undo);
    undo();
  };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.once("exit", () => {
    for (const undo of undone) undo();
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
}
