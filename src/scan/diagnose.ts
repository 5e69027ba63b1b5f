import { characterAt, codeName } from './characters.js';
import { type Fault, fault } from './fault.js';
import { pathOf } from './tree.js';
import type { Place } from './tree-builder.js';

/** Says what is wrong at a place where the parser has stopped. */
export function diagnose(place: Place): Fault {
  return fault({
    code: 'xml-syntax',
    message: 'the document is not well-formed here',
    span: { start: place.mark, end: Math.min(place.mark + 1, place.text.length) },
    path: place.open ? pathOf(place.open) : '/',
  });
}

/** Says that the character at the end of what could be read is one that XML does not allow. */
export function forbiddenFault(place: Place): Fault {
  const character = characterAt(place.text, place.end);
  return fault({
    code: 'xml-character-forbidden',
    message: `the character ${codeName(character)} is not allowed in XML`,
    span: { start: place.end, end: place.end + character.length },
    path: place.open ? pathOf(place.open) : '/',
  });
}
