/** Brings options, domain and checkpoints together into what is to be written. */
import { judge } from '../judge/judge.js';
import type { Release } from '../release.js';
import { checkOptions } from './contradictions.js';
import type { Draft, DraftCheckpoint, DraftDisk, Setting } from './draft.js';
import { diskNotes, serverNotes } from './notes.js';
import { type BackupOptions, OptionError, type ServerOptions, shown } from './options.js';
import { withFiles } from './place.js';
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
