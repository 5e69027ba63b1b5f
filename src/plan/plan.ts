/**
 * What libvirt would do with a backup document and a domain.
 * Source: format.md sections 4 and 5.
 */
import type { Backup, Mode, Server, Store } from '../model/backup.js';
import type { Checkpoint } from '../model/checkpoint.js';
import type { Domain } from '../model/domain.js';
import { type EffectiveDisk, effectiveDisks, type Reason } from '../model/effective.js';
import type { Release } from '../release.js';
import { hasBitmapFor } from '../rules/since.js';
import { exportUri } from './uri.js';

export interface PlanSetting {
  readonly release: Release;
  readonly domain: Domain;
  /** When the backup starts, in seconds since 1970: part of invented file names where no new checkpoint is created. */
  readonly at: number;
  readonly newCheckpoint?: Checkpoint | undefined;
  /** Virtual sizes of the domain's disks in bytes, by target, as far as they are known. */
  readonly sizes?: ReadonlyMap<string, number> | undefined;
}

export interface Plan {
  readonly domain: string | undefined;
  readonly release: string;
  readonly mode: Mode;
  /** The document's own `<incremental>`, whether a disk uses it or not. */
  readonly incremental: string | undefined;
  /** Undefined in push mode. */
  readonly server: Server | undefined;
  /** The name of the checkpoint that is created with the backup. */
  readonly newCheckpoint: string | undefined;
  /** In the order of the effective document. */
  readonly disks: readonly PlanDisk[];
}

export interface PlanDisk {
  readonly name: string;
  readonly takesPart: boolean;
  readonly reason: Reason;
  readonly type: 'file' | 'block';
  readonly backupmode: 'full' | 'incremental';
  readonly since: string | undefined;
  readonly format: string;
  /** Target or scratch; undefined where libvirt invents it from something that the domain's document does not tell. */
  readonly path: string | undefined;
  readonly invented: boolean;
  readonly exportname: string | undefined;
  readonly exportbitmap: string | undefined;
  /** Where an NBD client reads the disk; undefined in push mode, and for a socket that is handed over. */
  readonly uri: string | undefined;
  /** The meta context under which an NBD client reads which blocks changed; only for an incremental pull. */
  readonly metaContext: string | undefined;
  /** The virtual size in bytes. */
  readonly size: number | undefined;
  /** Whether the new checkpoint tracks this disk from now on. */
  readonly tracked: boolean;
  /** The element as written, for its labels and encryption. */
  readonly store: Store | undefined;
}

/** Pure. The document must be one that begin accepts: the rules say whether it is. */
export function planBackup(backup: Backup, setting: PlanSetting): Plan {
  const { domain, release, newCheckpoint, at } = setting;
  const name = newCheckpoint && (newCheckpoint.name?.raw ?? String(at));
  const disks = effectiveDisks(backup, { release, domain, suffix: name ?? String(at) });
  return {
    domain: domain.name,
    release: release.name,
    mode: backup.mode,
    incremental: backup.incremental?.name,
    server: backup.mode === 'pull' ? backup.server : undefined,
    newCheckpoint: name,
    disks: disks.map((disk) => planDisk(disk, backup, setting)),
  };
}

function planDisk(disk: EffectiveDisk, { mode, server }: Backup, { newCheckpoint, sizes }: PlanSetting): PlanDisk {
  const pull = mode === 'pull' && disk.takesPart;
  const { name, exportname, exportbitmap } = disk;
  const bitmap = pull && disk.backupmode === 'incremental' ? exportbitmap : undefined;
  return {
    name,
    takesPart: disk.takesPart,
    reason: disk.reason,
    type: disk.type,
    backupmode: disk.backupmode,
    since: disk.since,
    format: disk.format,
    path: disk.path,
    invented: disk.invented || disk.path === undefined,
    exportname,
    exportbitmap,
    uri: pull && server ? exportUri(server, exportname ?? name) : undefined,
    metaContext: bitmap === undefined ? undefined : `qemu:dirty-bitmap:${bitmap}`,
    size: sizes?.get(name),
    tracked: newCheckpoint !== undefined && isTracked(newCheckpoint, disk),
    store: disk.listed?.store,
  };
}

function isTracked(checkpoint: Checkpoint, { name, domainDisk }: EffectiveDisk): boolean {
  if (!domainDisk || domainDisk.empty || domainDisk.readonly) return false;
  return hasBitmapFor(checkpoint, name, domainDisk);
}
