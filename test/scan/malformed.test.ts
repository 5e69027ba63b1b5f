import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Edit } from '../../src/diagnostic.js';
import { lineIndex } from '../../src/read/lines.js';
import { scan } from '../../src/scan/scan.js';
import { libxml2 } from './libxml2.js';

const FOLDER = join(import.meta.dirname, '../fixtures/malformed');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.xml'));

function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end), text);
}

function shown(text: string, diagnostic: Diagnostic): string {
  const lines = lineIndex(text);
  const place = (span: { start: number; end: number }): string => {
    const { line, column } = lines.position(span.start);
    return `${line}:${column} ${JSON.stringify(text.slice(span.start, span.end))}`;
  };
  return [
    `${diagnostic.code} ${place(diagnostic.span)} ${diagnostic.path}`,
    `message: ${diagnostic.message}`,
    ...(diagnostic.help === undefined ? [] : [`help: ${diagnostic.help}`]),
    ...(diagnostic.related ?? []).map(({ span, message }) => `related: ${place(span)} ${message}`),
    ...(diagnostic.fix?.edits ?? []).map(
      (edit) => `${diagnostic.fix?.safe ? 'safe' : 'unsafe'} fix: ${place(edit)} -> ${JSON.stringify(edit.text)}`,
    ),
    '',
  ].join('\n');
}

describe('a document that is not well-formed gets its first error in plain words', () => {
  test.each(NAMES)('%s', async (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(libxml2(Buffer.from(text)) === undefined || name === 'entities-declared.xml').toBe(true);
    const result = scan(text);
    if (result.ok) throw new Error('it scans');
    await expect(shown(text, result.diagnostics[0])).toMatchFileSnapshot(join(FOLDER, name.replace(/xml$/, 'txt')));
  });

  test.each(NAMES)('%s: a safe fix takes the fault away', (name) => {
    let text = readFileSync(join(FOLDER, name), 'utf8');
    const first = scan(text);
    if (first.ok || !first.diagnostics[0].fix?.safe) return;
    for (let passes = 0; passes < 5; passes += 1) {
      const result = scan(text);
      if (result.ok) return;
      const { fix } = result.diagnostics[0];
      if (!fix?.safe) break;
      text = apply(text, fix.edits);
    }
    expect(scan(text)).toMatchObject({ ok: true });
  });
});

