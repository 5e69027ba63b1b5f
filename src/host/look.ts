/**
 * Looks at the host that it runs on, for the paths that a backup document names and the images of the domain. It only looks:
 * nothing is created, and nothing but the first bytes of the domain's images is read.
 */
import { accessSync, constants, realpathSync, type Stats, statfsSync, statSync } from 'node:fs';
import type { Backup } from '../model/backup.js';
import type { EffectiveDisk } from '../model/effective.js';
import { type FolderFacts, folderOf, type HostFacts, type PathKind } from './facts.js';
import { virtualSize } from './image.js';

export function lookAtHost(backup: Backup, disks: readonly EffectiveDisk[]): HostFacts {
  const socket = backup.server?.transport === 'unix' ? backup.server.socket?.raw : undefined;
  const part = disks.filter((disk) => disk.takesPart);
  const named = [...part.map((disk) => disk.path), socket].filter((path) => path?.startsWith('/'));
  const paths = [...new Set(named)].filter((path) => path !== undefined);
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== undefined);
  return {
    paths: new Map(paths.map((path) => [path, kindOfPath(path)])),
    folders: new Map(folders.map((folder) => [folder, lookAtFolder(folder)])),
    sizes: new Map(part.flatMap(sizeOf)),
  };
}

function sizeOf({ domainDisk }: EffectiveDisk): [string, number][] {
  const size = domainDisk && virtualSize(domainDisk);
  return domainDisk && size !== undefined ? [[domainDisk.target, size]] : [];
}

function kindOfPath(path: string): PathKind {
  try {
    return kindOf(statSync(path));
  } catch (error) {
    return isMissing(error) ? 'missing' : 'unknown';
  }
}

function kindOf(stats: Stats): PathKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  if (stats.isBlockDevice()) return 'block';
  return stats.isSocket() ? 'socket' : 'other';
}

/** A path that runs through a file, or has a NUL character, cannot be there either. */
function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function lookAtFolder(folder: string): FolderFacts {
  const kind = kindOfPath(folder);
  if (kind !== 'folder') return { kind, writable: false, free: undefined, fileSystem: undefined };
  return { kind, writable: isWritable(folder), ...roomOf(folder) };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function roomOf(folder: string): Pick<FolderFacts, 'free' | 'fileSystem'> {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return { free: bavail * bsize, fileSystem: String(statSync(realpathSync(folder)).dev) };
  } catch {
    return { free: undefined, fileSystem: undefined };
  }
}
