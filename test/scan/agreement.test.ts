/**
 * The scan and libxml2 must never disagree on what is well-formed: what the scan lets through, native code and libvirt read the same way, and
 * what it refuses, they refuse. Held together over documents of the corpus, mutated with a fixed seed.
 */
import type { Document, Element } from 'libxmljs2';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.js';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlElement } from '../../src/scan/tree.js';
import { TOKENS, tokenMutator } from '../fuzz/tokens.js';
import { random } from '../random.js';
import { SAMPLE } from '../sample.js';
import { libxml2 } from './libxml2.js';

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
    for (const text of SAMPLE) compare(Buffer.from(text), tally);
    expect(tally).toEqual({ wellFormed: SAMPLE.length, refused: 0, disagreements: [] });
  });

  test.each([1, 2, 3, 4])('agree on mutated documents, seed %i', (seed) => {
    const next = tokenMutator(SAMPLE, random(seed));
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

  test('agree on XML declarations, whatever parts what stands in them', () => {
    const tally: Tally = { wellFormed: 0, refused: 0, disagreements: [] };
    const blanks = ['', ' ', '\t\n'];
    for (const encoding of [
      '',
      'encoding="UTF-8"',
      "encoding='utf8'",
      'encoding="US-ASCII"',
      'encoding = "ISO-8859-1"',
    ])
      for (const standalone of ['', 'standalone="yes"', "standalone = 'no'", 'standalone="maybe"'])
        for (const before of blanks)
          for (const between of blanks)
            for (const end of blanks)
              compare(Buffer.from(`<?xml version="1.0"${before}${encoding}${between}${standalone}${end}?><a/>`), tally);
    expect(tally.disagreements).toEqual([]);
    expect(Math.min(tally.wellFormed, tally.refused)).toBeGreaterThan(100);
  });
});