// biome-ignore format: a table
const CASES: readonly (readonly [text: string, code: string, covered: string, start: number, path: string, fixed?: string])[] = [
  ['<a><b><c></a>', 'xml-tag-unclosed', '<c>', 6, '/a/b/c'],
  ['<a><b/><b></a>', 'xml-tag-unclosed', '<b>', 7, '/a/b[2]'],
  ['<a></A>', 'xml-tag-mismatch', 'A', 5, '/a', '<a></a>'],
  ['<a><disk></dsik></a>', 'xml-tag-mismatch', 'dsik', 11, '/a/disk', '<a><disk></disk></a>'],
  ['<a><b/></b></a>', 'xml-end-tag-unexpected', '</b>', 7, '/a', '<a><b/></a>'],
  ['<a><b/><c/></b></a>', 'xml-end-tag-unexpected', '</b>', 11, '/a'],
  ['<a></b></a>', 'xml-end-tag-unexpected', '</b>', 3, '/a'],
  ['</a>', 'xml-end-tag-unexpected', '</a>', 0, '/'],
  ['<a/></a>', 'xml-end-tag-unexpected', '</a>', 4, '/'],
  ['<a></a', 'xml-tag-unfinished', '</a', 3, '/a', '<a></a>'],
  ['<a></ a>', 'xml-end-tag-malformed', '</ a', 3, '/a', '<a></a>'],
  ['<a></>', 'xml-end-tag-malformed', '</>', 3, '/a'],
  ['<a', 'xml-tag-unfinished', '<a', 0, '/a'],
  ['<a x="1"', 'xml-tag-unfinished', '<a', 0, '/a'],
  ['<a><b c="1"</a>', 'xml-tag-unfinished', '<b', 3, '/a/b'],
  ['<a x="1', 'xml-value-unclosed', '"', 5, '/a/@x'],
  ['<a x=', 'xml-attribute-without-value', 'x', 3, '/a/@x'],
  ['<a x>', 'xml-attribute-without-value', 'x', 3, '/a/@x'],
  ['<a x/>', 'xml-attribute-without-value', 'x', 3, '/a/@x'],
  ['<a x=1/>', 'xml-attribute-unquoted', '1', 5, '/a/@x', '<a x="1"/>'],
  ['<a x=/b/c y="1"/>', 'xml-attribute-unquoted', '/b/c', 5, '/a/@x', '<a x="/b/c" y="1"/>'],
  ['<a x=\u201C1\u201D y=\u201C2\u201D/>', 'xml-quotes-typographic', '\u201C', 5, '/a/@x', '<a x="1" y="2"/>'],
  ['<a x=\u201C1"/>', 'xml-quotes-typographic', '\u201C', 5, '/a/@x', '<a x="1"/>'],
  ['<a x="1\u201D/>', 'xml-quotes-typographic', '\u201D', 7, '/a/@x', '<a x="1"/>'],
  ['<a x=`1`/>', 'xml-quotes-typographic', '`', 5, '/a/@x', '<a x="1"/>'],
  ['<a x="1" x="1"/>', 'xml-attribute-twice', 'x="1"', 9, '/a/@x', '<a x="1"/>'],
  ['<a x="1" x="2"/>', 'xml-attribute-twice', 'x="2"', 9, '/a/@x'],
  ['<a x="1"y="2"/>', 'xml-attribute-space-missing', 'y', 8, '/a/@y', '<a x="1" y="2"/>'],
  ['<a x="1""/>', 'xml-tag-malformed', '"', 8, '/a', '<a x="1"/>'],
  ['<a x="1", y="2"/>', 'xml-tag-malformed', ',', 8, '/a', '<a x="1" y="2"/>'],
  ['<a x="1" / >', 'xml-tag-malformed', '/ >', 9, '/a', '<a x="1" />'],
  ['<a x:"1"/>', 'xml-attribute-equals-missing', 'x:"', 3, '/a/@x', '<a x="1"/>'],
  ['<a n%="1"/>', 'xml-name-malformed', '%', 4, '/a'],
  ['<a x="1<2"/>', 'xml-less-than-in-attribute', '<', 7, '/a/@x', '<a x="1&lt;2"/>'],
  ['<a x="\u{1F600}R&D"/>', 'xml-ampersand-unescaped', '&', 9, '/a/@x', '<a x="\u{1F600}R&amp;D"/>'],
  ['<a>R & D</a>', 'xml-ampersand-unescaped', '&', 5, '/a', '<a>R &amp; D</a>'],
  ['<a>R &amp D</a>', 'xml-reference-unfinished', '&amp', 5, '/a', '<a>R &amp; D</a>'],
  ['<a>&AMP;</a>', 'xml-entity-unknown', '&AMP;', 3, '/a', '<a>&amp;</a>'],
  ['<a>&#0;</a>', 'xml-character-forbidden', '&#0;', 3, '/a'],
  ['<a>&#xD800;</a>', 'xml-character-forbidden', '&#xD800;', 3, '/a'],
  ['<a>&#99999999;</a>', 'xml-character-forbidden', '&#99999999;', 3, '/a'],
  ['<a>1 < 2</a>', 'xml-less-than-unescaped', '<', 5, '/a', '<a>1 &lt; 2</a>'],
  ['<a>< b x="1"/></a>', 'xml-tag-malformed', '< b', 3, '/a', '<a><b x="1"/></a>'],
  ['<a>]]></a>', 'xml-cdata-end-misplaced', ']]>', 3, '/a'],
  ['<a><!-- b -- c --></a>', 'xml-comment-double-dash', '--', 10, '/a'],
  ['<a><!-- b ---></a>', 'xml-comment-double-dash', '--', 10, '/a'],
  ['<a><!-- b</a>', 'xml-markup-unclosed', '<!--', 3, '/a'],
  ['<a><![CDATA[b</a>', 'xml-markup-unclosed', '<![CDATA[', 3, '/a'],
  ['<a/><![CDATA[]]>', 'xml-text-outside-root', '<![CDATA[', 4, '/'],
  ['<a/>&#32;', 'xml-text-outside-root', '&#32;', 4, '/'],
  ['b <a/>', 'xml-text-outside-root', 'b', 0, '/'],
  ['<a/> <b/>', 'xml-second-root', 'b', 6, '/'],
  ['<!DOCTYPE a [', 'xml-doctype-subset', '<!DOCTYPE', 0, '/'],
  ['<!DOCTYPE a PUBLIC "x" "y"><a/>', 'xml-doctype-subset', '<!DOCTYPE a PUBLIC "x" "y">', 0, '/'],
  ['<!DOCTYPE a><!DOCTYPE a><a/>', 'xml-doctype-misplaced', '<!DOCTYPE a>', 12, '/'],
  ['<?xml version="1.0"?> <?xml version="1.0"?><a/>', 'xml-declaration-misplaced', '<?xml version="1.0"?>', 22, '/'],
  ['<?xml version="2.0"?><a/>', 'xml-declaration-malformed', '<?xml version="2.0"?>', 0, '/'],
  ['<a>\x01</a>', 'xml-character-forbidden', '\x01', 3, '/a'],
  ['<a>\0</a>', 'xml-character-forbidden', '\0', 3, '/a'],
  ['<a>\uD800x</a>', 'xml-character-forbidden', '\uD800', 3, '/a'],
  ['<a b="\uDC00"/>', 'xml-character-forbidden', '\uDC00', 6, '/a'],
  ['<a>\uFFFE</a>', 'xml-character-forbidden', '\uFFFE', 3, '/a'],
  ['<a>R&D \x01</a>', 'xml-ampersand-unescaped', '&', 4, '/a', '<a>R&amp;D \x01</a>'],
  ['\uFEFF\uFEFF<a/>', 'xml-text-outside-root', '\uFEFF', 1, '/'],
  [' \n', 'xml-empty', '', 0, '/'],
  ['<!-- a -->', 'xml-empty', '', 10, '/'],
  ['hello', 'xml-not-xml', 'hello', 0, '/'],
  ['&lt;a/&gt;', 'xml-not-xml', '&lt;a/&gt;', 0, '/'],
];

test.each(CASES.map((row) => ({ row })))('%j', ({ row: [text, code, covered, start, path, fixed] }) => {
  const result = scan(text);
  if (result.ok) throw new Error('it scans');
  const [diagnostic] = result.diagnostics;
  expect([
    diagnostic.code,
    text.slice(diagnostic.span.start, diagnostic.span.end),
    diagnostic.span.start,
    diagnostic.path,
  ]).toEqual([code, covered, start, path]);
  expect(diagnostic.fix?.safe ? apply(text, diagnostic.fix.edits) : undefined).toBe(fixed);
});

test('headlines stand alone', () => {
  const message = (text: string): string => {
    const result = scan(text);
    return result.ok ? '' : result.diagnostics[0].message;
  };
  expect(message('<disk>')).toBe('<disk> is never closed');
  expect(message('<disk type=\u2019file\u2019/>')).toBe(
    'the value of type is in typographic quotes (U+2019); XML needs \' or "',
  );
  expect(message('{"a": 1}')).toBe('this is not XML but JSON');
  expect(message('mode: pull')).toBe('this is not XML but YAML');
  expect(message('')).toBe('the document is empty');
});
