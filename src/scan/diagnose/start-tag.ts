import type { Diagnostic } from '../../diagnostic.js';
import { characterAt, codeName, nameAt, skipBlanks } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import { pathOf } from '../tree.js';
import type { Place } from '../tree-builder.js';
import { isTypographic, quotesFault } from './quotes.js';
import { diagnoseReference } from './reference.js';

/** A start tag that is read again. */
export interface Tag {
  readonly text: string;
  readonly end: number;
  /** Its `<`. */
  readonly at: number;
  readonly name: string;
  readonly path: string;
}

/** An attribute of it, as far as its name and where its value should start. */
export interface Begun {
  readonly name: string;
  readonly start: number;
  readonly value: number;
}

/** What is wrong with the start tag whose `<` stands at `at`. */
export function diagnoseStartTag(place: Place, at: number): Fault | undefined {
  const { text, end } = place;
  const name = nameAt(text, at + 1);
  const parent = place.open ? pathOf(place.open) : '';
  if (name === '') return strayLessThan(text, at, end, parent || '/');
  const tag: Tag = { text, end, at, name, path: place.opening ? pathOf(place.opening) : `${parent}/${name}` };
  let last = at + 1 + name.length;
  while (last <= end) {
    const next = readAttribute(tag, last);
    if (typeof next !== 'number') return next;
    last = next;
  }
  return undefined;
}

/** Reads what follows `last`, the end of the tag's name or of an attribute: gives the end of an attribute, a fault, or undefined at the tag's end. */
function readAttribute(tag: Tag, last: number): number | Fault | undefined {
  const { text, end } = tag;
  const start = skipBlanks(text, last);
  const first = text.charAt(start);
  if (start >= end || first === '<') return unfinished(tag, last, start);
  if (first === '>' || text.startsWith('/>', start)) return undefined;
  if (first === '/') return straySlash(tag, start);
  if (start === last) return noBlank(tag, start);
  const name = nameAt(text, start);
  if (name === '') return strayInTag(tag, start);
  const nameEnd = start + name.length;
  const equals = skipBlanks(text, nameEnd);
  if (text.charAt(equals) !== '=') return withoutEquals(tag, name, start, equals);
  return readValue(tag, { name, start, value: skipBlanks(text, equals + 1) });
}

function readValue(tag: Tag, attribute: Begun): number | Fault | undefined {
  const { text, end } = tag;
  const quote = text.charAt(attribute.value);
  if (isTypographic(quote)) return quotesFault(tag, attribute, attribute.value);
  if (quote !== '"' && quote !== "'") return unquoted(tag, attribute);
  const start = attribute.value + 1;
  const close = text.indexOf(quote, start);
  const less = text.indexOf('<', start);
  if (close < 0 || close >= end || (less >= 0 && less < close)) return neverClosed(tag, attribute, close, less);
  for (let at = text.indexOf('&', start); at >= 0 && at < close; at = text.indexOf('&', at + 1)) {
    const found = diagnoseReference(text, at, close, `${tag.path}/@${attribute.name}`);
    if (found) return found;
  }
  const isCut = /[\s]([^\s=]+)\s*=\s*$/.test(text.slice(start, close)) && nameAt(text, close + 1) !== '';
  return isCut ? unclosedValue(tag, attribute, close) : close + 1;
}

