/** Judges what a run has to judge: a few documents in this very process, many in children, on all cores. */
import { availableParallelism } from 'node:os';
import type { Crew, Outcome } from '../crew/crew.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeControls } from '../report/escape.js';
import { createValidator, type ValidateSettings, type Verdict } from '../validate.js';
import type { CommandIo } from './io.js';

export interface Judging {
  /** Takes documents, and waits while too many are under way. */
  add(documents: readonly ReadResult[]): Promise<void>;
  /** How many documents have been judged so far. */
  readonly count: () => number;
  /** Waits for all, and gives the verdicts in the order of the documents. */
  finish(): Promise<readonly Verdict[]>;
  /** How many documents could not be judged, which is our fault and has been said. */
  readonly crashes: () => number;
}

/** What starting children takes is worth it from so many documents on. */
const MANY = 300;

/** So many documents are sent to a child at a time. */
const PORTION = 100;

/** `count` is how many documents there will be. */
export async function openJudging(settings: ValidateSettings, count: number, io: CommandIo): Promise<Judging> {
  if (count < MANY) return judgeHere(settings);
  const { createCrew } = await import('../crew/crew.js');
  const size = Math.min(availableParallelism(), Math.ceil(count / PORTION));
  return judgeByCrew(createCrew(settings, { size }), size, io);
}

function judgeHere(settings: ValidateSettings): Judging {
  const validate = createValidator(settings);
  const verdicts: Verdict[] = [];
  return {
    async add(documents) {
      verdicts.push(...validate(documents));
    },
    count: () => verdicts.length,
    finish: async () => verdicts,
    crashes: () => 0,
  };
}

function judgeByCrew(crew: Crew, size: number, io: CommandIo): Judging {
  const portions: Promise<readonly Verdict[]>[] = [];
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  let crashes = 0;

  const settle = (outcomes: readonly Outcome[]): readonly Verdict[] => {
    count += outcomes.length;
    return outcomes.flatMap((outcome) => {
      if (outcome.kind === 'verdict') return [outcome.verdict];
      crashes += 1;
      io.stderr.write(
        `error: this is a bug in backupxml: ${shownPath(outcome.path)} could not be judged: ${escapeControls(outcome.reason)}; please report it with the document\n`,
      );
      return [];
    });
  };

  return {
    async add(documents) {
      for (let at = 0; at < documents.length; at += PORTION) {
        // One portion more than there are children, so that none waits for it to be read.
        while (underWay.size > size) await Promise.race(underWay);
        const portion = crew.validate(documents.slice(at, at + PORTION)).then(settle);
        portions.push(portion);
        underWay.add(portion);
        portion.finally(() => underWay.delete(portion)).catch(() => undefined);
      }
    },
    count: () => count,
    async finish() {
      try {
        return (await Promise.all(portions)).flat();
      } finally {
        crew.close();
      }
    },
    crashes: () => crashes,
  };
}
