/** What git leaves alone. Only loaded where there is a `.gitignore`. */
import { relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isTame } from './glob.js';
import { ReadError, readFileBounded } from './read.js';

/** The rules of one `.gitignore`, and those of the folders above it. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | undefined;
}

/** People write some lines of rules: more than this, in bytes, would only take time. */
const MAX_SIZE = 262144;

/** So often may `**` stand in a rule: the time to match it grows with the power of that. */
const MOST_FOLDERS = 4;

/** Reads `<folder>/.gitignore`. One that cannot be read has no rules, and a rule that would take too long counts for nothing. */
export function readIgnoreRules(folder: string, above: IgnoreRules | undefined): IgnoreRules | undefined {
  try {
    const text = readFileBounded(`${folder}${sep}.gitignore`, MAX_SIZE).toString('utf8');
    const lines = text.split(/\r?\n/).filter((line) => isTame(line) && line.split('**').length <= MOST_FOLDERS + 1);
    return { folder: resolve(folder), rules: ignore().add(lines), above };
  } catch (error) {
    if (error instanceof ReadError) return above;
    throw error;
  }
}

/** Whether git ignores a path: the deepest rules that speak of it decide. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules | undefined): boolean {
  const absolute = resolve(path);
  for (let scope = rules; scope; scope = scope.above) {
    const within = relative(scope.folder, absolute).split(sep).join('/');
    const { ignored, unignored } = scope.rules.test(isFolder ? `${within}/` : within);
    if (ignored || unignored) return ignored;
  }
  return false;
}
