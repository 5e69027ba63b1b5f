/** What the gate refuses although it is well-formed, or what native code must not see. */
import type { Span } from '../diagnostic.js';
import { isBlank, nameAt, skipBlanks } from './characters.js';
import { type Fault, fault } from './fault.js';
import { pathOf, type XmlAttribute, type XmlElement } from './tree.js';

const count = (number: number): string => number.toLocaleString('en-US');

export function tooLarge(text: string, limit: number): Fault {
  return fault({
    code: 'xml-too-large',
    message: `the document has ${count(text.length)} characters; the limit is ${count(limit)}`,
    span: { start: 0, end: 0 },
    path: '/',
    help: 'raise the limit with --max-size if the document is meant to be this large',
  });
}

export function tooDeep(element: XmlElement, limit: number): Fault {
  return fault({
    code: 'xml-too-deep',
    message: `<${element.name}> stands ${count(limit + 1)} elements deep; the limit is ${count(limit)}`,
    span: element.nameSpan,
    path: pathOf(element),
  });
}

export function tooManyAttributes(element: XmlElement, attribute: XmlAttribute, limit: number): Fault {
  return fault({
    code: 'xml-too-many-attributes',
    message: `<${element.name}> has more than ${count(limit)} attributes`,
    span: attribute.span,
    path: pathOf(element),
  });
}

/** `child` is one too many in its parent, or (where that has fewer than `limit`) in all long lists of the document together. */
export function tooManyChildren(parent: XmlElement, child: XmlElement, limit: number, isAlone: boolean): Fault {
  return fault({
    code: 'xml-too-many-children',
    message: isAlone
      ? `<${parent.name}> has more than ${count(limit)} elements directly in it`
      : `the document has too many long lists of elements, <${parent.name}> being the last`,
    span: child.nameSpan,
    path: pathOf(parent),
    ...(!isAlone && {
      notes: [`One list may have ${count(limit)} elements; several may not nearly have as many each.`],
    }),
  });
}

export function tooManyNamespaces(element: XmlElement): Fault {
  return fault({
    code: 'xml-too-many-namespaces',
    message: `the document has too many namespace declarations and names to look up among them, <${element.name}> being the last`,
    span: element.nameSpan,
    path: pathOf(element),
  });
}

export function nameTooLong(span: Span, element: XmlElement | undefined, limit: number): Fault {
  return fault({
    code: 'xml-name-too-long',
    message: `a name is ${count(span.end - span.start)} characters long; the limit is ${count(limit)}`,
    span,
    path: element?.parent ? pathOf(element.parent) : '/',
  });
}

export function valueTooLong(element: XmlElement, attribute: XmlAttribute, limit: number): Fault {
  const { name, value, valueSpan } = attribute;
  return fault({
    code: 'xml-value-too-long',
    message: `the value of ${name} is ${count(value.length)} characters long; the limit is ${count(limit)}`,
    span: valueSpan,
    path: pathOf(element, name),
  });
}

export function textTooLong(element: XmlElement, span: Span, limit: number): Fault {
  return fault({
    code: 'xml-value-too-long',
    message: `the text in <${element.name}> is longer than ${count(limit)} characters`,
    span,
    path: pathOf(element),
  });
}

export function attributeTwice(text: string, element: XmlElement, first: XmlAttribute, second: XmlAttribute): Fault {
  const same = first.value === second.value;
  return fault({
    code: 'xml-attribute-twice',
    message: `<${element.name}> has the attribute ${second.name} twice`,
    span: second.span,
    path: pathOf(element, second.name),
    help: same
      ? 'remove one of the two'
      : `keep either ${first.name}="${first.value}" or ${second.name}="${second.value}"`,
    related: [{ span: first.span, message: 'it stands here already' }],
    ...(same && {
      fix: { safe: true, edits: [{ start: blanksBefore(text, second.span.start), end: second.span.end, text: '' }] },
    }),
  });
}

/** Refuses a document type that does more than name the root. `span` is the whole, `body` what follows `<!DOCTYPE`. */
export function doctype(text: string, span: Span, body: string): Fault | undefined {
  const nameStart = skipBlanks(text, span.start + '<!DOCTYPE'.length);
  const name = nameAt(text, nameStart);
  if (name !== '' && skipBlanks(text, nameStart + name.length) === span.end - 1) return undefined;
  return doctypeFault(span, name, body);
}

export function doctypeFault(span: Span, name: string, body: string): Fault {
  const what = /^\s*\S+\s+(?:SYSTEM|PUBLIC)\b/.test(body)
    ? 'the document type refers to an external file'
    : body.includes('[')
      ? 'the document type has an internal subset'
      : 'the document type is malformed';
  return fault({
    code: 'xml-doctype-subset',
    message: `${what}; only a bare <!DOCTYPE ${name || 'name'}> is accepted`,
    span,
    path: '/',
    help: 'remove the document type: a backup document needs none, and entities that it defines are not resolved',
  });
}

/** Where the white space before an offset starts. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (isBlank(text.charCodeAt(start - 1))) start -= 1;
  return start;
}
