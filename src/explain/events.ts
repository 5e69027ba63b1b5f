/** A document as the sequence of events that a grammar is read along with. */
import type { Span } from '../diagnostic.js';
import {
  elementsOf,
  isBlank,
  isNamespaceDeclaration,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
} from '../scan/tree.js';

/** `<name` */
export interface OpenEvent {
  readonly kind: 'open';
  readonly element: XmlElement;
  /** Where the events of what the element holds begin, and where its end event stands. */
  readonly content: number;
  readonly end: number;
}
/** `name="value"` */
export interface AttributeEvent {
  readonly kind: 'attribute';
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
}
/** The start tag's `>` */
export interface CloseEvent {
  readonly kind: 'close';
  readonly element: XmlElement;
}
/** A run of text, comments in it left out. In an element that holds elements a blank run does not count. */
export interface TextEvent {
  readonly kind: 'text';
  readonly element: XmlElement;
  readonly value: string;
  readonly span: Span;
}
/** `</name>` */
export interface EndEvent {
  readonly kind: 'end';
  readonly element: XmlElement;
}

export type Event = OpenEvent | AttributeEvent | CloseEvent | TextEvent | EndEvent;

/**
 * The events of a document's root element. Attributes come in the order that `rank` gives (lower first, else as written), as their order means nothing and those
 * that decide on others should be read first. Namespace declarations that bind a prefix are left out: they are harmless.
 */
export function eventsOf(document: XmlDocument, rank: (attribute: XmlAttribute) => number): Event[] {
  const events: Event[] = [];
  const visit = (element: XmlElement): void => {
    const start = events.length;
    // The place of the end is not known yet: the open event is put in once it is.
    events.push({ kind: 'close', element });
    const attributes = element.attributes
      .filter((attribute) => !isNamespaceDeclaration(attribute))
      .sort((a, b) => rank(a) - rank(b));
    for (const attribute of attributes) events.push({ kind: 'attribute', element, attribute });
    events.push({ kind: 'close', element });
    const content = events.length;
    visitContent(element);
    events[start] = { kind: 'open', element, content, end: events.length };
    events.push({ kind: 'end', element });
  };
  const visitContent = (element: XmlElement): void => {
    const holdsElements = elementsOf(element).length > 0;
    let run: { value: string; start: number; end: number } | undefined;
    const flush = (): void => {
      if (run && !(holdsElements && isBlank(run.value))) {
        events.push({ kind: 'text', element, value: run.value, span: trimmed(document.text, run) });
      }
      run = undefined;
    };
    for (const child of element.children) {
      if (child.kind === 'element') {
        flush();
        visit(child);
      } else if (child.kind === 'text' || child.kind === 'cdata') {
        run = run
          ? { value: run.value + child.value, start: run.start, end: child.span.end }
          : { value: child.value, ...child.span };
      }
    }
    flush();
    if (!holdsElements && events.at(-1)?.kind === 'close') {
      events.push({
        kind: 'text',
        element,
        value: '',
        span: { start: element.openSpan.end, end: element.openSpan.end },
      });
    }
  };
  visit(document.root);
  return events;
}

/** A stretch of text without the white space around it, unless it is nothing else. */
function trimmed(text: string, run: Span): Span {
  const written = text.slice(run.start, run.end);
  const start = run.start + written.length - written.trimStart().length;
  const end = run.start + written.trimEnd().length;
  return start < end ? { start, end } : { start: run.start, end: run.end };
}
