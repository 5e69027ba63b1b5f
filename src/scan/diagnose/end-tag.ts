import type { Span } from '../../diagnostic.js';
import { nameAt, skipBlanks } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import { elementsOf, pathOf, type XmlElement } from '../tree.js';
import type { Place } from '../tree-builder.js';

/** What is wrong with the end tag that starts at `at`. */
export function diagnoseEndTag(place: Place, at: number): Fault | undefined {
  const { text, end, open } = place;
  const name = nameAt(text, at + 2);
  const nameSpan = { start: at + 2, end: at + 2 + name.length };
  const after = skipBlanks(text, nameSpan.end);
  if (name === '') return unnamed(place, at);
  if (open?.name === name) {
    if (after < end && text.charAt(after) !== '<') return junk(text, nameSpan, after, open);
    return unfinished(at, nameSpan, open);
  }
  const tag = { start: at, end: text.charAt(after) === '>' ? after + 1 : nameSpan.end };
  if (!open) return unexpected(place, tag, name);
  if (isOpen(open, name)) return unclosedElement(place, open, tag);
  const twin = elementsOf(open).findLast((child) => child.name === name);
  if (twin) return closedAlready(place, tag, twin);
  if (isNear(open.name, name)) return mismatch(open, nameSpan, name);
  return unexpected(place, tag, name);
}

/** `element` has no end tag: its parent ends with `tag`, or the document does. */
export function unclosedElement(place: Place, element: XmlElement, tag: Span | undefined): Fault {
  const { text } = place;
  const { name, openSpan, parent } = element;
  const isDoubled = parent?.name === name && element.attributes.length === 0;
  const cause = tag
    ? { span: tag, message: `${text.slice(tag.start, tag.end)} comes while <${name}> is still open` }
    : { span: { start: text.length, end: text.length }, message: 'the document ends here' };
  if (isDoubled && parent) {
    return fault({
      code: 'xml-tag-unclosed',
      message: `<${name}> is opened a second time instead of closed`,
      span: openSpan,
      path: pathOf(element),
      help: `write </${name}> here`,
      related: [{ span: parent.openSpan, message: 'opened here' }, cause],
      fix: { safe: true, edits: [{ start: openSpan.start + 1, end: openSpan.start + 1, text: '/' }] },
    });
  }
  return fault({
    code: 'xml-tag-unclosed',
    message: `<${name}> is never closed`,
    span: openSpan,
    path: pathOf(element),
    help:
      element.children.length === 0
        ? `write <${name} .../> if it is empty, or </${name}> where it ends`
        : `write </${name}> where it ends`,
    related: [cause],
  });
}

function mismatch(open: XmlElement, nameSpan: Span, name: string): Fault {
  return fault({
    code: 'xml-tag-mismatch',
    message: `</${name}> does not close <${open.name}>`,
    span: nameSpan,
    path: pathOf(open),
    actual: name,
    expected: open.name,
    help: `write </${open.name}>, or correct the start tag`,
    related: [{ span: open.nameSpan, message: `<${open.name}> is opened here` }],
    fix: { safe: true, edits: [{ ...nameSpan, text: open.name }] },
  });
}

function unexpected({ open, root }: Place, tag: Span, name: string): Fault {
  const state = open ? `<${open.name}> is open` : root ? 'the root element has ended' : 'nothing is open';
  return fault({
    code: 'xml-end-tag-unexpected',
    message: `</${name}> closes nothing: ${state}`,
    span: tag,
    path: open ? pathOf(open) : '/',
    help: open ? `remove it, or write </${open.name}>` : 'remove it',
    ...(open && { related: [{ span: open.openSpan, message: `<${open.name}> is opened here` }] }),
  });
}

/** An end tag for an element that has ended: one of the two ends is too many. */
function closedAlready({ text, open }: Place, tag: Span, twin: XmlElement): Fault {
  const { name } = twin;
  const end = twin.closeSpan ?? { start: twin.span.end - 2, end: twin.span.end };
  const isSpare = text.slice(twin.span.end, tag.start).trim() === '';
  const remove = isSpare ? { start: twin.span.end, end: tag.end } : { start: end.start, end: end.start + 1 };
  return fault({
    code: 'xml-end-tag-unexpected',
    message: `</${name}> closes nothing: <${name}> has ended already`,
    span: tag,
    path: open ? pathOf(open) : '/',
    help:
      isSpare || twin.closeSpan ? 'remove one of the two ends' : `remove this, or write ">" for "/>" in <${name} .../>`,
    related: [{ span: end, message: `<${name}> ends here` }],
    ...((isSpare || !twin.closeSpan) && { fix: { safe: isSpare, edits: [{ ...remove, text: '' }] } }),
  });
}

function unnamed({ text, open }: Place, at: number): Fault {
  const span = { start: at, end: text.charAt(at + 2) === '>' ? at + 3 : at + 2 };
  const start = skipBlanks(text, at + 2);
  const spaced = nameAt(text, start);
  return fault({
    code: 'xml-end-tag-malformed',
    message: spaced === '' ? 'an end tag has no name' : `white space stands between "</" and ${spaced}`,
    span: spaced === '' ? span : { start: at, end: start + spaced.length },
    path: open ? pathOf(open) : '/',
    ...(open && { help: `write </${open.name}>`, expected: `</${open.name}>` }),
    ...(spaced !== '' && { fix: { safe: true, edits: [{ start: at + 2, end: start, text: '' }] } }),
  });
}

function junk(text: string, nameSpan: Span, after: number, open: XmlElement): Fault {
  const close = text.indexOf('>', after);
  const next = text.indexOf('<', after);
  const isClosed = close >= 0 && (next < 0 || close < next);
  const span = { start: after, end: isClosed ? close : after + 1 };
  return fault({
    code: 'xml-end-tag-malformed',
    message: `the end tag </${open.name}> holds more than its name`,
    span,
    path: pathOf(open),
    help: `write </${open.name}>`,
    ...(isClosed && { fix: { safe: false, edits: [{ start: nameSpan.end, end: close, text: '' }] } }),
  });
}

function unfinished(at: number, nameSpan: Span, open: XmlElement): Fault {
  return fault({
    code: 'xml-tag-unfinished',
    message: `the end tag </${open.name} lacks its ">"`,
    span: { start: at, end: nameSpan.end },
    path: pathOf(open),
    help: `write </${open.name}>`,
    fix: { safe: true, edits: [{ start: nameSpan.end, end: nameSpan.end, text: '>' }] },
  });
}

function isOpen(innermost: XmlElement, name: string): boolean {
  for (let element: XmlElement | undefined = innermost; element; element = element.parent) {
    if (element.name === name) return true;
  }
  return false;
}

/** Whether one name may be the other misspelt: case apart, at most two letters (one in short names) are wrong, missing, extra or swapped. */
function isNear(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 3 || Math.abs(a.length - b.length) > 2 || a.length > 64) return false;
  return distance(a, b) <= (Math.min(a.length, b.length) < 6 ? 1 : 2);
}

function distance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const [before, above] = [previous, current];
    current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const kept = (above[j - 1] ?? 0) + (isSame ? 0 : 1);
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current[j] = Math.min(kept, swapped, (above[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
    }
    previous = above;
  }
  return current[b.length] ?? 0;
}
