/**
 * Bytes to text and back, in the encodings that libxml2 2.9.9 as built into libxmljs2 reads (native.md, "Parsing") and people use:
 * UTF-8, UTF-16, ISO-8859-1 and US-ASCII. What it would take in silence and misread is refused here, with its place.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { Diagnostic, Span } from '../diagnostic.js';
import type { Encoding } from './source.js';

export interface Decoded {
  readonly ok: true;
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

export interface Undecodable {
  readonly ok: false;
  /** The bytes as well as they can be read, for showing the place; what is wrong in them stands as U+FFFD. */
  readonly text: string;
  readonly diagnostic: Diagnostic;
}

/** What the first bytes say, before any declaration is read. `wide`: two bytes a character. */
interface Start {
  readonly width: 'narrow' | 'utf-16le' | 'utf-16be' | 'utf-32';
  /** How many bytes the mark has; 0 where there is none. */
  readonly mark: number;
}

interface Declared {
  readonly name: string;
  readonly span: Span;
}

/** The names that libxml2 2.9.9 knows each encoding by, in lower case. */
const NARROW: ReadonlyMap<string, Encoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['iso-8859-1', 'latin1'],
  ['iso-latin-1', 'latin1'],
  ['us-ascii', 'ascii'],
  ['ascii', 'ascii'],
]);

/** The names that a UTF-16 document may declare; libxml2 takes UTF-8 there too and goes by the bytes. */
const WIDE: ReadonlyMap<string, readonly Encoding[]> = new Map([
  ['utf-16', ['utf-16le', 'utf-16be']],
  ['utf16', ['utf-16le', 'utf-16be']],
  ['utf-8', ['utf-16le', 'utf-16be']],
  ['utf8', ['utf-16le', 'utf-16be']],
  ['utf-16le', ['utf-16le']],
  ['utf-16be', ['utf-16be']],
]);

const LABELS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  latin1: 'ISO-8859-1',
  ascii: 'US-ASCII',
};

/** No declaration is longer than this many bytes, blanks included, in any document that people write. */
const DECLARATION_BYTES = 1024;

/** Decodes a document as libxml2 would: by its byte order mark, the pattern of `<?`, or what its XML declaration says. */
export function decode(bytes: Buffer): Decoded | Undecodable {
  const start = startOf(bytes);
  const content = start.mark > 0 ? bytes.subarray(start.mark) : bytes;
  switch (start.width) {
    case 'utf-32':
      return refuse(lossy(content), 'encoding-unsupported', { start: 0, end: 0 }, 'the document is written in UTF-32', {
        help: `save it as UTF-8`,
      });
    case 'utf-16le':
    case 'utf-16be':
      return decodeWide(content, start.width, start.mark > 0);
    default:
      return decodeNarrow(content, start.mark > 0);
  }
}

const LESS = 0x3c;
const QUESTION = 0x3f;

function startOf(bytes: Buffer): Start {
  // Nearly all documents start so.
  if (bytes[0] === LESS && bytes[1] !== 0) return { width: 'narrow', mark: 0 };
  const first = bytes.toString('hex', 0, 4);
  if (/^(?:fffe0000|0000feff|3c000000|0000003c)/.test(first)) return { width: 'utf-32', mark: 0 };
  if (first.startsWith('efbbbf')) return { width: 'narrow', mark: 3 };
  if (first.startsWith('fffe')) return { width: 'utf-16le', mark: 2 };
  if (first.startsWith('feff')) return { width: 'utf-16be', mark: 2 };
  if (first === '3c003f00') return { width: 'utf-16le', mark: 0 };
  if (first === '003c003f') return { width: 'utf-16be', mark: 0 };
  return { width: 'narrow', mark: 0 };
}

