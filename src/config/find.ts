/** Looks for the configuration of a folder. Cheap, as every run does it: a few looks at each folder upwards, and no library. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ReadError, readFileBounded } from '../read/read.js';

/** The names of configuration files; of several in one folder, the first counts. */
export const CONFIG_NAMES = [
  '.backupxmlrc.json',
  '.backupxmlrc.yaml',
  '.backupxmlrc.yml',
  'backupxml.config.json',
  'package.json',
] as const;

/** The key of package.json that holds the configuration. */
export const PACKAGE_KEY = 'backupxml';

/** The largest file that is read, in bytes: a configuration is written by people, and comes from others. */
export const MAX_CONFIG_SIZE = 65536;

/**
 * The file that holds the configuration for what is judged in a folder: the nearest one, in the folder or above it, up to the root of the
 * repository or else of the file system. A package.json counts where it has the key.
 */
export function findConfig(from: string): string | undefined {
  let folder = resolve(from);
  for (;;) {
    const here = folder;
    const found = CONFIG_NAMES.map((name) => join(here, name)).find(holdsConfig);
    if (found !== undefined) return found;
    const parent = dirname(folder);
    if (parent === folder || existsSync(join(folder, '.git'))) return undefined;
    folder = parent;
  }
}

function holdsConfig(path: string): boolean {
  if (!isFile(path)) return false;
  return !path.endsWith('package.json') || hasKey(path);
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** A package.json is somebody else's: one that cannot be read is no fault here. */
function hasKey(path: string): boolean {
  try {
    const text = readFileBounded(path, MAX_CONFIG_SIZE).toString('utf8');
    if (!text.includes(`"${PACKAGE_KEY}"`)) return false;
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, PACKAGE_KEY);
  } catch (error) {
    if (error instanceof ReadError || error instanceof SyntaxError) return false;
    throw error;
  }
}
