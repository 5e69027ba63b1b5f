import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineIndex } from '../../src/read/lines.js';

describe('lineIndex', () => {
  test.each([
    ['', 0, 1, 1],
    ['abc', 0, 1, 1],
    ['abc', 3, 1, 4],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 2, 1, 3],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\r\rb', 3, 3, 1],
    ['a\n', 2, 2, 1],
    ['\u{1F600}b', 2, 1, 2],
    ['x\n\u{1F600}\u{1F600}b', 6, 2, 3],
    ['abc', 99, 1, 4],
    ['abc', -1, 1, 1],
  ])('%j at %i is %i:%i', (text, offset, line, column) => {
    expect(lineIndex(text).position(offset)).toEqual({ line, column });
  });

  test('gives lines without their ends', () => {
    const lines = lineIndex('a\r\nb\rc\nd');
    expect([0, 1, 2, 3, 4, 5].map((n) => lines.line(n))).toEqual(['', 'a', 'b', 'c', 'd', '']);
    expect(lines.count).toBe(4);
    expect([1, 2, 3, 4].map((n) => lines.lineStart(n))).toEqual([0, 3, 5, 7]);
  });

  test('counts characters from the start of the text', () => {
    const lines = lineIndex('a\u{1F600}\nb');
    expect([0, 1, 3, 4, 5].map((n) => lines.characterOffset(n))).toEqual([0, 1, 2, 3, 4]);
  });

  test('position and offset are each other’s reverse', () => {
    const text = fc.array(fc.constantFrom('a', '\r', '\n', '\u{1F600}', 'é')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (value) => {
        const lines = lineIndex(value);
        let offset = 0;
        for (const character of value) {
          const { line, column } = lines.position(offset);
          const inLineEnd = column > [...lines.line(line)].length + 1;
          if (!inLineEnd) expect(lines.offset(line, column)).toBe(offset);
          offset += character.length;
        }
      }),
      { seed: 1 },
    );
  });
});
