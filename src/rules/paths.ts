/** Paths as the host would take them, without looking at it. */
import { posix } from 'node:path';

/**
 * One spelling for all that name the same file: `/a/./b`, `/a//b` and `/a/c/../b` are `/a/b`.
 * Symbolic links stay unseen.
 */
export function normalPath(path: string): string {
  if (!PERHAPS_LONGER.test(path)) return path;
  return path.startsWith('/') ? posix.normalize(path).replace(/^\/\//, '/') : path;
}

/** Far quicker than to normalise what is in order, as most paths are. */
const PERHAPS_LONGER = /\/(?:[/.]|$)/;

/** The folder of several that holds a path, at any depth. */
export function folderHolding(path: string, folders: readonly string[]): string | undefined {
  const normal = normalPath(path);
  return folders.find((folder) => normal.charAt(folder.length) === '/' && normal.startsWith(folder));
}
