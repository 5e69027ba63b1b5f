/** A process that judges what it is sent. Where native code kills it, its parent lives on. */
import { inPortions, isPassedOver, type PassedOver, type Task, takenIn } from '../intake.js';
import { type CheckpointDocument, modelCheckpoint } from '../model/checkpoint.js';
import { type ReadResult, sourceOf } from '../read/read.js';
import { scan } from '../scan/scan.js';
import { type Abridge, createAbridger } from '../settle/abridge.js';
import {
  createValidator,
  type ValidateSettings,
  type Validator,
  type Verdict,
  withoutNeedlessText,
  withoutText,
} from '../validate.js';
import { optimiseSeldom } from './optimiser.js';
import type { Answer, Judged, Sent, Setup, Work, Working } from './wire.js';

/** The end of the channel that a child process has. */
export interface Channel {
  on(event: 'message', listen: (message: Setup | Work) => void): unknown;
  send?(message: Answer | Working, handle: undefined, options: undefined, sent: (error: Error | null) => void): unknown;
}

/** Answers the work that comes through a channel, until it is closed. */
export function serve(channel: Channel): void {
  optimiseSeldom();
  let prepared: Promise<Prepared> | undefined;
  let before: Promise<void> | undefined;
  const work = async (message: Work): Promise<void> => {
    // The parent takes answers for those to what it has asked for first.
    await before;
    send(channel, await answer(prepared, message, () => signOfLife(channel)));
  };
  channel.on('message', (message) => {
    if (message.kind === 'setup') prepared = prepare(message);
    else before = work(message);
  });
}

/** Where nobody is left to hear it, that is no fault. */
function send(channel: Channel, message: Answer | Working): void {
  channel.send?.(message, undefined, undefined, () => undefined);
}

interface Prepared {
  readonly validate: Validator;
  readonly maxSize: number;
}

async function prepare({ settings, host, newCheckpoint }: Setup): Promise<Prepared> {
  const context: ValidateSettings['context'] = {
    ...settings.context,
    host: host ? (await import('../host/look.js')).lookAtHost : undefined,
    newCheckpoint: newCheckpoint === undefined ? undefined : modelledCheckpoint(newCheckpoint),
  };
  return { validate: createValidator({ ...settings, context }), maxSize: settings.maxSize };
}

/** The parent has modelled the same text, so it is well-formed. */
function modelledCheckpoint(text: string): CheckpointDocument | undefined {
  const scanned = scan(text, { size: text.length });
  return scanned.ok ? modelCheckpoint(scanned.document) : undefined;
}

/** Lets the parent know, and hears whether there still is one. */
async function signOfLife(channel: Channel): Promise<void> {
  send(channel, { kind: 'working' });
  await new Promise((resolve) => setImmediate(resolve));
}

async function answer(
  prepared: Promise<Prepared> | undefined,
  { tasks }: Work,
  pause: () => Promise<void>,
): Promise<Answer> {
  try {
    if (!prepared) throw new Error('there is work before it was said what to judge by');
    return { kind: 'judged', judged: await judge(tasks, await prepared, pause) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Pauses between portions: of small documents there is but one. */
async function judge(
  tasks: readonly Sent[],
  { validate, maxSize }: Prepared,
  pause: () => Promise<void>,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  // The parent lists no more of a run, so no more need be sent of a part of it.
  const abridge = createAbridger();
  for (const portion of inPortions(takenIn(received(tasks), maxSize))) {
    if (judged.length > 0) await pause();
    judged.push(...judgePortion(portion, tasks.slice(judged.length), validate, abridge));
  }
  return judged;
}

function judgePortion(
  intakes: readonly (ReadResult | PassedOver)[],
  tasks: readonly Sent[],
  validate: Validator,
  abridge: Abridge,
): Judged[] {
  const verdicts = validate(intakes.flatMap((intake) => (isPassedOver(intake) ? [] : [intake]))).values();
  return intakes.map((intake, i) => {
    if (isPassedOver(intake)) return intake;
    const { value: whole } = verdicts.next();
    if (!whole) throw new Error('there are fewer verdicts than documents');
    const verdict = { ...whole, result: abridge(whole.result) };
    if (isClean(verdict)) return { kind: 'clean' };
    return {
      kind: 'verdict',
      verdict: tasks[i]?.kind === 'file' ? withoutNeedlessText(verdict) : withoutText(verdict),
    };
  });
}

/** Whether `cleanVerdict` says all that there is to say. */
function isClean({ result, onNewCheckpoint }: Verdict): boolean {
  return result.valid && result.diagnostics.length === 0 && !result.releases && onNewCheckpoint.length === 0;
}

function* received(tasks: readonly Sent[]): Generator<Task, void> {
  for (const task of tasks) yield task.kind === 'bytes' ? sourceOf(task.path, task.bytes) : task;
}
