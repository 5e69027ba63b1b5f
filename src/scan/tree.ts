/**
 * The tree that the scan makes of a document's text. Every span counts in UTF-16 offsets of the decoded text,
 * so that `text.slice(span.start, span.end)` is what the author wrote.
 */
import type { Span } from '../diagnostic.js';

export interface XmlAttribute {
  /** The qualified name as written, prefix included. */
  readonly name: string;
  /** The value after XML's normalisation: references resolved, line breaks and tabs as blanks. */
  readonly value: string;
  /** From the name to the closing quote. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** What stands between the quotes. */
  readonly valueSpan: Span;
}

/** A run of character data; `cdata` where it was written as a CDATA section. */
export interface XmlText {
  readonly kind: 'text' | 'cdata';
  /** References resolved, line ends as line feeds. */
  readonly value: string;
  readonly span: Span;
}

export interface XmlComment {
  readonly kind: 'comment';
  /** What stands between `<!--` and `-->`. */
  readonly value: string;
  readonly span: Span;
}

export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly body: string;
  readonly span: Span;
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

export interface XmlElement {
  readonly kind: 'element';
  /** The qualified name as written, prefix included. */
  readonly name: string;
  /** In the order of the text; namespace declarations (`xmlns`, `xmlns:p`) included. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
  /** Its number among the siblings of its name, from 1, and how many of them there are. */
  readonly ordinal: number;
  readonly twins: { readonly count: number };
  /** From the `<` of the start tag to the `>` of the end tag. */
  readonly span: Span;
  /** The name in the start tag. */
  readonly nameSpan: Span;
  /** The start tag, `<` to `>`. */
  readonly openSpan: Span;
  /** The end tag, or undefined for `<name/>`. */
  readonly closeSpan: Span | undefined;
}

export interface XmlDocument {
  readonly text: string;
  readonly root: XmlElement;
  /** Everything outside the root element and the root itself, in order. */
  readonly nodes: readonly XmlNode[];
  /** `<?xml ...?>` */
  readonly declaration: Span | undefined;
  /** `<!DOCTYPE ...>` */
  readonly doctype: Span | undefined;
}

/** The text that stands directly in an element, sections of CDATA included. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.value : '')).join('');
}

/** The elements that stand directly in one, in the order of the text. */
export function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child): child is XmlElement => child.kind === 'element');
}

/** Whether a text holds nothing but white space. */
export const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);

/** Whether an attribute binds a prefix, or puts what is in it into no namespace: such a declaration is harmless (format.md section 1). */
export function isNamespaceDeclaration({ name, value }: XmlAttribute): boolean {
  return name.startsWith('xmlns:') || (name === 'xmlns' && value === '');
}

/** The XPath of an element, or of one of its attributes: `/domainbackup/disks/disk[2]/@name`. An index is given where siblings share the name. */
export function pathOf(element: XmlElement, attribute?: string): string {
  const own = stepOf(element);
  const path = `${element.parent ? pathOf(element.parent) : ''}/${own}`;
  return attribute === undefined ? path : `${path}/@${attribute}`;
}

function stepOf({ name, ordinal, twins }: XmlElement): string {
  return twins.count === 1 ? name : `${name}[${ordinal}]`;
}
