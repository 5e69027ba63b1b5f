/** Elements and attributes: all are documented, told rightly of, and shown by documents that hold them and that libvirt takes. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { allNames, type NameEntry, nameEntries, titleOf } from '../../src/reference/entries.js';
import { sampleFor } from '../../src/reference/sample.js';
import { NEWEST_RELEASE, parseRelease } from '../../src/release.js';
import { checkRules } from '../../src/rules/index.js';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlElement } from '../../src/scan/tree.js';

function backupName(title: string): NameEntry {
  const found = nameEntries('domainbackup').find((entry) => titleOf(entry) === title);
  if (!found) throw new Error(`${title} is not told of`);
  return found;
}

function release() {
  const newest = parseRelease(NEWEST_RELEASE);
  if (!newest) throw new Error('the newest release is none');
  return newest;
}

describe('what is read from the grammar', () => {
  it('names every element and attribute of format.md section 1, and nothing else', () => {
    expect(nameEntries('domainbackup').map(titleOf).sort()).toEqual(
      [
        ['domainbackup', 'mode'],
        ['incremental'],
        ['server', 'tls', 'transport', 'name', 'port', 'socket', 'fdgroup'],
        ['disks'],
        ['disk', 'name', 'backupmode', 'incremental', 'exportname', 'exportbitmap', 'backup', 'type'],
        ['target', 'file', 'dev'],
        ['scratch', 'file', 'dev'],
        ['driver', 'type'],
        ['seclabel', 'model', 'relabel', 'labelskip'],
        ['label'],
        ['encryption', 'format', 'engine'],
        ['secret', 'type', 'uuid', 'usage'],
        ['cipher', 'name', 'size', 'mode', 'hash'],
        ['ivgen', 'name', 'hash'],
      ]
        .flatMap(([element = '', ...attributes]) => [element, ...attributes.map((name) => `${element}/@${name}`)])
        .sort(),
    );
  });

  it.each([
    ['server/@tls', '6.6.0'],
    ['disk/@backupmode', '6.6.0'],
    ['disk/@incremental', '6.6.0'],
    ['disk/@exportname', '6.6.0'],
    ['disk/@exportbitmap', '6.6.0'],
    ['encryption', '6.6.0'],
    ['secret/@uuid', '6.6.0'],
    ['encryption/@engine', '8.0.0'],
    ['server/@fdgroup', '11.3.0'],
    ['server/@socket', '6.0.0'],
    ['scratch/@dev', '6.0.0'],
    ['seclabel/@model', '6.0.0'],
  ])('%s is known since %s', (title, since) => {
    expect(backupName(title).since).toBe(since);
  });

  it('values have a release of their own', () => {
    expect(backupName('server/@transport').senses[0]?.values).toEqual([
      { value: 'tcp', since: '6.0.0' },
      { value: 'unix', since: '6.0.0' },
      { value: 'fd', since: '11.3.0' },
    ]);
    expect(backupName('disk/@name').senses[0]?.values.map(({ since }) => since)).toEqual(['6.0.0', '11.5.0']);
  });

  it.each([
    ['domainbackup/@mode', 'push'],
    ['server/@transport', 'tcp'],
    ['disk/@backup', 'yes'],
    ['seclabel/@relabel', 'yes'],
    ['encryption/@engine', 'qemu'],
    ['disk/@backupmode', undefined],
    ['server/@tls', undefined],
    ['server/@port', undefined],
  ])('leaving %s out stands for %s', (title, implied) => {
    expect(backupName(title).senses.map((sense) => sense.implied)).toEqual([implied]);
  });

  it.each([
    ['server', 'always', ['pull']],
    ['server/@name', 'where-allowed', ['pull']],
    ['server/@port', 'never', ['pull']],
    ['server/@fdgroup', 'where-allowed', ['pull']],
    ['disk/@name', 'always', []],
    ['disk/@exportname', 'never', ['pull']],
    ['target', 'never', ['push']],
    ['target/@file', 'where-allowed', ['push']],
    ['scratch', 'never', ['pull']],
    ['secret', 'always', []],
    ['secret/@uuid', 'one-of', []],
    ['cipher/@size', 'always', []],
    ['incremental', 'never', []],
  ])('%s: needed %s, in the modes %j', (title, need, modes) => {
    expect(backupName(title).senses).toMatchObject([{ need, modes }]);
  });

  it('the type of a disk means another thing in each mode', () => {
    expect(backupName('disk/@type').senses).toMatchObject([
      { modes: ['push'], implied: undefined },
      { modes: ['pull'], implied: 'file' },
    ]);
  });

  it('tells what decides on an attribute, but not again what decides on its element', () => {
    const conditions = (title: string) =>
      backupName(title).senses.flatMap((sense) =>
        sense.conditions.map(
          ({ element, attribute, values, leftOut }) =>
            `${element}/@${attribute} ${values.join('|')}${leftOut ? '?' : ''}`,
        ),
      );
    expect(conditions('server/@socket')).toEqual(['server/@transport unix']);
    expect(conditions('server/@port')).toEqual(['server/@transport tcp?']);
    expect(conditions('scratch/@file')).toEqual(['disk/@type file?']);
    expect(conditions('scratch/@dev')).toEqual(['disk/@type block']);
    expect(conditions('disk/@incremental')).toEqual(['disk/@backupmode incremental?']);
    expect(conditions('secret/@type')).toEqual([]);
  });
});

const SENSES = allNames().flatMap((entry) =>
  entry.senses.map((sense, i) => ({ name: `${entry.document} ${titleOf(entry)} ${i}`, entry, sense })),
);

describe.each(SENSES)('$name', ({ entry, sense }) => {
  it('is documented in a line', () => {
    expect(sense.text).toMatch(/^[A-Z][^\n]*\.$/);
  });

  it('is shown by a document that holds it, that libvirt takes and that no rule has a word against', () => {
    const text = sampleFor(sense.uses);
    const scanned = scan(text);
    if (!scanned.ok) throw new Error(text);
    expect(namesIn(scanned.document.root)).toContain(titleOf(entry));
    expect(judge([Buffer.from(text)], entry.document, release())).toEqual([true]);
    expect(checkRules(scanned.document, { release: release() }).filter(({ severity }) => severity !== 'info')).toEqual(
      [],
    );
  });
});

function namesIn(element: XmlElement): string[] {
  return [
    element.name,
    ...element.attributes.map(({ name }) => `${element.name}/@${name}`),
    ...elementsOf(element).flatMap(namesIn),
  ];
}
