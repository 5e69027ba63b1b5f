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

/** So many comments that suppress may be in a document, and so many codes may they name: nobody writes more, and each is looked for among all findings. */
export const MOST_DIRECTIVES = 1000;

export interface Directives {
  /** In the order of the text. */
  readonly read: readonly Directive[];
  /** The first that is one too many; what comes after it is not read. */
  readonly excess: Directive | undefined;
}

/** The comments of a document that suppress. */
export function directivesOf(document: XmlDocument): Directives {
  const read: Directive[] = [];
  let codes = 0;
  if (!document.text.includes(MARK)) return { read, excess: undefined };
  for (const { node, parent } of commentsIn(document.nodes, undefined)) {
    const directive = readDirective(document.text, node.span, parent, MOST_DIRECTIVES + 1);
    if (!directive) continue;
    codes += directive.codes.length;
    if (read.length === MOST_DIRECTIVES || codes > MOST_DIRECTIVES) return { read, excess: directive };
    read.push(directive);
  }
  return { read, excess: undefined };
}

function* commentsIn(
  nodes: readonly XmlNode[],
  parent: XmlElement | undefined,
): Generator<{ readonly node: XmlNode; readonly parent: XmlElement | undefined }> {
  for (const node of nodes) {
    if (node.kind === 'element') yield* commentsIn(node.children, node);
    if (node.kind === 'comment') yield { node, parent };
  }
}

/** With so many of its codes at most. */
function readDirective(text: string, span: Span, parent: XmlElement | undefined, most: number): Directive | undefined {
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
    codes: firstOf(list.matchAll(/[^\s,]+/g), most).map((match) => named(match[0], start + at + match.index)),
    reason: reason === '' ? undefined : reason,
    span,
    path: `${parent ? pathOf(parent) : ''}/comment()`,
  };
}

function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const one of all) {
    if (first.length === most) break;
    first.push(one);
  }
  return first;
}

function named(name: string, start: number): Named {
  return { name, span: { start, end: start + name.length } };
}

export function isDirectiveKind(word: string): word is DirectiveKind {
  return DIRECTIVES.some((kind) => kind === word);
}
