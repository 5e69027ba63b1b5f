/** The virtual size of a disk's image, from its first bytes. */
import { closeSync, constants, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DomainDisk } from '../model/domain.js';

/** "QFI\xfb", from QEMU's description of the qcow2 format. */
const QCOW2_MAGIC = 0x514649fb;
/** Where a qcow2 header keeps the virtual size, as 64 bits, big endian. */
const QCOW2_SIZE_AT = 24;
/** The kernel counts block devices in sectors of this many bytes, whatever the device says. */
const SECTOR = 512;

/** In bytes; undefined where the image cannot be read, or is of a format that is not understood here. */
export function virtualSize({ path, type, format }: DomainDisk): number | undefined {
  if (!path?.startsWith('/')) return undefined;
  try {
    // a pipe would wait to be opened, and opening is all that some devices wait for
    const stats = statSync(path);
    if (!stats.isFile() && !(type === 'block' && stats.isBlockDevice())) return undefined;
    if (format === 'qcow2') return qcow2Size(path);
    if (format !== 'raw') return undefined;
    return type === 'block' ? deviceSize(path) : statSync(path).size;
  } catch {
    return undefined;
  }
}

function qcow2Size(path: string): number | undefined {
  const header = Buffer.alloc(QCOW2_SIZE_AT + 8);
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const count = readSync(file, header, 0, header.length, 0);
    if (count < header.length || header.readUInt32BE(0) !== QCOW2_MAGIC) return undefined;
    return Number(header.readBigUInt64BE(QCOW2_SIZE_AT));
  } finally {
    closeSync(file);
  }
}

function deviceSize(path: string): number | undefined {
  if (!statSync(path).isBlockDevice()) return undefined;
  const sectors = Number(readFileSync(`/sys/class/block/${basename(realpathSync(path))}/size`, 'utf8'));
  return Number.isFinite(sectors) ? sectors * SECTOR : undefined;
}
