/** The ways in which a document can be made to fit its grammar, one step at a time, and what each costs. */
import type { ReleaseName, Span } from '../diagnostic.js';
import type { Pattern } from '../grammar/pattern.js';
import type { XmlAttribute, XmlElement } from '../scan/tree.js';
import { LONGEST_NAME, nearness } from './near.js';

interface Step {
  /** What could have come where the step was taken. */
  readonly at: Pattern;
  readonly element: XmlElement;
}

export interface RenameElement extends Step {
  readonly kind: 'rename-element';
  readonly to: string;
  /** Whether the name reads as a misspelling of the other. */
  readonly near: boolean;
}
export interface DropElement extends Step {
  readonly kind: 'drop-element';
}
/** The element is moved to the end of another that holds the place where it stands. */
export interface MoveElement extends Step {
  readonly kind: 'move-element';
  readonly into: XmlElement;
}
/** The element, and those of its kind after it, need another around them. */
export interface WrapElement extends Step {
  readonly kind: 'wrap-element';
  readonly around: string;
}
/** The tags of the element go, what it holds stays. */
export interface UnwrapElement extends Step {
  readonly kind: 'unwrap-element';
}
/** `element` lacks a child. */
export interface InsertElement extends Step {
  readonly kind: 'insert-element';
  readonly name: string;
}
export interface RenameAttribute extends Step {
  readonly kind: 'rename-attribute';
  readonly attribute: XmlAttribute;
  readonly to: string;
  readonly near: boolean;
}
export interface DropAttribute extends Step {
  readonly kind: 'drop-attribute';
  readonly attribute: XmlAttribute;
}
export interface ChangeAttribute extends Step {
  readonly kind: 'change-attribute';
  readonly attribute: XmlAttribute;
  /** What the value should be. */
  readonly content: Pattern;
  /** Whether the value as written is allowed there by itself, and only what follows is not. */
  readonly allowed: boolean;
}
export interface InsertAttribute extends Step {
  readonly kind: 'insert-attribute';
  readonly name: string;
  readonly content: Pattern;
  /** Whether the element could do without it by itself, and only what follows needs it. */
  readonly allowed: boolean;
}
export interface DropText extends Step {
  readonly kind: 'drop-text';
  readonly value: string;
  readonly span: Span;
}
export interface ChangeText extends Step {
  readonly kind: 'change-text';
  readonly value: string;
  readonly span: Span;
}
/** What is written is right from a release on that is newer than the one asked for. */
export interface NeedsRelease extends Step {
  readonly kind: 'needs-release';
  readonly release: ReleaseName;
  readonly attribute?: XmlAttribute;
}

export type Repair =
  | RenameElement
  | DropElement
  | MoveElement
  | WrapElement
  | UnwrapElement
  | InsertElement
  | RenameAttribute
  | DropAttribute
  | ChangeAttribute
  | InsertAttribute
  | DropText
  | ChangeText
  | NeedsRelease;

/**
 * What a step costs. The cheapest way through the whole document is the diagnosis, so these numbers say what people are more likely to have
 * done: a slip of the pen before a wrong word, a wrong word before a forgotten or superfluous thing, and anything local before a change of
 * an attribute that is right by itself. They are weighed on the corpus.
 */
export const COST = {
  /** Only case or white space differs: who writes so mostly does it all over the document. */
  renameCase: 3,
  /** Plus two for each letter that differs. */
  renameNear: 8,
  /** Only worth it where all that the element holds fits its new name. */
  renameElement: 15,
  dropElement: 18,
  /** For each element inside, up to `dropMost`: the more there is, the less likely is it there for nothing. */
  dropInner: 2,
  dropMost: 12,
  /** More for one that only lacks another around it, or whose name is near to one that is allowed. */
  dropUnlikely: 14,
  lift: 14,
  wrap: 14,
  unwrap: 15,
  insertElement: 16,
  renameAttribute: 18,
  dropAttribute: 16,
  changeValue: 15,
  /** Of a value that is right by itself. */
  changeAllowed: 22,
  insertAttribute: 16,
  /** Of an attribute that the element could do without. */
  insertAllowed: 17,
  /** An attribute that comes with an element which is put around others. */
  insertWithWrap: 4,
  dropText: 10,
  changeText: 15,
  needsRelease: 6,
} as const;

/** How many ways are followed side by side. */
export interface Breadth {
  /** How much dearer than the best so far a way may be and still be followed. */
  readonly window: number;
  /** As many states are followed from one event to the next. */
  readonly states: number;
}

/** The window is more than the dearest change that is right after all and a step beside it. */
export const WIDE: Breadth = { window: 40, states: 96 };

/** For what comes behind dozens of faults: all has been said that speaks for such a change, and only what may be done about the next fault is weighed. */
export const NARROW: Breadth = { window: 16, states: 6 };

/** Where nothing else leads to the end: what looks cheaper for long may lead nowhere, as two slips in one another do. */
export const BOUNDLESS: Breadth = { window: Number.POSITIVE_INFINITY, states: 96 };

/** From this cost on a document has dozens of faults. */
export const DOZENS = 1000;

/** The cost of reading a name as another, or undefined where it is no misspelling of it. */
export function nearCost(name: string, to: string): number | undefined {
  const steps = nearness(name, to);
  if (steps === undefined) return undefined;
  return steps === 0 ? COST.renameCase : COST.renameNear + 2 * steps;
}

/** As many names are remembered; a document may have any number. */
const MOST_NAMES = 10_000;

/** The same, remembered: the names in documents are mostly those in others, too. */
export function rememberingNearCost(): typeof nearCost {
  const known = new Map<string, Map<string, number | undefined>>();
  return (name, to) => {
    if (name.length > LONGEST_NAME) return undefined;
    let costs = known.get(name);
    if (!costs) {
      if (known.size >= MOST_NAMES) known.clear();
      costs = new Map();
      known.set(copyOf(name), costs);
    }
    if (!costs.has(to)) costs.set(to, nearCost(name, to));
    return costs.get(to);
  };
}

/** The same letters in a string of their own: a piece of a document's text would keep all of that text. */
const copyOf = (name: string): string => Buffer.from(name, 'utf16le').toString('utf16le');

/** The cost of dropping an element with all that it holds. */
export function dropCost(element: XmlElement): number {
  return COST.dropElement + Math.min(COST.dropMost, COST.dropInner * countElements(element, COST.dropMost));
}

function countElements(element: XmlElement, most: number): number {
  let count = 0;
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    count += 1;
    if (count < most) count += countElements(child, most - count);
    if (count >= most) return most;
  }
  return count;
}