/** A value in whose way a `<` or the end of the document comes. */
function neverClosed(tag: Tag, attribute: Begun, close: number, less: number): Fault {
  const { text, end } = tag;
  const stop = less < 0 || less > end ? end : less;
  const content = text.slice(attribute.value + 1, stop);
  const other = /["'\u00AB\u00BB\u2018-\u201F\u2032\u2033\uFF02\uFF07](?=\s*\/?>|\s+[^\s=<>"']+=)/.exec(content);
  if (other && isTypographic(other[0])) return quotesFault(tag, attribute, attribute.value + 1 + other.index);
  const isOneLine = close > less && less >= 0 && !/[\r\n]/.test(text.slice(attribute.value, close));
  if (other || /[>\r\n]/.test(content) || !isOneLine) return unclosedValue(tag, attribute, stop);
  return fault({
    code: 'xml-less-than-in-attribute',
    message: `the value of ${attribute.name} holds a "<"; XML needs &lt; there`,
    span: { start: less, end: less + 1 },
    path: `${tag.path}/@${attribute.name}`,
    help: 'write &lt; for "<"',
    fix: { safe: true, edits: [{ start: less, end: less + 1, text: '&lt;' }] },
  });
}

/** A value whose quote is not closed where its author meant it to be, somewhere before `stop`. */
function unclosedValue(tag: Tag, attribute: Begun, stop: number): Fault {
  const { text } = tag;
  const quote = text.charAt(attribute.value);
  const start = attribute.value + 1;
  const written = /^[^\s<>"']*/.exec(text.slice(start, stop))?.[0] ?? '';
  const value = text.charAt(start + written.length) === '>' ? written.replace(/\/$/, '') : written;
  const after = text.charAt(start + value.length);
  const isSwapped = after !== quote && (after === '"' || after === "'");
  const edit = { start: start + value.length, end: start + value.length + (isSwapped ? 1 : 0), text: quote };
  return fault({
    code: 'xml-value-unclosed',
    message: isSwapped
      ? `the value of ${attribute.name} starts with ${quote} but ends with ${after}`
      : `the value of ${attribute.name} is never closed: its second ${quote} is missing`,
    span: isSwapped ? { start: edit.start, end: edit.end } : { start: attribute.value, end: attribute.value + 1 },
    path: `${tag.path}/@${attribute.name}`,
    help: `write ${attribute.name}=${quote}${value}${quote}`,
    ...(isSwapped && { related: [{ span: { start: attribute.value, end: start }, message: 'the value starts here' }] }),
    fix: { safe: isSwapped, edits: [edit] },
  });
}

function unquoted(tag: Tag, attribute: Begun): Fault {
  const { text, end } = tag;
  const path = `${tag.path}/@${attribute.name}`;
  const written = /^[^\s<>"']*/.exec(text.slice(attribute.value, end))?.[0] ?? '';
  const value = text.charAt(attribute.value + written.length) === '>' ? written.replace(/\/$/, '') : written;
  const isNextName = value.endsWith('=') && /["']/.test(text.charAt(attribute.value + value.length));
  if (value === '' || isNextName)
    return withoutValue(tag, attribute.name, attribute.start, attribute.start + attribute.name.length);
  const span = { start: attribute.value, end: attribute.value + value.length };
  const follows = text.charAt(span.end);
  const isClear = !/[=&]/.test(value) && !/["']/.test(follows);
  return fault({
    code: 'xml-attribute-unquoted',
    message: `the value of ${attribute.name} stands without quotes`,
    span,
    path,
    actual: `${attribute.name}=${value}`,
    expected: `${attribute.name}="${value}"`,
    help: `write ${attribute.name}="${value}"`,
    fix: { safe: isClear, edits: [{ ...span, text: `"${value}"` }] },
  });
}

function withoutEquals(tag: Tag, name: string, start: number, at: number): Fault | undefined {
  const { text, end } = tag;
  const nameEnd = start + name.length;
  const character = text.charAt(at);
  if (at >= end && end < text.length) return undefined;
  if (/["']/.test(character) || isTypographic(character)) {
    const bare = name.replace(/:$/, '');
    return fault({
      code: 'xml-attribute-equals-missing',
      message: `there is no "=" between ${bare} and its value`,
      span: { start, end: at + 1 },
      path: `${tag.path}/@${bare}`,
      help: `write ${bare}=, then the value in quotes`,
      fix: { safe: true, edits: [{ start: start + bare.length, end: at, text: '=' }] },
    });
  }
  if (at === nameEnd && at < end && !/[>/<]/.test(character)) return badInName(tag, at, `the attribute name ${name}`);
  return withoutValue(tag, name, start, nameEnd);
}

function withoutValue(tag: Tag, name: string, start: number, end: number): Fault {
  return fault({
    code: 'xml-attribute-without-value',
    message: `the attribute ${name} of <${tag.name}> has no value`,
    span: { start, end },
    path: `${tag.path}/@${name}`,
    help: `write ${name}="..." with a value, or remove it`,
  });
}

/** The tag's `>` does not come: at `next` another markup starts, or the document ends. */
function unfinished(tag: Tag, last: number, next: number): Fault | undefined {
  const { text, end, at, name } = tag;
  if (next >= end && end < text.length) return undefined;
  const cause = next < end ? 'another tag starts here' : 'the document ends here';
  return fault({
    code: 'xml-tag-unfinished',
    message: `the start tag of <${name}> lacks its ">"`,
    span: { start: at, end: at + 1 + name.length },
    path: tag.path,
    help: `write ">" (or "/>" if <${name}> is empty) after its last attribute`,
    related: [{ span: { start: next, end: Math.min(next + 1, text.length) }, message: cause }],
    fix: { safe: false, edits: [{ start: last, end: last, text: '>' }] },
  });
}

function straySlash(tag: Tag, at: number): Fault | undefined {
  const { text, end } = tag;
  const next = skipBlanks(text, at + 1);
  if (at + 1 >= end && end < text.length) return undefined;
  const isApart = text.charAt(next) === '>';
  return strayFault(tag, at, '/', {
    message: isApart ? 'white space stands between "/" and ">"' : `a "/" stands within the start tag of <${tag.name}>`,
    span: { start: at, end: isApart ? next + 1 : at + 1 },
    help: isApart ? 'write "/>"' : 'remove it, or write "/>" if the tag ends here',
    fix: { safe: isApart, edits: [{ start: at + (isApart ? 1 : 0), end: isApart ? next : at + 1, text: '' }] },
  });
}

/** No white space separates what stands at `at` from the name or the value before it. */
function noBlank(tag: Tag, at: number): Fault {
  const { text } = tag;
  const isAfterName = at === tag.at + 1 + tag.name.length;
  if (isAfterName) return badInName(tag, at, `the name <${tag.name}`);
  const name = nameAt(text, at);
  if (name === '') return strayInTag(tag, at);
  return fault({
    code: 'xml-attribute-space-missing',
    message: `there is no space between ${name} and the attribute before it`,
    span: { start: at, end: at + name.length },
    path: `${tag.path}/@${name}`,
    help: `write a space before ${name}`,
    fix: { safe: true, edits: [{ start: at, end: at, text: ' ' }] },
  });
}

function badInName(tag: Tag, at: number, what: string): Fault {
  const character = characterAt(tag.text, at);
  return fault({
    code: 'xml-name-malformed',
    message: `the character ${shown(character)} after ${what} may not stand in a name`,
    span: { start: at, end: at + character.length },
    path: tag.path,
    help: 'names are made of letters, digits, "-", "_" and "."; attributes are written name="value" with a space before each',
  });
}

function strayInTag(tag: Tag, at: number): Fault {
  const character = characterAt(tag.text, at);
  const isSpare = /[,;"'”]/.test(character) && /^[\s/>]/.test(tag.text.slice(at + 1, at + 2));
  return strayFault(tag, at, character, {
    message: `the character ${shown(character)} stands within the start tag of <${tag.name}>, where an attribute may start`,
    help: isSpare ? 'remove it' : 'attributes are written name="value", with a space between them',
    ...(isSpare && { fix: { safe: true, edits: [{ start: at, end: at + character.length, text: '' }] } }),
  });
}

function strayFault(
  tag: Tag,
  at: number,
  character: string,
  more: Pick<Diagnostic, 'message'> & Partial<Diagnostic>,
): Fault {
  return fault({
    code: 'xml-tag-malformed',
    span: { start: at, end: at + character.length },
    path: tag.path,
    ...more,
  });
}

const LOOSE_TAG = /^<([ \t\r\n]+)([A-Za-z_][\w.-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)(\s*)\/?>/;

/** A `<` after which no name comes. */
function strayLessThan(text: string, at: number, end: number, path: string): Fault | undefined {
  if (at + 1 >= end && end < text.length) return undefined;
  const loose = LOOSE_TAG.exec(text.slice(at, at + 4096));
  if (loose) {
    const [, blanks = '', name = '', attributes, gap] = loose;
    return fault({
      code: 'xml-tag-malformed',
      message: `white space stands between "<" and ${name}`,
      span: { start: at, end: at + 1 + blanks.length + name.length },
      path,
      help: `write <${name}`,
      fix: {
        safe: attributes !== '' || gap === '',
        edits: [{ start: at + 1, end: at + 1 + blanks.length, text: '' }],
      },
    });
  }
  const next = characterAt(text, at + 1);
  const isText = /^<(?:[\s=]|\d[^<>]*(?:<|$))/.test(text.slice(at, at + 4096));
  return fault({
    code: 'xml-less-than-unescaped',
    message: `no name follows the "<"${isText || next === '' ? '; for the character itself XML needs &lt;' : `, but ${shown(next)}`}`,
    span: { start: at, end: at + 1 },
    path,
    help: 'write &lt; for the character "<"',
    fix: { safe: isText && path !== '/', edits: [{ start: at, end: at + 1, text: '&lt;' }] },
  });
}

function shown(character: string): string {
  return /^[\x21-\x7E]$/.test(character) ? (character === '"' ? `'"'` : `"${character}"`) : codeName(character);
}
