/** Judges documents in child processes: on all cores, and whatever happens in native code. */
import { fileURLToPath } from 'node:url';
import type { Task } from '../intake.js';
import { pathOf, textOf } from '../read/read.js';
import { type ValidateSettings, type Verdict, withText } from '../validate.js';
import { type Hand, startHand } from './hand.js';
import type { Answer, Judged, Sent, Setup } from './wire.js';

/** A document that could not be judged, and why: the fault is ours. */
export interface Crash {
  readonly kind: 'crash';
  readonly path: string;
  /** A few words, to stand after a colon. */
  readonly reason: string;
}

export type Outcome = Exclude<Judged, { readonly kind: 'clean' }> | Crash;

export interface Crew {
  /** Reads what is still to be read and judges it, once a child has room for it. Gives an outcome for each task, in their order. */
  validate(tasks: readonly Task[]): Promise<Outcome[]>;
  /** Whether all children have so much to do that more would have to wait. */
  readonly isBusy: () => boolean;
  /** Ends the children. What they still work on is lost. */
  close(): void;
}

export interface CrewOptions {
  /** How many children there are at most. */
  readonly size: number;
  /** The script that a child runs. */
  readonly entry?: string;
  /** How long a child may work on what it was sent without a sign of life, in milliseconds. */
  readonly patience?: number;
}

/** From here as from the bundle, which lies as deep. */
const ENTRY = fileURLToPath(new URL('../../bin/child.js', import.meta.url));

/** The scan keeps what takes longer than some seconds from native code. */
const PATIENCE = 60_000;

/** How much a child is asked for at a time: one thing, and one more, so that it need not wait for it. */
const AHEAD = 2;

/** Each crash costs a process. Where there are more, what they are caused by is no longer looked for. */
const MOST_CRASHES = 25;

/** Starts children as there is work for them. They must be ended by `close`. */
export function createCrew(settings: ValidateSettings, options: CrewOptions): Crew {
  const { size, entry = ENTRY, patience = PATIENCE } = options;
  const { host, newCheckpoint, ...context } = settings.context;
  const setup: Setup = {
    kind: 'setup',
    settings: { ...settings, context },
    host: host !== undefined,
    newCheckpoint: newCheckpoint?.text,
  };
  let hands: Hand[] = [];
  const waiting: (() => void)[] = [];
  let crashes = 0;

  /** One that has nothing to do, or a new one, or else the one with the least to do; none where all are busy. */
  const handWithRoom = (): Hand | undefined => {
    hands = hands.filter((hand) => hand.isAlive());
    const [least] = [...hands].sort((a, b) => a.owing() - b.owing());
    if (least && (least.owing() === 0 || hands.length >= size)) return least.owing() < AHEAD ? least : undefined;
    const started = startHand(setup, { entry, patience });
    hands.push(started);
    return started;
  };

  const attempt = async (tasks: readonly Task[]): Promise<Answer> => {
    for (;;) {
      const hand = handWithRoom();
      if (!hand) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        continue;
      }
      const reply = await hand.ask(tasks.map(sent));
      waiting.shift()?.();
      if (reply.kind !== 'unheard') return reply;
    }
  };

  const validate = async (tasks: readonly Task[]): Promise<Outcome[]> => {
    if (tasks.length === 0) return [];
    const answer = await attempt(tasks);
    if (answer.kind === 'judged') return tasks.map((task, i) => outcomeOf(task, answer.judged[i]));
    if (tasks.length > 1 && crashes < MOST_CRASHES) {
      const half = tasks.length >> 1;
      return [...(await validate(tasks.slice(0, half))), ...(await validate(tasks.slice(half)))];
    }
    crashes += tasks.length;
    return tasks.map((task) => ({ kind: 'crash', path: sent(task).path, reason: answer.reason }));
  };

  return {
    validate,
    isBusy: () => hands.length >= size && hands.every((hand) => hand.isAlive() && hand.owing() >= AHEAD),
    close() {
      for (const hand of hands) hand.end();
      hands = [];
    },
  };
}

function sent(task: Task): Sent {
  if (task.kind !== 'source') return task;
  const { path, bytes } = task.source;
  return { kind: 'bytes', path, bytes };
}

function outcomeOf(task: Task, judged: Judged | undefined): Outcome {
  if (!judged) throw new Error('a child has given fewer answers than it was sent tasks');
  if (judged.kind === 'clean') return { kind: 'verdict', verdict: cleanVerdict(task) };
  if (judged.kind !== 'verdict' || task.kind === 'file') return judged;
  return { kind: 'verdict', verdict: withText(judged.verdict, textOf(task)) };
}

/** A file's text only its child has, and nobody needs it. */
function cleanVerdict(task: Task): Verdict {
  const known = task.kind === 'file' ? { path: task.path, text: '' } : { path: pathOf(task), text: textOf(task) };
  const result = { ...known, wellFormed: true, schemaValid: true, valid: true, diagnostics: [] };
  return { result, onNewCheckpoint: [] };
}
