/** Brings options, domain and checkpoints together into what is to be written. */
import { posix } from 'node:path';
import { judge } from '../judge/judge.js';
import type { DomainDisk } from '../model/domain.js';
import { INVENTS_FOR_LISTED } from '../model/effective.js';
import { isAtLeast, type Release } from '../release.js';
import { checkOptions } from './contradictions.js';
import type { Draft, DraftCheckpoint, DraftDisk, Setting } from './draft.js';
import { dateParts, defaultTemplate, fileName, joinPath } from './file-name.js';
import { type BackupOptions, OptionError, type ServerOptions, shown } from './options.js';
import { selectDisks } from './select.js';
import { canHaveBitmap, chooseSince, hasBitmap, type Since } from './since.js';

/** Where the server listens unless told otherwise: for clients on the same host, at NBD's own port. */
const DEFAULT_HOST = 'localhost';
const DEFAULT_PORT = '10809';

/** Throws `OptionError` where the options contradict each other, the domain or the checkpoints. */
export function complete(options: BackupOptions, setting: Setting): Draft {
  checkOptions(options);
  checkNew(options, setting);
  const since = chooseSince(options, setting);
  if (since.name !== undefined && since.name === options.checkpointName) {
    throw new OptionError(
      `--checkpoint-name ${shown(since.name)} is the checkpoint that the backup starts from: give the new one another name`,
    );
  }
  const selected = selectDisks(options, setting, since);
  if (!selected) checkFiles(options);
  const modes = selected && withModes(selected, setting, since);
  const disks = modes && withFiles(modes, options, setting, since);
  const server = options.mode === 'pull' ? completeServer(options.server ?? {}) : undefined;
  return {
    mode: options.mode,
    incremental: since.name,
    sinceFlag: options.incremental === undefined ? '--checkpoint' : '--incremental',
    server,
    disks,
    checkpoint:
      options.checkpointName === undefined ? undefined : completeCheckpoint(options.checkpointName, disks, setting),
    notes: [...serverNotes(options, server), ...diskNotes(options, setting, since, disks)],
  };
}

function checkNew({ checkpointName }: BackupOptions, { checkpoints = [] }: Setting): void {
  if (checkpointName === undefined || !checkpoints.some(({ name }) => name?.raw === checkpointName)) return;
  throw new OptionError(
    `--checkpoint-name ${shown(checkpointName)} exists already, as --checkpoint says: give the new one another name`,
  );
}

function checkFiles({ directory, nameTemplate }: BackupOptions): void {
  const flag = directory === undefined ? (nameTemplate === undefined ? undefined : '--name-template') : '--dir';
  if (flag)
    throw new OptionError(
      `${flag} needs to know the disks: name them with --disk, or give the domain with --domain FILE`,
    );
}

function completeServer(server: ServerOptions): ServerOptions {
  if (server.socket !== undefined || server.fdgroup !== undefined) return server;
  return { ...server, host: server.host ?? DEFAULT_HOST, port: server.port ?? DEFAULT_PORT };
}

function serverNotes({ server }: BackupOptions, done: ServerOptions | undefined): string[] {
  if (done?.host === undefined || (server?.host !== undefined && server.port !== undefined)) return [];
  const flags = [server?.host === undefined ? '--host' : [], server?.port === undefined ? '--port' : []].flat();
  return [
    `the server listens on ${shown(done.host)}, port ${shown(done.port ?? '')} (${flags.join(' and ')} would say otherwise)`,
  ];
}

/** Says of each disk whether it is incremental, where that is known, and the document is not clear without it. */
function withModes(disks: readonly DraftDisk[], setting: Setting, since: Since): DraftDisk[] {
  const done = disks.map((disk) => ({ disk, backupmode: disk.takesPart ? modeOf(disk, setting, since) : undefined }));
  if (knowsBackupmode(setting.release))
    return done.map(({ disk, backupmode }) => ({ ...disk, ...(backupmode !== undefined && { backupmode }) }));
  const full = done.find(({ backupmode }) => backupmode === 'full');
  if (since.name === undefined || !full) return [...disks];
  throw new OptionError(
    `${shown(full.disk.name)} has no bitmap of checkpoint ${shown(since.name)}, and libvirt ${setting.release.name} cannot save it in full beside incremental ones: leave it out with --exclude ${shown(full.disk.name)}, or save all in full`,
  );
}

function modeOf(disk: DraftDisk, { domain }: Setting, since: Since): string | undefined {
  if (disk.backupmode !== undefined) return disk.backupmode;
  if (disk.incremental !== undefined) return domain ? 'incremental' : undefined;
  if (since.name === undefined) return domain ? 'full' : undefined;
  if (since.checkpoint) return hasBitmap(since, disk.name, domain?.byTarget.get(disk.name)) ? 'incremental' : 'full';
  // Of a disk that was asked for and cannot be incremental, the rules say why.
  return domain ? 'incremental' : undefined;
}

/** Asks the grammar of the release, with a small document. */
function knowsBackupmode(release: Release): boolean {
  const probe = `<domainbackup><disks><disk name='vda' type='file' backupmode='full'/></disks></domainbackup>`;
  return judge([Buffer.from(probe)], 'domainbackup', release)[0] === true;
}

/** Gives each disk that takes part a file, where a folder for it is known, and with a domain its format. */
function withFiles(disks: readonly DraftDisk[], options: BackupOptions, setting: Setting, since: Since): DraftDisk[] {
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

/** The new checkpoint gets those disks of the backup that can carry a bitmap; without a domain, nobody knows of any that cannot. */
function completeCheckpoint(
  name: string,
  disks: readonly DraftDisk[] | undefined,
  { domain }: Setting,
): DraftCheckpoint {
  const all = domain?.disks.filter((disk) => !disk.empty && !disk.readonly).map(({ target }) => target);
  const inBackup = disks ? disks.flatMap((disk) => (disk.takesPart ? [disk.name] : [])) : all;
  const able = inBackup?.filter((target) => {
    const disk = domain?.byTarget.get(target);
    return !disk || (canHaveBitmap(disk) && !disk.readonly);
  });
  if (able?.length === 0) {
    throw new OptionError(
      `--checkpoint-name ${shown(name)}: no disk of the backup can carry a bitmap, as none is a qcow2 image that can be written to`,
    );
  }
  return { name, disks: able };
}

function diskNotes(
  options: BackupOptions,
  { domain }: Setting,
  since: Since,
  disks: readonly DraftDisk[] | undefined,
): string[] {
  const notes: string[] = [];
  if (!disks && !options.allDisks) {
    notes.push(
      'all disks that have media and are not read-only take part; libvirt names their files (--disk, or --domain FILE, would list them)',
    );
  }
  if (!disks && options.checkpointName !== undefined && !domain) {
    notes.push(
      'the checkpoint lists no disks either: libvirt refuses it where a disk is not qcow2 (--disk, or --domain FILE, would list them)',
    );
  }
  for (const { name, why } of disks ?? []) if (why !== undefined) notes.push(`${shown(name)} is left out: ${why}`);
  const full = (disks ?? []).filter((disk) => disk.takesPart && disk.backupmode === 'full' && since.checkpoint);
  if (full.length > 0) {
    notes.push(
      `in full, as without a bitmap of checkpoint ${shown(since.name ?? '')}: ${full.map(({ name }) => shown(name)).join(', ')}`,
    );
  }
  return notes;
}
