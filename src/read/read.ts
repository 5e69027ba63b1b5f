/** Reads one document, once: what is judged, explained and shown are the same bytes, even where the file changes meanwhile. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Diagnostic } from '../diagnostic.js';
import { decode } from './decode.js';
import { shownPath, shownSize } from './shown.js';
import type { Source } from './source.js';

/** The largest document that is read unless asked otherwise, in bytes: 1 MiB. */
export const DEFAULT_MAX_SIZE = 1048576;

export interface ReadOptions {
  /** In bytes; `DEFAULT_MAX_SIZE` where left out. */
  readonly maxSize?: number;
  /** What `-` reads, such as `process.stdin`. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/** A document, or one whose bytes make no text: then `text` is as near as can be shown, and the diagnostic's span counts in it. */
export type ReadResult =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'undecodable'; readonly path: string; readonly text: string; readonly diagnostic: Diagnostic };

/** What messages call a document. */
export function pathOf(read: ReadResult): string {
  return read.kind === 'source' ? read.source.path : read.path;
}

/** Its text, as near as it can be decoded. */
export function textOf(read: ReadResult): string {
  return read.kind === 'source' ? read.source.text : read.text;
}

/** Input that cannot be had at all. The message is one line for people, the path in it included. */
export class ReadError extends Error {
  constructor(
    readonly path: string,
    /** Why, and what to do: the message without the path. */
    readonly reason: string,
  ) {
    super(`${path === '-' ? 'standard input' : shownPath(path)}: ${reason}`);
    this.name = 'ReadError';
  }
}

/** Reads a file, or standard input for `-`. Throws `ReadError`; what is wrong with the document's bytes is a result. */
export async function readSource(path: string, options: ReadOptions = {}): Promise<ReadResult> {
  const maxSize = options.maxSize ?? DEFAULT_MAX_SIZE;
  return path === '-' ? sourceOf(path, await readStream(options.stdin, maxSize)) : readFile(path, maxSize);
}

/** Reads a document of at most `maxSize` bytes. Synchronous: for thousands of small files that is several times faster. Throws `ReadError`. */
export function readFile(path: string, maxSize: number, scratch?: Buffer): ReadResult {
  return sourceOf(path, readFileBounded(path, maxSize, scratch));
}

/** Makes a document of bytes that are at hand; `path` is what messages call it. */
export function sourceOf(path: string, bytes: Buffer): ReadResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return { kind: 'undecodable', path, text: decoded.text, diagnostic: decoded.diagnostic };
  const { text, encoding, byteOrderMark } = decoded;
  return { kind: 'source', source: { path, bytes, text, encoding, byteOrderMark } };
}

/** At most `maxSize` bytes of a file. `scratch` is overwritten, and of use to whoever reads many. Throws `ReadError`. */
export function readFileBounded(path: string, maxSize: number, scratch = scratchRoom()): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return readBounded(path, file, maxSize, scratch);
  } catch (error) {
    throw error instanceof ReadError ? error : new ReadError(path, reasonOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The beginning of a file, whatever its size. Throws `ReadError`. */
export function readHead(path: string, size: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const head = Buffer.alloc(size);
    return head.subarray(0, readSync(file, head, 0, size, 0));
  } catch (error) {
    throw new ReadError(path, reasonOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Room for what is read of one file after the other, before it is copied: how long those are that fit in need not be asked. */
export function scratchRoom(): Buffer {
  return Buffer.allocUnsafeSlow(65536);
}

function readBounded(path: string, file: number, maxSize: number, scratch: Buffer): Buffer {
  const room = Math.min(scratch.length, maxSize + 1);
  const first = readSync(file, scratch, 0, room, null);
  const second = first < room ? readSync(file, scratch, first, room - first, null) : 0;
  const head = Buffer.from(scratch.subarray(0, first + second));
  // A file gives all that it has at once; a pipe, or a file that has just grown, may have more.
  if (first < room && second === 0) return head;
  // Not all of a file that is too large need be read.
  const stats = fstatSync(file, { bigint: true });
  if (stats.size > maxSize) throw tooLarge(path, maxSize, Number(stats.size));
  const canBeReadAgain = stats.isFile() && (stats.size > 0 || isEmpty(file));
  return canBeReadAgain ? readOneVersion(path, file, maxSize) : readRest(path, file, maxSize, { head, scratch });
}

/** Files of /proc have no size either. */
function isEmpty(file: number): boolean {
  return readSync(file, Buffer.alloc(1), 0, 1, 0) === 0;
}

/** How often a file is read again that is written to meanwhile. */
const ATTEMPTS = 10;

/** What a file of some length held at one time: what takes several steps to read may be of several versions. */
function readOneVersion(path: string, file: number, maxSize: number): Buffer {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = fstatSync(file, { bigint: true });
    if (before.size > maxSize) throw tooLarge(path, maxSize, Number(before.size));
    const bytes = Buffer.allocUnsafe(Number(before.size) + 1);
    const count = fill(bytes, file, 0);
    const after = fstatSync(file, { bigint: true });
    const isSame = (['size', 'mtimeNs', 'ctimeNs'] as const).every((fact) => before[fact] === after[fact]);
    if (isSame && count === Number(after.size)) return bytes.subarray(0, count);
  }
  throw new ReadError(path, 'it is written to all the time: try again');
}

/** What can be read once, after what has been read of it. */
function readRest(
  path: string,
  file: number,
  maxSize: number,
  { head, scratch }: { readonly head: Buffer; readonly scratch: Buffer },
): Buffer {
  const chunks = [head];
  let size = head.length;
  for (;;) {
    if (size > maxSize) throw tooLarge(path, maxSize);
    const count = fill(scratch, file, null);
    chunks.push(Buffer.from(scratch.subarray(0, count)));
    size += count;
    if (count < scratch.length) break;
  }
  if (size > maxSize) throw tooLarge(path, maxSize);
  return Buffer.concat(chunks, size);
}

/** Reads from a place on until there is no more, or no more room; from where it is at if the place is null. Gives how many bytes it has read. */
function fill(room: Buffer, file: number, place: number | null): number {
  let used = 0;
  for (;;) {
    const count = readSync(file, room, used, room.length - used, place === null ? null : place + used);
    used += count;
    if (count === 0 || used === room.length) return used;
  }
}

async function readStream(stream: ReadOptions['stdin'], maxSize: number): Promise<Buffer> {
  if (!stream) throw new ReadError('-', 'there is none to read');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
      chunks.push(bytes);
      size += bytes.length;
      if (size > maxSize) throw tooLarge('-', maxSize);
    }
  } catch (error) {
    throw error instanceof ReadError ? error : new ReadError('-', reasonOf(error));
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(path: string, maxSize: number, size?: number): ReadError {
  // Rounded, they may look the same.
  const isClose = size !== undefined && shownSize(size) === shownSize(maxSize);
  const shown = (bytes: number): string => (isClose ? `${bytes} bytes` : shownSize(bytes));
  const actual = size === undefined ? 'is' : `has ${shown(size)},`;
  return new ReadError(path, `${actual} larger than the limit of ${shown(maxSize)} (--max-size raises it)`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file: check the name',
  ENOTDIR: 'there is no such file: a part of the path is not a folder',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read: permission denied',
  EPERM: 'may not be read: permission denied',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open: raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this system',
  ENXIO: 'is a socket or a device that cannot be read',
  EIO: 'the device failed to read it',
  ERR_INVALID_ARG_VALUE: 'the name holds a NUL character',
};

/** Why a file could not be had, in a few words for people, from an error of the file system. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code !== undefined) return REASONS[code] ?? `cannot be read (${code})`;
  throw error;
}
