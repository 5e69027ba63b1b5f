/** Which disks the document lists, and which of them take part. */
import { nearest } from '../explain/near.js';
import type { Domain, DomainDisk } from '../model/domain.js';
import type { DraftDisk, Setting } from './draft.js';
import { type BackupOptions, OptionError, shown } from './options.js';
import { canHaveBitmap, type Since } from './since.js';

/** Gives the disks in the order in which they are to stand, or undefined where `<disks>` is left out. Throws `OptionError`. */
export function selectDisks(options: BackupOptions, { domain }: Setting, since: Since): DraftDisk[] | undefined {
  if (options.allDisks) return undefined;
  const { disks = [], exclude = [] } = options;
  if (domain) checkNames(options, domain);
  const listed = [...disks.map(askedFor), ...exclude.map((name) => leftOut(name, '--exclude'))];
  if (disks.length > 0) return listed;
  if (domain) return fromDomain(domain, exclude, since);
  if (listed.length === 0) return undefined;
  throw new OptionError(
    `--exclude ${shown(exclude[0] ?? '')} alone leaves no disk to back up: name the others with --disk, or give the domain with --domain FILE`,
  );
}

function askedFor(disk: NonNullable<BackupOptions['disks']>[number]): DraftDisk {
  return { ...disk, takesPart: disk.backup !== 'no', flag: '--disk' };
}

function leftOut(name: string, flag: DraftDisk['flag'], why?: string): DraftDisk {
  return { name, backup: 'no', takesPart: false, flag, why };
}

function fromDomain(domain: Domain, exclude: readonly string[], since: Since): DraftDisk[] {
  if (domain.disks.length === 0) throw new OptionError('--domain: the domain has no disk to back up');
  const disks = domain.disks.map((disk): DraftDisk => {
    if (exclude.includes(disk.target)) return leftOut(disk.target, '--exclude');
    const why = unfit(disk, since);
    return why === undefined
      ? { name: disk.target, takesPart: true, flag: '--domain' }
      : leftOut(disk.target, '--domain', why);
  });
  if (disks.some(({ takesPart }) => takesPart)) return disks;
  const reasons = disks.map(({ name, why }) => `${name}: ${why ?? '--exclude'}`);
  throw new OptionError(`--domain: no disk of the domain is left to back up (${reasons.join('; ')})`);
}

/** Why a disk of the domain is not taken unasked, or undefined where it is. */
function unfit(disk: DomainDisk, since: Since): string | undefined {
  if (disk.empty) return emptyDisk(disk);
  if (disk.readonly) return disk.device === 'disk' ? 'read-only' : `read-only, a ${deviceName(disk)}`;
  if (since.name !== undefined && !since.checkpoint && !canHaveBitmap(disk)) {
    return `no bitmap possible in a ${disk.format} image, so it cannot be incremental`;
  }
  return undefined;
}

function checkNames({ disks = [], exclude = [] }: BackupOptions, domain: Domain): void {
  for (const { name, backup } of disks) {
    const disk = find('--disk', name, domain);
    if (disk.empty && backup !== 'no')
      throw new OptionError(`--disk ${shown(name)}: ${emptyDisk(disk)} has nothing to back up`);
  }
  for (const name of exclude) find('--exclude', name, domain);
}

function find(flag: string, name: string, domain: Domain): DomainDisk {
  const disk = domain.byTarget.get(name);
  if (disk) return disk;
  const targets = domain.disks.map(({ target }) => target);
  const near = nearest(name, targets);
  const help = near ? `did you mean ${shown(near)}?` : `it has ${targets.map(shown).join(', ') || 'none'}`;
  throw new OptionError(`${flag} ${shown(name)}: the domain has no such disk; ${help}`);
}

function emptyDisk(disk: DomainDisk): string {
  return disk.device === 'disk' ? 'a disk without medium' : `an empty ${deviceName(disk)} drive`;
}

function deviceName({ device }: DomainDisk): string {
  return device === 'cdrom' ? 'CD-ROM' : device;
}
