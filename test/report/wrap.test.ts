import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/report/wrap.js';

describe('wrap', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', ['']],
    ['what fits', 'one two', ['one two']],
    ['between words', 'one two three four', ['one two', 'three four']],
    ['not within a word', 'a incomprehensible b', ['a', 'incomprehensible', 'b']],
    ['at line breaks of the text', 'one\ntwo', ['one', 'two']],
    ['an example, with its indent', 'so:\n  one two three', ['so:', '  one two', '  three']],
    ['wide characters by their width', '漢字 漢字 漢字', ['漢字 漢字', '漢字']],
  ])('breaks %s', (_name, text, lines) => {
    expect(wrap(text, 10)).toEqual(lines);
  });
});
