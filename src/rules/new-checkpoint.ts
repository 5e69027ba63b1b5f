/** The disks of the checkpoint that is to be created with the backup. */
import type { CheckpointDisk } from '../model/checkpoint.js';
import type { DomainDisk } from '../model/domain.js';
import { namePlace, type Place, placeOf } from '../model/values.js';
import type { Scene } from './rule.js';

export interface NewBitmapDisk {
  /** As the checkpoint's document names it: a target, or the path of a source. */
  readonly name: string;
  readonly listed: CheckpointDisk;
  /** Undefined without a domain, and where the domain has no such disk. */
  readonly domainDisk: DomainDisk | undefined;
}

/** The listed disks, those with `checkpoint="no"` included. */
export function newCheckpointDisks({ newCheckpoint, domain }: Scene): NewBitmapDisk[] {
  const byPath = new Map(domain?.disks.map((disk) => [disk.path, disk]));
  return (newCheckpoint?.disks?.list ?? []).flatMap((listed) => {
    const name = listed.name?.raw;
    if (name === undefined) return [];
    return [
      { name, listed, domainDisk: domain?.byTarget.get(name) ?? (name.startsWith('/') ? byPath.get(name) : undefined) },
    ];
  });
}

export function checkpointDiskPlace({ name, element }: CheckpointDisk): Place {
  return name ? placeOf(name) : namePlace(element);
}

/**
 * The targets that get a bitmap: the listed ones or, without a list, every disk of the domain that has media and is
 * not read-only. Undefined where there is no list and no domain to tell.
 */
export function newBitmapTargets(scene: Scene): Set<string> | undefined {
  if (scene.newCheckpoint?.disks) {
    const disks = newCheckpointDisks(scene).filter((disk) => disk.listed.hasBitmap);
    return new Set(disks.map((disk) => disk.domainDisk?.target ?? disk.name));
  }
  if (!scene.domain) return undefined;
  return new Set(scene.domain.disks.filter((disk) => !disk.empty && !disk.readonly).map((disk) => disk.target));
}
