import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FindOptions, findDocuments } from '../../src/read/find.js';
import { globTest, isTame } from '../../src/read/glob.js';

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
  test('finds the documents of a folder in the order of their names', async () => {
    const expected = ['B.xml', 'a.xml', 'b/c.xml', 'dir.xml/f.xml', 'link.xml', 'z.xml'];
    expect(await findDocuments([folder])).toEqual({
      files: expected.map((name) => ({ kind: 'file', path: at(name), named: false })),
      problems: [],
    });
  });

  test('takes files and standard input as named, each once', async () => {
    const paths = ['-', at('a.xml'), at('notes.txt')];
    expect(await findDocuments([...paths].reverse().concat(paths))).toEqual({
      files: paths.map((path) => ({ kind: 'file', path, named: true })),
      problems: [],
    });
  });

  test('says what cannot be found, and goes on', async () => {
    expect(await findDocuments([at('missing'), at('empty'), at('a.xml')])).toEqual({
      files: [{ kind: 'file', path: at('a.xml'), named: true }],
      problems: [
        { path: at('missing'), message: `${at('missing')}: there is no such file: check the name` },
        { path: at('empty'), message: `${at('empty')}: the folder holds no .xml file: name the documents themselves` },
      ],
    });
  });

  test('a name that is no UTF-8 is a problem, and no other file is taken for it', async () => {
    mkdirSync(at('named'));
    for (const name of ['\xff.xml', '\xfe.xml', 'a\xff.txt', '\xef\xbf\xbd.xml'])
      writeFileSync(Buffer.concat([Buffer.from(at('named/')), Buffer.from(name, 'latin1')]), '<a/>');
    const path = at('named', '\uFFFD.xml');
    const message = `${path}: its name is not UTF-8, so it cannot be opened: rename it`;
    expect(await findDocuments([at('named')])).toEqual({
      files: [{ kind: 'file', path, named: false }],
      problems: [
        { path, message },
        { path, message },
      ],
    });
    rmSync(at('named'), { recursive: true });
  });

  test('a found file called - is not standard input', async () => {
    mkdirSync(at('dash'));
    writeFileSync(at('dash', '-'), '<a/>');
    const before = process.cwd();
    process.chdir(at('dash'));
    const found = await findDocuments(['?']).finally(() => process.chdir(before));
    expect(found.files).toEqual([{ kind: 'file', path: './-', named: false }]);
    rmSync(at('dash'), { recursive: true });
  });

  test('a link that leads nowhere is a problem', async () => {
    mkdirSync(at('broken', 'inner'), { recursive: true });
    symlinkSync('gone.xml', at('broken', 'inner', 'x.xml'));
    expect(await findDocuments([at('broken')])).toMatchObject({
      files: [],
      problems: [{ path: at('broken', 'inner', 'x.xml') }],
    });
  });
});

/** The names that are found, as counted from the folder. */
async function names(paths: readonly string[], options: FindOptions = {}): Promise<string[]> {
  const { files } = await findDocuments(paths, options);
  return files.map(({ path }) => path.slice(folder.length + 1));
}

