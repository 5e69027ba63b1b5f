/**
 * Every place in a grammar where an element or an attribute may stand, with its documentation and what it depends on. Read from the schema's own
 * elements, as patterns have no documentation.
 */
import type { DocumentKind } from '../grammar/kind.js';
import { attributeOf, changesOf, definitionsOf, documentationOf, isPattern, parseSchema } from '../grammar/load.js';
import { wholeGrammar } from '../grammar/schema.js';
import type { Generation } from '../release.js';
import { elementsOf, textOf, type XmlElement } from '../scan/tree.js';

/** A grammar's text for one generation. */
export interface SchemaSource {
  readonly kind: DocumentKind;
  readonly start: XmlElement;
  readonly resolve: (ref: XmlElement) => XmlElement;
}

/** A value that an attribute or a text takes: one of an enumeration, or any that fits the words. */
export type TakenValue = { readonly value: string } | { readonly words: string };

/** That an attribute of an element on the way must be one of these values, or may be left out. */
export interface Condition {
  readonly element: string;
  readonly attribute: string;
  readonly values: readonly string[];
  readonly leftOut: boolean;
}

/** One place where an element, or an attribute of the last element of the path, may stand. */
export interface Use {
  /** The names of the elements from the root down. */
  readonly path: readonly string[];
  readonly attribute: string | undefined;
  readonly documentation: string;
  /** What the attribute or the text of the element takes; empty where there is none. */
  readonly values: readonly TakenValue[];
  /** Whether the alternative of the grammar that it stands in does without it. */
  readonly optional: boolean;
  readonly repeated: boolean;
  readonly conditions: readonly Condition[];
  /** The attributes of which exactly one is written, this one included; empty where that is not so. */
  readonly oneOf: readonly string[];
  /** Whether values of this attribute decide on what else may be written, and whether the element does without it. */
  readonly steers: Pin | undefined;
  /** The schema's elements on the way to it. */
  readonly route: ReadonlySet<XmlElement>;
  readonly source: SchemaSource;
}

interface Pin {
  readonly values: readonly string[];
  readonly leftOut: boolean;
}

type Pins = ReadonlyMap<string, Pin>;

/** What an attribute takes that the grammar gives no form. */
export const ANY_TEXT: TakenValue = { words: 'any text' };

export function schemaSource(kind: DocumentKind, generation: Generation): SchemaSource {
  const root = parseSchema(wholeGrammar(kind));
  const definitions = new Map([...definitionsOf(root), ...changesOf(kind, generation)]);
  const start = elementsOf(root).find((child) => child.name === 'start');
  if (!start) throw new Error(`the grammar of ${kind} has no start`);
  return {
    kind,
    start,
    resolve: (ref) => {
      const found = definitions.get(attributeOf(ref, 'name'));
      if (!found) throw new Error(`the grammar of ${kind} defines no ${attributeOf(ref, 'name')}`);
      return found;
    },
  };
}

/** All places, in the grammar's order. */
export function usesIn(source: SchemaSource): Use[] {
  const open = { path: [], optional: false, repeated: false, conditions: [], oneOf: [], pins: new Map(), route: [] };
  return visit(source.start, open, source);
}

/** What is known of a place on the way down to it. */
interface Place {
  readonly path: readonly string[];
  readonly optional: boolean;
  readonly repeated: boolean;
  readonly conditions: readonly Condition[];
  readonly oneOf: readonly string[];
  /** The pins of the whole element that is open. */
  readonly pins: Pins;
  readonly route: readonly XmlElement[];
}

function visit(node: XmlElement, place: Place, source: SchemaSource): Use[] {
  const here = { ...place, route: [...place.route, node] };
  switch (node.name) {
    case 'ref':
      return visit(source.resolve(node), here, source);
    case 'element':
      return visitElement(node, here, source);
    case 'attribute':
      return visitAttribute(node, here, source);
    case 'choice':
      return visitChoice(node, here, source);
    case 'optional':
      return visitParts(node, { ...here, optional: true }, source);
    case 'zeroOrMore':
      return visitParts(node, { ...here, optional: true, repeated: true }, source);
    case 'oneOrMore':
      return visitParts(node, { ...here, repeated: true }, source);
    default:
      return visitParts(node, here, source);
  }
}

function visitParts(node: XmlElement, place: Place, source: SchemaSource): Use[] {
  return patternsIn(node).flatMap((part) => visit(part, place, source));
}

function visitElement(node: XmlElement, place: Place, source: SchemaSource): Use[] {
  const name = nameOf(node);
  // What takes any name says nothing of itself.
  if (name === undefined) return [];
  const path = [...place.path, name];
  const pins = pinsOfAll(patternsIn(node), source);
  const content = { ...place, path, optional: false, repeated: false, oneOf: [], pins };
  return [{ ...useOf(node, place, source), path, values: textsIn(node, source) }, ...visitParts(node, content, source)];
}

function visitAttribute(node: XmlElement, place: Place, source: SchemaSource): Use[] {
  const attribute = nameOf(node);
  if (attribute === undefined) return [];
  const values = valuesIn(node, source);
  const itself = { element: place.path.at(-1) ?? '', attribute };
  return [
    {
      ...useOf(node, place, source),
      attribute,
      values: values.length > 0 ? values : [ANY_TEXT],
      conditions: place.conditions.filter((condition) => !sameSubject(condition, itself)),
      steers: place.pins.get(attribute),
    },
  ];
}

