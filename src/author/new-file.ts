/** Puts new files into place: whole or not at all, all of them or none. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonFor, replaceFile, temporaryBeside, WriteError } from '../fix/write.js';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A file that could not be written; none of its fellows was either. The message says why, without the path. */
export class NewFileError extends Error {
  override readonly name = 'NewFileError';
  constructor(
    readonly path: string,
    readonly reason: string,
    /** Whether overwriting would have been the way out. */
    readonly exists = false,
  ) {
    super(reason);
  }
}

/**
 * Writes files that do not exist yet; with `force`, those that do are replaced. Where one cannot be written, those that were made before it are
 * removed again; a file that was replaced by then stays so. Throws `NewFileError`.
 */
export function writeNewFiles(files: readonly NewFile[], force: boolean): void {
  const made: string[] = [];
  for (const { path } of files) checkTarget(path, force);
  checkDistinct(files);
  for (const { path, text } of files) {
    try {
      if (writeOne(path, Buffer.from(text), force)) made.push(path);
    } catch (error) {
      for (const done of made) rmSync(done, { force: true });
      throw error instanceof NewFileError ? error : failure(path, error);
    }
  }
}

function checkTarget(path: string, force: boolean): void {
  if (path.endsWith('/')) throw new NewFileError(path, 'is the name of a folder: name a file in it');
  const stats = statsOf(path);
  if (stats && !stats.isFile())
    throw new NewFileError(path, stats.isDirectory() ? 'is a folder: name a file in it' : 'is no regular file');
  if (stats && !force) throw new NewFileError(path, 'exists already', true);
  if (!stats && isThere(path)) throw new NewFileError(path, NOWHERE);
  if (!stats && !statsOf(dirname(path))?.isDirectory()) throw new NewFileError(path, noFolder(path));
}

const NOWHERE = 'is a symbolic link that leads nowhere';

function noFolder(path: string): string {
  return `its folder does not exist: ${dirname(path)}`;
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw failure(path, error);
  }
}

/** Of two that are one file, only the second would be left. */
function checkDistinct(files: readonly NewFile[]): void {
  const places = new Map<string, string>();
  for (const { path } of files) {
    const place = placeOf(path);
    const other = places.get(place);
    if (other !== undefined) throw new NewFileError(path, `is the same file as ${other}: name another one`);
    places.set(place, path);
  }
}

function placeOf(path: string): string {
  try {
    return statsOf(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  } catch (error) {
    throw error instanceof NewFileError ? error : failure(path, error);
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw failure(path, error);
  }
}

/** True where the file is new. */
function writeOne(path: string, content: Buffer, force: boolean): boolean {
  const before = force ? readIfThere(path) : undefined;
  if (before) {
    replaceFile(path, before, content);
    return false;
  }
  createFile(path, content);
  return true;
}

function readIfThere(path: string): Buffer | undefined {
  return statsOf(path) ? readFileSync(path) : undefined;
}

/** A link is made in one step and never replaces a file, unlike a rename; both cannot be seen half-done. */
function createFile(path: string, content: Buffer): void {
  const temporary = temporaryBeside(path);
  try {
    writeExclusively(temporary, content);
    linkSync(temporary, path);
  } catch (error) {
    if (!isUnlinkable(error)) throw error;
    writeExclusively(path, content);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Some file systems have no links. */
function isUnlinkable(error: unknown): boolean {
  return (
    ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(codeOf(error) ?? '') && syscallOf(error) === 'link'
  );
}

function writeExclusively(path: string, content: Buffer): void {
  const file = openSync(path, 'wx', 0o666);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function failure(path: string, error: unknown): NewFileError {
  if (error instanceof WriteError) return new NewFileError(path, error.message);
  const code = codeOf(error);
  if (code === 'EEXIST') return new NewFileError(path, 'exists already', true);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new NewFileError(path, noFolder(path));
  if (code === 'ELOOP') return new NewFileError(path, NOWHERE);
  if (code === 'ENAMETOOLONG') return new NewFileError(path, 'its name is too long');
  return new NewFileError(path, reasonFor(error));
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function syscallOf(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? String(error.syscall) : undefined;
}