function decodeNarrow(content: Buffer, byteOrderMark: boolean): Decoded | Undecodable {
  const nul = content.indexOf(0);
  if (nul >= 0) return refuseNul(content, nul);
  const mayDeclare = content[1] === QUESTION;
  const declared = mayDeclare ? declaredEncoding(content.toString('latin1', 0, DECLARATION_BYTES)) : undefined;
  if (!declared) return decodeAs(content, 'utf-8', byteOrderMark, undefined);
  const name = declared.name.toLowerCase();
  const encoding = NARROW.get(name);
  if (encoding) return decodeAs(content, encoding, byteOrderMark, declared);
  if (WIDE.has(name)) return refuseContradiction(lossy(content), declared, 'has one byte a character, as UTF-8 has');
  return refuseUnsupported(lossy(content), declared);
}

function decodeAs(
  content: Buffer,
  encoding: Encoding,
  byteOrderMark: boolean,
  declared: Declared | undefined,
): Decoded | Undecodable {
  // What is ASCII is the same in all three, and soonest made a text as Latin-1.
  if (encoding === 'latin1' || isAscii(content)) return decoded(content.toString('latin1'), encoding, byteOrderMark);
  if (encoding === 'utf-8' && isUtf8(content)) return decoded(content.toString('utf8'), encoding, byteOrderMark);
  const fault = encoding === 'utf-8' ? utf8Fault(content) : content.findIndex((byte) => byte > 0x7f);
  return refuseBytes(content, encoding, fault, declared);
}

function decodeWide(content: Buffer, encoding: 'utf-16le' | 'utf-16be', byteOrderMark: boolean): Decoded | Undecodable {
  const whole = content.subarray(0, content.length & ~1);
  const text = encoding === 'utf-16le' ? whole.toString('utf16le') : Buffer.from(whole).swap16().toString('utf16le');
  const declared = declaredEncoding(text.slice(0, DECLARATION_BYTES));
  const allowed = declared && WIDE.get(declared.name.toLowerCase());
  if (declared && !allowed?.includes(encoding)) {
    if (!allowed && !NARROW.has(declared.name.toLowerCase())) return refuseUnsupported(text, declared);
    return refuseContradiction(text, declared, `is written in ${LABELS[encoding]}`);
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) return refuse(text, 'encoding-nul', { start: nul, end: nul + 1 }, NUL_MESSAGE, { help: NUL_HELP });
  if (whole.length !== content.length) {
    return refuse(
      `${text}\uFFFD`,
      'encoding-bytes-invalid',
      { start: text.length, end: text.length + 1 },
      `the last byte is half a character: ${LABELS[encoding]} has two bytes a character`,
      { help: 'the file may have been cut off: write it again, as UTF-8' },
    );
  }
  return decoded(text, encoding, byteOrderMark);
}

function decoded(text: string, encoding: Encoding, byteOrderMark: boolean): Decoded | Undecodable {
  const mark = '\uFEFF';
  if (encoding === 'latin1' || !text.startsWith(mark)) return { ok: true, text, encoding, byteOrderMark };
  return refuse(
    text,
    'encoding-mark-twice',
    { start: 0, end: 1 },
    'the document has two byte order marks (U+FEFF); only one may stand before it',
    { help: 'remove the second mark', fix: { safe: true, edits: [{ start: 0, end: 1, text: '' }] } },
  );
}

/** The encoding that the XML declaration at the start of a text names, and where it does. */
function declaredEncoding(text: string): Declared | undefined {
  const match = /^<\?xml\s[^>]*?\sencoding\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/.exec(text);
  const name = match?.[1] ?? match?.[2];
  if (!match || name === undefined) return undefined;
  const end = match[0].length - 1;
  return { name, span: { start: end - name.length, end } };
}

const NUL_MESSAGE = 'the document holds a NUL character, which XML does not allow';
const NUL_HELP = 'remove it; a document in UTF-16 needs a byte order mark or an XML declaration';

function refuseNul(content: Buffer, offset: number): Undecodable {
  const before = lossy(content.subarray(0, offset));
  const span = { start: before.length, end: before.length + 1 };
  return refuse(before + lossy(content.subarray(offset)), 'encoding-nul', span, NUL_MESSAGE, { help: NUL_HELP });
}