describe('globs', () => {
  beforeAll(() => {
    for (const name of ['g/x', 'g/y.xml', 'g/q']) mkdirSync(at(name), { recursive: true });
    for (const name of [
      'g/1.xml',
      'g/2.backup',
      'g/x/3.xml',
      'g/x/4.txt',
      'g/y.xml/5.xml',
      'g/[6].xml',
      'g/q/[7].xml',
    ]) {
      writeFileSync(at(name), '<a/>');
    }
  });

  test.each<[string, string[]]>([
    ['g/*.xml', ['g/1.xml', 'g/[6].xml', 'g/y.xml/5.xml']],
    ['g/**/*.xml', ['g/1.xml', 'g/[6].xml', 'g/q/[7].xml', 'g/x/3.xml', 'g/y.xml/5.xml']],
    ['g/*', ['g/1.xml', 'g/2.backup', 'g/[6].xml', 'g/q/[7].xml', 'g/x/3.xml', 'g/y.xml/5.xml']],
    ['g/{1,2}.*', ['g/1.xml', 'g/2.backup']],
    ['g/x/[0-9].???', ['g/x/3.xml', 'g/x/4.txt']],
    ['g/[6].xml', ['g/[6].xml']],
  ])('%s', async (glob, expected) => {
    expect(await names([at(glob)])).toEqual(expected);
  });

  test('what fits a glob is not named, unless it is named as well', async () => {
    const { files } = await findDocuments([at('g/*.backup'), at('g/1.*'), at('g/1.xml')]);
    expect(files.map(({ named }) => named)).toEqual([true, false]);
  });

  test.each(['g/*.json', 'nowhere/*.xml'])('%s fits nothing, which is a problem unless allowed', async (glob) => {
    const message = `${at(glob)}: no file fits the glob, or what fits is left out`;
    expect((await findDocuments([at(glob)])).problems).toEqual([{ path: at(glob), message }]);
    expect(await findDocuments([at(glob)], { allowEmpty: true })).toEqual({ files: [], problems: [] });
  });

  test.each<[string, string[]]>([
    ['x', ['g/1.xml', 'g/[6].xml', 'g/q/[7].xml', 'g/y.xml/5.xml']],
    ['./x/', ['g/1.xml', 'g/[6].xml', 'g/q/[7].xml', 'g/y.xml/5.xml']],
    ['[0-9].xml', ['g/[6].xml', 'g/q/[7].xml']],
    ['g/*.xml', ['g/q/[7].xml', 'g/x/3.xml']],
    ['**/x/**', ['g/1.xml', 'g/[6].xml', 'g/q/[7].xml', 'g/y.xml/5.xml']],
    ['3.xml/deeper', ['g/1.xml', 'g/[6].xml', 'g/q/[7].xml', 'g/x/3.xml', 'g/y.xml/5.xml']],
  ])('excluded by %s', async (glob, expected) => {
    const excluded = globTest([glob.includes('/x') ? glob.replace('./', 'g/') : glob], folder);
    expect(await names([at('g')], { excluded })).toEqual(expected);
  });

  test('exclusion holds for what is named, and for standard input by its name', async () => {
    const excluded = globTest(['1.xml'], folder);
    const { files, problems } = await findDocuments([at('g/1.xml'), '-'], { excluded, stdinName: at('o/1.xml') });
    expect(files).toEqual([]);
    expect(problems.map(({ path }) => path)).toEqual([at('g/1.xml'), at('o/1.xml')]);
  });

  test.each<[string, boolean]>([
    ['**/backups/**/*-*-*.xml', true],
    ['*a*a*a*a', false],
    ['a/**/b/**/c/**/d/**', true],
    ['{a,b}{a,b}{a,b}', false],
    [`${'a'.repeat(513)}`, false],
    ['*/*/*/*/*/*/*', true],
  ])('%s is tame: %s', (glob, tame) => {
    expect(isTame(glob)).toBe(tame);
  });

  test.each(['*a*a*ab', '**/*a*a*a/**/*a*a*a/**/**/b', `+(${'a|'.repeat(30)}a)+b`, '(a|a)+b', '{a,a}{a*,*a}b'])(
    'what is tame takes little time: %s',
    (glob) => {
      expect(isTame(glob)).toBe(true);
      const fits = globTest([glob], '/');
      const before = performance.now();
      fits(`/${`${'a'.repeat(250)}/`.repeat(15)}a`);
      expect(performance.now() - before).toBeLessThan(3000);
    },
  );

  test.each<[string, string, boolean]>([
    ['a (1)+!@|.xml', 'a (1)+!@|.xml', true],
    ['/top.xml', 'top.xml', true],
    ['/top.xml', 'in/top.xml', false],
    ['in/**/x', 'in/x', true],
    ['in/**', 'in/a/b', true],
    ['**/x/y', 'a/b/x/y', true],
    ['**/x/y', 'a/x/b/y', false],
    ['.*', 'a/.hidden/b', true],
    ['../up', '../up/a', true],
  ])('%s and %s: %s', (glob, path, fits) => {
    expect(globTest([glob], folder)(at(path))).toBe(fits);
  });

  test('a glob that is not tame is a problem', async () => {
    const { problems } = await findDocuments([at('*a*a*a*b')]);
    expect(problems).toMatchObject([{ message: expect.stringContaining('matched quickly') }]);
  });
});

describe('.gitignore', () => {
  beforeAll(() => {
    for (const name of ['i/repo/.git', 'i/repo/in/deep', 'i/repo/out']) mkdirSync(at(name), { recursive: true });
    for (const name of ['a', 'b', 'in/a', 'in/c', 'in/deep/a', 'in/deep/d', 'out/e']) {
      writeFileSync(at('i/repo', `${name}.xml`), '<a/>');
    }
    writeFileSync(at('i/.gitignore'), 'c.xml\n');
    writeFileSync(at('i/repo/.gitignore'), 'a.xml\n/out/\n# b.xml\n');
    writeFileSync(at('i/repo/in/.gitignore'), '!a.xml\n');
    writeFileSync(at('i/repo/in/deep/.gitignore'), 'd.xml\n');
  });

  test.each<[string, string[]]>([
    ['i/repo', ['b.xml', 'in/a.xml', 'in/c.xml', 'in/deep/a.xml']],
    ['i/repo/in', ['in/a.xml', 'in/c.xml', 'in/deep/a.xml']],
    ['i/repo/in/deep', ['in/deep/a.xml']],
    ['i/repo/out', ['out/e.xml']],
    ['i/repo/**/*.xml', ['b.xml', 'in/a.xml', 'in/c.xml', 'in/deep/a.xml']],
    ['i/repo/a.xml', ['a.xml']],
  ])('%s: as git has it within the repository; what is named is looked at', async (path, expected) => {
    expect(await names([at(path)])).toEqual(expected.map((name) => `i/repo/${name}`));
  });

  test('counts where there is no repository, too', async () => {
    expect(await names([at('i')])).not.toContain('i/repo/in/c.xml');
  });

  test('counts for nothing where that is asked for', async () => {
    expect(await names([at('i/repo')], { gitignore: false })).toHaveLength(7);
  });
});
