/**
 * The short way through plain documents must give what the long way gives, or nothing. An instruction behind the root makes any document go the
 * long way, without moving what stands before it.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/scan/limits.js';
import { readPlain } from '../../src/scan/plain.js';
import { type ScanResult, scan } from '../../src/scan/scan.js';
import { TOKENS, tokenMutator } from '../fuzz/tokens.js';
import { random } from '../random.js';
import { SAMPLE } from '../sample.js';

const LONG_WAY = '<?long way?>';

const longWay = (text: string, limits: Partial<Limits> = {}): ScanResult => scan(text + LONG_WAY, limits);

/** Whether the short way was taken; fails where it gave something else. */
function isTaken(text: string, limits: Partial<Limits> = {}): boolean {
  const plain = readPlain(text, 0, { ...DEFAULT_LIMITS, ...limits });
  if (!plain) return false;
  const other = longWay(text, limits);
  if (!other.ok) throw new Error(`refused the long way: ${JSON.stringify(text)}`);
  const { document } = other;
  const same = isDeepStrictEqual(plain, { ...document, text, nodes: document.nodes.slice(0, -1) });
  if (!same) throw new Error(`another tree the long way: ${JSON.stringify(text)}`);
  return true;
}

describe('the short way', () => {
  test('is that of most documents without a declaration, and gives the same tree', () => {
    const those = SAMPLE.filter((text) => !/^<\?xml|[&\r]|<!\[/.test(text));
    expect(those.length).toBeGreaterThan(40);
    expect(those.filter((text) => isTaken(text)).length).toBeGreaterThan(0.95 * those.length);
  });

  test.each([5, 6, 7])('gives the same tree or none for mutated documents, seed %i', (seed) => {
    const next = tokenMutator(SAMPLE, random(seed));
    let taken = 0;
    for (let i = 0; i < 2000; i += 1) {
      const decoded = decode(next());
      if (decoded.ok && isTaken(decoded.text)) taken += 1;
    }
    expect(taken).toBeGreaterThan(200);
  });

  test.each(TOKENS)('gives the same tree or none where %j stands anywhere', (token) => {
    const text = '<a x="1"><b/>t<b c=\'2\'>\n</b><!-- d --></a>\n';
    const taken = Array.from({ length: text.length + 1 }, (_, at) =>
      isTaken(text.slice(0, at) + token + text.slice(at)),
    );
    expect(taken).toHaveLength(text.length + 1);
  });

  test.each<[string, Partial<Limits>, (size: number) => string]>([
    ['depth', { depth: 4 }, (size) => '<a>'.repeat(size) + '</a>'.repeat(size)],
    ['attributes', { attributes: 4 }, (size) => `<a${Array.from({ length: size }, (_, i) => ` x${i}=""`).join('')}/>`],
    ['children', { children: 4 }, (size) => `<a>${'<b/>'.repeat(size)}</a>`],
    ['length of a value', { valueLength: 4 }, (size) => `<a b="${'x'.repeat(size)}"/>`],
    ['length of a text', { valueLength: 4 }, (size) => `<a>${'x'.repeat(size)}</a>`],
  ])('knows the limit of %s', (_, limits, make) => {
    expect(isTaken(make(4), limits)).toBe(true);
    expect(isTaken(make(5), limits)).toBe(false);
    expect(scan(make(5), limits).ok).toBe(false);
  });

  test('leaves names that are too long to the long way', () => {
    for (const text of [`<${'a'.repeat(9)}/>`, `<a ${'b'.repeat(9)}=""/>`]) {
      expect(isTaken(text, { nameLength: 8 })).toBe(false);
      expect(isTaken(text, { nameLength: 10 })).toBe(true);
    }
  });
});
