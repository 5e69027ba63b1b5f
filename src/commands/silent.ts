import type { CommandIo } from './io.js';

/** A world in which nothing is read, and what is written goes nowhere: for what makes use of commands without running them. */
export const SILENT: CommandIo = {
  stdin: { async *[Symbol.asyncIterator]() {} },
  stdout: { write: () => undefined },
  stderr: { write: () => undefined },
  env: {},
  stdoutTerminal: false,
  stderrTerminal: false,
  columns: undefined,
  colourLevel: 0,
  exit: () => undefined,
};
