/** A process that judges what it is sent. Where native code kills it, its parent lives on. */
import { type ReadResult, sourceOf } from '../read/read.js';
import { createValidator, type ValidateSettings, type Validator, type Verdict } from '../validate.js';
import type { Answer, Sent, Setup, Work } from './wire.js';

/** The end of the channel that a child process has. */
export interface Channel {
  on(event: 'message', listen: (message: Setup | Work) => void): unknown;
  send?(answer: Answer): unknown;
}

/** Answers the work that comes through a channel, until it is closed. */
export function serve(channel: Channel): void {
  let validator: Promise<Validator> | undefined;
  channel.on('message', async (message) => {
    if (message.kind === 'setup') validator = prepare(message);
    else channel.send?.(await answer(validator, message));
  });
}

async function prepare({ settings, host }: Setup): Promise<Validator> {
  return createValidator(host ? await withHost(settings) : settings);
}

async function withHost(settings: ValidateSettings): Promise<ValidateSettings> {
  const { lookAtHost } = await import('../host/look.js');
  return { ...settings, context: { ...settings.context, host: lookAtHost } };
}

async function answer(validator: Promise<Validator> | undefined, { documents }: Work): Promise<Answer> {
  try {
    const validate = await validator;
    if (!validate) throw new Error('there is work before it was said what to judge by');
    const verdicts = validate(documents.map(received));
    return { kind: 'verdicts', verdicts: verdicts.map(withoutText) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function received(document: Sent): ReadResult {
  return document.kind === 'bytes' ? sourceOf(document.path, document.bytes) : document;
}

function withoutText(verdict: Verdict): Verdict {
  return { ...verdict, result: { ...verdict.result, text: '' } };
}
