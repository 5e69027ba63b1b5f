import { type RunResult, summarise } from '../settle/result.js';
import type { Style } from './style.js';

/** One line: `3 files: 1 valid, 2 with errors (2 errors, 1 warning)`. */
export function summaryLine(run: RunResult, style: Style): string {
  const { files, valid, invalid, skipped, errors, warnings } = summarise(run);
  const parts = [
    valid > 0 ? style.good(`${valid} valid`) : '',
    invalid > 0 ? style.severity.error(`${invalid} with errors`) : '',
    skipped > 0 ? style.severity.warning(`${skipped} skipped`) : '',
  ].filter((part) => part !== '');
  const counts = [plural(errors, 'error'), plural(warnings, 'warning')].filter((count) => !count.startsWith('0 '));
  const found = counts.length > 0 ? ` (${counts.join(', ')})` : '';
  return `${plural(files, 'file')}: ${parts.join(', ') || 'nothing to judge'}${found}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
