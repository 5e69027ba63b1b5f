/** Judges what a run has to judge: a few documents in this very process, many in children, on all cores. */
import { availableParallelism } from 'node:os';
import type { Crew, Outcome } from '../crew/crew.js';
import { inPortions, isPassedOver, type PassedOver, type Task, takenIn } from '../intake.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeControls } from '../report/escape.js';
import { type Abridge, createAbridger } from '../settle/abridge.js';
import {
  type CautiousValidator,
  createCautiousValidator,
  createValidator,
  type ValidateSettings,
  type Verdict,
  withoutNeedlessText,
} from '../validate.js';
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
  const { settings, count } = options;
  if (count < MANY) return judgeHere(options, createValidator(settings));
  const [{ createCrew }, { optimiseSeldom }] = await Promise.all([
    import('../crew/crew.js'),
    import('../crew/optimiser.js'),
  ]);
  optimiseSeldom();
  // This process is one of them.
  const processes = Math.max(2, Math.min(availableParallelism(), Math.ceil(count / SHARE)));
  return judgeWithCrew(createCrew(settings, { size: processes - 1 }), processes, options, io);
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

/** Judges in children, and what is harmless in this process as well while they have enough to do. */
function judgeWithCrew(
  crew: Crew,
  processes: number,
  { settings, count: total, passOver }: JudgingOptions,
  io: CommandIo,
): Judging {
  const abridge = createAbridger();
  const judgeHarmless = createCautiousValidator(settings);
  const portions: Promise<readonly Verdict[]>[] = [];
  const underWay = new Set<Promise<unknown>>();
  let given = 0;
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
      for (let at = 0; at < tasks.length; ) {
        const portion = tasks.slice(at, at + portionSize(total - given, processes));
        await nextTurn();
        // Only where next to nothing is harmless so much comes together.
        while (underWay.size > 4 * processes) await Promise.race(underWay);
        const judged = crew.isBusy() ? judgeBeside(crew, portion, judgeHarmless, settings) : crew.validate(portion);
        underWay.add(judged);
        judged.finally(() => underWay.delete(judged)).catch(() => undefined);
        // One behind the other: what is passed over is told in order, and what a portion may list goes by those before it.
        portions.push(
          Promise.all([judged, portions.at(-1)]).then(([outcomes]) => {
            count += outcomes.length;
            return outcomes.flatMap(settle);
          }),
        );
        at += portion.length;
        given += portion.length;
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

/** So many documents are judged in one go: fewer take longer in all, and more make those wait that are done first. */
const PORTION = { most: 100, least: 20 } as const;

/** The last portions are smaller, so that all processes are done at about the same time. */
function portionSize(remaining: number, processes: number): number {
  return Math.max(PORTION.least, Math.min(PORTION.most, Math.ceil(remaining / (4 * processes))));
}

/** Judges in this process what is harmless, and has the rest judged. */
async function judgeBeside(
  crew: Crew,
  tasks: readonly Task[],
  judgeHarmless: CautiousValidator,
  { maxSize }: ValidateSettings,
): Promise<Outcome[]> {
  const outcomes: (Outcome | undefined)[] = [];
  for (const intakes of inPortions(takenIn(tasks, maxSize))) {
    if (outcomes.length > 0) await nextTurn();
    outcomes.push(...outcomesOf(intakes, judgeHarmless));
  }
  const rest = await crew.validate(tasks.filter((_, i) => outcomes[i] === undefined));
  const others = rest.values();
  return outcomes.flatMap((outcome) => outcome ?? others.next().value ?? []);
}

/** Lets what has come of the children be heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What is passed over has no verdict to wait for. */
function outcomesOf(
  intakes: readonly (ReadResult | PassedOver)[],
  judgeHarmless: CautiousValidator,
): (Outcome | undefined)[] {
  const verdicts = judgeHarmless(intakes.filter((intake): intake is ReadResult => !isPassedOver(intake))).values();
  return intakes.map((intake) => {
    if (isPassedOver(intake)) return intake;
    const { value: verdict } = verdicts.next();
    return verdict && { kind: 'verdict', verdict };
  });
}
