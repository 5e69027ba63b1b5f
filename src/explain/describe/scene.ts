/** What the messages are made from: the document, the grammar, and the repairs that were found. */
import type { Diagnostic, Span } from '../../diagnostic.js';
import { pathOf, type XmlDocument, type XmlElement } from '../../scan/tree.js';
import type { Reader } from '../condition.js';
import type { Repair } from '../repair.js';
import type { Ban, Finding } from '../search.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Phrasing } from './phrases.js';

export interface Scene extends Reader, Phrasing {
  readonly document: XmlDocument;
  readonly vocabulary: Vocabulary;
  /** The repairs of an element, in their order. */
  readonly repairsOn: (element: XmlElement) => readonly Repair[];
  /** Whether one of them gives an element an attribute of the name. */
  readonly lacks: (element: XmlElement, attribute: string) => boolean;
  /** What they cost. */
  readonly cost: number;
  /** The next best repairs, if certain steps were not to be taken; undefined where they cost more than `most`. */
  readonly findWithout: (ban: Ban, most?: number) => Finding | undefined;
}

export type Draft = Omit<Diagnostic, 'severity' | 'span' | 'path'>;

/** A diagnostic on an element: its name in the start tag is marked. */
export function onElement(element: XmlElement, draft: Draft, span: Span = element.nameSpan): Diagnostic {
  return { severity: 'error', span, path: pathOf(element), ...draft };
}

/** A diagnostic on an attribute, of which a part is marked. */
export function onAttribute(element: XmlElement, name: string, span: Span, draft: Draft): Diagnostic {
  return { severity: 'error', span, path: pathOf(element, name), ...draft };
}
