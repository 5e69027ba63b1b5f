import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/diagnostic.js';
import { gccReport } from '../../src/report/gcc.js';
import { fileWith, OBEYED, runOf, TRICKS, trickyRun } from './made.js';

describe('gccReport', () => {
  it.each<[Severity, string]>([
    ['error', 'a.xml:2:2: error: this is wrong [thing-wrong]\n'],
    ['warning', 'a.xml:2:2: warning: this is wrong [thing-wrong]\n'],
    ['info', 'a.xml:2:2: note: this is wrong [thing-wrong]\n'],
  ])('says %s in a word of GCC', (severity, line) => {
    expect(gccReport(runOf(fileWith('<a>\n<b/>', [{ at: 'b', severity, help: 'no', notes: ['no'] }])))).toBe(line);
  });

  it('counts columns in characters', () => {
    expect(gccReport(runOf(fileWith("<a 名='💾' b=''/>", [{ at: 'b' }])))).toMatch(/^a\.xml:1:10: /);
  });

  it('prints nothing where there is nothing to say', () => {
    expect(gccReport(runOf(fileWith('<a/>', [])))).toBe('');
  });

  it.each(TRICKS.map((trick) => [trick]))('keeps to a line for each diagnostic, and sends no escape: %j', (trick) => {
    const report = gccReport(trickyRun(trick));
    const lines = report.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.pop()).toBe('');
    for (const line of lines) expect(line).toMatch(/^.*\.xml:1:2: (error|warning|note): .* \[thing-wrong\]$/);
    expect(report).not.toMatch(OBEYED);
  });
});
