/** What a crew and its children say to each other. */
import type { ReadResult } from '../read/read.js';
import type { ValidateSettings, Verdict } from '../validate.js';

/** A child is told once what to judge by. Functions do not cross between processes: how to look at the host the child knows itself. */
export interface Setup {
  readonly kind: 'setup';
  readonly settings: ValidateSettings;
  readonly host: boolean;
}

export interface Work {
  readonly kind: 'work';
  readonly documents: readonly Sent[];
}

/** A document is sent as its bytes, and decoded again where it arrives. */
export type Sent = { readonly kind: 'bytes'; readonly path: string; readonly bytes: Buffer } | Undecodable;

type Undecodable = Extract<ReadResult, { kind: 'undecodable' }>;

/** The answer to work: what was found, without the texts, which who has sent them knows; or why a document could not be judged. */
export type Answer =
  | { readonly kind: 'verdicts'; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'failed'; readonly reason: string };
