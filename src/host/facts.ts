/** What was seen on the host: facts only, so that the rules that judge them stay pure. */

/** `unknown`: it could not be seen, as the folder may not be entered. */
export type PathKind = 'missing' | 'file' | 'folder' | 'block' | 'socket' | 'other' | 'unknown';

export interface PathFacts {
  readonly kind: PathKind;
  /** In bytes, of a file. */
  readonly size: number | undefined;
}

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
  /** The files and devices that the document names, and invented ones, by path as written. */
  readonly paths: ReadonlyMap<string, PathFacts>;
  /** The folders of those paths, by path. */
  readonly folders: ReadonlyMap<string, FolderFacts>;
  /** Virtual sizes in bytes of the domain's disks, by target name, where their images can be read. */
  readonly sizes: ReadonlyMap<string, number>;
}
