/** Judges many documents in this process and in children at once. */
import { type Crew, createCrew, type Outcome } from '../crew/crew.js';
import { optimiseSeldom } from '../crew/optimiser.js';
import { inPortions, isPassedOver, type PassedOver, type Task, takenIn } from '../intake.js';
import type { ReadResult } from '../read/read.js';
import { createAbridger } from '../settle/abridge.js';
import { type CautiousValidator, createCautiousValidator, type Verdict } from '../validate.js';
import { crashMessage } from './elsewhere.js';
import type { CommandIo } from './io.js';
import { type Judging, type JudgingOptions, kept } from './judging.js';

/**
 * Judges in so many processes, of which this one is the first. What native code may stumble over is left to the children, where it does no harm to the
 * others; and so is a portion at which we fail, as a child finds out by which document.
 */
export function judgeTogether(processes: number, options: JudgingOptions, io: CommandIo): Judging {
  const { settings, count: total, passOver } = options;
  optimiseSeldom();
  const crew = createCrew(settings, { size: processes - 1 });
  const validate = createCautiousValidator(settings);
  const abridge = createAbridger();
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
    io.stderr.write(crashMessage(outcome));
    return [];
  };

  /** Hears what the children have done. Much is only under way where next to nothing can be judged here. */
  const room = async (): Promise<void> => {
    await nextTurn();
    while (underWay.size > 4 * processes) await Promise.race(underWay);
  };

  const take = async (portion: readonly Task[]): Promise<void> => {
    const judged = crew.isBusy()
      ? completed(crew, portion, await judgeHere(portion, validate, settings.maxSize))
      : crew.validate(portion);
    underWay.add(judged);
    judged.finally(() => underWay.delete(judged)).catch(() => undefined);
    // One behind the other: what is passed over is told in order, and what a portion may list goes by those before it.
    const settled = Promise.all([judged, portions.at(-1)]).then(([outcomes]) => {
      count += outcomes.length;
      return outcomes.flatMap(settle);
    });
    portions.push(settled);
  };

  return {
    async add(tasks) {
      for (let at = 0; at < tasks.length; ) {
        const portion = tasks.slice(at, at + portionSize(total - given, processes));
        await room();
        await take(portion);
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

/** Lets what has come of the children be heard. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The outcome of each task, as far as there is one without children. */
async function judgeHere(
  tasks: readonly Task[],
  validate: CautiousValidator,
  maxSize: number,
): Promise<(Outcome | undefined)[]> {
  const outcomes: (Outcome | undefined)[] = [];
  for (const intakes of inPortions(takenIn(tasks, maxSize))) {
    if (outcomes.length > 0) await nextTurn();
    outcomes.push(...outcomesOf(intakes, validate));
  }
  return outcomes;
}

/** Has judged what there is no outcome of yet. */
async function completed(
  crew: Crew,
  tasks: readonly Task[],
  outcomes: readonly (Outcome | undefined)[],
): Promise<Outcome[]> {
  const others = (await crew.validate(tasks.filter((_, i) => !outcomes[i]))).values();
  return outcomes.flatMap((outcome) => outcome ?? others.next().value ?? []);
}

function outcomesOf(
  intakes: readonly (ReadResult | PassedOver)[],
  validate: CautiousValidator,
): (Outcome | undefined)[] {
  try {
    const verdicts = validate(intakes.filter((intake): intake is ReadResult => !isPassedOver(intake))).values();
    return intakes.map((intake) => {
      if (isPassedOver(intake)) return intake;
      const { value: verdict } = verdicts.next();
      return verdict && { kind: 'verdict', verdict };
    });
  } catch {
    return intakes.map(() => undefined);
  }
}
