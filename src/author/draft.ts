/** What is to be written, settled in every point: options, domain and checkpoints have been brought together. */

import type { Mode } from '../model/backup.js';
import type { Checkpoint } from '../model/checkpoint.js';
import type { Domain } from '../model/domain.js';
import type { Release } from '../release.js';
import type { DiskOptions, ServerOptions } from './options.js';

/** What is known beside the options. */
export interface Setting {
  readonly release: Release;
  readonly domain?: Domain | undefined;
  /** The checkpoints that exist; undefined or empty where nothing is known of them. */
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  /** For the names of files. */
  readonly now: Date;
}

export interface Draft {
  readonly mode: Mode;
  readonly incremental: string | undefined;
  /** The option that the checkpoint's name comes from. */
  readonly sinceFlag: '--incremental' | '--checkpoint';
  readonly server: ServerOptions | undefined;
  /** Undefined where `<disks>` is left out. */
  readonly disks: readonly DraftDisk[] | undefined;
  /** Undefined where no checkpoint is to be created. */
  readonly checkpoint: DraftCheckpoint | undefined;
  /** What was decided that nobody asked for: one sentence each. */
  readonly notes: readonly string[];
}

export interface DraftDisk extends DiskOptions {
  readonly takesPart: boolean;
  /** The option that named it. */
  readonly flag: '--disk' | '--exclude' | '--domain';
  /** Why it is left out, where nobody asked for that. */
  readonly why?: string | undefined;
  /** The options that its file comes from, where it does not name one itself. */
  readonly fileFrom?: string | undefined;
}

export interface DraftCheckpoint {
  readonly name: string;
  /** Undefined where `<disks>` is left out. */
  readonly disks: readonly string[] | undefined;
}