function refuseUnsupported(text: string, declared: Declared): Undecodable {
  return refuse(
    text,
    'encoding-unsupported',
    declared.span,
    `the document declares the encoding ${declared.name}, which is not supported`,
    {
      actual: declared.name,
      expected: 'UTF-8, UTF-16, ISO-8859-1 or US-ASCII',
      help: 'save the document as UTF-8, and declare encoding="UTF-8" or nothing',
    },
  );
}

function refuseContradiction(text: string, declared: Declared, fact: string): Undecodable {
  return refuse(
    text,
    'encoding-contradicted',
    declared.span,
    `the document declares the encoding ${declared.name}, but it ${fact}`,
    {
      actual: declared.name,
      help: 'declare the encoding that the file is saved in, or leave the declaration out and save it as UTF-8',
    },
  );
}

function refuseBytes(content: Buffer, encoding: Encoding, offset: number, declared: Declared | undefined): Undecodable {
  const before = content.toString('utf8', 0, offset);
  const byte = `0x${(content[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  const label = LABELS[encoding];
  const text = before + lossy(content.subarray(offset));
  const whence = declared ? `which the document declares` : `which a document without an encoding declaration is in`;
  return refuse(
    text,
    'encoding-bytes-invalid',
    { start: before.length, end: before.length + 1 },
    `the byte ${byte} does not belong to ${label} here`,
    {
      actual: byte,
      expected: `${label}, ${whence}`,
      help: 'save the document as UTF-8, or declare the encoding that it is in, such as encoding="ISO-8859-1"',
    },
  );
}

function refuse(text: string, code: string, span: Span, message: string, more: Partial<Diagnostic> = {}): Undecodable {
  return { ok: false, text, diagnostic: { code, severity: 'error', message, span, path: '/', ...more } };
}

/** Text for people to look at: as UTF-8, with U+FFFD for what is not. */
function lossy(bytes: Buffer): string {
  return bytes.toString('utf8');
}

/** The offset of the first byte that does not go on as UTF-8: the start of the sequence that is broken. */
function utf8Fault(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] ?? 0);
    if (length === 0 || !isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** A character that an encoding does not have, and its UTF-16 offset in the text. */
export class UnencodableError extends Error {
  constructor(
    readonly character: string,
    readonly offset: number,
    readonly encoding: Encoding,
  ) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    super(`${LABELS[encoding]} cannot write the character U+${code}`);
    this.name = 'UnencodableError';
  }
}

/**
 * The bytes of a text, as `decode` took them: `encode(text, encoding, byteOrderMark)` of what it gave are the bytes it was given.
 * Throws `UnencodableError` where the encoding lacks a character.
 */
export function encode(text: string, encoding: Encoding, byteOrderMark: boolean): Buffer {
  const lacking = UNENCODABLE[encoding].exec(text);
  if (lacking) throw new UnencodableError(lacking[0], lacking.index, encoding);
  const content = encodeContent(text, encoding);
  return byteOrderMark ? Buffer.concat([MARKS[encoding], content]) : content;
}

function encodeContent(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default:
      return Buffer.from(text, 'latin1');
  }
}

const UNENCODABLE: Readonly<Record<Encoding, RegExp>> = {
  'utf-8': /\p{Surrogate}/u,
  // In UTF-16 a lone surrogate goes back as it came; the scan refuses it.
  'utf-16le': /(?!)/,
  'utf-16be': /(?!)/,
  latin1: /[^\0-\xFF]/u,
  ascii: /\P{ASCII}/u,
};

/** A document in Latin-1 or ASCII can only have had the mark of UTF-8, which libxml2 skips before it reads the declaration. */
const MARKS: Readonly<Record<Encoding, Buffer>> = {
  'utf-8': Buffer.from('efbbbf', 'hex'),
  'utf-16le': Buffer.from('fffe', 'hex'),
  'utf-16be': Buffer.from('feff', 'hex'),
  latin1: Buffer.from('efbbbf', 'hex'),
  ascii: Buffer.from('efbbbf', 'hex'),
};
