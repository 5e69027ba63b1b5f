/**
 * The scan and libxml2 must never disagree on what is well-formed: what the scan lets through, native code and libvirt read the same way, and
 * what it refuses, they refuse. Held together over documents of the corpus, mutated with a fixed seed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, Element } from 'libxmljs2';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.js';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlElement } from '../../src/scan/tree.js';
import { libxml2 } from './libxml2.js';

const DOCUMENTS = readFileSync(join(import.meta.dirname, '../fixtures/corpus-sample.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): string => JSON.parse(line).xml);

// biome-ignore format: a list
const TOKENS = [
  '<', '>', '/', '"', "'", '&', '=', ' ', '\n', '\r', '\t', '<!--', '-->', '--', '-', '<![CDATA[', ']]>', ']]', ']', '[', '<?', '?>', '?',
  '<?xml version="1.0"?>', '<?xml version="1.1"?>', '<?xml?>', '<?xml encoding="UTF-8"?>', "<?xml version='1.0' standalone='yes'?>",
  '<?xml version="1." ?>', '<?xml version="1.0"\n?>', '<?XML a?>', '<?xmlx a?>', '<?Xml?>', '<?a:b c?>', '<?a?>', '<?a?b?>', '<?a??>', '<? a?>', '&amp;', '&lt;', '&#65;',
  '&#x41;', '&#X41;', '&#0;', '&#xFFFF;', '&#x1F600;', '&#xD800;', '&#1;', '&nbsp;', '&;', '&#;', '&#x;', '&a', '&AMP;', '<!DOCTYPE domainbackup>',
  '<!DOCTYPE>', '<!DOCTYPEa>', '<!DOCTYPE a >', '<!doctype a>', '<a/>', '<a>', '</a>', '<a:b/>', '<:a/>', '<a:/>', '<a:b:c/>', '<a:1/>',
  '<b:a x:y="1" x:y="2"/>', '<a xmlns:p="u" xmlns:q="u" p:x="" q:x=""/>', ' x="1"', ' x="1" x="2"', ' a:x="1"', ' xmlns:a="u"', ' xmlns="u"',
  ' xmlns:a=""', ' xml:lang="1"', ' xml:space="q"', ' xml:id="1"', ' xmlns:xml="x"', ' xmlns:xmlns="x"', ' :x="1"', ' x:="1"', ' x:1="1"',
  ' xmlns:="u"', ' xmlns:a="" xmlns:a=""', ' xmlns:a="u" xmlns:a=""', ' xmlns:a="u" xmlns:a="u"', ' xmlns="" xmlns=""', ' xmlns:xml="x" xmlns:xml="x"',
  ' xmlns:xmlns="u" xmlns:xmlns="u"', ' xmlns:a="http://www.w3.org/2000/xmlns/" xmlns:a="u"', ' xmlns="http://www.w3.org/XML/1998/namespace" xmlns="v"', ' x', 'x=', '\u00e9', '\u2019', '\u{1F600}', '\ufffe', '\u0085', '\u2028', '\ufeff', '\u00b7', '\u0300', '\x01', '\x7f', '\x80',
  '\u037e', '\u3000', '1', '.', '-a', '_', '!', '<!', '<!-', '<!ELEMENT a>', '</', '</ ', '/>', '< ', '<1', '<-', 'disk', '</disk>', '</disk >',
  '</disk\n>', '</ disk>', '<!-->', '<!--->', '<!---->', '<!----->', '<!-- a --- b -->', '<!-- a -- b -->', '<![CDATA[]]>', '<![CDATA[]]]]>',
  '<![CDATA[]]]>', '<![cdata[x]]>', 'a&b', '"x"y="1"', 'x = "1"', 'x\n=\n"1"',
] as const;

/** A generator of numbers from 0 up to 1 that gives the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function mutator(next: () => number) {
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  const parts = (text: string): RegExpExecArray[] => [...text.matchAll(/<[^>]*>|[^<>\s"'=]+|\s+|["'=]/g)];
  /** Places where a token is likely to leave the document well-formed. */
  const joints = (text: string): number[] =>
    [...text.matchAll(/>|(?=\/?>)|(?<=\w)(?=\s)/g)].map((m) => m.index + m[0].length);
  const kinds: ((text: string, at: number) => string)[] = [
    (text, at) => text.slice(0, at) + pick(TOKENS) + text.slice(at),
    (text, at) => text.slice(0, at) + text.slice(at + 1 + below(3)),
    (text, at) => text.slice(0, at) + pick(TOKENS) + text.slice(at + 1),
    (text, at) => text.slice(0, at + below(30)) + text.slice(at),
    (text) => {
      const all = joints(text);
      const at = all[below(all.length)] ?? 0;
      return text.slice(0, at) + pick(TOKENS) + text.slice(at);
    },
    (text) => {
      const all = parts(text);
      const one = all[below(all.length)];
      if (!one) return text;
      return text.slice(0, one.index) + (all[below(all.length)]?.[0] ?? '') + text.slice(one.index + one[0].length);
    },
    (text) => pick(TOKENS) + text,
    (text) => text + pick(TOKENS),
    (text, at) => text.slice(0, at),
    (text) => text.replaceAll('\n', pick(['\r\n', '\r', '\n\n'])),
  ];
  const mutate = (text: string): string => kinds[below(kinds.length)]?.(text, below(text.length + 1)) ?? text;
  const asBytes = (text: string): Buffer => {
    const kind = below(12);
    if (kind === 0) return Buffer.from(`\uFEFF${text}`, 'utf16le');
    if (kind === 1) return Buffer.from(`\uFEFF${text}`);
    if (kind === 2) return Buffer.from(text.replace(/encoding="UTF-8"/, 'encoding="ISO-8859-1"'), 'latin1');
    const bytes = Buffer.from(text);
    if (kind === 3 && bytes.length > 0) bytes[below(bytes.length)] = 1 + below(255);
    return bytes;
  };
  return () => {
    let text = next() < 0.1 ? '<a x="1">t<b/></a>' : pick(DOCUMENTS);
    for (let times = next() < 0.7 ? 1 : 2 + below(2); times > 0; times -= 1) text = mutate(text);
    return asBytes(text);
  };
}

