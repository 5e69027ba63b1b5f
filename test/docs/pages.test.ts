/** The pages under docs/ are what the code makes of them, and their links lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { allCodes } from '../../src/codes.js';
import { madeFiles } from '../../src/manual/made.js';
import { allNames, titleOf } from '../../src/reference/entries.js';

const ROOT = join(import.meta.dirname, '../..');
const FILES = await madeFiles();
const PAGES = [...FILES].filter(([path]) => path.endsWith('.md'));

it.each([...FILES])('%s is up to date: else run `npm run docs`', (path, text) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
});

it('there is a page for each code, and no other', () => {
  const expected = ['README.md', ...allCodes().map(({ code }) => `${code}.md`)];
  expect(readdirSync(join(ROOT, 'docs/rules')).sort()).toEqual(expected.sort());
});

it('the page on the format has a section for each element and attribute', () => {
  const sections = (FILES.get('docs/format.md') ?? '').split('\n').filter((line) => /^#{3,4} /.test(line));
  const titles = sections.map((line) => line.replace(/^#+ /, '').replace(/ \(.*\)$/, ''));
  expect(titles.sort()).toEqual(allNames().map(titleOf).sort());
});

it('no line of a page is so long that it came from an example at a limit', () => {
  const long = PAGES.flatMap(([path, text]) => text.split('\n').map((line) => ({ path, line })));
  expect(long.filter(({ line }) => line.length > 600)).toEqual([]);
});

it('README quotes what the benchmark measured, with machine and date: else run `npm run docs`', () => {
  const [, measured = ''] = readFileSync(join(ROOT, 'bench/RESULTS.md'), 'utf8').split('# How fast it is\n');
  expect(measured).toMatch(/^\nMeasured by `npm run bench` on \d{4}-\d\d-\d\d: .* cores/);
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(
    `<!-- quoted from bench/RESULTS.md -->\n${measured.trimEnd()}\n\n<!-- end of the quotation -->`,
  );
});

const WRITTEN = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'schemas/README.md'];
const DOCUMENTS = [...WRITTEN, ...PAGES.map(([path]) => path)].filter((path) => existsSync(join(ROOT, path)));

it.each(DOCUMENTS)('the links of %s within the repository lead to files', (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  const local = links.filter((link) => !/^[a-z]+:/.test(link));
  expect(local.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
});
