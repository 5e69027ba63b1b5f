/** What a crew and its children say to each other. */
import type { PassedOver } from '../intake.js';
import type { FoundFile } from '../read/find.js';
import type { ReadResult } from '../read/read.js';
import type { ValidateSettings, Verdict } from '../validate.js';

/**
 * A child is told once what to judge by. Functions do not cross between processes, nor do methods: how to look at the host the child knows itself, and the
 * new checkpoint's document it models once more.
 */
export interface Setup {
  readonly kind: 'setup';
  /** Without a host and a new checkpoint in their context. */
  readonly settings: ValidateSettings;
  readonly host: boolean;
  /** The text of its document. */
  readonly newCheckpoint: string | undefined;
}

export interface Work {
  readonly kind: 'work';
  readonly tasks: readonly Sent[];
}

/** A file is read by the child. A document that is at hand is sent as its bytes, and decoded again where it arrives. */
export type Sent = FoundFile | { readonly kind: 'bytes'; readonly path: string; readonly bytes: Buffer } | Undecodable;

type Undecodable = Extract<ReadResult, { kind: 'undecodable' }>;

/**
 * What came of a task. Of a document with which all is well no more is said. A verdict is without the text, but for a file in which something was
 * found: it was read by the child alone.
 */
export type Judged = { readonly kind: 'clean' } | { readonly kind: 'verdict'; readonly verdict: Verdict } | PassedOver;

/** The answer to work, task by task; or why it could not be done. */
export type Answer =
  | { readonly kind: 'judged'; readonly judged: readonly Judged[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Comes as often as a part of the work is done, before the answer. */
export interface Working {
  readonly kind: 'working';
}
