/** A stream of the terminal, or what stands for one. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person looks at it. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type SignalName = "SIGINT" | "SIGTERM";

/** Everything of the process that a command touches, beside files. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Answers are read from it; no input where it is absent. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env?: { readonly [name: string]: string | undefined };
  /** Has somebody called when the process is asked to stop, until the function returned is called. */
  readonly onSignal?: (listener: (name: SignalName) => void) => () => void;
}
