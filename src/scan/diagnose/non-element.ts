import { isBlank, nameAt, skipBlanks } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import { doctypeFault } from '../gate.js';
import { pathOf } from '../tree.js';
import type { Place } from '../tree-builder.js';

/** What is wrong with the comment, CDATA section, instruction or document type that starts at `at`. */
export function diagnoseNonElement(place: Place, at: number): Fault | undefined {
  const { text, end } = place;
  const path = place.open ? pathOf(place.open) : '/';
  if (text.startsWith('<!--', at)) return diagnoseComment(text, at, end, path);
  if (text.startsWith('<![CDATA[', at)) {
    if (place.open) return unclosed(at, 9, 'the CDATA section', ']]>', path);
    return fault({
      code: 'xml-text-outside-root',
      message: 'a CDATA section stands outside of the root element',
      span: { start: at, end: at + 9 },
      path,
      help: 'move it into the root element, or remove it',
    });
  }
  if (text.startsWith('<!DOCTYPE', at)) return diagnoseDoctype(place, at, path);
  if (text.startsWith('<?', at)) return diagnoseInstruction(place, at, path);
  const shown = /^<![^\s<>]{0,20}/.exec(text.slice(at, at + 24))?.[0] ?? '<!';
  return fault({
    code: 'xml-markup-unknown',
    message: `"${shown}" starts nothing that XML knows`,
    span: { start: at, end: at + shown.length },
    path,
    help: 'a comment is written <!-- so -->; for the character "<" write &lt;',
  });
}

function diagnoseComment(text: string, at: number, end: number, path: string): Fault | undefined {
  const dashes = text.indexOf('--', at + 4);
  const close = text.indexOf('-->', at + 4);
  const inner = text.indexOf('<!--', at + 4);
  if (close < 0) return unclosed(at, 4, 'the comment', '-->', path);
  if (dashes < 0 || dashes + 2 > end) return undefined;
  const isNested = inner >= 0 && inner + 2 === dashes;
  return fault({
    code: 'xml-comment-double-dash',
    message: isNested ? 'a comment starts within a comment' : 'a comment holds "--", which XML does not allow',
    span: isNested ? { start: inner, end: inner + 4 } : { start: dashes, end: dashes + 2 },
    path,
    help: isNested
      ? 'end the first comment with --> before, or remove this <!--'
      : 'write the dashes apart, or one of them',
    related: [{ span: { start: at, end: at + 4 }, message: 'the comment starts here' }],
  });
}

function diagnoseDoctype(place: Place, at: number, path: string): Fault {
  const { text } = place;
  const start = skipBlanks(text, at + 9);
  const close = text.indexOf('>', at);
  const span = { start: at, end: close < 0 ? at + 9 : close + 1 };
  if (!place.open && !place.root && !place.doctype) {
    return doctypeFault(span, nameAt(text, start), text.slice(at + 9, close < 0 ? text.length : close));
  }
  return fault({
    code: 'xml-doctype-misplaced',
    message: place.doctype
      ? 'the document has a second document type'
      : 'the document type stands after the root has begun',
    span,
    path,
    help: 'remove it: a backup document needs no document type',
    ...(place.doctype && { related: [{ span: place.doctype, message: 'the first one' }] }),
  });
}

function diagnoseInstruction(place: Place, at: number, path: string): Fault | undefined {
  const { text, end } = place;
  const target = nameAt(text, at + 2);
  if (target.toLowerCase() === 'xml') return misplacedDeclaration(place, at, target, path);
  const close = text.indexOf('?>', at + 2);
  if (target === '') {
    return fault({
      code: 'xml-instruction-malformed',
      message: 'a processing instruction has no name after "<?"',
      span: { start: at, end: at + 2 },
      path,
      help: 'remove it, or write the name directly after "<?"',
    });
  }
  const nameEnd = at + 2 + target.length;
  const isWhole = nameEnd >= end || isBlank(text.charCodeAt(nameEnd)) || text.startsWith('?>', nameEnd);
  if (isWhole)
    return close < 0
      ? unclosed(at, 2 + target.length, `the processing instruction <?${target}`, '?>', path)
      : undefined;
  return fault({
    code: 'xml-instruction-malformed',
    message: `the name of the processing instruction <?${target} is malformed`,
    span: { start: at, end: nameEnd + 1 },
    path,
    help: 'remove it: libvirt ignores processing instructions',
  });
}

function misplacedDeclaration(place: Place, at: number, target: string, path: string): Fault {
  const { text } = place;
  const close = text.indexOf('?>', at);
  const span = { start: at, end: close < 0 ? at + 2 + target.length : close + 2 };
  const before = text.slice(0, at);
  const isFirst = before.trim() === '' && target === 'xml';
  const what = isFirst
    ? 'white space stands before the XML declaration'
    : 'an XML declaration stands within the document';
  const fix = isFirst ? { start: 0, end: at, text: '' } : { ...span, text: '' };
  if (at === 0) {
    return fault({
      code: 'xml-declaration-malformed',
      message: 'the XML declaration is malformed',
      span,
      path,
      expected: '<?xml version="1.0" encoding="UTF-8"?>',
      help: 'write <?xml version="1.0" encoding="UTF-8"?>, or leave it out',
      fix: { safe: false, edits: [{ ...span, text: '<?xml version="1.0" encoding="UTF-8"?>' }] },
    });
  }
  return fault({
    code: 'xml-declaration-misplaced',
    message: `${what}; it may only be the very first thing`,
    span,
    path,
    help: isFirst ? 'remove the white space before it' : 'remove it',
    fix: { safe: isFirst, edits: [fix] },
  });
}

function unclosed(at: number, length: number, what: string, closer: string, path: string): Fault {
  return fault({
    code: 'xml-markup-unclosed',
    message: `${what} is never closed: "${closer}" is missing`,
    span: { start: at, end: at + length },
    path,
    help: `write "${closer}" where it ends`,
  });
}
