import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellFile, shellWord } from '../../src/author/shell.js';

const WORDS = [
  'plain',
  '/a/b.xml',
  "it's",
  'a b',
  '$(id)',
  '`id`',
  '"',
  '\\',
  '!',
  '*',
  '',
  '~',
  '#x',
  '-n',
  'grüße',
  '💾',
  "'''",
  'a&b;c|d<e>f',
];
const UNPRINTABLE = ['\u001b[31m', 'a\nb', '\t', "it's\u0007\\", '\u202e', '\u0085é', '\ufeff'];

describe('shellWord', () => {
  it.each([
    ['plain', 'plain'],
    ['nbd://localhost:10809/vda', 'nbd://localhost:10809/vda'],
    ["it's", `'it'\\''s'`],
    ['', "''"],
    ['a b', "'a b'"],
    ['\u001b[31m', "$'\\033[31m'"],
    ["\n'\\", "$'\\012\\'\\\\'"],
  ])('%j', (word, quoted) => {
    expect(shellWord(word)).toBe(quoted);
  });

  it('is read back by a shell', () => {
    const read = (shell: string, words: readonly string[]): string[] => {
      const { stdout } = spawnSync(shell, ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], {
        encoding: 'utf8',
      });
      return stdout.split('\0').slice(0, -1);
    };
    expect(read('sh', WORDS)).toEqual(WORDS);
    expect(read('bash', [...WORDS, ...UNPRINTABLE])).toEqual([...WORDS, ...UNPRINTABLE]);
  });

  it('shows nothing that a terminal would obey', () => {
    for (const word of UNPRINTABLE) expect(shellWord(word)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe('shellFile', () => {
  it('keeps a file from being taken for an option', () => {
    expect(shellFile('-f.xml')).toBe('./-f.xml');
    expect(shellFile("-it's")).toBe(`'./-it'\\''s'`);
    expect(shellFile('a-f.xml')).toBe('a-f.xml');
  });
});
