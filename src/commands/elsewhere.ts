/** Judges in a child, and says where it fails. */
import { type Crash, createCrew } from '../crew/crew.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeControls } from '../report/escape.js';
import type { ValidateSettings, Verdict } from '../validate.js';
import type { CommandIo } from './io.js';

export interface Elsewhere {
  /** Gives no verdict on a document that could not be judged, and has said so. */
  judge(documents: readonly ReadResult[]): Promise<(Verdict | undefined)[]>;
  /** How many there were. */
  readonly crashes: () => number;
  /** Ends the child. */
  close(): void;
}

/** Starts a child once there is something to judge. */
export function openElsewhere(settings: ValidateSettings, io: CommandIo): Elsewhere {
  const crew = createCrew(settings, { size: 1 });
  let crashes = 0;
  return {
    async judge(documents) {
      const outcomes = await crew.validate(documents);
      return outcomes.map((outcome) => {
        if (outcome.kind === 'verdict') return outcome.verdict;
        if (outcome.kind !== 'crash') throw new Error('a document that was read is passed over');
        crashes += 1;
        io.stderr.write(crashMessage(outcome));
        return undefined;
      });
    },
    crashes: () => crashes,
    close: crew.close,
  };
}

/** That a document could not be judged: a line for people. */
export function crashMessage({ path, reason }: Crash): string {
  return `error: this is a bug in backupxml: ${shownPath(path)} could not be judged: ${escapeControls(reason)}; please report it with the document\n`;
}
