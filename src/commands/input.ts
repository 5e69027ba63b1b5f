/** The documents that a command line names, read one batch after the other. */
import { inPortions, isPassedOver, type PassedOver, type Task, takenIn } from '../intake.js';
import { type FindOptions, type FoundFile, findDocuments } from '../read/find.js';
import { ReadError, type ReadResult, readSource } from '../read/read.js';
import { plural } from '../report/summary.js';
import type { CommandIo } from './io.js';

export interface InputOptions extends FindOptions {
  /** The largest document to read, in bytes. */
  readonly maxSize: number;
}

export interface Input {
  /** What the documents that there are to read are called in reports. */
  readonly paths: readonly string[];
  /** Reads them in order, so many at a time at most. What cannot be read is said on stderr and left out. */
  readonly batches: (size?: number) => AsyncGenerator<ReadResult[]>;
  /** The same without reading files: whoever does tells what comes of it with `passOver` and `close`. */
  readonly tasks: (size?: number) => AsyncGenerator<Task[]>;
  /** Counts what is no document to judge; what cannot be read is said on stderr. */
  readonly passOver: (passed: PassedOver) => void;
  /** Says on stderr if there was no document at all, where that is a problem. To be told how many there were. */
  readonly close: (given: number) => void;
  /** How many paths could not be read so far, that lead to no document included; and one more where `close` had something to say. */
  readonly failed: () => number;
  /** How many there are so far that are no documents to judge: paths that cannot be read or lead to none, and documents of another kind. */
  readonly skipped: () => number;
}

/** So many documents are given in one go where nobody says how many: the grammar is compiled once for them, and progress is shown between. */
const BATCH = 300;

/** Finds the documents. A path that leads to none is said on stderr at once. */
export async function openInput(named: readonly string[], options: InputOptions, io: CommandIo): Promise<Input> {
  const { files, problems } = await findDocuments(named, options);
  let failed = 0;
  let foreign = 0;
  let isEmpty = false;
  const fail = (message: string): void => {
    failed += 1;
    io.stderr.write(`error: ${message}\n`);
  };
  for (const { message } of problems) fail(message);

  function passOver(passed: PassedOver): void {
    if (passed.kind === 'foreign') foreign += 1;
    else fail(passed.message);
  }

  function close(given: number): void {
    if (given > 0 || failed > 0 || options.allowEmpty) return;
    isEmpty = true;
    io.stderr.write(
      `error: there is no document to look at: ${plural(foreign, 'XML file')} of another kind; name those that are meant\n`,
    );
  }

  /** Only standard input is read at once: no other process has it. */
  async function taskOf(file: FoundFile): Promise<Task[]> {
    if (file.path !== '-') return [file];
    try {
      return [await readStdin(options, io)];
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      fail(error.message);
      return [];
    }
  }

  async function* tasks(size = BATCH): AsyncGenerator<Task[]> {
    for (let at = 0; at < files.length; at += size) {
      const some = files.slice(at, at + size);
      yield some.some(({ path }) => path === '-') ? (await Promise.all(some.map(taskOf))).flat() : some;
    }
  }

  async function* batches(size?: number): AsyncGenerator<ReadResult[]> {
    let given = 0;
    for await (const some of tasks(size)) {
      for (const batch of readTasks(some, options.maxSize, passOver)) {
        given += batch.length;
        yield batch;
      }
    }
    close(given);
  }

  const paths = files.map(({ path }) => (path === '-' ? (options.stdinName ?? path) : path));
  return {
    paths,
    batches,
    tasks,
    passOver,
    close,
    failed: () => failed + (isEmpty ? 1 : 0),
    skipped: () => failed + foreign,
  };
}

/** Reads what is still to be read, in portions to be judged together, and tells what is passed over. */
export function* readTasks(
  tasks: readonly Task[],
  maxSize: number,
  passOver: (passed: PassedOver) => void,
): Generator<ReadResult[], void> {
  for (const portion of inPortions(takenIn(tasks, maxSize))) {
    for (const passed of portion.filter(isPassedOver)) passOver(passed);
    yield portion.filter((intake): intake is ReadResult => !isPassedOver(intake));
  }
}

async function readStdin({ maxSize, stdinName }: InputOptions, io: CommandIo): Promise<ReadResult> {
  const result = await readSource('-', { maxSize, stdin: io.stdin });
  if (stdinName === undefined) return result;
  if (result.kind === 'undecodable') return { ...result, path: stdinName };
  return { ...result, source: { ...result.source, path: stdinName } };
}
