/** Judges what a run has to judge: a few documents in this very process, many on all cores. */
import { availableParallelism } from 'node:os';
import type { PassedOver, Task } from '../intake.js';
import type { ReadResult } from '../read/read.js';
import { type Abridge, createAbridger } from '../settle/abridge.js';
import { createCautiousValidator, type ValidateSettings, type Verdict, withoutNeedlessText } from '../validate.js';
import type { Elsewhere } from './elsewhere.js';
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

/** Another process is worth it for so many more documents: until then it has not made good for its start. */
const SHARE = 500;

export async function openJudging(options: JudgingOptions, io: CommandIo): Promise<Judging> {
  const { count } = options;
  if (count < MANY) return judgeFew(options, io);
  const { judgeTogether } = await import('./together.js');
  // One of them is this one.
  return judgeTogether(Math.max(2, Math.min(availableParallelism(), Math.ceil(count / SHARE))), options, io);
}

/** A child is only started for documents that hold what few do: native code may stumble over that. */
function judgeFew(options: JudgingOptions, io: CommandIo): Judging {
  const validate = createCautiousValidator(options.settings);
  let elsewhere: Elsewhere | undefined;

  const judge = async (documents: readonly ReadResult[]): Promise<Verdict[]> => {
    const verdicts = validate(documents);
    const rest = documents.filter((_, i) => !verdicts[i]);
    if (rest.length > 0) elsewhere ??= (await import('./elsewhere.js')).openElsewhere(options.settings, io);
    const others = (await elsewhere?.judge(rest))?.values();
    return verdicts.flatMap((verdict) => verdict ?? others?.next().value ?? []);
  };

  const here = judgeHere(options, judge);
  return {
    ...here,
    crashes: () => elsewhere?.crashes() ?? 0,
    async finish() {
      elsewhere?.close();
      return here.finish();
    },
  };
}

/** Judges in this very process, by whatever gives verdicts on the documents of a portion. */
export function judgeHere(
  { settings, passOver }: JudgingOptions,
  judge: (documents: readonly ReadResult[]) => readonly Verdict[] | Promise<readonly Verdict[]>,
): Judging {
  const abridge = createAbridger();
  const verdicts: Verdict[] = [];
  let count = 0;
  return {
    async add(tasks) {
      for (const documents of readTasks(tasks, settings.maxSize, passOver)) {
        for (const verdict of await judge(documents)) verdicts.push(kept(verdict, abridge));
      }
      count += tasks.length;
    },
    count: () => count,
    finish: async () => verdicts,
    crashes: () => 0,
    unwritten: () => 0,
  };
}

/** What is kept of a verdict until all are there. */
export function kept(verdict: Verdict, abridge: Abridge): Verdict {
  return withoutNeedlessText({ ...verdict, result: abridge(verdict.result) });
}
