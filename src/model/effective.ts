/**
 * What libvirt makes of a backup document: which disks take part, and with what values.
 * Source: format.md sections 3 and 4.
 */
import { isAtLeast, type Release } from '../release.js';
import type { Backup, BackupDisk } from './backup.js';
import type { Domain, DomainDisk } from './domain.js';

/** From this release on, begin invents the file name of a listed disk that has no target or scratch. */
export const INVENTS_FOR_LISTED = '10.0.0';

/** Why a disk takes part or not. `all`: `<disks>` is left out. */
export type Reason = 'listed' | 'all' | 'excluded' | 'not-listed' | 'empty' | 'read-only';

export interface EffectiveDisk {
  readonly name: string;
  /** Undefined for a disk that only the domain names. */
  readonly listed: BackupDisk | undefined;
  /** Undefined without a domain, and where the domain has no such disk. */
  readonly domainDisk: DomainDisk | undefined;
  readonly takesPart: boolean;
  readonly reason: Reason;
  readonly type: 'file' | 'block';
  readonly backupmode: 'full' | 'incremental';
  /** The checkpoint that an incremental backup starts from; undefined for a full one, and where nobody names one. */
  readonly since: string | undefined;
  readonly format: string;
  /** The target or scratch. */
  readonly path: string | undefined;
  readonly invented: boolean;
  /** Pull only. */
  readonly exportname: string | undefined;
  /** Pull only: as written, or made up for an incremental disk. */
  readonly exportbitmap: string | undefined;
}

export interface Setting {
  readonly release: Release;
  readonly domain?: Domain | undefined;
  /** What libvirt appends to a source's path to invent a file name: the new checkpoint's name, or the time in seconds. */
  readonly suffix?: string | undefined;
}

/**
 * Lists the disks in the order of the effective document: first those of the input, then the rest of the domain's.
 * Without a domain only those of the input are known. A disk that is listed twice appears twice.
 */
export function effectiveDisks(backup: Backup, setting: Setting): EffectiveDisk[] {
  const listed = backup.disks?.list ?? [];
  const named = new Set(listed.map((disk) => disk.name?.raw));
  const rest = (setting.domain?.disks ?? []).filter((disk) => !named.has(disk.target));
  return [
    ...listed.map((disk) => {
      const domainDisk = setting.domain?.byTarget.get(disk.name?.raw ?? '');
      return effective(backup, setting, disk, domainDisk, disk.takesPart ? 'listed' : 'excluded');
    }),
    ...rest.map((disk) => effective(backup, setting, undefined, disk, backup.disks ? 'not-listed' : reasonFor(disk))),
  ];
}

function reasonFor(disk: DomainDisk): Reason {
  if (disk.empty) return 'empty';
  return disk.readonly ? 'read-only' : 'all';
}

function effective(
  backup: Backup,
  setting: Setting,
  listed: BackupDisk | undefined,
  domainDisk: DomainDisk | undefined,
  reason: Reason,
): EffectiveDisk {
  const name = listed?.name?.raw ?? domainDisk?.target ?? '';
  const takesPart = reason === 'listed' || reason === 'all';
  const mode = backupmodeOf(backup, listed);
  const pull = backup.mode === 'pull';
  const written = listed?.store?.path?.raw;
  const invented = takesPart && written === undefined ? inventedPath(listed, domainDisk, setting) : undefined;
  return {
    name,
    listed,
    domainDisk,
    takesPart,
    reason,
    type: listed?.type?.token === 'block' ? 'block' : 'file',
    backupmode: mode,
    since: mode === 'incremental' ? (listed?.incremental?.raw ?? backup.incremental?.name) : undefined,
    format: listed?.driver?.type?.token ?? 'qcow2',
    path: written ?? invented,
    invented: invented !== undefined,
    exportname: pull ? (listed?.exportname?.raw ?? name) : undefined,
    exportbitmap: pull
      ? (listed?.exportbitmap?.raw ?? (mode === 'incremental' ? `backup-${name}` : undefined))
      : undefined,
  };
}

function backupmodeOf(backup: Backup, listed: BackupDisk | undefined): 'full' | 'incremental' {
  const written = listed?.backupmode?.token;
  if (written === 'full' || written === 'incremental') return written;
  return listed?.incremental || backup.incremental?.name !== undefined ? 'incremental' : 'full';
}

/** The name that begin invents beside the source, where it does; undefined too where no suffix is known. */
function inventedPath(
  listed: BackupDisk | undefined,
  disk: DomainDisk | undefined,
  setting: Setting,
): string | undefined {
  if (!disk || setting.suffix === undefined || !mayInvent(listed, setting.release)) return undefined;
  return disk.type === 'file' && disk.path ? `${disk.path}.${setting.suffix}` : undefined;
}

/** Whether begin would invent a file name for this disk, if its source is a file; `listed` is undefined where `<disks>` is left out. */
export function mayInvent(listed: BackupDisk | undefined, release: Release): boolean {
  if (!listed) return true;
  return listed.type?.token !== 'block' && isAtLeast(release, INVENTS_FOR_LISTED);
}
