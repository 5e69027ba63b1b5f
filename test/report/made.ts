/** Runs for tests of reports. */
import type { Diagnostic } from '../../src/diagnostic.js';
import type { FileResult, RunResult } from '../../src/settle/result.js';

export type Found = Partial<Diagnostic> & {
  /** The text that the diagnostic points at, at its first place; the span where left out. */
  readonly at?: string;
};

export function fileWith(text: string, found: readonly Found[], path = 'a.xml'): FileResult {
  const diagnostics = found.map((one) => diagnosticIn(text, one));
  const valid = !diagnostics.some(({ severity }) => severity === 'error');
  return { path, text, wellFormed: true, schemaValid: valid, valid, diagnostics };
}

function diagnosticIn(text: string, { at = '', ...more }: Found): Diagnostic {
  const start = text.indexOf(at);
  if (start < 0) throw new Error(`${at} is not in the text`);
  return {
    code: 'thing-wrong',
    severity: 'error',
    message: 'this is wrong',
    span: { start, end: start + at.length },
    path: '/a',
    ...more,
  };
}

export function runOf(...files: FileResult[]): RunResult {
  return { libvirt: '12.8.0', files, skipped: 0 };
}

/** Text by which a document or its name might try to play tricks on whoever shows the report. */
export const TRICKS = [
  'a\n::error file=b.xml::forged',
  'a\r::warning::forged',
  'a%0A::error::forged',
  'a::error::forged',
  '::error::forged',
  ' \t::error::forged',
  'a ##[error]forged',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  '\u202eright to left',
  '\u2028line separator',
  '</failure><error/>',
  ']]><x>',
  "'\"/><error line='1'/>",
  '[click](http://example.org/)',
  '{0}',
  '\uFFFE\uFFFF',
  '\ud800 alone',
  '\u0000',
  '%25',
] as const;

/** A run in which each place where text of others can stand has this one. */
export function trickyRun(trick: string): RunResult {
  const found: Found = {
    at: 'b',
    message: `${trick} is wrong`,
    help: trick,
    notes: [trick],
    related: [{ span: { start: 0, end: 1 }, message: trick }],
    fix: { safe: true, edits: [{ start: 1, end: 2, text: trick }] },
    path: `/a/${trick}`,
  };
  return runOf(
    fileWith('<b/>\n', [found, { ...found, severity: 'warning' }], `${trick}.xml`),
    fileWith('<b/>\n', [{ ...found, severity: 'info' }], `second ${trick}.xml`),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be sent
export const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028]/;

/** The lines that the runner of GitHub Actions obeys. Source: actions/runner, ActionCommand.cs, TryParseV2 and TryParse. */
export function obeyed(printed: string): string[] {
  return printed.split(/\r\n|\r|\n/).filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
}
