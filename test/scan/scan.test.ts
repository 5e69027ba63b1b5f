import { describe, expect, test } from 'vitest';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlDocument, type XmlElement } from '../../src/scan/tree.js';

function documentOf(text: string): XmlDocument {
  const result = scan(text);
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  return result.document;
}

const cut = (text: string, span: { start: number; end: number } | undefined): string | undefined =>
  span && text.slice(span.start, span.end);

/** Every span of an element and what is in it, as the text that it covers. */
function covered(text: string, element: XmlElement): unknown {
  return {
    name: cut(text, element.nameSpan),
    open: cut(text, element.openSpan),
    close: cut(text, element.closeSpan),
    attributes: element.attributes.map((attribute) => [
      cut(text, attribute.span),
      cut(text, attribute.nameSpan),
      cut(text, attribute.valueSpan),
      attribute.value,
    ]),
    children: element.children.map((child) =>
      child.kind === 'element' ? covered(text, child) : [child.kind, cut(text, child.span)],
    ),
  };
}

describe('scan', () => {
  test('gives the span of everything', () => {
    const text =
      '\uFEFF<?xml version="1.0"?>\r\n<!DOCTYPE r>\n <!-- é -->\r<r a = "1&amp;2"\r\n\tb=\'\u{1F600}"\n=\'>x&#x1F600;\r\ny<c/>' +
      '<![CDATA[<]]]>&lt;<?pi  body ?><!--\u{1F600}--><d\n></d\n></r ><!-- end --> \n';
    const document = documentOf(text);
    expect(cut(text, document.declaration)).toBe('<?xml version="1.0"?>');
    expect(cut(text, document.doctype)).toBe('<!DOCTYPE r>');
    expect(document.nodes.map((node) => [node.kind, cut(text, node.span)?.slice(0, 10)])).toEqual([
      ['comment', '<!-- é -->'],
      ['element', '<r a = "1&'],
      ['comment', '<!-- end -'],
    ]);
    expect(covered(text, document.root)).toEqual({
      name: 'r',
      open: '<r a = "1&amp;2"\r\n\tb=\'\u{1F600}"\n=\'>',
      close: '</r >',
      attributes: [
        ['a = "1&amp;2"', 'a', '1&amp;2', '1&2'],
        ["b='\u{1F600}\"\n='", 'b', '\u{1F600}"\n=', '\u{1F600}" ='],
      ],
      children: [
        ['text', 'x&#x1F600;\r\ny'],
        { name: 'c', open: '<c/>', close: undefined, attributes: [], children: [] },
        ['cdata', '<![CDATA[<]]]>'],
        ['text', '&lt;'],
        ['instruction', '<?pi  body ?>'],
        ['comment', '<!--\u{1F600}-->'],
        { name: 'd', open: '<d\n>', close: '</d\n>', attributes: [], children: [] },
      ],
    });
    expect(document.root.children[0]).toMatchObject({ value: 'x\u{1F600}\ny' });
    expect(document.root.children[2]).toMatchObject({ value: '<]' });
  });

  test('keeps namespace declarations and prefixes as written', () => {
    const { root } = documentOf('<p:a xmlns:p="u" xmlns="v" p:x=""/>');
    expect([root.name, ...root.attributes.map(({ name }) => name)]).toEqual(['p:a', 'xmlns:p', 'xmlns', 'p:x']);
    expect(scan('<p:a q:x="undeclared"/>').ok).toBe(true);
  });

  test('knows parents', () => {
    const { root } = documentOf('<a><b><c/></b></a>');
    const c = elementsOf(elementsOf(root)[0] ?? root)[0];
    expect([c?.name, c?.parent?.name, c?.parent?.parent, root.parent]).toEqual(['c', 'b', root, undefined]);
  });

  test('keeps the rules of XML 1.0 where 1.1 is declared', () => {
    expect(scan('<?xml version="1.1"?><a>\u0085</a>').ok).toBe(true);
    expect(scan('<?xml version="1.1"?><a>&#1;</a>')).toMatchObject({ ok: false });
  });

  test('takes a document with 5,000 disks and grows in line with the size', () => {
    const disks = (count: number): string =>
      `<domainbackup><disks>${Array.from({ length: count }, (_, i) => `\n  <disk name="vd${i}" type="file"><target file="/b/${i}"/></disk>`).join('')}</disks></domainbackup>`;
    const time = (text: string): number => {
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        expect(scan(text).ok).toBe(true);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    time(disks(1000));
    expect(time(disks(5000))).toBeLessThan(1000);
    // What takes a few milliseconds may meet a collection of garbage that takes many.
    expect(time(disks(8000))).toBeLessThan(6 * Math.max(time(disks(4000)), 25));
  });
});

describe('limits', () => {
  test.each([
    ['size', { size: 3 }, '<a/>', 'xml-too-large', 0, 0],
    ['depth', { depth: 2 }, '<a><b><c/></b></a>', 'xml-too-deep', 7, 8],
    ['attributes', { attributes: 1 }, '<a b="" c=""/>', 'xml-too-many-attributes', 8, 12],
    ['children', { children: 2 }, '<a><b/><b/>text<!----><b/></a>', 'xml-too-many-children', 23, 24],
    [
      'children of all lists',
      { children: 3 },
      '<a><b><c/><c/><c/></b><b><c/><c/><c/></b></a>',
      'xml-too-many-children',
      34,
      35,
    ],
    [
      'namespaces',
      { lookups: 10 },
      "<a xmlns='u' xmlns:b='v'><c xmlns:d='w'/><b:e b:f=''/><g/></a>",
      'xml-too-many-namespaces',
      55,
      56,
    ],
    ['the name of an element', { nameLength: 3 }, '<abcd/>', 'xml-name-too-long', 1, 5],
    ['the name of an attribute', { nameLength: 3 }, '<a abcd=""/>', 'xml-name-too-long', 3, 7],
    ['the name of an instruction', { nameLength: 3 }, '<?abcd?><a/>', 'xml-name-too-long', 2, 6],
    ['a value', { valueLength: 3 }, '<a b="abcd"/>', 'xml-value-too-long', 6, 10],
    ['a text', { valueLength: 3 }, '<a>abcd</a>', 'xml-value-too-long', 3, 7],
    ['a CDATA section', { valueLength: 3 }, '<a><![CDATA[abcd]]></a>', 'xml-value-too-long', 3, 19],
  ])('%s', (_name, limits, text, code, start, end) => {
    expect(scan(text, limits)).toMatchObject({ ok: false, diagnostics: [{ code, span: { start, end } }] });
    const [limit] = Object.entries(limits);
    if (limit) expect(scan(text, { [limit[0]]: 100 }).ok).toBe(true);
  });

  test('exactly the limit is taken', () => {
    expect(
      scan('<a><b x="123">123</b></a>', {
        size: 25,
        depth: 2,
        attributes: 1,
        children: 1,
        nameLength: 1,
        valueLength: 3,
      }).ok,
    ).toBe(true);
    const deep = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect([scan(deep(256)).ok, scan(deep(257)).ok]).toEqual([true, false]);
  });

  test.each([
    ['quotes', `<a b="${"' ".repeat(300000)}`],
    ['blanks', `<a b="x ${' '.repeat(900000)}`],
    ['less-thans', '<'.repeat(900000)],
    ['ampersands', `<a>${'&amp;'.repeat(180000)}&`],
    ['open tags', '<a>'.repeat(300000)],
    ['comments that open', '<!--'.repeat(200000)],
    ['equals', `<a ${'b=\u201C'.repeat(200000)}>`],
  ])('a hostile document of many %s is refused quickly', (_name, text) => {
    const start = performance.now();
    expect(scan(text).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
