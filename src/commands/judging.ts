/** Judges what a run has to judge: a few documents in this very process, many in children, on all cores. */
import { availableParallelism } from 'node:os';
import type { Crew, Outcome } from '../crew/crew.js';
import type { PassedOver, Task } from '../intake.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeControls } from '../report/escape.js';
import { type Abridge, createAbridger } from '../settle/abridge.js';
import { createValidator, type ValidateSettings, type Verdict, withoutNeedlessText } from '../validate.js';
import { readTasks } from './input.js';
import type { CommandIo } from './io.js';

export interface Judging {
  /** Takes documents, and files that are still to be read. Waits while too many are under way. */
  add(tasks: readonly Task[]): Promise<void>;
  /** How many tasks have been done so far. */
  readonly count: () => number;
  /** Waits for all, and gives the verdicts in the order of the tasks. */
  finish(): Promise<readonly Verdict[]>;
  /** How many documents could not be judged, which is our fault and has been said. */
  readonly crashes: () => number;
  /** How many files could not be written, where documents are fixed on the way. */
  readonly unwritten: () => number;
}

export interface JudgingOptions {
  readonly settings: ValidateSettings;
  /** How many tasks there will be. */
  readonly count: number;
  /** Told in the order of the tasks, by `finish` at the latest. */
  readonly passOver: (passed: PassedOver) => void;
}

/** What starting children takes is worth it from so many documents on. */
const MANY = 300;

/** So many documents are sent to a child at a time. */
const PORTION = 100;

/** Another child is worth it for so many more documents: until then it has not made good for its start. */
const SHARE = 500;

export async function openJudging(options: JudgingOptions, io: CommandIo): Promise<Judging> {
  if (options.count < MANY) return judgeHere(options, createValidator(options.settings));
  const { createCrew } = await import('../crew/crew.js');
  const size = Math.min(availableParallelism(), Math.ceil(options.count / SHARE));
  return judgeByCrew(createCrew(options.settings, { size }), size, options.passOver, io);
}

/** Judges in this very process, by whatever gives a verdict for each document of a portion. */
export function judgeHere(
  { settings, passOver }: JudgingOptions,
  judge: (documents: readonly ReadResult[]) => readonly Verdict[],
  unwritten: () => number = () => 0,
): Judging {
  const abridge = createAbridger();
  const verdicts: Verdict[] = [];
  let count = 0;
  return {
    async add(tasks) {
      for (const documents of readTasks(tasks, settings.maxSize, passOver)) {
        for (const verdict of judge(documents)) verdicts.push(kept(verdict, abridge));
      }
      count += tasks.length;
    },
    count: () => count,
    finish: async () => verdicts,
    crashes: () => 0,
    unwritten,
  };
}

/** What is kept of a verdict until all are there. */
function kept(verdict: Verdict, abridge: Abridge): Verdict {
  return withoutNeedlessText({ ...verdict, result: abridge(verdict.result) });
}

function judgeByCrew(crew: Crew, size: number, passOver: JudgingOptions['passOver'], io: CommandIo): Judging {
  const abridge = createAbridger();
  const portions: Promise<readonly Verdict[]>[] = [];
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  let crashes = 0;

  const settle = (outcome: Outcome): Verdict[] => {
    if (outcome.kind === 'verdict') return [kept(outcome.verdict, abridge)];
    if (outcome.kind !== 'crash') {
      passOver(outcome);
      return [];
    }
    crashes += 1;
    io.stderr.write(
      `error: this is a bug in backupxml: ${shownPath(outcome.path)} could not be judged: ${escapeControls(outcome.reason)}; please report it with the document\n`,
    );
    return [];
  };

  return {
    async add(tasks) {
      for (let at = 0; at < tasks.length; at += PORTION) {
        // One portion more than there are children, so that none waits for the next.
        while (underWay.size > size) await Promise.race(underWay);
        const judged = crew.validate(tasks.slice(at, at + PORTION));
        // One behind the other: what is passed over is told in order, and what a portion may list goes by those before it.
        const portion = Promise.all([judged, portions.at(-1)]).then(([outcomes]) => {
          count += outcomes.length;
          return outcomes.flatMap(settle);
        });
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
    unwritten: () => 0,
  };
}
