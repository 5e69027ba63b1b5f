/** Words and places that the rules share. */
import type { BackupDisk } from '../model/backup.js';
import { namePlace, type Place, placeOf } from '../model/values.js';
import type { Scene } from './rule.js';

const LONGEST_QUOTE = 80;
const LONGEST_LIST = 8;

/** A value in single quotes, cut where it is too long for a message. */
export function quoted(text: string): string {
  if (text.length <= LONGEST_QUOTE) return `'${text}'`;
  // A character takes two units at most, and a text may have many thousands.
  const start = Array.from(text.slice(0, 2 * LONGEST_QUOTE))
    .slice(0, LONGEST_QUOTE)
    .join('');
  return `'${start}…'`;
}

/** `'a', 'b' and 'c'`; a long list is cut and counted. */
export function quotedList(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).map(quoted);
  if (names.length > LONGEST_LIST) return `${shown.join(', ')} and ${names.length - LONGEST_LIST} more`;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

/** `disk 'a'` or `disks 'a' and 'b'`. */
export function disksNamed(names: readonly string[]): string {
  return `${names.length === 1 ? 'disk' : 'disks'} ${quotedList(names)}`;
}

/** The name of a listed disk as the smallest span that shows which one is meant. */
export function diskPlace(disk: BackupDisk): Place {
  return disk.name ? placeOf(disk.name) : namePlace(disk.element);
}

/** `<target>` in push, `<scratch>` in pull. */
export function storeName(scene: Scene): 'target' | 'scratch' {
  return scene.backup.mode === 'pull' ? 'scratch' : 'target';
}

/** The length that the kernel, QEMU and NBD count: bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** A number of bytes as people say it of disks. */
export function shownBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return `${+(bytes / 1024 ** power).toFixed(1)} ${units[power]}`;
}
