/** How the models take values out of a tree: each value keeps the place it was written at. */
import type { Span } from '../diagnostic.js';
import { isBlank } from '../scan/characters.js';
import { pathOf, textOf, type XmlAttribute, type XmlElement } from '../scan/tree.js';

/** An attribute's value, and where it was written. */
export interface Value {
  /** As libvirt's parser takes it: nothing trimmed. */
  readonly raw: string;
  /** Without the white space around it that the schema ignores in enumerated values. */
  readonly token: string;
  readonly attribute: XmlAttribute;
  readonly element: XmlElement;
}

/** The text of an element, and where it was written. */
export interface TextValue {
  /** All character data in the element, CDATA included, nothing trimmed. */
  readonly raw: string;
  readonly token: string;
  readonly element: XmlElement;
}

/** A span in a document and the path that names it. */
export interface Place {
  readonly span: Span;
  readonly path: string;
}

/** An attribute of an element by its name; undefined where it is not written. */
export function attributeOf(element: XmlElement, name: string): Value | undefined {
  const attribute = element.attributes.find((one) => one.name === name);
  return attribute && { raw: attribute.value, token: trimmed(attribute.value), attribute, element };
}

/** The elements of a name that stand directly in one. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) if (child.kind === 'element' && child.name === name) found.push(child);
  return found;
}

/** The first of them. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (child.kind === 'element' && child.name === name) return child;
  return undefined;
}

/** What stands directly in an element, and where. */
export function textValueOf(element: XmlElement): TextValue {
  const raw = textOf(element);
  return { raw, token: trimmed(raw), element };
}

/** Removes what XML calls white space from both ends; other blanks, such as U+00A0, belong to the value. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** What stands between the quotes, or the whole attribute where nothing does. */
export function placeOf(value: Value): Place {
  const { valueSpan, span, name } = value.attribute;
  return { span: valueSpan.end > valueSpan.start ? valueSpan : span, path: pathOf(value.element, name) };
}

/** The whole attribute, name and value. */
export function attributePlace(value: Value): Place {
  return { span: value.attribute.span, path: pathOf(value.element, value.attribute.name) };
}

/** The name in an element's start tag. */
export function namePlace(element: XmlElement): Place {
  return { span: element.nameSpan, path: pathOf(element) };
}

/** What stands between an element's tags; the whole element where nothing does. */
export function contentPlace(element: XmlElement): Place {
  const { openSpan, closeSpan, span } = element;
  const filled = closeSpan && closeSpan.start > openSpan.end;
  return { span: filled ? { start: openSpan.end, end: closeSpan.start } : span, path: pathOf(element) };
}
