import { describe, expect, test } from 'vitest';
import { decode, encode, UnencodableError } from '../../src/read/decode.js';
import { libxml2 } from '../scan/libxml2.js';

const MARK8 = Buffer.from('efbbbf', 'hex');
const MARK16LE = Buffer.from('fffe', 'hex');
const MARK16BE = Buffer.from('feff', 'hex');
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => le(text).swap16();
const declared = (name: string, body = '\u00E9'): string => `<?xml version="1.0" encoding="${name}"?><a>${body}</a>`;

describe('decode', () => {
  test.each([
    ['no declaration', Buffer.from('<a>\u00E9</a>'), 'utf-8', false],
    ['a mark', Buffer.concat([MARK8, Buffer.from('<a>\u00E9</a>')]), 'utf-8', true],
    ['UTF-8 declared', Buffer.from(declared('utf-8')), 'utf-8', false],
    ['Latin-1', Buffer.from(declared('ISO-8859-1'), 'latin1'), 'latin1', false],
    ['Latin-1 by its other name', Buffer.from(declared('iso-latin-1'), 'latin1'), 'latin1', false],
    ['Latin-1 in single quotes', Buffer.from(declared('ISO-8859-1').replaceAll('"', "'"), 'latin1'), 'latin1', false],
    ['UTF-16 LE with a mark', Buffer.concat([MARK16LE, le('<a>\u00E9</a>')]), 'utf-16le', true],
    ['UTF-16 BE with a mark', Buffer.concat([MARK16BE, be('<a>\u00E9</a>')]), 'utf-16be', true],
    ['UTF-16 LE without', le(declared('UTF-16')), 'utf-16le', false],
    ['UTF-16 BE without', be(declared('UTF-16')), 'utf-16be', false],
    ['UTF-16 that declares UTF-8', Buffer.concat([MARK16LE, le(declared('UTF-8'))]), 'utf-16le', true],
  ] as const)('%s', (_name, bytes, encoding, byteOrderMark) => {
    const result = decode(bytes);
    expect(result).toMatchObject({ ok: true, encoding, byteOrderMark });
    if (!result.ok) return;
    expect(result.text).toContain('<a>\u00E9</a>');
    expect(result.text.startsWith('<')).toBe(true);
    expect(libxml2(bytes)?.root()?.text()).toBe('\u00E9');
    expect(encode(result.text, result.encoding, result.byteOrderMark)).toEqual(bytes);
  });

  test('reads ASCII, and what declares Latin-1 behind the mark of UTF-8, as libxml2 does', () => {
    expect(decode(Buffer.from(declared('US-ASCII', 'x')))).toMatchObject({ ok: true, encoding: 'ascii' });
    const odd = Buffer.concat([MARK8, Buffer.from(declared('ISO-8859-1'))]);
    const result = decode(odd);
    expect(result).toMatchObject({ ok: true, encoding: 'latin1', byteOrderMark: true });
    if (!result.ok) return;
    expect(result.text).toContain(`<a>${libxml2(odd)?.root()?.text()}</a>`);
    expect(encode(result.text, 'latin1', true)).toEqual(odd);
  });

  test.each([
    ['a byte that is no UTF-8', Buffer.from('<a>caf\xE9</a>', 'latin1'), 'encoding-bytes-invalid', 6],
    ['a sequence cut off', Buffer.from('3c613ee282', 'hex'), 'encoding-bytes-invalid', 3],
    ['a surrogate in UTF-8', Buffer.from('3c613eeda080', 'hex'), 'encoding-bytes-invalid', 3],
    ['an overlong form', Buffer.from('3c613ec080', 'hex'), 'encoding-bytes-invalid', 3],
    ['é after astral characters', Buffer.from('3cf09f98803ee9', 'hex'), 'encoding-bytes-invalid', 4],
    ['more than ASCII', Buffer.from(declared('ASCII')), 'encoding-bytes-invalid', 41],
    [
      'half a character in UTF-16',
      Buffer.concat([MARK16LE, le('<a/>'), Buffer.from([10])]),
      'encoding-bytes-invalid',
      4,
    ],
    ['NUL', Buffer.from('<a>\0</a>'), 'encoding-nul', 3],
    ['NUL at the end', Buffer.from('<a/>\0'), 'encoding-nul', 4],
    ['NUL in UTF-16', Buffer.concat([MARK16LE, le('<a/>\0')]), 'encoding-nul', 4],
    ['UTF-16 without mark or declaration', le('<a/>'), 'encoding-nul', 1],
    ['windows-1252', Buffer.from(declared('windows-1252'), 'latin1'), 'encoding-unsupported', 30],
    ['Shift_JIS', Buffer.from(declared('Shift_JIS')), 'encoding-unsupported', 30],
    ['ISO-8859-15', Buffer.from(declared('ISO-8859-15')), 'encoding-unsupported', 30],
    ['UTF-32', Buffer.from('fffe00003c000000', 'hex'), 'encoding-unsupported', 0],
    ['UTF-8 that declares UTF-16', Buffer.from(declared('UTF-16')), 'encoding-contradicted', 30],
    [
      'UTF-16 that declares Latin-1',
      Buffer.concat([MARK16BE, be(declared('ISO-8859-1'))]),
      'encoding-contradicted',
      30,
    ],
    ['UTF-16 of the other order', Buffer.concat([MARK16BE, be(declared('UTF-16LE'))]), 'encoding-contradicted', 30],
    ['two marks', Buffer.from('\uFEFF\uFEFF<a/>'), 'encoding-mark-twice', 0],
  ])('refuses %s at its place', (_name, bytes, code, start) => {
    const result = decode(bytes);
    expect(result).toMatchObject({ ok: false, diagnostic: { code, span: { start } } });
  });

  test('says which byte and which encoding', () => {
    const result = decode(Buffer.from('<a>caf\xE9</a>', 'latin1'));
    if (result.ok) throw new Error('it was taken');
    expect(result.diagnostic.message).toBe('the byte 0xE9 does not belong to UTF-8 here');
    expect(result.text).toBe('<a>caf\uFFFD</a>');
  });
});

describe('encode', () => {
  test('says what an encoding cannot write', () => {
    expect(() => encode('<a>\u2019</a>', 'latin1', false)).toThrow(UnencodableError);
    expect(() => encode('<a>\u{1F600}</a>', 'latin1', false)).toThrow('ISO-8859-1 cannot write the character U+1F600');
    expect(() => encode('\u00E9', 'ascii', false)).toThrow('US-ASCII cannot write the character U+00E9');
  });
});
