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
  readonly span: Span;
}
/** `</name>` */
export interface EndEvent extends InElement {
  readonly kind: 'end';
}

export type Event = OpenEvent | AttributeEvent | CloseEvent | TextEvent | EndEvent;

/**
 * The events of a document's root element. Attributes come in the order that `rank` gives (lower first, else as written), as their order means nothing and those
 * that decide on others should be read first. Namespace declarations that bind a prefix are left out: they are harmless.
 */
export function eventsOf(document: XmlDocument, rank: (attribute: XmlAttribute) => number): Event[] {
  const events: Event[] = [];
  const visit = (element: XmlElement, depth: number): void => {
    const start = events.length;
    // The place of the end is not known yet: the open event is put in once it is.
    events.push({ kind: 'close', element, depth });
    const inside = depth + 1;
    for (const attribute of inRank(element, rank))
      events.push({ kind: 'attribute', element, depth: inside, attribute });
    events.push({ kind: 'close', element, depth: inside });
    const content = events.length;
    visitContent(element, inside);
    events[start] = { kind: 'open', element, depth, content, end: events.length };
    events.push({ kind: 'end', element, depth: inside });
  };
  const visitContent = (element: XmlElement, depth: number): void => {
    const holdsElements = element.children.some(({ kind }) => kind === 'element');
    let run: { value: string; start: number; end: number } | undefined;
    const flush = (): void => {
      if (run && !(holdsElements && isBlank(run.value))) {
        events.push({ kind: 'text', element, depth, value: run.value, span: trimmed(document.text, run) });
      }
      run = undefined;
    };
    for (const child of element.children) {
      if (child.kind === 'element') {
        flush();
        visit(child, depth);
      } else if (child.kind === 'text' || child.kind === 'cdata') {
        run = run
          ? { value: run.value + child.value, start: run.start, end: child.span.end }
          : { value: child.value, start: child.span.start, end: child.span.end };
      }
    }
    flush();
    if (!holdsElements && events.at(-1)?.kind === 'close') {
      events.push({
        kind: 'text',
        element,
        depth,
        value: '',
        span: { start: element.openSpan.end, end: element.openSpan.end },
      });
    }
  };
  visit(document.root, 0);
  return events;
}

function inRank(element: XmlElement, rank: (attribute: XmlAttribute) => number): readonly XmlAttribute[] {
  const { attributes } = element;
  const read = attributes.some(isNamespaceDeclaration)
    ? attributes.filter((attribute) => !isNamespaceDeclaration(attribute))
    : attributes;
  return read.length < 2 ? read : [...read].sort((a, b) => rank(a) - rank(b));
}

/** A stretch of text without the white space around it, unless it is nothing else. */
function trimmed(text: string, run: Span): Span {
  const written = text.slice(run.start, run.end);
  const start = run.start + written.length - written.trimStart().length;
  const end = run.start + written.trimEnd().length;
  return start < end ? { start, end } : { start: run.start, end: run.end };
}
