/** Has a child judge first what native code may stumble over, for whoever then judges it in this very process. */
import type { ReadResult } from '../read/read.js';
import { isHarmless, type ValidateSettings } from '../validate.js';
import { openElsewhere } from './elsewhere.js';
import type { CommandIo } from './io.js';

export interface Trial {
  /** Those of the documents at which no child has failed; where one has, that is said on stderr. */
  survivors(documents: readonly ReadResult[]): Promise<readonly ReadResult[]>;
  /** How many did not survive so far. */
  readonly crashes: () => number;
  /** Ends the child. */
  close(): void;
}

/** Starts a child once there is a document that holds what few do. */
export function openTrial(settings: ValidateSettings, io: CommandIo): Trial {
  const elsewhere = openElsewhere(settings, io);
  return {
    async survivors(documents) {
      const risky = documents.filter((document) => !isHarmless(document));
      if (risky.length === 0) return documents;
      const verdicts = await elsewhere.judge(risky);
      const lost = new Set(risky.filter((_, i) => !verdicts[i]));
      return documents.filter((document) => !lost.has(document));
    },
    crashes: elsewhere.crashes,
    close: elsewhere.close,
  };
}

/** The same for all that there is to judge. */
export async function survivorsOf(
  documents: readonly ReadResult[],
  settings: ValidateSettings,
  io: CommandIo,
): Promise<readonly ReadResult[]> {
  const trial = openTrial(settings, io);
  try {
    return await trial.survivors(documents);
  } finally {
    trial.close();
  }
}
