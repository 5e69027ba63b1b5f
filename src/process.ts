/** The process as a command sees it. Node's own streams take some milliseconds to make, so they are only asked for where nothing else does. */
import { fstatSync, statSync, writeSync } from 'node:fs';
import { type Io, isInGithub, type Output } from './commands/io.js';
import { lazily } from './lazily.js';
import { escapeCommands } from './report/escape.js';

/** The world of this process. */
export interface ProcessIo extends Io {
  /** Whether all output has been written, so that the process may end at once. */
  readonly written: () => boolean;
}

/** The streams and facts of this process; what is not used is not made. */
export function processIo(): ProcessIo {
  const { env } = process;
  let waiting = false;
  const wait = (): void => {
    waiting = true;
  };
  const output = (descriptor: Descriptor): Output => {
    const made = standardOutput(descriptor, wait);
    return isInGithub(env) ? withoutCommands(made) : made;
  };
  const stdout = lazily(() => output(1));
  const stderr = lazily(() => output(2));
  return {
    written: () => !waiting,
    env,
    get stdin() {
      return isFolder(0) ? folder() : process.stdin;
    },
    get stdout() {
      return stdout();
    },
    get stderr() {
      return stderr();
    },
    get stdoutTerminal() {
      return terminal(1) !== undefined;
    },
    get stderrTerminal() {
      return terminal(2) !== undefined;
    },
    get columns() {
      return terminal(1)?.columns;
    },
    get colourLevel() {
      return colourLevel(terminal(1), env);
    },
  };
}

/** Node reads nothing of one, and says nothing. */
function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

// biome-ignore lint/correctness/useYield: it has nothing to give
async function* folder(): AsyncGenerator<Uint8Array> {
  throw Object.assign(new Error('standard input is a folder'), { code: 'EISDIR' });
}

type Descriptor = 1 | 2;

/** Node's stream where the descriptor is a terminal. */
function terminal(descriptor: Descriptor): NodeJS.WriteStream | undefined {
  if (!mayBeTerminal(descriptor)) return undefined;
  const stream = streamOf(descriptor);
  return stream.isTTY ? stream : undefined;
}

/** What is written here is thrown away. As node:os has it, which takes longer to load than all of this takes. */
const NOWHERE = process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null';

/** Only a character device can be one, and output is often thrown away into one that is none. */
function mayBeTerminal(descriptor: Descriptor): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync(NOWHERE).rdev;
  } catch {
    return false;
  }
}

function streamOf(descriptor: Descriptor): NodeJS.WriteStream {
  return descriptor === 1 ? process.stdout : process.stderr;
}

/** Text is written line by line, so no command of a runner is cut in two. */
function withoutCommands(output: Output): Output {
  return { write: (text) => output.write(typeof text === 'string' ? escapeCommands(text) : text) };
}

/** Writes at once as long as the reader keeps up; what has to wait is left to Node's stream, and `wait` is told so. */
function standardOutput(descriptor: Descriptor, wait: () => void): Output {
  let stream: NodeJS.WriteStream | undefined;
  let closed = false;
  const fail = (error: unknown): void => {
    if (closed) return;
    closed = true;
    outputFailed(error);
  };
  const openStream = (): NodeJS.WriteStream => {
    wait();
    stream ??= streamOf(descriptor).on('error', fail);
    return stream;
  };
  return {
    write(text) {
      if (closed) return;
      if (stream) {
        stream.write(text);
        return;
      }
      const bytes = Buffer.from(text);
      try {
        const rest = writeNow(descriptor, bytes);
        if (rest.length > 0) openStream().write(rest);
      } catch (error) {
        fail(error);
      }
    },
  };
}

/** Writes as much as can be written without waiting, and gives the rest. */
function writeNow(descriptor: Descriptor, bytes: Buffer): Buffer {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return rest;
      throw error;
    }
  }
  return rest;
}

/** Who reads our output may go away early, as `head` does: that is no fault of anybody. Anything else is said, and ends the run. */
function outputFailed(error: unknown): void {
  if (codeOf(error) === 'EPIPE') return;
  const reason = error instanceof Error ? error.message : String(error);
  try {
    writeSync(2, `error: the output cannot be written: ${reason}\n`);
  } finally {
    process.exit(2);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** NO_COLOR and FORCE_COLOR are read as Node itself reads them: FORCE_COLOR wins. But NO_COLOR says nothing where it is empty (no-color.org). */
function colourLevel(stdout: NodeJS.WriteStream | undefined, env: NodeJS.ProcessEnv): Io['colourLevel'] {
  if (stdout) {
    const { NO_COLOR, ...rest } = env;
    return levelOf(stdout.getColorDepth(NO_COLOR === '' ? rest : env));
  }
  const forced = env.FORCE_COLOR;
  if (forced === undefined || forced === '0' || forced === 'false') return 0;
  if (forced === '2') return 2;
  return forced === '3' ? 3 : 1;
}

function levelOf(bits: number): Io['colourLevel'] {
  if (bits >= 24) return 3;
  if (bits >= 8) return 2;
  return bits >= 4 ? 1 : 0;
}
