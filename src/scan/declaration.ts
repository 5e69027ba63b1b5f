/**
 * The XML declaration and the document type, as strictly as libxml2 2.9.9 reads them. Both are looked at here and not by saxes, which
 * would change its rules for XML 1.1, where libxml2 keeps those of 1.0.
 */
import { skipBlanks } from './characters.js';
import { type Fault, fault } from './fault.js';

const DECLARATION = /^<\?xml[ \t\r\n]/;
const VERSION = /[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]*"|'1\.[0-9]*')/y;
const ENCODING = /[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*')/y;
const STANDALONE = /[ \t\r\n]*standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)')/y;

/** The end of the XML declaration that a text starts with at `start`, or `start` where there is none. */
export function declarationEnd(text: string, start: number): number | Fault {
  if (!DECLARATION.test(text.slice(start, start + 6))) return start;
  const version = after(VERSION, text, start + 5);
  if (version === undefined) return declarationFault(text, start, 'starts with the version: version="1.0"');
  const encoding = after(ENCODING, text, version) ?? version;
  const standalone = (isParted(text, version, encoding) && after(STANDALONE, text, encoding)) || encoding;
  const end = skipBlanks(text, standalone);
  if (text.startsWith('?>', end)) return end + 2;
  return declarationFault(text, start, 'has version, encoding and standalone, in this order, and ends with "?>"');
}

/** libxml2 misses the blank before `standalone` behind a version and behind most encodings, but not behind those that it has chosen already. */
function isParted(text: string, version: number, encoding: number): boolean {
  return skipBlanks(text, encoding) > encoding || /["']utf-?(?:8|16)["']$/i.test(text.slice(version, encoding));
}

function after(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  const match = pattern.exec(text);
  return match ? offset + match[0].length : undefined;
}

function declarationFault(text: string, start: number, rule: string): Fault {
  const line = /^[^\r\n<>]*>?/.exec(text.slice(start + 1, start + 257))?.[0] ?? '';
  return fault({
    code: 'xml-declaration-malformed',
    message: 'the XML declaration is malformed',
    span: { start, end: start + 1 + line.length },
    path: '/',
    actual: text.slice(start, start + 1 + line.length),
    expected: '<?xml version="1.0" encoding="UTF-8"?>',
    help: `an XML declaration ${rule}; it may also be left out`,
  });
}
