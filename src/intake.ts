/** From what was found to documents: read, or passed over. */
import { mayBeOurs } from './explain/kinds.js';
import { decode } from './read/decode.js';
import type { FoundFile } from './read/find.js';
import { ReadError, type ReadResult, readFile, readHead, scratchRoom, textOf } from './read/read.js';
import { rootNameOf } from './read/root.js';

/** A document, or a found file that is still to be read. */
export type Task = FoundFile | ReadResult;

/** Why there is no document to judge: it is of another kind and nobody named it, or it cannot be had. The message is one line for people. */
export type PassedOver = { readonly kind: 'foreign' } | { readonly kind: 'unreadable'; readonly message: string };

/** So much of a file that is too large shows of what kind it is, in bytes. */
const HEAD = 65536;

/** Reads a file that was found, up to so many bytes. Of those that nobody named, what is of another kind is passed over. */
function takeIn(file: FoundFile, maxSize: number, scratch: Buffer): ReadResult | PassedOver {
  try {
    const result = readFile(file.path, maxSize, scratch);
    return file.named || !isForeign(textOf(result)) ? result : { kind: 'foreign' };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    if (!file.named && hasForeignHead(file.path)) return { kind: 'foreign' };
    return { kind: 'unreadable', message: error.message };
  }
}

/** Reads what is still to be read, when it is asked for. */
export function* takenIn(tasks: Iterable<Task>, maxSize: number): Generator<ReadResult | PassedOver, void> {
  const scratch = scratchRoom();
  for (const task of tasks) yield task.kind === 'file' ? takeIn(task, maxSize, scratch) : task;
}

/** So much is judged at a time, in bytes: a tree takes dozens of times the room of its document. */
const PORTION = 524_288;

/** Puts what is taken in into portions to be judged together: of small documents hundreds, of large ones one. Takes in no more than it gives. */
export function* inPortions(
  intakes: Iterable<ReadResult | PassedOver>,
): Generator<readonly (ReadResult | PassedOver)[], void> {
  let portion: (ReadResult | PassedOver)[] = [];
  let size = 0;
  for (const intake of intakes) {
    portion.push(intake);
    size += sizeOf(intake);
    if (size < PORTION) continue;
    yield portion;
    portion = [];
    size = 0;
  }
  if (portion.length > 0) yield portion;
}

function sizeOf(intake: ReadResult | PassedOver): number {
  if (isPassedOver(intake)) return 0;
  return intake.kind === 'source' ? intake.source.bytes.length : intake.text.length;
}

export function isPassedOver(intake: ReadResult | PassedOver): intake is PassedOver {
  return intake.kind === 'foreign' || intake.kind === 'unreadable';
}

/** A document whose root cannot be made out is not: that may be what is wrong with it. */
function isForeign(text: string): boolean {
  const root = rootNameOf(text);
  return root !== undefined && !mayBeOurs(root, text);
}

function hasForeignHead(path: string): boolean {
  try {
    const head = decode(readHead(path, HEAD));
    return isForeign(head.text);
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}
