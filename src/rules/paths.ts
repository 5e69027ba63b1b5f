/** Paths as the host would take them, without looking at it. */
import { posix } from 'node:path';

/**
 * One spelling for all that name the same file: `/a/./b`, `/a//b` and `/a/c/../b` are `/a/b`.
 * Symbolic links stay unseen.
 */
export function normalPath(path: string): string {
  return path.startsWith('/') ? posix.normalize(path).replace(/^\/\//, '/') : path;
}

export function isBelow(path: string, folder: string): boolean {
  return normalPath(path).startsWith(`${folder}/`);
}
