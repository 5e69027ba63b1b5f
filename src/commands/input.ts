/** The documents that a command line names, read one batch after the other. */
import { findDocuments } from '../read/find.js';
import { ReadError, type ReadResult, readSource } from '../read/read.js';
import type { CommandIo } from './io.js';

export interface Input {
  /** How many documents there are to read. */
  readonly count: number;
  /** Reads them in order, so many at a time. What cannot be read is said on stderr and left out. */
  readonly batches: (size: number) => AsyncGenerator<ReadResult[]>;
  /** How many paths could not be read so far. */
  readonly skipped: () => number;
}

/** Finds the documents. A path that leads to none is said on stderr at once. */
export function openInput(paths: readonly string[], maxSize: number, io: CommandIo): Input {
  const { files, problems } = findDocuments(paths);
  const wanted = [...new Set(files.map((file) => file.path))];
  let skipped = 0;
  const skip = (message: string): void => {
    skipped += 1;
    io.stderr.write(`error: ${message}\n`);
  };
  for (const { message } of problems) skip(message);

  async function read(path: string): Promise<ReadResult[]> {
    try {
      return [await readSource(path, path === '-' ? { maxSize, stdin: io.stdin } : { maxSize })];
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      skip(error.message);
      return [];
    }
  }

  async function* batches(size: number): AsyncGenerator<ReadResult[]> {
    for (let at = 0; at < wanted.length; at += size) {
      const batch: ReadResult[] = [];
      for (const path of wanted.slice(at, at + size)) batch.push(...(await read(path)));
      yield batch;
    }
  }

  return { count: wanted.length, batches, skipped: () => skipped };
}
