import { nameAt } from '../characters.js';
import { type Fault, fault } from '../fault.js';

const PREDEFINED: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** What is wrong with the reference that starts with the `&` at `at`; undefined where it is in order. */
export function diagnoseReference(text: string, at: number, end: number, path: string): Fault | undefined {
  if (text.charAt(at + 1) === '#') return diagnoseCharacterReference(text, at, end, path);
  const name = nameAt(text, at + 1);
  const after = at + 1 + name.length;
  const isFinished = name !== '' && after < end && text.charAt(after) === ';';
  if (isFinished && PREDEFINED.has(name)) return undefined;
  if (isFinished) return unknownEntity(at, name, path);
  if (PREDEFINED.has(name)) {
    return fault({
      code: 'xml-reference-unfinished',
      message: `the reference &${name} lacks its ";"`,
      span: { start: at, end: after },
      path,
      help: `write &${name};`,
      fix: { safe: true, edits: [{ start: after, end: after, text: ';' }] },
    });
  }
  return fault({
    code: 'xml-ampersand-unescaped',
    message: 'an "&" stands for itself here; XML needs &amp;',
    span: { start: at, end: at + 1 },
    path,
    actual: text.slice(at, after),
    expected: `&amp;${name}`,
    help: 'write &amp; for an "&"',
    fix: { safe: true, edits: [{ start: at + 1, end: at + 1, text: 'amp;' }] },
  });
}

function unknownEntity(at: number, name: string, path: string): Fault {
  const span = { start: at, end: at + name.length + 2 };
  const lower = name.toLowerCase();
  if (PREDEFINED.has(lower)) {
    return fault({
      code: 'xml-entity-unknown',
      message: `the entity &${name}; is unknown; it is written &${lower};`,
      span,
      path,
      help: `write &${lower};`,
      fix: { safe: true, edits: [{ ...span, text: `&${lower};` }] },
    });
  }
  return fault({
    code: 'xml-entity-unknown',
    message: `the entity &${name}; is unknown; XML has &amp; &lt; &gt; &quot; and &apos; only`,
    span,
    path,
    help: `write the character itself, or &amp;${name}; if the text "&${name};" is meant`,
    fix: { safe: false, edits: [{ start: at + 1, end: at + 1, text: 'amp;' }] },
  });
}

function diagnoseCharacterReference(text: string, at: number, end: number, path: string): Fault | undefined {
  const written = /^&#(?:x[0-9A-Fa-f]+|[0-9]+);/.exec(text.slice(at, Math.min(at + 64, end)))?.[0];
  if (written === undefined) {
    const shown = /^&#[0-9A-Za-z]{0,20};?/.exec(text.slice(at, end))?.[0] ?? '&#';
    return fault({
      code: 'xml-reference-malformed',
      message: `the character reference ${shown} is malformed`,
      span: { start: at, end: at + shown.length },
      path,
      help: 'write a number and ";", as in &#233; or &#xE9;, or &amp;# for the two characters',
    });
  }
  const digits = written.slice(2, -1);
  const code = digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  if (isAllowed(code)) return undefined;
  return fault({
    code: 'xml-character-forbidden',
    message: `the reference ${written} stands for a character that is not allowed in XML`,
    span: { start: at, end: at + written.length },
    path,
    help: 'remove it: XML has no way to write this character',
  });
}

function isAllowed(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
