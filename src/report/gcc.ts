/** The report for editors and tools that read the messages of compilers: `path:line:column: error: message [code]`, a line each. */
import type { Severity } from '../diagnostic.js';
import type { RunResult } from '../settle/result.js';
import { escapeControls } from './escape.js';
import { fileReport } from './json.js';

/** The words that GCC has for them. */
const WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** One line for each diagnostic, and nothing else: it is empty where there is none. */
export function gccReport(run: RunResult): string {
  const lines = run.files.flatMap((file) => {
    const { path, diagnostics } = fileReport(file);
    return diagnostics.map(
      ({ line, column, severity, message, code }) =>
        `${escapeControls(path)}:${line}:${column}: ${WORDS[severity]}: ${escapeControls(message)} [${code}]\n`,
    );
  });
  return lines.join('');
}
