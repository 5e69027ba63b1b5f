/** One child process, and what it has been asked. */
import { fork } from 'node:child_process';
import type { Answer, Sent, Setup, Work, Working } from './wire.js';

/** What comes of being asked: an answer, or the end of the child before it came to this. */
export type Reply = Answer | { readonly kind: 'unheard' };

export interface Hand {
  /** Has the tasks done after those it was asked for before. Never rejects. */
  ask(tasks: readonly Sent[]): Promise<Reply>;
  /** For how much it still owes a reply. */
  readonly owing: () => number;
  /** False once it has ended, or is about to. */
  readonly isAlive: () => boolean;
  /** Ends it. There is no reply any more to what it owes. */
  end(): void;
}

export interface HandOptions {
  /** The script that the child runs. */
  readonly entry: string;
  /** How long it may work on what it was asked without a sign of life, in milliseconds. */
  readonly patience: number;
}

/** Starts a child, and tells it what to judge by. */
export function startHand(setup: Setup, { entry, patience }: HandOptions): Hand {
  // With certificates of one's own to read Node takes twice as long to start, and a child needs none.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child = fork(entry, {
    env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const owed: ((reply: Reply) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;

  /** The time runs for what it works on. */
  const watch = (): void => {
    clearTimeout(timer);
    timer =
      owed.length > 0 ? setTimeout(giveUp, patience, `it was not judged within ${patience / 1000} seconds`) : undefined;
  };

  const settle = (reply: Reply): void => {
    owed.shift()?.(reply);
    watch();
  };

  /** What it worked on has failed, and it will not come to the rest. */
  const fail = (reason: string): void => {
    if (hasEnded) return;
    hasEnded = true;
    settle({ kind: 'failed', reason });
    while (owed.length > 0) settle({ kind: 'unheard' });
  };

  const giveUp = (reason: string): void => {
    child.kill('SIGKILL');
    fail(reason);
  };

  child.on('error', ({ message }) => giveUp(`no process could be had for it (${message})`));
  child.on('exit', (code, signal) => fail(`the process that judged it ended (${signal ?? `exit code ${code}`})`));
  child.on('message', (message) => {
    const said = message as Answer | Working;
    if (said.kind === 'working') timer?.refresh();
    else settle(said);
  });
  /** Where the system has no room for another process, there is no channel either. */
  const send = (message: Setup | Work): void => {
    if (child.channel) child.send(message, () => undefined);
  };
  send(setup);

  return {
    ask(tasks) {
      const work: Work = { kind: 'work', tasks };
      return new Promise((resolve) => {
        owed.push(resolve);
        if (owed.length === 1) watch();
        if (hasEnded) settle({ kind: 'unheard' });
        else send(work);
      });
    },
    owing: () => owed.length,
    isAlive: () => !hasEnded,
    end() {
      hasEnded = true;
      clearTimeout(timer);
      child.kill('SIGKILL');
    },
  };
}
