/** A document as the sequence of events that a grammar is read along with. */
import type { Span } from '../diagnostic.js';
import { isBlank, isNamespaceDeclaration, type XmlAttribute, type XmlDocument, type XmlElement } from '../scan/tree.js';

interface InElement {
  readonly element: XmlElement;
  /** How many elements are open before it. */
  readonly depth: number;
}

/** `<name` */
export interface OpenEvent extends InElement {
  readonly kind: 'open';
  /** Where the events of what the element holds begin, and where its end event stands. */
  readonly content: number;
  readonly end: number;
}
/** `name="value"` */
export interface AttributeEvent extends InElement {
  readonly kind: 'attribute';
  readonly attribute: XmlAttribute;
}
/** The start tag's `>` */
export interface CloseEvent extends InElement {
  readonly kind: 'close';
}
/** A run of text, comments in it left out. In an element that holds elements a blank run does not count. */
export interface TextEvent extends InElement {
  readonly kind: 'text';
  readonly value: string;
  /** Where it is written. */
  readonly start: number;
  readonly end: number;
  /** The document's text. */
  readonly text: string;
}
/** `</name>` */
export interface EndEvent extends InElement {
  readonly kind: 'end';
}

export type Event = OpenEvent | AttributeEvent | CloseEvent | TextEvent | EndEvent;

/** The attributes of an element in the order in which they are read. */
export type Ordered = (element: XmlElement) => readonly XmlAttribute[];

/**
 * The events of a document's root element. Attributes come in the order that is given, as their order means nothing and those
 * that decide on others should be read first. Namespace declarations that bind a prefix are left out: they are harmless.
 */
export function eventsOf(document: XmlDocument, attributesOf: Ordered): Event[] {
  const collected: Collected = { events: [], document, attributesOf };
  addElement(collected, document.root, 0);
  return collected.events;
}

interface Collected {
  readonly events: Event[];
  readonly document: XmlDocument;
  readonly attributesOf: Ordered;
}

function addElement(collected: Collected, element: XmlElement, depth: number): void {
  const { events } = collected;
  const start = events.length;
  const inside = depth + 1;
  // The place of the end is not known yet: the open event is put in once it is.
  events.push({ kind: 'close', element, depth });
  for (const attribute of collected.attributesOf(element)) {
    if (!isNamespaceDeclaration(attribute)) events.push({ kind: 'attribute', element, depth: inside, attribute });
  }
  events.push({ kind: 'close', element, depth: inside });
  const content = events.length;
  addContent(collected, element, inside);
  events[start] = { kind: 'open', element, depth, content, end: events.length };
  events.push({ kind: 'end', element, depth: inside });
}

function addContent(collected: Collected, element: XmlElement, depth: number): void {
  const { events, document } = collected;
  const { children } = element;
  const content = events.length;
  const holdsElements = children.some(({ kind }) => kind === 'element');
  let run: Run | undefined;
  const flush = (): void => {
    if (run && !(holdsElements && isBlank(run.value))) events.push(textEvent(element, depth, run, document));
    run = undefined;
  };
  for (const child of children) {
    if (child.kind === 'element') {
      flush();
      addElement(collected, child, depth);
    } else if (child.kind === 'text' || child.kind === 'cdata') {
      const { start, end } = child.span;
      run = run ? { value: run.value + child.value, start: run.start, end } : { value: child.value, start, end };
    }
  }
  flush();
  if (holdsElements || events.length > content) return;
  const { end } = element.openSpan;
  events.push(textEvent(element, depth, { value: '', start: end, end }, document));
}

interface Run {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function textEvent(element: XmlElement, depth: number, { value, start, end }: Run, { text }: XmlDocument): TextEvent {
  return { kind: 'text', element, depth, value, start, end, text };
}

/** Where a text stands, without the white space around it, unless it is nothing else. */
export function spanOfText(event: TextEvent): Span {
  const written = event.text.slice(event.start, event.end);
  const start = event.start + written.length - written.trimStart().length;
  const end = event.start + written.trimEnd().length;
  return start < end ? { start, end } : { start: event.start, end: event.end };
}
