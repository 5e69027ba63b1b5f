/** Writing files whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file that cannot be written; it is as it was. The message says why, without the path. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

/**
 * Replaces the content of an existing file: written beside it, flushed to the disk and moved into its place, so that whoever reads and
 * whatever goes wrong meets the old content or the new one. Mode and owner stay; a symbolic link stays and its target is replaced.
 * Throws `WriteError`, also where the file no longer holds `expected`, as somebody else wrote to it meanwhile.
 *
 * Not write-file-atomic: it takes a short write, as on a disk that is nearly full, for a whole one, and its temporary names can be guessed.
 */
export function replaceFile(path: string, expected: Uint8Array, content: Uint8Array): void {
  try {
    const target = realpathSync(path);
    if (!readFileSync(target).equals(expected)) throw new WriteError('it was changed meanwhile: run again');
    putInPlace(target, content);
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(reasonFor(error));
  }
}

function putInPlace(target: string, content: Uint8Array): void {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  const file = openSync(temporary, 'wx', 0o600);
  try {
    try {
      writeFileSync(file, content);
      keepOwnerAndMode(temporary, target);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Only root may give a file away. Others who may write a file of somebody else's get it as their own, as with any editor. */
function keepOwnerAndMode(path: string, model: string): void {
  const { mode, uid, gid } = statSync(model);
  try {
    chownSync(path, uid, gid);
  } catch (error) {
    if (process.getuid?.() === 0) throw error;
  }
  chmodSync(path, mode & 0o7777);
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
  return REASONS[code] ?? `cannot be written (${code})`;
}
