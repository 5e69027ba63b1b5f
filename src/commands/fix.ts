/** What `validate --fix` and `--fix-dry-run` do, apart from the judging. Only loaded when one of them is asked for. */
import { unifiedDiff } from '../fix/diff.js';
import { type FixOutcome, fixSources } from '../fix/fix.js';
import { replaceFile, WriteError } from '../fix/write.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeLines } from '../report/escape.js';
import { plural } from '../report/summary.js';
import { createValidator, type ValidateSettings } from '../validate.js';
import type { CommandIo } from './io.js';

/** Prints the safe fixes of all documents as one unified diff on stdout. */
export function showFixes(batch: readonly ReadResult[], settings: ValidateSettings, io: CommandIo): void {
  for (const { before, after, fixed } of changes(batch, settings)) {
    io.stdout.write(escapeLines(unifiedDiff(shownPath(before.path), before.text, after.text)));
    io.stderr.write(`would fix ${plural(fixed, 'fault')} in ${shownPath(before.path)}\n`);
  }
}

export interface Written {
  /** All documents as they are from now on. */
  readonly documents: readonly ReadResult[];
  /** How many files could not be written. */
  readonly failed: number;
}

/** Writes the safe fixes into the files, and says on stderr which were fixed. A file that cannot be written stays as it is. */
export function writeFixes(batch: readonly ReadResult[], settings: ValidateSettings, io: CommandIo): Written {
  const wanted = changes(batch, settings);
  const fixed = new Map(wanted.filter((outcome) => write(outcome, io)).map(({ before, after }) => [before, after]));
  return {
    documents: batch.map((read) => {
      const source = read.kind === 'source' ? fixed.get(read.source) : undefined;
      return source ? { kind: 'source', source } : read;
    }),
    failed: wanted.length - fixed.size,
  };
}

function changes(batch: readonly ReadResult[], settings: ValidateSettings): FixOutcome[] {
  const sources = batch.flatMap((read) => (read.kind === 'source' ? [read.source] : []));
  const validate = createValidator(settings);
  const outcomes = fixSources(sources, (attempts) => {
    const documents = attempts.map((source) => ({ kind: 'source' as const, source }));
    return validate(documents).map(({ result }) => result);
  });
  return outcomes.filter(({ before, after }) => after !== before);
}

function write({ before, after, fixed }: FixOutcome, io: CommandIo): boolean {
  try {
    replaceFile(before.path, before.bytes, after.bytes);
    io.stderr.write(`fixed ${plural(fixed, 'fault')} in ${shownPath(before.path)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`error: ${shownPath(before.path)}: could not be fixed: ${error.message}\n`);
    return false;
  }
}
