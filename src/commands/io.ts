/** What a command has of the world outside: streams and facts. Handed in, so that nothing else touches `process`. */

export interface Output {
  /**
   * Text is for people, and in a log of GitHub Actions it is shown without what the runner would obey. Bytes go out as they are: documents, and what the
   * runner is meant to obey.
   */
  write(text: string | Uint8Array): void;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal, and how wide it is, in columns. */
  readonly stdoutTerminal: boolean;
  readonly stderrTerminal: boolean;
  readonly columns: number | undefined;
  /** How many colours standard output shows: 0 none, 1 sixteen, 2 two hundred and fifty-six, 3 all. */
  readonly colourLevel: 0 | 1 | 2 | 3;
}

/** Whether all that is printed is read by the runner of GitHub Actions. */
export function isInGithub({ GITHUB_ACTIONS }: Io['env']): boolean {
  return GITHUB_ACTIONS === 'true';
}

/** What a command is registered with: the world, and the way to say how it went. */
export interface CommandIo extends Io {
  /** Sets the exit code of the run: 0 clean, 1 diagnostics, 2 wrong usage or unreadable input. The last call counts. */
  readonly exit: (code: ExitCode) => void;
}

export type ExitCode = 0 | 1 | 2 | 3;

/** Wrong usage, or input that cannot be read: its message is one line that says what to do. Ends the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
