import { expect, it } from 'vitest';
import { codeGroups } from '../../src/codes.js';
import { codeEntry } from '../../src/reference/code.js';
import { nameEntries, titleOf } from '../../src/reference/entries.js';
import { type Entry, lookUp } from '../../src/reference/lookup.js';
import { createReference } from '../../src/reference/reference.js';
import { allNovelties, releaseEntry } from '../../src/reference/release.js';
import { shorten } from '../../src/reference/shorten.js';
import { parseRelease } from '../../src/release.js';

const REFERENCE = createReference();

function titlesOf(thing: string): string[] | string | undefined {
  const result = lookUp(thing, REFERENCE);
  return result.found ? result.entries.map(shownAs) : result.near;
}

function shownAs(entry: Entry): string {
  if (entry.kind === 'code') return `code ${entry.code}`;
  if (entry.kind === 'release') return `release ${entry.release}`;
  return `${entry.entry.document} ${titleOf(entry.entry)}`;
}

it.each([
  ['disk-listed-twice', ['code disk-listed-twice']],
  ['server', ['domainbackup server']],
  ['<server>', ['domainbackup server']],
  ['<server/>', ['domainbackup server']],
  ['server/@port', ['domainbackup server/@port']],
  ['server@port', ['domainbackup server/@port']],
  ['@port', ['domainbackup server/@port']],
  ['port', ['domainbackup server/@port']],
  ['/domainbackup/server/@port', ['domainbackup server/@port']],
  ['disk', ['domainbackup disk', 'domaincheckpoint disk']],
  ['/domainbackup/disks/disk[2]/@name', ['domainbackup disk/@name']],
  ['domaincheckpoint/disks/disk', ['domaincheckpoint disk']],
  ['@hash', ['domainbackup cipher/@hash', 'domainbackup ivgen/@hash']],
  ['mode', ['domainbackup domainbackup/@mode', 'domainbackup cipher/@mode']],
  ['incremental', ['domainbackup incremental']],
  ['9.0.0', ['release 9.0.0']],
  ['v9.0', ['release 9.0.0']],
  ['13.1.0', ['release 13.1.0']],
])('%s means %j', (thing, titles) => {
  expect(titlesOf(thing)).toEqual(titles);
});

it.each([
  ['servr', 'server'],
  ['disk-listd-twice', 'disk-listed-twice'],
  ['disk/@exportbitmp', 'disk/@exportbitmap'],
  ['@prot', '@port'],
  ['5.0.0', '6.0.0'],
  ['9', '9.0.0'],
  ['constructor', undefined],
  ['', undefined],
  ['/', undefined],
])('%s is unknown, and near %s', (thing, near) => {
  expect(lookUp(thing, REFERENCE)).toEqual({ found: false, near });
});

const DOCS = codeGroups().flatMap(({ codes }) => codes);

it.each(DOCS.filter(({ wrong }) => wrong !== '').map((doc) => [doc.code, doc] as const))(
  'of the wrong example of %s is said what it is about',
  (_, doc) => {
    expect(codeEntry(doc).said).not.toEqual([]);
  },
);

it.each([
  ['disk-unknown', ['--domain']],
  ['store-missing', ['--host', '--reuse-external']],
  ['disk-listed-twice', []],
])('%s needs %j', (code, needs) => {
  const doc = DOCS.find((one) => one.code === code);
  expect(doc && codeEntry(doc).needs).toEqual(needs);
});

it('knows which rules are about an attribute', () => {
  const codes = (title: string) =>
    nameEntries('domainbackup')
      .filter((entry) => titleOf(entry) === title)
      .flatMap(REFERENCE.rulesAbout)
      .map(({ code }) => code);
  expect(codes('server/@port')).toEqual(['server-port-range', 'server-port-missing']);
  expect(codes('disk/@exportbitmap')).toContain('export-bitmap-ignored');
  expect(codes('incremental')).toContain('incremental-empty');
  expect(codes('target')).not.toContain('server-port-range');
});

it('tells what each generation brought, the outermost new thing only', () => {
  expect(allNovelties().map(({ since, name }) => `${since} ${name ?? '-'}`)).toEqual([
    '6.6.0 disk/@backupmode',
    '6.6.0 disk/@incremental',
    '6.6.0 encryption',
    '6.6.0 server/@tls',
    '6.6.0 disk/@exportname',
    '6.6.0 disk/@exportbitmap',
    '8.0.0 encryption/@engine',
    '10.0.0 -',
    '11.3.0 server/@fdgroup',
    '11.3.0 server/@transport="fd"',
    '11.5.0 disk/@name',
  ]);
});

it.each([
  ['6.0.0', '6.0.0', '6.6.0', 11],
  ['9.10.0', '8.0.0', '10.0.0', 4],
  ['12.8.0', '11.5.0', undefined, 0],
])('%s belongs to %s, until %s, and lacks %i things', (name, generation, until, lacking) => {
  const release = parseRelease(name);
  const entry = release && releaseEntry(release);
  expect(entry).toMatchObject({ release: name, generation, until, untested: false });
  expect(entry?.lacks).toHaveLength(lacking);
});

it('cuts what is very long, and says so', () => {
  expect(shorten(`<a name='${'x'.repeat(4097)}'/>`)).toBe("<a name='xxxxxxxx…(4097 characters)'/>");
  expect(shorten(`<!-- ${'weekly '.repeat(200)}-->`)).toBe('<!-- weekly weekly…(1400 characters) -->');
  expect(shorten('short stays, and so does -----------------')).toBe('short stays, and so does -----------------');
});
