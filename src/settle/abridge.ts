/** A run lists so many faults and no more: documents with a thousand each would fill the memory, and nobody reads them. */
import type { Diagnostic, Severity } from '../diagnostic.js';
import { FIRST_ARE, MOST_LISTED, UNLISTED, unlistedFaults } from '../explain/unlisted.js';
import type { FileResult } from './result.js';

/** From so many listed faults on in a run, documents list their first ones only. */
export const MOST_IN_RUN = 50_000;
export const FIRST = 10;

/** Gives a result with as many faults as there is room for. */
export type Abridge = (result: FileResult) => FileResult;

/**
 * Takes the results of a run in their order, and gives each with as many faults as there is room for. The verdicts stay as they are. Taking a part of
 * the results that it has given before it takes nothing more away.
 */
export function createAbridger(): Abridge {
  let listed = 0;
  return (result) => {
    const abridged = listed < MOST_IN_RUN ? result : withFirst(result, FIRST, 'this run has too many');
    listed += abridged.diagnostics.length;
    return abridged;
  };
}

/** The result of a document with as many faults as are listed of one. */
export function listed(result: FileResult): FileResult {
  return result.diagnostics.length > MOST_LISTED ? withFirst(result, MOST_LISTED, FIRST_ARE) : result;
}

function withFirst(result: FileResult, most: number, why: string): FileResult {
  const left = result.diagnostics.slice(most);
  const [next] = left.filter(({ code }) => code !== UNLISTED);
  if (!next) return result;
  const releases = [...new Set(left.flatMap((diagnostic) => diagnostic.releases ?? []))];
  const diagnostic: Diagnostic = {
    ...unlistedFaults(sum(left.map(countOf)), why),
    severity: gravest(left),
    span: next.span,
    path: next.path,
    ...(releases.length > 0 && { releases }),
  };
  return { ...result, diagnostics: [...result.diagnostics.slice(0, most), diagnostic] };
}

/** For how many faults a diagnostic stands. */
function countOf({ code, actual }: Diagnostic): number {
  return code === UNLISTED && actual !== undefined ? Number(actual) : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}

function gravest(diagnostics: readonly Diagnostic[]): Severity {
  const has = (severity: Severity): boolean => diagnostics.some((diagnostic) => diagnostic.severity === severity);
  if (has('error')) return 'error';
  return has('warning') ? 'warning' : 'info';
}
