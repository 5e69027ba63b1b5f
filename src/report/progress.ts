import type { Writable } from 'node:stream';

export interface Progress {
  /** Says how many are done. */
  readonly show: (done: number) => void;
  /** Takes the bar off the terminal again. */
  readonly clear: () => void;
}

const BAR = 30;
const FEW = 100;

/** A bar on a terminal where there are many files; silent elsewhere. */
export function progressBar(stream: Writable, terminal: boolean, total: number): Progress {
  if (!terminal || total < FEW) return { show: () => undefined, clear: () => undefined };
  return {
    show: (done) => {
      const filled = Math.round((BAR * done) / total);
      stream.write(`\r[${'#'.repeat(filled)}${' '.repeat(BAR - filled)}] ${done}/${total}`);
    },
    clear: () => {
      stream.write('\r\u001b[K');
    },
  };
}
