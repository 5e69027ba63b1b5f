import { describe, expect, it } from 'vitest';
import { changingReleases, compatibility } from '../../src/compat/compat.js';
import type { Diagnostic } from '../../src/diagnostic.js';
import { GENERATIONS } from '../../src/release.js';
import type { FileResult } from '../../src/settle/result.js';

const NAMES = ['6.0.0', '8.0.0', '10.0.0'];

function found(code: string, severity: Diagnostic['severity'], ...releases: string[]): Diagnostic {
  return { code, severity, message: code, span: { start: 0, end: 0 }, path: '/', releases };
}

function judged(valid: readonly boolean[], diagnostics: readonly Diagnostic[] = []): FileResult {
  const releases = NAMES.map((libvirt, i) => ({ libvirt, schemaValid: true, valid: valid[i] === true }));
  return { path: 'a.xml', text: '', wellFormed: true, schemaValid: true, valid: false, diagnostics, releases };
}

describe('compatibility', () => {
  it.each<[boolean[], string | undefined, object[]]>([
    [[true, true, true], '6.0.0', [{ since: '6.0.0' }]],
    [[false, true, true], '8.0.0', [{ since: '8.0.0' }]],
    [[true, false, false], '6.0.0', [{ since: '6.0.0', before: '8.0.0' }]],
    [[true, false, true], '6.0.0', [{ since: '6.0.0', before: '8.0.0' }, { since: '10.0.0' }]],
    [[false, false, false], undefined, []],
  ])('%j', (valid, oldest, accepted) => {
    expect(compatibility(judged(valid))).toMatchObject({ oldest, accepted });
  });

  it('keeps the errors of older releases', () => {
    const diagnostics = [found('a', 'error', '6.0.0'), found('b', 'warning', '6.0.0'), found('c', 'error', '10.0.0')];
    const codes = (valid: boolean[]) =>
      compatibility(judged(valid, diagnostics)).file.diagnostics.map(({ code }) => code);
    expect(codes([false, true, false])).toEqual(['a']);
    expect(codes([false, false, false])).toEqual(['a', 'c']);
  });

  it('looks at each generation', () => {
    const names = changingReleases().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...GENERATIONS]));
    expect(new Set(names).size).toBe(names.length);
  });
});
