/** The incremental disks of a backup, and what is known of the checkpoints that they start from. */
import type { Checkpoint } from '../model/checkpoint.js';
import type { DomainDisk } from '../model/domain.js';
import type { EffectiveDisk } from '../model/effective.js';
import type { TextValue, Value } from '../model/values.js';
import type { Scene } from './rule.js';

export interface IncrementalDisk extends EffectiveDisk {
  /** The checkpoint's name, never empty. */
  readonly since: string;
  /** Where it is named: the disk's own attribute, or the document's element. */
  readonly source: TextValue | Value;
  /** `unknown`: none of the given checkpoints has that name. Undefined where no checkpoints were given. */
  readonly checkpoint: Checkpoint | 'unknown' | undefined;
}

/** All that take part, those included that only the domain names. A disk whose own name is empty is another rule's. */
export function incrementalDisks(scene: Scene): IncrementalDisk[] {
  const checkpoints = checkpointsByName(scene);
  const known = checkpoints.size > 0;
  return scene.disks.flatMap((disk) => {
    const source = disk.listed?.incremental ?? scene.backup.incremental;
    if (!disk.takesPart || !disk.since || !source) return [];
    const checkpoint = known ? (checkpoints.get(disk.since) ?? ('unknown' as const)) : undefined;
    return [{ ...disk, since: disk.since, source, checkpoint }];
  });
}

export function checkpointsByName(scene: Scene): Map<string, Checkpoint> {
  return new Map((scene.checkpoints ?? []).map((checkpoint) => [checkpoint.name?.raw ?? '', checkpoint]));
}

/** One group for each listed disk, and one for all that are not listed: they have but one place to point at. */
export function byPlace(disks: readonly IncrementalDisk[]): IncrementalDisk[][] {
  const unlisted = disks.filter((disk) => !disk.listed);
  const listed = disks.filter((disk) => disk.listed).map((disk) => [disk]);
  return unlisted.length > 0 ? [...listed, unlisted] : listed;
}

/** Whether a checkpoint has a bitmap for a disk: its list names targets or the paths of sources. Without a list it has one for each disk. */
export function hasBitmapFor(checkpoint: Checkpoint, name: string, disk: DomainDisk | undefined): boolean {
  if (!checkpoint.disks) return true;
  const byPath = disk?.path === undefined ? undefined : checkpoint.disks.byName.get(disk.path);
  return (checkpoint.disks.byName.get(name) ?? byPath)?.hasBitmap ?? false;
}
