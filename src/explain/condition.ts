/**
 * Why something is not allowed where it stands although the grammar knows it: an attribute of the same element or of one around it has another value than
 * it needs. Found by reading the start tags down to the place again, with one attribute changed.
 */
import { ANYTHING, testOf } from '../grammar/derive.js';
import type { Grammar } from '../grammar/load.js';
import type { Pattern } from '../grammar/pattern.js';
import type { Survey } from '../grammar/survey.js';
import type { XmlAttribute, XmlElement } from '../scan/tree.js';

/** `attribute` on `element` must be `needed`. */
export interface Condition {
  readonly element: XmlElement;
  readonly attribute: string;
  /** The values with which the thing is allowed; empty where the attribute must not be there. */
  readonly needed: readonly string[];
  /** The attribute as it is written; undefined where it is left out. */
  readonly written: XmlAttribute | undefined;
  /** The value that leaving it out stands for, where that can be told. */
  readonly implied: string | undefined;
}

export interface Reader {
  readonly grammar: Grammar;
  readonly survey: Survey;
  /** The name of an element as it should be: other than written where it is misspelt. */
  readonly nameOf: (element: XmlElement) => string;
  /** The attributes of an element as they are read in the search: those that decide on others come first. */
  readonly attributesOf: (element: XmlElement) => readonly XmlAttribute[];
  /** What is known already: the pattern once the name of an element is read. */
  readonly opened: Map<XmlElement, Pattern | undefined>;
}

interface Change {
  readonly element: XmlElement;
  readonly attribute: string;
  /** Undefined: as if it were not written. */
  readonly value: string | undefined;
}

/** What a condition is sought for. */
export interface Question {
  /** The element whose start tag is read. */
  readonly place: XmlElement;
  /** An attribute of it that is left unread, as it is the one in question. */
  readonly about?: string;
  /** What should hold once the attributes are read. */
  readonly holds: (open: Pattern) => boolean;
}

/** The condition under which something holds that does not hold now, on the nearest element that has one. Undefined where there is none. */
export function conditionFor(reader: Reader, question: Question): Condition | undefined {
  const now = readTag(reader, question.place, undefined, question.about);
  if (!now || question.holds(now)) return undefined;
  for (let element: XmlElement | undefined = question.place; element; element = element.parent) {
    const found = conditionOn(reader, element, question);
    if (found) return found;
  }
  return undefined;
}

function conditionOn(reader: Reader, element: XmlElement, question: Question): Condition | undefined {
  const { survey } = reader;
  const { place, about } = question;
  const opened = openTag(reader, element, undefined);
  if (!opened) return undefined;
  const holds = (attribute: string, value: string | undefined): boolean => {
    const open = readTag(reader, place, { element, attribute, value }, about);
    return open !== undefined && question.holds(open);
  };
  for (const [attribute, values] of survey.choices(opened)) {
    if (element === place && attribute === about) continue;
    const written = element.attributes.find((other) => other.name === attribute);
    const needed = values.filter((value) => value !== written?.value && holds(attribute, value));
    if (needed.length > 0) {
      return {
        element,
        attribute,
        needed,
        written,
        implied: written ? undefined : impliedValue(reader, opened, attribute, values),
      };
    }
    if (written && holds(attribute, undefined)) return { element, attribute, needed: [], written, implied: undefined };
  }
  return undefined;
}

/** The value that leaving the attribute out is the same as. */
function impliedValue(
  reader: Reader,
  opened: Pattern,
  attribute: string,
  values: readonly string[],
): string | undefined {
  const { derive } = reader.grammar;
  const contents = reader.survey.attributes(opened).get(attribute) ?? [];
  const without = fill(reader, opened);
  const same = values.filter((value) => {
    const read = derive.attribute(opened, attribute, testOf(contents, value));
    return without !== undefined && fill(reader, read) === without;
  });
  return same.length === 1 ? same[0] : undefined;
}

/** The pattern once `<name` is read. */
function openTag(reader: Reader, element: XmlElement, change: Change | undefined): Pattern | undefined {
  // A change on the element itself is still to come.
  if (change && change.element !== element) return openChanged(reader, element, change);
  if (!reader.opened.has(element)) reader.opened.set(element, openChanged(reader, element, undefined));
  return reader.opened.get(element);
}

function openChanged(reader: Reader, element: XmlElement, change: Change | undefined): Pattern | undefined {
  const { derive, start } = reader.grammar;
  const around = element.parent
    ? closeTag(reader, element.parent, change)
    : derive.pool.after(start, derive.pool.empty);
  const opened = around && derive.open(around, reader.nameOf(element));
  return opened?.kind === 'notAllowed' ? undefined : opened;
}

/** The pattern once all attributes are read, but for one; those that do not fit are passed over. */
export function readTag(reader: Reader, element: XmlElement, change?: Change, unread?: string): Pattern | undefined {
  let pattern = openTag(reader, element, change);
  if (!pattern) return undefined;
  const changed = change?.element === element ? change : undefined;
  if (changed?.value !== undefined) pattern = readLeniently(reader, pattern, changed.attribute, changed.value);
  for (const { name, value } of reader.attributesOf(element)) {
    if (name !== changed?.attribute && name !== unread) pattern = readLeniently(reader, pattern, name, value);
  }
  return pattern;
}

function readLeniently(reader: Reader, pattern: Pattern, name: string, value: string): Pattern {
  const { derive } = reader.grammar;
  const strict = derive.attribute(pattern, name, testOf(reader.survey.attributes(pattern).get(name) ?? [], value));
  if (strict.kind !== 'notAllowed') return strict;
  const any = derive.attribute(pattern, name, ANYTHING);
  return any.kind === 'notAllowed' ? pattern : any;
}

function closeTag(reader: Reader, element: XmlElement, change: Change | undefined): Pattern | undefined {
  const read = readTag(reader, element, change);
  return read && fill(reader, read);
}

/** Ends a start tag as if nothing lacked. */
function fill({ grammar: { derive }, survey }: Reader, pattern: Pattern): Pattern | undefined {
  const closed = derive.close(pattern);
  if (closed.kind !== 'notAllowed') return closed;
  const options = [...survey.attributes(pattern).keys()].map((name) => derive.attribute(pattern, name, ANYTHING));
  const filled = derive.pool.choice(...options.map((option) => derive.close(option)));
  return filled.kind === 'notAllowed' ? undefined : filled;
}
