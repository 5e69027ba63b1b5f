import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocument } from '../../src/author/format.js';
import { DOCUMENT_KINDS, kindOf } from '../../src/grammar/kind.js';
import { judge } from '../../src/judge/judge.js';
import { GENERATIONS, NEWEST_RELEASE, parseRelease } from '../../src/release.js';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlDocument, type XmlElement } from '../../src/scan/tree.js';

function lines(name: string): string[] {
  const text = readFileSync(new URL(`../fixtures/author/${name}`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => String(JSON.parse(line).xml));
}

const SAMPLES = lines('samples.jsonl');

function format(text: string): string {
  const result = formatDocument(text);
  if (!result.ok) throw new Error(`not well-formed: ${result.diagnostics[0]?.message}\n${text}`);
  return result.text;
}

function tree(text: string): XmlDocument {
  const result = scan(text);
  if (!result.ok) throw new Error(`not well-formed: ${text}`);
  return result.document;
}

/** These hold elements alone, in any order but for a cipher and its ivgen. */
const ANY_ORDER = new Set(['domainbackup', 'disk', 'scratch', 'target', 'encryption', 'domaincheckpoint']);

/** What the judge sees: no comments, attributes in any order, white space only where it counts. */
function meaning(element: XmlElement): unknown {
  const attributes = element.attributes.map(({ name, value }) => [name, value]).sort();
  const children = elementsOf(element);
  const text = element.children
    .map((node) => (node.kind === 'text' || node.kind === 'cdata' ? node.value : ''))
    .join('|');
  const bare = /^[\s|]*$/.test(text);
  const met = children.map(meaning);
  return {
    name: element.name,
    attributes,
    text: bare && (children.length > 0 || element.name !== 'incremental') ? '' : text.replaceAll('|', ''),
    children: ANY_ORDER.has(element.name) ? met.map((child) => JSON.stringify(child)).sort() : met,
    keys: children.map(({ name }) => name).filter((name) => name === 'cipher' || name === 'ivgen'),
  };
}

function comments(element: XmlElement): string[] {
  return element.children.flatMap((child) => {
    if (child.kind === 'comment') return [child.value.replaceAll('\r\n', '\n')];
    return child.kind === 'element' ? comments(child) : [];
  });
}

/** The verdicts on each document in each of the releases. */
function verdicts(texts: readonly string[], releases: readonly string[] = GENERATIONS): boolean[][] {
  const kinds = texts.map((text) => kindOf(tree(text).root.name) ?? 'domainbackup');
  return releases.map((name) => {
    const release = parseRelease(name);
    if (!release) throw new Error(`no release: ${name}`);
    return DOCUMENT_KINDS.flatMap((kind) =>
      judge(
        texts.filter((_, i) => kinds[i] === kind).map((text) => Buffer.from(text)),
        kind,
        release,
      ),
    );
  });
}

function expectFaithful(text: string): void {
  const formatted = format(text);
  expect(meaning(tree(formatted).root)).toEqual(meaning(tree(text).root));
  expect(comments(tree(formatted).root).sort()).toEqual(comments(tree(text).root).sort());
  expect(format(formatted)).toBe(formatted);
}

describe('formatDocument', () => {
  it('prints what libvirt printed as libvirt printed it', () => {
    const effective = lines('effective.jsonl');
    expect(effective.length).toBeGreaterThan(10);
    for (const text of effective) expect(format(text)).toBe(`${text}\n`);
    const checkpoint = readFileSync(new URL('../fixtures/author/checkpoint.xml', import.meta.url), 'utf8');
    expect(format(checkpoint)).toBe(`${checkpoint.trimEnd()}\n`);
  });

  it('keeps meaning, verdict and comments of the samples, and formats them once and for all', () => {
    for (const text of SAMPLES) expectFaithful(text);
    const before = verdicts(SAMPLES);
    expect(before.flat()).toContain(true);
    expect(before.flat()).toContain(false);
    expect(verdicts(SAMPLES.map(format))).toEqual(before);
  });

  it.each([
    [
      'quotes and order',
      `<domainbackup mode="pull"><disks><disk type="file" name="vda"><scratch file="/a"/><driver type="qcow2"/></disk></disks><server port="1" name="h"/></domainbackup>`,
      "<domainbackup mode='pull'>\n  <server name='h' port='1'/>\n  <disks>\n    <disk name='vda' type='file'>\n      <driver type='qcow2'/>\n      <scratch file='/a'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    ],
    [
      'the five characters as libvirt escapes them',
      `<domainbackup><incremental>a&amp;b'c"d&gt;&#60;</incremental></domainbackup>`,
      '<domainbackup>\n  <incremental>a&amp;b&apos;c&quot;d&gt;&lt;</incremental>\n</domainbackup>\n',
    ],
    [
      'white space of a value that references kept',
      `<domainbackup mode='a&#10;b&#9;c&#13;d'/>`,
      "<domainbackup mode='a&#10;b&#9;c&#13;d'/>\n",
    ],
    [
      'white space in <incremental>',
      `<domainbackup><incremental>\n cp1 </incremental></domainbackup>`,
      '<domainbackup>\n  <incremental>\n cp1 </incremental>\n</domainbackup>\n',
    ],
    [
      'white space alone in <incremental>',
      `<domainbackup><incremental> </incremental></domainbackup>`,
      '<domainbackup>\n  <incremental> </incremental>\n</domainbackup>\n',
    ],
    ['white space alone in what holds no text', `<domainbackup>\n\n</domainbackup>`, '<domainbackup/>\n'],
    [
      'CDATA as text',
      `<domainbackup><incremental>a<![CDATA[<&]]>b</incremental></domainbackup>`,
      '<domainbackup>\n  <incremental>a&lt;&amp;b</incremental>\n</domainbackup>\n',
    ],
    [
      'declaration, document type and what stands around the root',
      `<?xml version="1.0"?><!DOCTYPE domainbackup><!-- a -->\n\n\n<?p i?><domainbackup/><!-- z -->`,
      '<?xml version="1.0"?>\n<!DOCTYPE domainbackup>\n<!-- a -->\n\n<?p i?>\n<domainbackup/> <!-- z -->\n',
    ],
    [
      'one blank line between disks, none at the ends',
      `<domainbackup><disks>\n\n<disk name='vda'/>\n\n\n<disk name='vdb'/>\n<disk name='vdc'/>\n\n</disks></domainbackup>`,
      "<domainbackup>\n  <disks>\n    <disk name='vda'/>\n\n    <disk name='vdb'/>\n    <disk name='vdc'/>\n  </disks>\n</domainbackup>\n",
    ],
    [
      'a comment that moves with its element',
      `<domainbackup>\n<disks>\n<disk name='vda'/> <!-- same line -->\n</disks>\n<!-- since -->\n<incremental>c</incremental>\n<!-- end -->\n</domainbackup>`,
      "<domainbackup>\n  <!-- since -->\n  <incremental>c</incremental>\n  <disks>\n    <disk name='vda'/> <!-- same line -->\n  </disks>\n  <!-- end -->\n</domainbackup>\n",
    ],
    [
      'what is unknown stays behind what it stood behind',
      `<domainbackup b='1' mode='push' a='2'><disks/><x/><incremental>c</incremental></domainbackup>`,
      "<domainbackup mode='push' b='1' a='2'>\n  <incremental>c</incremental>\n  <disks/>\n  <x/>\n</domainbackup>\n",
    ],
    [
      'stray text where it stands',
      `<domainbackup><disks>oops <disk type='file' name='vda'/></disks></domainbackup>`,
      "<domainbackup>\n  <disks>oops <disk name='vda' type='file'/></disks>\n</domainbackup>\n",
    ],
    [
      'line ends',
      '<domainbackup>\r\n  <!-- a\r\nb -->\r\n  <disks/>\r\n\r\n</domainbackup>\r\n',
      '<domainbackup>\n  <!-- a\nb -->\n  <disks/>\n</domainbackup>\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(format(text)).toBe(expected);
    expectFaithful(text);
  });

  it('keeps an ivgen before its cipher, as mending it would make another document', () => {
    const text = `<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'><ivgen name='a'/><cipher name='b' size='1'/><secret type='passphrase' usage='u'/></encryption></target></disk></disks></domainbackup>`;
    expect(format(text)).toContain(
      "<secret type='passphrase' usage='u'/>\n          <ivgen name='a'/>\n          <cipher",
    );
    expectFaithful(text);
  });

  it('leaves the domain in a checkpoint in its own order', () => {
    const text = `<domaincheckpoint><domain z='1' a='2'><disks><disk type='file' name='x'><scratch/><driver/></disk></disks><p xml:space="preserve"> <b/> </p><m>a <i>b</i> </m></domain><name>n</name></domaincheckpoint>`;
    const formatted = format(text);
    expect(formatted).toContain("<domain z='1' a='2'>");
    expect(formatted).toContain("<disk type='file' name='x'>\n        <scratch/>\n        <driver/>");
    expect(formatted).toContain("<p xml:space='preserve'> <b/> </p>");
    expect(formatted).toContain('<m>a <i>b</i> </m>');
    expect(format(formatted)).toBe(formatted);
  });

  it('writes what a terminal would obey as references', () => {
    const [value, text] = ['/\u009b31m\u202e\u2028', 'a\u0085\u{e0001}\tb'];
    const hostile = `<domainbackup><incremental>${text}</incremental><disks><disk name='${value}'/></disks></domainbackup>`;
    const formatted = format(hostile);
    expect(formatted).toContain("<disk name='/&#155;31m&#8238;&#8232;'/>");
    expect(formatted).toContain('<incremental>a&#133;&#917505;\tb</incremental>');
    expect(meaning(tree(formatted).root)).toEqual(meaning(tree(hostile).root));
  });

  it('gives the diagnostics of a text that is not well-formed', () => {
    const result = formatDocument('<domainbackup><disks></domainbackup>');
    expect(result).toMatchObject({ ok: false, diagnostics: [{ severity: 'error' }] });
  });

  it('holds for any tree', () => {
    const names = fc.constantFrom(
      'domainbackup',
      'incremental',
      'server',
      'disks',
      'disk',
      'driver',
      'target',
      'scratch',
      'seclabel',
      'label',
      'encryption',
      'secret',
      'cipher',
      'ivgen',
      'x',
      'domain',
      'name',
    );
    const attributes = fc.uniqueArray(fc.constantFrom('name', 'type', 'mode', 'file', 'index', 'q', 'a'), {
      maxLength: 4,
    });
    const value = fc.constantFrom('', 'a', '&amp;', '&#10;', ' b ', '&apos;', '&lt;', 'é', '\n', '&#x1F4BE;');
    const filler = fc.constantFrom(
      '',
      ' ',
      '\n',
      '\n\n',
      '\n \n\t',
      '<!-- c -->',
      '<!--\nc-->',
      '<?pi x?>',
      'text',
      ' t ',
      '<![CDATA[ ]]>',
      '<![CDATA[<]]>',
      '&#13;',
      '\r\n\r\n',
    );
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          names,
          attributes,
          fc.array(value, { minLength: 4, maxLength: 4 }),
          fc.array(fc.oneof({ maxDepth: 5, withCrossShrink: true }, filler, tie('element')), { maxLength: 6 }),
        )
        .map(
          ([name, keys, values, content]) =>
            `<${name}${keys.map((key, i) => ` ${key}="${values[i]}"`).join('')}>${content.join('')}</${name}>`,
        ),
    }));
    fc.assert(
      fc.property(element, fc.constantFrom('domainbackup', 'domaincheckpoint', 'other'), (inside, root) => {
        const text = `<${root}>${inside}</${root}>`;
        const formatted = format(text);
        expect(comments(tree(formatted).root).sort()).toEqual(comments(tree(text).root).sort());
        expect(format(formatted)).toBe(formatted);
        expect(verdicts([formatted], [NEWEST_RELEASE])).toEqual(verdicts([text], [NEWEST_RELEASE]));
      }),
      { numRuns: 400 },
    );
  });
});
