/** What a backup is incremental to: which checkpoint, and which disks have its bitmap. */
import { nearest } from '../explain/near.js';
import type { Checkpoint } from '../model/checkpoint.js';
import type { DomainDisk } from '../model/domain.js';
import { hasBitmapFor } from '../rules/since.js';
import type { Setting } from './draft.js';
import { type BackupOptions, OptionError, shown } from './options.js';

export interface Since {
  /** The checkpoint that the document names; undefined for a full backup. */
  readonly name: string | undefined;
  /** The checkpoint's own document, where it is known. */
  readonly checkpoint: Checkpoint | undefined;
}

/** Chooses the checkpoint: the one named, else the newest of those that are known. Throws `OptionError`. */
export function chooseSince({ incremental }: BackupOptions, { checkpoints = [] }: Setting): Since {
  if (checkpoints.length === 0) return { name: incremental, checkpoint: undefined };
  const checkpoint = incremental === undefined ? newest(checkpoints) : named(incremental, checkpoints);
  return { name: checkpoint.name?.raw, checkpoint };
}

function named(name: string, checkpoints: readonly Checkpoint[]): Checkpoint {
  const found = checkpoints.find((checkpoint) => checkpoint.name?.raw === name);
  if (found) return found;
  const names = namesOf(checkpoints);
  const near = nearest(name, names);
  throw new OptionError(
    `--incremental ${shown(name)} is none of the checkpoints given with --checkpoint, ${names.map(shown).join(', ')}${near ? `; did you mean ${shown(near)}?` : ''}`,
  );
}

/** The last of the chain: the one that no other has for its parent, and the youngest where there are several. */
function newest(checkpoints: readonly Checkpoint[]): Checkpoint {
  const withName = checkpoints.filter(({ name }) => name !== undefined && name.raw !== '');
  const parents = new Set(withName.map(({ parent }) => parent));
  const last = withName
    .filter(({ name }) => !parents.has(name?.raw))
    .toSorted((a, b) => Number(b.creationTime ?? 0) - Number(a.creationTime ?? 0));
  const [first, second] = last;
  if (!first)
    throw new OptionError(
      '--checkpoint: the document does not name its checkpoint, so nothing can be incremental to it',
    );
  if (second && Number(first.creationTime ?? 0) === Number(second.creationTime ?? 0)) {
    throw new OptionError(
      `--checkpoint: which one is the newest does not show (${namesOf(last).map(shown).join(', ')}): say it with --incremental`,
    );
  }
  return first;
}

function namesOf(checkpoints: readonly Checkpoint[]): string[] {
  return checkpoints.flatMap(({ name }) => name?.raw ?? []);
}

/** Whether a disk has the checkpoint's bitmap: undefined where that is not known. `disk` is the domain's, where there is one. */
export function hasBitmap({ checkpoint }: Since, target: string, disk: DomainDisk | undefined): boolean | undefined {
  if (disk && !canHaveBitmap(disk)) return false;
  return checkpoint && hasBitmapFor(checkpoint, target, disk);
}

/** Only a qcow2 image has room for a bitmap (format.md section 3). */
export function canHaveBitmap(disk: DomainDisk): boolean {
  return disk.format === 'qcow2';
}
