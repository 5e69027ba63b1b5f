/**
 * Says in plain words why a document is not well-formed. The parser only tells that there is an error, often long after its cause, so the text
 * or markup that it was reading is read again here, with an eye to what its author meant.
 */
import { characterAt, codeName, skipBlanks } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import { pathOf, type XmlElement } from '../tree.js';
import type { Place } from '../tree-builder.js';
import { diagnoseEndTag, unclosedElement } from './end-tag.js';
import { diagnoseNonElement } from './non-element.js';
import { diagnoseOutside } from './outside.js';
import { diagnoseReference } from './reference.js';
import { diagnoseStartTag } from './start-tag.js';

/** The first error at or after the place where the parser has stopped. */
export function diagnose(place: Place): Fault {
  const found = firstFault(place);
  if (found) return found;
  const at = Math.min(skipBlanks(place.text, place.mark), place.end);
  return fault({
    code: 'xml-markup-unknown',
    message: 'what stands here is nothing that XML knows',
    span: { start: at, end: Math.min(at + 1, place.text.length) },
    path: pathAt(place),
  });
}

/** For a document with a character that XML allows nowhere, at `place.end`: an error before it, or else that character. */
export function forbiddenFault(place: Place): Fault {
  const earlier = firstFault(place);
  if (earlier && earlier.diagnostic.span.end <= place.end && !TO_THE_END.has(earlier.diagnostic.code)) return earlier;
  const character = characterAt(place.text, place.end);
  const isSurrogate = /\p{Surrogate}/u.test(character);
  return fault({
    code: 'xml-character-forbidden',
    message: `the character ${codeName(character)} is not allowed in XML${isSurrogate ? ': it is half of a pair' : ''}`,
    span: { start: place.end, end: place.end + character.length },
    path: pathAt(place),
    help: 'remove it: XML has no way to write it',
  });
}

/** Codes that say that something does not end; of a text that is only looked at in part, this cannot be said. */
const TO_THE_END: ReadonlySet<string> = new Set([
  'xml-tag-unclosed',
  'xml-tag-unfinished',
  'xml-value-unclosed',
  'xml-markup-unclosed',
  'xml-empty',
]);

function firstFault(place: Place): Fault | undefined {
  const { text, end, open } = place;
  if (!open) {
    const outside = diagnoseOutside(place);
    if (outside) return outside;
  }
  const markup = open ? text.indexOf('<', place.mark) : skipBlanks(text, place.mark);
  const textEnd = markup < 0 || markup > end ? end : markup;
  if (open && !place.opening) {
    const inText = diagnoseText(text, place.mark, textEnd, open);
    if (inText) return inText;
  }
  if (textEnd >= end) return open && unclosedElement(place, open, undefined);
  if (text.startsWith('</', textEnd)) return diagnoseEndTag(place, textEnd);
  if (/[!?]/.test(text.charAt(textEnd + 1))) return diagnoseNonElement(place, textEnd);
  return diagnoseStartTag(place, textEnd);
}

function diagnoseText(text: string, start: number, end: number, open: XmlElement): Fault | undefined {
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '&') {
      const found = diagnoseReference(text, at, end, pathOf(open));
      if (found) return found;
    } else if (character === ']' && text.startsWith(']]>', at)) {
      return fault({
        code: 'xml-cdata-end-misplaced',
        message: `"]]>" stands in the text of <${open.name}>, but no CDATA section is open`,
        span: { start: at, end: at + 3 },
        path: pathOf(open),
        help: 'write "]]&gt;", or remove it',
        fix: { safe: false, edits: [{ start: at + 2, end: at + 3, text: '&gt;' }] },
      });
    }
  }
  return undefined;
}

function pathAt(place: Place): string {
  const element = place.opening ?? place.open;
  return element ? pathOf(element) : '/';
}
