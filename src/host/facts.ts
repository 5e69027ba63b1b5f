/** What was seen on the host: facts only, so that the rules that judge them stay pure. */
import type { Backup } from '../model/backup.js';
import type { EffectiveDisk } from '../model/effective.js';

/** `unknown`: it could not be seen, for example as a folder above may not be entered. */
export type PathKind = 'missing' | 'file' | 'folder' | 'block' | 'socket' | 'other' | 'unknown';

export interface FolderFacts {
  readonly kind: PathKind;
  /** Whether this user may create files in it. libvirt and QEMU run as other users. */
  readonly writable: boolean;
  /** Bytes that are free in its file system. */
  readonly free: number | undefined;
  /** Folders of one file system share this. */
  readonly fileSystem: string | undefined;
}

export interface HostFacts {
  /** What stands at the paths that the document names, by path as written. */
  readonly paths: ReadonlyMap<string, PathKind>;
  /** The folders of those paths, by path as `folderOf` gives it. */
  readonly folders: ReadonlyMap<string, FolderFacts>;
  /** Virtual sizes in bytes of the domain's disks that take part, by target, where their images can be read. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Looks at the host for one document. */
export type HostLook = (backup: Backup, disks: readonly EffectiveDisk[]) => HostFacts;

/** The folder of an absolute path; undefined for a path that names none. */
export function folderOf(path: string): string | undefined {
  const end = path.lastIndexOf('/');
  if (end < 0 || !path.startsWith('/')) return undefined;
  return end === 0 ? '/' : path.slice(0, end);
}
