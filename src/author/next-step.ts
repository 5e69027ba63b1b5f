/** What to do with the documents once they are in files. Source: format.md section 5. */
import type { Backup, Server } from '../model/backup.js';
import { type EffectiveDisk, effectiveDisks } from '../model/effective.js';
import { exportUri } from '../plan/uri.js';
import type { Setting } from './draft.js';
import { shellFile, shellWord } from './shell.js';

/** Stand for what is not known without the domain. */
const DOMAIN = 'DOMAIN';
const DISK = 'DISK';

/**
 * Lines for people: the command that starts the job, and for a pull backup how a client reaches the exports and how to end the job.
 * What comes from the document or the domain is quoted for a shell.
 */
export function nextSteps(backup: Backup, setting: Setting, file: string, checkpointFile?: string): string[] {
  const { domain } = setting;
  const name = domain?.name === undefined ? DOMAIN : virshWord(domain.name);
  const files = [file, ...(checkpointFile === undefined ? [] : [checkpointFile])].map(shellFile);
  const start = `start the backup:  virsh backup-begin ${name} ${files.join(' ')}`;
  if (backup.mode !== 'pull' || !backup.server) return [start];
  return [start, ...exportLines(backup, backup.server, setting), `end it when done:  virsh domjobabort ${name}`];
}

/** virsh takes a word that begins with a dash for an option. */
function virshWord(name: string): string {
  return name.startsWith('-') ? `--domain ${shellWord(name)}` : shellWord(name);
}

function exportLines(backup: Backup, server: Server, { release, domain }: Setting): string[] {
  const disks = effectiveDisks(backup, { release, domain }).filter(({ takesPart }) => takesPart);
  if (!backup.disks && !domain) {
    const bitmap = backup.incremental === undefined ? undefined : `backup-${DISK}`;
    return [exportLine(server, DISK, bitmap)];
  }
  return disks.map((disk) => exportLine(server, disk.exportname ?? disk.name, bitmapOf(disk)));
}

function bitmapOf({ backupmode, exportbitmap }: EffectiveDisk): string | undefined {
  return backupmode === 'incremental' ? exportbitmap : undefined;
}

function exportLine(server: Server, name: string, bitmap: string | undefined): string {
  const uri = exportUri(server, name);
  const where = uri === undefined ? `export ${shellWord(name)} of the passed socket` : shellWord(uri);
  const changed = bitmap === undefined ? '' : `  (changed blocks: ${shellWord(`qemu:dirty-bitmap:${bitmap}`)})`;
  return `read it over NBD:  ${where}${changed}`;
}
