/** A process that judges what it is sent. Where native code kills it, its parent lives on. */
import { isPassedOver, type PassedOver, takeIn } from '../intake.js';
import { type ReadResult, sourceOf } from '../read/read.js';
import { createValidator, type ValidateSettings, type Validator, type Verdict } from '../validate.js';
import type { Answer, Judged, Sent, Setup, Work } from './wire.js';

/** The end of the channel that a child process has. */
export interface Channel {
  on(event: 'message', listen: (message: Setup | Work) => void): unknown;
  send?(answer: Answer): unknown;
}

/** Answers the work that comes through a channel, until it is closed. */
export function serve(channel: Channel): void {
  let prepared: Promise<Prepared> | undefined;
  channel.on('message', async (message) => {
    if (message.kind === 'setup') prepared = prepare(message);
    else channel.send?.(await answer(prepared, message));
  });
}

interface Prepared {
  readonly validate: Validator;
  readonly maxSize: number;
}

async function prepare({ settings, host }: Setup): Promise<Prepared> {
  const { maxSize } = settings;
  return { validate: createValidator(host ? await withHost(settings) : settings), maxSize };
}

async function withHost(settings: ValidateSettings): Promise<ValidateSettings> {
  const { lookAtHost } = await import('../host/look.js');
  return { ...settings, context: { ...settings.context, host: lookAtHost } };
}

async function answer(prepared: Promise<Prepared> | undefined, { tasks }: Work): Promise<Answer> {
  try {
    if (!prepared) throw new Error('there is work before it was said what to judge by');
    return { kind: 'judged', judged: judge(tasks, await prepared) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function judge(tasks: readonly Sent[], { validate, maxSize }: Prepared): Judged[] {
  const intakes = tasks.map((task) => received(task, maxSize));
  const verdicts = validate(intakes.flatMap((intake) => (isPassedOver(intake) ? [] : [intake]))).values();
  return intakes.map((intake, i) => {
    if (isPassedOver(intake)) return intake;
    const { value: verdict } = verdicts.next();
    if (!verdict) throw new Error('there are fewer verdicts than documents');
    if (isClean(verdict)) return { kind: 'clean' };
    const isShown = tasks[i]?.kind === 'file' && verdict.result.diagnostics.length > 0;
    return { kind: 'verdict', verdict: isShown ? verdict : withoutText(verdict) };
  });
}

/** Whether `cleanVerdict` says all that there is to say. */
function isClean({ result, onNewCheckpoint }: Verdict): boolean {
  return result.valid && result.diagnostics.length === 0 && !result.releases && onNewCheckpoint.length === 0;
}

function received(task: Sent, maxSize: number): ReadResult | PassedOver {
  if (task.kind === 'file') return takeIn(task, maxSize);
  return task.kind === 'bytes' ? sourceOf(task.path, task.bytes) : task;
}

function withoutText(verdict: Verdict): Verdict {
  return { ...verdict, result: { ...verdict.result, text: '' } };
}