function useOf(node: XmlElement, place: Place, source: SchemaSource): Use {
  const { path, optional, repeated, conditions, oneOf, route } = place;
  const documentation = documentationOf(node) ?? '';
  const rest = { optional, repeated, conditions, oneOf, route: new Set(route), source };
  return { path, attribute: undefined, documentation, values: [], steers: undefined, ...rest };
}

function visitChoice(node: XmlElement, place: Place, source: SchemaSource): Use[] {
  const alternatives = patternsIn(node).filter((part) => !isNotAllowed(part, source));
  const names = alternatives.map((part) => (part.name === 'attribute' ? (nameOf(part) ?? '') : ''));
  const alone = names.every((name) => name !== '') && new Set(names).size > 1;
  const optional = place.optional || alternatives.some((part) => part.name === 'empty');
  const element = place.path.at(-1) ?? '';
  return alternatives.flatMap((part) => {
    const own = [...pinsOf(part, source)].map(([attribute, pin]) => ({ element, attribute, ...pin }));
    const outer = place.conditions.filter((condition) => !own.some((inner) => sameSubject(inner, condition)));
    const conditions = [...outer, ...own];
    return visit(part, { ...place, optional, conditions, oneOf: alone ? names : place.oneOf }, source);
  });
}

type Subject = Pick<Condition, 'element' | 'attribute'>;

const sameSubject = (a: Subject, b: Subject): boolean => a.element === b.element && a.attribute === b.attribute;

/** The patterns that stand in a schema element. */
export function patternsIn(node: XmlElement): XmlElement[] {
  return elementsOf(node).filter(isPattern);
}

/** The name that an element or attribute pattern takes; undefined for any. */
export function nameOf(node: XmlElement): string | undefined {
  return node.attributes.find(({ name }) => name === 'name')?.value;
}

function isNotAllowed(node: XmlElement, source: SchemaSource): boolean {
  const inner = node.name === 'ref' ? source.resolve(node) : node;
  if (inner.name === 'notAllowed') return true;
  return (
    (inner.name === 'define' || inner.name === 'group') && patternsIn(inner).some((part) => isNotAllowed(part, source))
  );
}

/** The attributes that an alternative takes with few values only: these decide between alternatives. */
function pinsOf(node: XmlElement, source: SchemaSource): Pins {
  switch (node.name) {
    case 'ref':
      return pinsOf(source.resolve(node), source);
    case 'attribute': {
      const values = patternsIn(node).flatMap((part) => (part.name === 'value' ? [textOf(part)] : []));
      return new Map(values.length > 0 ? [[nameOf(node) ?? '', { values, leftOut: false }]] : []);
    }
    case 'choice':
      return pinsOfAny(
        patternsIn(node)
          .filter((part) => !isNotAllowed(part, source))
          .map((part) => pinsOf(part, source)),
      );
    case 'optional':
    case 'zeroOrMore':
      return new Map(
        [...pinsOfAll(patternsIn(node), source)].map(([name, pin]) => [name, { ...pin, leftOut: true }] as const),
      );
    case 'element':
      return new Map();
    default:
      return pinsOfAll(patternsIn(node), source);
  }
}

function pinsOfAll(nodes: readonly XmlElement[], source: SchemaSource): Pins {
  return new Map(nodes.flatMap((node) => [...pinsOf(node, source)]));
}

function pinsOfAny(alternatives: readonly Pins[]): Pins {
  const names = new Set(alternatives.flatMap((pins) => [...pins.keys()]));
  return new Map(
    [...names].map((name) => {
      const found = alternatives.map((pins) => pins.get(name));
      return [
        name,
        {
          values: [...new Set(found.flatMap((pin) => pin?.values ?? []))],
          leftOut: found.some((pin) => !pin || pin.leftOut),
        },
      ];
    }),
  );
}

/** What may stand as text directly in an element. */
function textsIn(node: XmlElement, source: SchemaSource): TakenValue[] {
  return patternsIn(node)
    .filter((part) => part.name !== 'element' && part.name !== 'attribute')
    .flatMap((part) => {
      if (part.name === 'text') return [ANY_TEXT];
      if (part.name === 'ref' || part.name === 'data') return valuesIn(part, source);
      return [];
    });
}

/** The values of an attribute's content, or none where it has no form. Looks into no elements. */
export function valuesIn(node: XmlElement, source: SchemaSource, words?: string): TakenValue[] {
  if (node.name === 'value') return [{ value: textOf(node) }];
  if (node.name === 'data') return [{ words: words ?? attributeOf(node, 'type') }];
  const inner = node.name === 'ref' ? source.resolve(node) : node;
  const own = inner.name === 'define' ? (documentationOf(inner) ?? words) : words;
  const found = patternsIn(inner)
    .filter((part) => part.name !== 'element' && part.name !== 'attribute')
    .flatMap((part) => valuesIn(part, source, own));
  return found.filter((value, i) => found.findIndex((other) => sameValue(other, value)) === i);
}

export function sameValue(a: TakenValue, b: TakenValue): boolean {
  return wordsFor(a) === wordsFor(b) && 'value' in a === 'value' in b;
}

/** A value as people read it: those of an enumeration as they are. */
export function wordsFor(taken: TakenValue): string {
  return 'value' in taken ? taken.value : taken.words;
}
