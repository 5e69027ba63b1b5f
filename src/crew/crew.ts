/** Judges documents in child processes: on all cores, and whatever happens in native code. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Task } from '../intake.js';
import { pathOf, textOf } from '../read/read.js';
import { type ValidateSettings, type Verdict, withText } from '../validate.js';
import type { Answer, Judged, Sent, Setup, Work, Working } from './wire.js';

/** A document that could not be judged, and why: the fault is ours. */
export interface Crash {
  readonly kind: 'crash';
  readonly path: string;
  /** A few words, to stand after a colon. */
  readonly reason: string;
}

export type Outcome = Exclude<Judged, { readonly kind: 'clean' }> | Crash;

export interface Crew {
  /** Reads what is still to be read and judges it, once a child is free. Gives an outcome for each task, in their order. */
  validate(tasks: readonly Task[]): Promise<Outcome[]>;
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

/** Each crash costs a process. Where there are more, what they are caused by is no longer looked for. */
const MOST_CRASHES = 25;

/** Starts children as there is work for them. They must be ended by `close`. */
export function createCrew(settings: ValidateSettings, options: CrewOptions): Crew {
  const { size, entry = ENTRY, patience = PATIENCE } = options;
  const { host, ...context } = settings.context;
  const setup: Setup = { kind: 'setup', settings: { ...settings, context }, host: host !== undefined };
  const children = new Set<ChildProcess>();
  const idle: ChildProcess[] = [];
  const waiting: ((child: ChildProcess) => void)[] = [];
  let crashes = 0;

  const start = (): ChildProcess => {
    const child = fork(entry, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => child.kill('SIGKILL'));
    child.send(setup, () => undefined);
    children.add(child);
    return child;
  };

  const take = async (): Promise<ChildProcess> => {
    const child = idle.pop();
    if (child) return child;
    if (children.size < size) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };

  const giveBack = (child: ChildProcess, isAlive: boolean): void => {
    if (!isAlive) children.delete(child);
    const next = waiting.shift();
    if (next) next(isAlive ? child : start());
    else if (isAlive) idle.push(child);
  };

  const attempt = async (tasks: readonly Task[]): Promise<Answer> => {
    const child = await take();
    const { answer, isAlive } = await ask(child, { kind: 'work', tasks: tasks.map(sent) }, patience);
    giveBack(child, isAlive);
    return answer;
  };

  const validate = async (tasks: readonly Task[]): Promise<Outcome[]> => {
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
    close() {
      for (const child of children) child.kill('SIGKILL');
      children.clear();
    },
  };
}

/** Sends work and waits for the answer, or for what comes instead of one. */
function ask(child: ChildProcess, work: Work, patience: number): Promise<{ answer: Answer; isAlive: boolean }> {
  return new Promise((resolve) => {
    const settle = (answer: Answer, isAlive: boolean): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      resolve({ answer, isAlive });
    };
    const onMessage = (message: unknown): void => {
      const said = message as Answer | Working;
      if (said.kind === 'working') timer.refresh();
      else settle(said, true);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      settle({ kind: 'failed', reason: `the process that judged it ended (${signal ?? `exit code ${code}`})` }, false);
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle({ kind: 'failed', reason: `it was not judged within ${patience / 1000} seconds` }, false);
    }, patience);
    child.on('message', onMessage).on('exit', onExit);
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.send(work, () => undefined);
  });
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
