/** What `validate --fix` and `--fix-dry-run` do. Only loaded when one of them is asked for. */
import { unifiedDiff } from '../fix/diff.js';
import { type FixOutcome, fixSources } from '../fix/fix.js';
import { replaceFile, WriteError } from '../fix/write.js';
import type { ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { escapeLines } from '../report/escape.js';
import { plural } from '../report/summary.js';
import type { FileResult } from '../settle/result.js';
import { createValidator, type Validator, type Verdict } from '../validate.js';
import type { CommandIo } from './io.js';
import { type Judging, type JudgingOptions, judgeHere } from './judging.js';
import { openTrial } from './trial.js';
import { uninterrupted } from './uninterrupted.js';

export interface FixingOptions extends JudgingOptions {
  /** Whether the fixes are written into the files, rather than shown. */
  readonly isWriting: boolean;
}

/**
 * Judges documents in this very process, once a child has survived those that are risky, and applies their safe fixes. Written, a document is judged as
 * it is from then on, and stderr says what was fixed; a file that cannot be written stays as it is. Else the fixes are printed on stdout as one unified
 * diff, and a document is judged as it stands.
 */
export function openFixing({ isWriting, ...options }: FixingOptions, io: CommandIo): Judging {
  const validate = createValidator(options.settings);
  const trial = openTrial(options.settings, io);
  let unwritten = 0;

  const settle = (outcome: FixOutcome): FileResult => {
    const isChanged = outcome.after !== outcome.before;
    if (!isWriting) {
      if (isChanged) show(outcome, io);
      return outcome.first;
    }
    if (!isChanged || write(outcome, io)) return outcome.result;
    unwritten += 1;
    return outcome.first;
  };

  const here = judgeHere(options, async (documents) => {
    const survivors = await trial.survivors(documents);
    const settleAll = (outcomes: readonly FixOutcome[]) => outcomes.map(settle);
    return fixed(survivors, validate, isWriting ? (all) => uninterrupted(() => settleAll(all)) : settleAll);
  });
  return {
    ...here,
    async finish() {
      trial.close();
      return here.finish();
    },
    crashes: trial.crashes,
    unwritten: () => unwritten,
  };
}

/** The verdicts on documents, those that have been tried on the way included; `settleAll` takes its choice. What is undecodable has no fixes. */
async function fixed(
  documents: readonly ReadResult[],
  validate: Validator,
  settleAll: (outcomes: readonly FixOutcome[]) => FileResult[] | Promise<FileResult[]>,
): Promise<Verdict[]> {
  const known = new Map<FileResult, Verdict>();
  const check = (some: readonly ReadResult[]): FileResult[] =>
    validate(some).map((verdict) => {
      known.set(verdict.result, verdict);
      return verdict.result;
    });
  const sources = documents.flatMap((read) => (read.kind === 'source' ? [read.source] : []));
  const outcomes = fixSources(sources, (attempts) => check(attempts.map((source) => ({ kind: 'source', source }))));
  const settled = (await settleAll(outcomes)).values();
  return documents.flatMap((read) => {
    const results = read.kind === 'source' ? [settled.next().value] : check([read]);
    return results.flatMap((result) => (result && known.get(result)) ?? []);
  });
}

function show({ before, after, fixed: count }: FixOutcome, io: CommandIo): void {
  io.stdout.write(escapeLines(unifiedDiff(shownPath(before.path), before.text, after.text)));
  io.stderr.write(`would fix ${plural(count, 'fault')} in ${shownPath(before.path)}\n`);
}

function write({ before, after, fixed: count }: FixOutcome, io: CommandIo): boolean {
  try {
    replaceFile(before.path, before.bytes, after.bytes);
    io.stderr.write(`fixed ${plural(count, 'fault')} in ${shownPath(before.path)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`error: ${shownPath(before.path)}: could not be fixed: ${error.message}\n`);
    return false;
  }
}
