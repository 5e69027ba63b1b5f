/** Where the file of each disk goes. */
import { posix } from 'node:path';
import type { DomainDisk } from '../model/domain.js';
import { INVENTS_FOR_LISTED } from '../model/effective.js';
import { isAtLeast, type Release } from '../release.js';
import type { DraftDisk, Setting } from './draft.js';
import { dateParts, defaultTemplate, fileName, joinPath } from './file-name.js';
import { type BackupOptions, OptionError, shown } from './options.js';
import type { Since } from './since.js';

/** Gives each disk that takes part a file, where a folder for it is known, and with a domain its format. */
export function withFiles(
  disks: readonly DraftDisk[],
  options: BackupOptions,
  setting: Setting,
  since: Since,
): DraftDisk[] {
  const names = new Map<string, string>();
  return disks.map((disk) => {
    if (!disk.takesPart) return disk;
    const formatted = setting.domain && disk.format === undefined ? { ...disk, format: 'qcow2' } : disk;
    if (disk.file !== undefined || disk.dev !== undefined) return formatted;
    const placed = placeDisk(formatted, options, setting, since);
    const twin = placed.file === undefined ? undefined : names.get(placed.file);
    if (twin !== undefined) {
      throw new OptionError(
        `--name-template ${shown(options.nameTemplate ?? '')} gives ${shown(twin)} and ${shown(disk.name)} one and the same file: put {disk} in it`,
      );
    }
    if (placed.file !== undefined) names.set(placed.file, disk.name);
    return placed;
  });
}

function placeDisk(disk: DraftDisk, options: BackupOptions, setting: Setting, since: Since): DraftDisk {
  const { mode, directory, nameTemplate, checkpointName } = options;
  const { domain, release, now } = setting;
  const folder = directory ?? sourceFolder(domain?.byTarget.get(disk.name));
  if (folder === undefined) return withoutFile(disk, options, release, domain !== undefined);
  const template = nameTemplate ?? defaultTemplate(mode, domain?.name !== undefined);
  const incremental =
    disk.backupmode === 'incremental' ||
    (disk.backupmode === undefined && (disk.incremental ?? since.name) !== undefined);
  const name = fileName(template, {
    domain: domain?.name,
    disk: disk.name,
    checkpoint: checkpointName ?? disk.incremental ?? since.name,
    mode: incremental ? 'incremental' : 'full',
    format: disk.format ?? 'qcow2',
    ...dateParts(now),
  });
  const from = [
    ...(directory === undefined ? [] : [`--dir ${shown(directory)}`]),
    ...(nameTemplate === undefined ? [] : [`--name-template ${shown(nameTemplate)}`]),
  ];
  return { ...disk, file: joinPath(folder, name), fileFrom: from.join(' and ') || undefined };
}

/** The folder of a disk's own image, where it is a file: libvirt puts the files that it names itself there too (format.md section 4). */
function sourceFolder(disk: DomainDisk | undefined): string | undefined {
  return disk?.type === 'file' && disk.path ? posix.dirname(disk.path) : undefined;
}

/** A disk whose file libvirt has to name. */
function withoutFile(disk: DraftDisk, { nameTemplate }: BackupOptions, release: Release, inDomain: boolean): DraftDisk {
  const name = shown(disk.name);
  const help = `give it one with --disk ${name},file=PATH, or a folder for all with --dir DIR`;
  if (nameTemplate !== undefined)
    throw new OptionError(`--name-template ${shown(nameTemplate)} needs a folder for the file of ${name}: ${help}`);
  if (inDomain) {
    const way =
      disk.flag === '--domain'
        ? `choose a folder for all with --dir DIR, or leave it out with --exclude ${name}`
        : help;
    throw new OptionError(`${name} has no image file, beside which its backup could lie: ${way}`);
  }
  if (!isAtLeast(release, INVENTS_FOR_LISTED)) {
    throw new OptionError(
      `--disk ${name} has no file, and libvirt ${release.name} does not make one up (${INVENTS_FOR_LISTED} and newer do): ${help}`,
    );
  }
  const lost = storeOption(disk);
  if (lost) throw new OptionError(`--disk ${name}: ${lost}= needs the file that it is for: ${help}`);
  return disk;
}

function storeOption({ encryption, seclabels }: DraftDisk): string | undefined {
  if (encryption) return 'encryption';
  return seclabels?.length ? 'seclabel' : undefined;
}
