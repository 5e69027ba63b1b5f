import { describe, expect, it } from 'vitest';
import type { Diagnostic, Edit, Fix } from '../../src/diagnostic.js';
import { applyEdits, compatibleFixes } from '../../src/fix/apply.js';

const edit = (start: number, end: number, text: string): Edit => ({ start, end, text });

describe('applyEdits', () => {
  it.each<[string, Edit[], string]>([
    ['nothing', [], 'abcdef'],
    ['a replacement', [edit(1, 3, 'X')], 'aXdef'],
    ['an insertion at the end', [edit(6, 6, '!')], 'abcdef!'],
    ['a deletion at the start', [edit(0, 2, '')], 'cdef'],
    ['several, in any order', [edit(4, 5, 'E'), edit(0, 1, 'AA')], 'AAbcdEf'],
    ['neighbours', [edit(2, 4, 'x'), edit(0, 2, 'y')], 'yxef'],
  ])('makes %s', (_name, edits, expected) => {
    expect(applyEdits('abcdef', edits)).toBe(expected);
  });

  it.each<[string, Edit[]]>([
    ['overlap', [edit(0, 3, ''), edit(2, 4, '')]],
    ['leave the text', [edit(5, 7, '')]],
    ['run backwards', [edit(3, 2, '')]],
  ])('refuses edits that %s', (_name, edits) => {
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError);
  });
});

describe('compatibleFixes', () => {
  const found = (fix?: Fix): Diagnostic => ({
    code: 'thing-wrong',
    severity: 'error',
    message: '',
    span: { start: 0, end: 0 },
    path: '/',
    ...(fix && { fix }),
  });
  const safe = (...edits: Edit[]): Fix => ({ safe: true, edits });

  it.each<[string, (Fix | undefined)[], number[]]>([
    ['takes what is safe', [safe(edit(0, 1, 'a')), { safe: false, edits: [edit(2, 3, 'b')] }, undefined], [0]],
    ['takes all that do not meet', [safe(edit(0, 1, 'a')), safe(edit(1, 2, 'b')), safe(edit(5, 6, 'c'))], [0, 1, 2]],
    ['takes the first of two that overlap', [safe(edit(0, 3, 'a')), safe(edit(2, 4, 'b'))], [0]],
    ['takes the first of two at one place', [safe(edit(2, 2, 'a')), safe(edit(2, 2, 'b'))], [0]],
    ['takes the whole of a fix or nothing', [safe(edit(4, 5, 'a')), safe(edit(0, 1, 'b'), edit(4, 6, 'c'))], [0]],
    [
      'goes on after one that was left out',
      [safe(edit(0, 3, 'a')), safe(edit(1, 2, '')), safe(edit(4, 5, 'c'))],
      [0, 2],
    ],
    ['leaves out what edits nothing', [safe()], []],
  ])('%s', (_name, fixes, taken) => {
    expect(compatibleFixes(fixes.map(found))).toEqual(taken.map((index) => fixes[index]));
  });
});
