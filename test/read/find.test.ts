import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDocuments } from '../../src/read/find.js';

const folder = mkdtempSync(join(tmpdir(), 'backupxml-find-'));
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(() => {
  for (const name of ['b', 'b/.git', 'node_modules', 'empty', 'dir.xml']) mkdirSync(at(name), { recursive: true });
  for (const name of [
    'z.xml',
    'a.xml',
    'B.xml',
    'notes.txt',
    'b/c.xml',
    'b/.git/d.xml',
    'node_modules/e.xml',
    'dir.xml/f.xml',
  ]) {
    writeFileSync(at(name), '<a/>');
  }
  symlinkSync(folder, at('b', 'loop'));
  symlinkSync('a.xml', at('link.xml'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('findDocuments', () => {
  test('finds the documents of a folder in the order of their names', () => {
    const expected = ['B.xml', 'a.xml', 'b/c.xml', 'dir.xml/f.xml', 'link.xml', 'z.xml'];
    expect(findDocuments([folder])).toEqual({
      files: expected.map((name) => ({ path: at(name), named: false })),
      problems: [],
    });
  });

  test('takes files and standard input as named', () => {
    const paths = [at('notes.txt'), '-', at('a.xml')];
    expect(findDocuments(paths)).toEqual({ files: paths.map((path) => ({ path, named: true })), problems: [] });
  });

  test('says what cannot be found, and goes on', () => {
    expect(findDocuments([at('missing'), at('empty'), at('a.xml')])).toEqual({
      files: [{ path: at('a.xml'), named: true }],
      problems: [
        { path: at('missing'), message: `${at('missing')}: there is no such file: check the name` },
        { path: at('empty'), message: `${at('empty')}: the folder holds no .xml file: name the documents themselves` },
      ],
    });
  });

  test('a link that leads nowhere is a problem', () => {
    mkdirSync(at('broken', 'inner'), { recursive: true });
    symlinkSync('gone.xml', at('broken', 'inner', 'x.xml'));
    expect(findDocuments([at('broken')])).toMatchObject({
      files: [],
      problems: [{ path: at('broken', 'inner', 'x.xml') }],
    });
  });
});
