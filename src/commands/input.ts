/** The documents that a command line names, read one batch after the other. */
import { mayBeOurs } from '../explain/kinds.js';
import { decode } from '../read/decode.js';
import { type FindOptions, type FoundFile, findDocuments } from '../read/find.js';
import { ReadError, type ReadResult, readHead, readSource } from '../read/read.js';
import { rootNameOf } from '../read/root.js';
import { plural } from '../report/summary.js';
import type { CommandIo } from './io.js';

export interface InputOptions extends FindOptions {
  /** The largest document to read, in bytes. */
  readonly maxSize: number;
}

export interface Input {
  /** What the documents that there are to read are called in reports. */
  readonly paths: readonly string[];
  /** Reads them in order, so many at a time. What cannot be read is said on stderr and left out. */
  readonly batches: (size: number) => AsyncGenerator<ReadResult[]>;
  /** How many paths could not be read so far, that lead to no document included. */
  readonly failed: () => number;
  /** How many documents of another kind were passed over so far. */
  readonly foreign: () => number;
}

/** So much of a file that is too large shows of what kind it is, in bytes. */
const HEAD = 65536;

/**
 * Finds the documents. A path that leads to none is said on stderr at once. Of the files that nobody named, those of another kind are passed over.
 */
export async function openInput(named: readonly string[], options: InputOptions, io: CommandIo): Promise<Input> {
  const { files, problems } = await findDocuments(named, options);
  let failed = 0;
  let foreign = 0;
  let given = 0;
  const fail = (message: string): void => {
    failed += 1;
    io.stderr.write(`error: ${message}\n`);
  };
  for (const { message } of problems) fail(message);

  async function read(file: FoundFile): Promise<ReadResult[]> {
    try {
      const result = await readOne(file.path, options, io);
      if (file.named || !isForeign(textOf(result))) return [result];
      foreign += 1;
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      if (!file.named && hasForeignHead(file.path)) foreign += 1;
      else fail(error.message);
    }
    return [];
  }

  async function* batches(size: number): AsyncGenerator<ReadResult[]> {
    for (let at = 0; at < files.length; at += size) {
      const batch: ReadResult[] = [];
      for (const file of files.slice(at, at + size)) batch.push(...(await read(file)));
      given += batch.length;
      yield batch;
    }
    if (given > 0 || failed > 0 || options.allowEmpty) return;
    fail(`there is no document to look at: ${plural(foreign, 'XML file')} of another kind; name those that are meant`);
  }

  const paths = files.map(({ path }) => (path === '-' ? (options.stdinName ?? path) : path));
  return { paths, batches, failed: () => failed, foreign: () => foreign };
}

async function readOne(path: string, { maxSize, stdinName }: InputOptions, io: CommandIo): Promise<ReadResult> {
  if (path !== '-') return readSource(path, { maxSize });
  const result = await readSource(path, { maxSize, stdin: io.stdin });
  if (stdinName === undefined) return result;
  if (result.kind === 'undecodable') return { ...result, path: stdinName };
  return { ...result, source: { ...result.source, path: stdinName } };
}

/** As near as it can be decoded. */
function textOf(result: ReadResult): string {
  return result.kind === 'source' ? result.source.text : result.text;
}

/** A document whose root cannot be made out is not: that may be what is wrong with it. */
function isForeign(text: string): boolean {
  const root = rootNameOf(text);
  return root !== undefined && !mayBeOurs(root, text);
}

function hasForeignHead(path: string): boolean {
  try {
    const head = decode(readHead(path, HEAD));
    return isForeign(head.text);
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}
