/** The option `--format NAME` or `--format NAME:FILE`, which can be given several times. */
import { resolve } from 'node:path';
import { type Io, isInGithub, UsageError } from './io.js';

export const FORMATS = ['text', 'json', 'sarif', 'github', 'junit', 'checkstyle', 'gcc'] as const;

export type Format = (typeof FORMATS)[number];

export interface ReportTarget {
  readonly format: Format;
  /** Where it is written; undefined for standard output. */
  readonly file: string | undefined;
}

/** Adds a report to those that were asked for before. Throws a usage error for an unknown format, and for two reports in one place. */
export function formatOption(text: string, before: readonly ReportTarget[] = []): readonly ReportTarget[] {
  const target = parseTarget(text);
  const other = before.find(({ file }) => samePlace(file, target.file));
  if (!other) return [...before, target];
  if (target.file !== undefined)
    throw new UsageError(`--format: ${target.file} is named for two reports: name two files`);
  const { format } = target;
  throw new UsageError(
    `--format ${other.format} and --format ${format} both go to standard output: name a file for one, as in --format ${format}:FILE`,
  );
}

function samePlace(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return resolve(a) === resolve(b);
}

function parseTarget(text: string): ReportTarget {
  const [, name = '', file] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  const format = FORMATS.find((known) => known === name);
  if (!format) throw new UsageError(`--format ${JSON.stringify(text)} is unknown: choose one of ${FORMATS.join(', ')}`);
  if (file === '') throw new UsageError(`--format ${text} names no file: write it as in --format ${format}:FILE`);
  return { format, file: file === '-' ? undefined : file };
}

/** What to report where nothing is asked for: in a step of GitHub Actions what its annotations are made from, else text. */
export function defaultTargets(env: Io['env']): readonly ReportTarget[] {
  return [{ format: isInGithub(env) ? 'github' : 'text', file: undefined }];
}
