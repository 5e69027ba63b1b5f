/** A grammar's text as libxml2 compiles it fastest: self-contained, without what is only there for people. */

import type { DocumentKind } from '../grammar/kind.js';
import { changesOf, definitionsOf, parseSchema } from '../grammar/load.js';
import { isWhole, wholeGrammar } from '../grammar/schema.js';
import type { Generation } from '../release.js';
import type { XmlElement } from '../scan/tree.js';

/** The root element of a tree that holds many documents. */
export const MANY = 'documents';

/**
 * The grammar of a generation in one text. Includes are resolved here and not by libxml2, which reads them from the disk again at every compilation and
 * stumbles over blanks in their paths (native.md).
 */
export function grammarFor(kind: DocumentKind, generation: Generation): string {
  return withoutDocumentation(merged(kind, generation));
}

/** The same for one tree that holds any number of documents, all of them valid. */
export function grammarForAll(kind: DocumentKind, generation: Generation): string {
  return grammarFor(kind, generation)
    .replace('<start>', `<start><element name="${MANY}"><zeroOrMore>`)
    .replace('</start>', '</zeroOrMore></element></start>');
}

/** The same for one tree that holds documents of which one at least is valid: where it is refused, none is. */
export function grammarForAny(kind: DocumentKind, generation: Generation): string {
  return grammarFor(kind, generation)
    .replace('<start>', `<start><element name="${MANY}">${WHATEVER}`)
    .replace('</start>', `${WHATEVER}</element></start>${DEFINITION_OF_ANYTHING}`);
}

/** Named so that no grammar of ours defines it; formed so that libxml2 knows all of it ("Unimplemented block" otherwise, on standard error). */
const WHATEVER = '<zeroOrMore><ref name="judge-anything"/></zeroOrMore>';
const DEFINITION_OF_ANYTHING = `<define name="judge-anything"><element><anyName/>
  <zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
  <interleave><text/>${WHATEVER}</interleave>
</element></define>`;

function merged(kind: DocumentKind, generation: Generation): string {
  const whole = wholeGrammar(kind);
  if (isWhole(kind, generation)) return whole;
  const definitions = definitionsOf(parseSchema(whole));
  const replaced = [...changesOf(kind, generation)].flatMap(([name, change]) => {
    const original = definitions.get(name);
    return original ? [{ span: original.span, change }] : [];
  });
  return replaced
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, change }) => text.slice(0, span.start) + written(change) + text.slice(span.end), whole);
}

/** A definition of a generation's file refers to others by name or allows nothing: that is all it can say. */
function written(element: XmlElement): string {
  const attributes = element.attributes.map(({ name, value }) => ` ${name}="${value}"`).join('');
  const children = element.children.map((child) => (child.kind === 'element' ? written(child) : '')).join('');
  return `<${element.name}${attributes}>${children}</${element.name}>`;
}

function withoutDocumentation(text: string): string {
  return text
    .replace(/<a:documentation>[^<]*<\/a:documentation>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/>\s+</g, '><');
}