interface Tally {
  wellFormed: number;
  refused: number;
  readonly disagreements: string[];
}

function compare(bytes: Buffer, tally: Tally): void {
  const native = libxml2(bytes);
  const decoded = decode(bytes);
  const result = decoded.ok ? scan(decoded.text) : { ok: false as const, diagnostics: [decoded.diagnostic] as const };
  if (result.ok) {
    tally.wellFormed += 1;
    const problem = native ? difference(result.document.root, native) : 'libxml2 refuses it';
    if (problem) tally.disagreements.push(`${problem}: ${JSON.stringify(bytes.toString())}`);
    return;
  }
  const [{ code, message }] = result.diagnostics;
  tally.refused += 1;
  expect(message).not.toBe('what stands here is nothing that XML knows');
  // What the gate refuses although it is well-formed is refused in words, and no disagreement.
  if (native && !/^xml-(?:doctype-subset|too-)|^encoding-/.test(code))
    tally.disagreements.push(`${code}: ${JSON.stringify(bytes.toString())}`);
  if (native && code.startsWith('encoding-')) expect(code).toMatch(/unsupported|nul|bytes-invalid/);
}

/** Says where the two trees differ, by names, values and texts. */
function difference(root: XmlElement, native: Document): string | undefined {
  const other = native.root();
  if (!other) return 'libxml2 sees no root';
  return elementDifference(root, other);
}

function elementDifference(ours: XmlElement, theirs: Element): string | undefined {
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  if (local(ours.name) !== local(theirs.name())) return `${ours.name} is ${theirs.name()}`;
  const attributes = ours.attributes.filter(({ name }) => !/^xmlns(?::.|$)/.test(name));
  const values = theirs.attrs().map((attribute) => attribute.value());
  if (JSON.stringify(attributes.map(({ value }) => value)) !== JSON.stringify(values))
    return `attributes of ${ours.name}`;
  const inner = theirs.childNodes().filter((child): child is Element => child.type() === 'element');
  const text = ours.children
    .map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.value : ''))
    .join('');
  const own = theirs.childNodes().map((child) => (/^(?:text|cdata)$/.test(child.type()) ? child.toString() : ''));
  const isPlain =
    !/[&<>\r\u0080-\u{10FFFF}]/u.test(text + own.join('')) && ours.children.every(({ kind }) => kind !== 'cdata');
  if (isPlain && text !== own.join('')) return `text of ${ours.name}`;
  const elements = elementsOf(ours);
  if (elements.length !== inner.length) return `children of ${ours.name}`;
  return elements.map((element, i) => (inner[i] ? elementDifference(element, inner[i]) : undefined)).find(Boolean);
}

describe('scan and libxml2', () => {
  test('agree on the documents themselves', () => {
    const tally: Tally = { wellFormed: 0, refused: 0, disagreements: [] };
    for (const text of DOCUMENTS) compare(Buffer.from(text), tally);
    expect(tally).toEqual({ wellFormed: DOCUMENTS.length, refused: 0, disagreements: [] });
  });

  test.each([1, 2, 3, 4])('agree on mutated documents, seed %i', (seed) => {
    const next = mutator(random(seed));
    const tally: Tally = { wellFormed: 0, refused: 0, disagreements: [] };
    for (let i = 0; i < 2000; i += 1) compare(next(), tally);
    expect(tally.disagreements).toEqual([]);
    expect(tally.wellFormed).toBeGreaterThan(300);
    expect(tally.refused).toBeGreaterThan(300);
  });

  test.each(TOKENS)('agree where %j stands anywhere in a small document', (token) => {
    const tally: Tally = { wellFormed: 0, refused: 0, disagreements: [] };
    const text = '<a x="1"><b/>t</a>\n';
    for (let at = 0; at <= text.length; at += 1)
      compare(Buffer.from(text.slice(0, at) + token + text.slice(at)), tally);
    expect(tally.disagreements).toEqual([]);
  });
});
