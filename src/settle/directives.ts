/** Comments that suppress, as they stand in a document: `<!-- backupxml-disable-next-line CODE[, CODE]: reason -->`. */
import type { Span } from '../diagnostic.js';
import { pathOf, type XmlDocument, type XmlElement, type XmlNode } from '../scan/tree.js';

/** What such a comment can do, by the word after `backupxml-`. */
export const DIRECTIVES = ['disable-next-line', 'disable-line', 'disable', 'enable', 'disable-file'] as const;

export type DirectiveKind = (typeof DIRECTIVES)[number];

export interface Directive {
  /** The word after `backupxml-`, whether it is known or not. */
  readonly word: Named;
  readonly codes: readonly Named[];
  readonly reason: string | undefined;
  /** The whole comment. */
  readonly span: Span;
  /** Where it is in the tree, as XPath. */
  readonly path: string;
}

export interface Named {
  readonly name: string;
  readonly span: Span;
}

const MARK = 'backupxml-';

/** All of a document, in the order of the text. */
export function directivesOf(document: XmlDocument): Directive[] {
  if (!document.text.includes(MARK)) return [];
  const found: Directive[] = [];
  visit(document.nodes, undefined);
  return found;

  function visit(nodes: readonly XmlNode[], parent: XmlElement | undefined): void {
    for (const node of nodes) {
      if (node.kind === 'element') visit(node.children, node);
      if (node.kind !== 'comment') continue;
      const directive = readDirective(document.text, node.span, parent);
      if (directive) found.push(directive);
    }
  }
}

function readDirective(text: string, span: Span, parent: XmlElement | undefined): Directive | undefined {
  const start = span.start + '<!--'.length;
  const body = text.slice(start, span.end - '-->'.length);
  const [, before = '', name] = /^(\s*backupxml-)([^\s:,]*)/.exec(body) ?? [];
  if (name === undefined) return undefined;
  const at = before.length + name.length;
  const colon = body.indexOf(':', at);
  const list = body.slice(at, colon < 0 ? undefined : colon);
  const reason = colon < 0 ? '' : body.slice(colon + 1).trim();
  return {
    word: named(name, start + before.length),
    codes: [...list.matchAll(/[^\s,]+/g)].map((match) => named(match[0], start + at + match.index)),
    reason: reason === '' ? undefined : reason,
    span,
    path: `${parent ? pathOf(parent) : ''}/comment()`,
  };
}

function named(name: string, start: number): Named {
  return { name, span: { start, end: start + name.length } };
}

export function isDirectiveKind(word: string): word is DirectiveKind {
  return DIRECTIVES.some((kind) => kind === word);
}
