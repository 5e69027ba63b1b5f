/** Files as reports name them that are read elsewhere, on another machine. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The path of a file below the folder, with slashes; as it is where the file is not in there. */
export function pathBelow(folder: string, path: string): string {
  return insideOf(folder, path) ?? path;
}

export interface FileUri {
  readonly uri: string;
  /** Whether it counts from the folder. */
  readonly relative: boolean;
}

export function uriBelow(folder: string, path: string): FileUri {
  const inside = insideOf(folder, path);
  if (inside === undefined) return { uri: pathToFileURL(resolve(path)).href, relative: false };
  return { uri: inside.split('/').map(encodeURIComponent).join('/'), relative: true };
}

/** The URI of a folder, which ends in a slash. */
export function folderUri(folder: string): string {
  const { href } = pathToFileURL(resolve(folder));
  return href.endsWith('/') ? href : `${href}/`;
}

function insideOf(folder: string, path: string): string | undefined {
  const inside = relative(resolve(folder), resolve(path));
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return inside.split(sep).join('/');
}
