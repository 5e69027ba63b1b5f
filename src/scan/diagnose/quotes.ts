import type { Edit } from '../../diagnostic.js';
import { characterAt, codeName } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import type { Begun, Tag } from './start-tag.js';

/** What word processors, web pages and phones write for a quote. */
const TYPOGRAPHIC = '\u0060\u00AB\u00B4\u00BB\u2018-\u201F\u2032\u2033\u2039\u203A\uFF02\uFF07';
const IS_TYPOGRAPHIC = new RegExp(`^[${TYPOGRAPHIC}]`);
const VALUE = new RegExp(
  `(=[ \\t\\r\\n]*)([${TYPOGRAPHIC}]|"|')([^<>"'=\\r\\n${TYPOGRAPHIC}]*)([${TYPOGRAPHIC}]|"|')(?=[\\s/>])`,
  'y',
);

export function isTypographic(character: string): boolean {
  return IS_TYPOGRAPHIC.test(character);
}

/** The character at `at` is a typographic quote where the value of an attribute needs a straight one. */
export function quotesFault(tag: Tag, attribute: Begun, at: number): Fault {
  const character = characterAt(tag.text, at);
  const edits = straightQuotes(tag);
  const isClear = edits.some((edit) => edit.start === at);
  return fault({
    code: 'xml-quotes-typographic',
    message: `the value of ${attribute.name} is in typographic quotes (${codeName(character)}); XML needs ' or "`,
    span: { start: at, end: at + character.length },
    path: `${tag.path}/@${attribute.name}`,
    actual: character,
    expected: `" or '`,
    help: 'replace the quotes by straight ones, and switch off "smart quotes" where the text comes from',
    ...(isClear && { fix: { safe: true, edits } }),
  });
}

/** Edits that put straight quotes around every value of the tag whose extent leaves no doubt. */
function straightQuotes({ text, at, end }: Tag): Edit[] {
  const edits: Edit[] = [];
  const close = text.indexOf('>', at);
  const stop = close < 0 ? end : Math.min(close, end);
  for (let equals = text.indexOf('=', at); equals >= 0 && equals < stop; equals = text.indexOf('=', equals + 1)) {
    VALUE.lastIndex = equals;
    const match = VALUE.exec(text);
    if (!match) continue;
    const [whole, lead = '', open = '', , shut = ''] = match;
    const quote = [open, shut].find((mark) => mark === '"' || mark === "'") ?? '"';
    const last = equals + whole.length - 1;
    if (open !== quote) edits.push({ start: equals + lead.length, end: equals + lead.length + 1, text: quote });
    if (shut !== quote) edits.push({ start: last, end: last + 1, text: quote });
    equals = last;
  }
  return edits;
}
