import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/author/layout.js';
import type { DocumentKind } from '../../src/grammar/kind.js';
import { elementsOf, type XmlElement } from '../../src/scan/tree.js';
import { tree } from './call.js';

interface Named {
  readonly name: string;
  readonly pattern: XmlElement;
}

/** All patterns of a kind, `element` or `attribute`, that a grammar has, with the name that they take. */
function patterns(grammar: XmlElement, kind: string): Named[] {
  return elementsOf(grammar).flatMap((pattern) => {
    const name = pattern.attributes.find((attribute) => attribute.name === 'name')?.value;
    const own = pattern.name === kind && name !== undefined ? [{ name, pattern }] : [];
    return [...own, ...patterns(pattern, kind)];
  });
}

/** Whether an element's own content is text: a text pattern, or a value, directly in it. */
function holdsText({ pattern }: Named): boolean {
  return elementsOf(pattern).some(({ name, attributes }) => {
    const refers = attributes.find((attribute) => attribute.name === 'name')?.value ?? '';
    return name === 'text' || (name === 'ref' && /^(checkpoint-name|unsigned-long|anything)$/.test(refers));
  });
}

describe.each(['domainbackup', 'domaincheckpoint'] as const)('the layout of %s', (kind: DocumentKind) => {
  const grammar = tree(readFileSync(new URL(`../../schemas/${kind}.rng`, import.meta.url), 'utf8')).root;
  const elements = patterns(grammar, 'element');

  it('knows the elements that hold no text, and no others', () => {
    expect(elements.length).toBeGreaterThan(5);
    for (const element of elements)
      expect([element.name, layoutOf(kind, element.name) !== undefined]).toEqual([element.name, !holdsText(element)]);
  });

  it('has a place for each attribute of the grammar', () => {
    const placed = new Set(elements.flatMap(({ name }) => layoutOf(kind, name)?.attributes ?? []));
    for (const { name } of patterns(grammar, 'attribute')) expect(placed).toContain(name);
  });
});
