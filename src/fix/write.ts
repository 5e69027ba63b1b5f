/** Writing files whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that cannot be written; it is as it was. The message says why, without the path. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/**
 * Replaces the content of an existing file: written beside it, flushed to the disk and moved into its place, so that whoever reads and
 * whatever goes wrong meets the old content or the new one. Mode and owner stay; a symbolic link stays and its target is replaced. What holds the new
 * content already is left alone. Throws `WriteError`, also where the file no longer holds `expected`, as somebody else wrote to it meanwhile, and where
 * its owner could not stay.
 *
 * Not write-file-atomic: it takes a short write, as on a disk that is nearly full, for a whole one, and its temporary names can be guessed.
 */
export function replaceFile(path: string, expected: Uint8Array, content: Uint8Array): void {
  try {
    const model = statSync(path);
    if (!model.isFile()) throw new WriteError('it is no regular file');
    putInPlace(realpathSync(path), model, expected, content);
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(reasonFor(error));
  }
}

/** A name for a file of its own that stands beside another, of the same file system and short whatever that is called. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.backupxml.${randomBytes(6).toString('hex')}.tmp`);
}

function putInPlace(target: string, model: Stats, expected: Uint8Array, content: Uint8Array): void {
  if (holds(target, content, expected)) return;
  const temporary = temporaryBeside(target);
  const file = openSync(temporary, 'wx', 0o600);
  try {
    try {
      writeFileSync(file, content);
      keepOwnerAndMode(file, model);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // A slow disk takes its time, and others write too.
    if (holds(target, content, expected)) rmSync(temporary);
    else renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Whether a file holds the content, as it does where it is named twice; else it must hold what is expected. */
function holds(target: string, content: Uint8Array, expected: Uint8Array): boolean {
  const actual = readFileSync(target);
  if (actual.equals(content)) return true;
  if (actual.equals(expected)) return false;
  throw new WriteError('it was changed meanwhile: run again');
}

/** Only root may give a file away, and only members one to a group; what is somebody else's would become ours. */
function keepOwnerAndMode(file: number, { mode, uid, gid }: Stats): void {
  const actual = fstatSync(file);
  if (actual.uid !== uid || actual.gid !== gid) {
    try {
      fchownSync(file, uid, gid);
    } catch {
      const whose = actual.uid === uid ? `the group ${gid}` : `the user ${uid}`;
      throw new WriteError(`it belongs to ${whose}, and would not any more`);
    }
  }
  fchmodSync(file, mode & 0o7777);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written to: permission denied',
  EPERM: 'its folder may not be written to: permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no space left on the disk',
  EDQUOT: 'the quota of disk space is used up',
  EFBIG: 'the limit on the size of files is passed (ulimit -f)',
  ENOENT: 'it is gone',
};

export function reasonFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return REASONS[code] ?? `the system refuses (${code})`;
}
