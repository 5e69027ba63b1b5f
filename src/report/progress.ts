export interface Progress {
  /** Says how many are done. */
  readonly show: (done: number) => void;
  /** Takes the bar off the terminal again. */
  readonly clear: () => void;
}

const BAR = 30;
const FEW = 100;

export const SILENT: Progress = { show: () => undefined, clear: () => undefined };

/** A bar for a terminal where there are many files; silent where there are few. */
export function progressBar(write: (text: string) => void, total: number): Progress {
  if (total < FEW) return SILENT;
  return {
    show: (done) => {
      const filled = Math.round((BAR * done) / total);
      write(`\r[${'#'.repeat(filled)}${' '.repeat(BAR - filled)}] ${done}/${total}`);
    },
    clear: () => {
      write('\r\u001b[K');
    },
  };
}
