import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.js';
import { type FileResult, summarise } from '../../src/settle/result.js';
import { settle } from '../../src/settle/settle.js';

function found(code: string, start: number, end: number, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code, severity: 'error', message: code, span: { start, end }, path: '/', ...more };
}

describe('settle', () => {
  it('sorts by place, then severity, then length, then code', () => {
    const sorted = [
      found('e', 0, 9),
      found('b', 2, 3),
      found('a', 2, 5),
      found('c', 2, 5),
      found('a', 2, 3, { severity: 'warning' }),
      found('a', 2, 2, { severity: 'info' }),
      found('a', 7, 7),
    ];
    expect(settle([...sorted].reverse())).toEqual(sorted);
  });

  it('drops what says the same of the same place, and keeps what differs', () => {
    const once = found('a', 0, 1, { help: 'first' });
    const other = found('a', 0, 1, { message: 'other' });
    expect(settle([once, found('a', 0, 1), other])).toEqual([once, other]);
  });

  it('leaves what it is given as it is', () => {
    const given = [found('b', 1, 1), found('a', 0, 0)];
    settle(given);
    expect(given.map(({ code }) => code)).toEqual(['b', 'a']);
  });
});

describe('summarise', () => {
  it('counts files and severities', () => {
    const file = (valid: boolean, ...diagnostics: Diagnostic[]): FileResult => ({
      path: 'a.xml',
      text: '',
      wellFormed: true,
      schemaValid: valid,
      valid,
      diagnostics,
    });
    const files = [
      file(true),
      file(true, found('w', 0, 0, { severity: 'warning' }), found('i', 0, 0, { severity: 'info' })),
      file(false, found('a', 0, 0), found('b', 0, 0)),
    ];
    const counted = { files: 3, valid: 2, invalid: 1, skipped: 4, errors: 2, warnings: 1 };
    expect(summarise({ libvirt: '12.8.0', files, skipped: 4 })).toEqual(counted);
  });
});
