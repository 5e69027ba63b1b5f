/** What was decided that nobody asked for: one sentence each. */
import type { DraftDisk, Setting } from './draft.js';
import { type BackupOptions, type ServerOptions, shown } from './options.js';
import type { Since } from './since.js';

export function serverNotes({ server }: BackupOptions, done: ServerOptions | undefined): string[] {
  if (done?.host === undefined || (server?.host !== undefined && server.port !== undefined)) return [];
  const flags = [server?.host === undefined ? '--host' : [], server?.port === undefined ? '--port' : []].flat();
  return [
    `the server listens on ${shown(done.host)}, port ${shown(done.port ?? '')} (${flags.join(' and ')} would say otherwise)`,
  ];
}

export function diskNotes(
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
