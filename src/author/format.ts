/** Rewrites a document in the style of libvirt's own output, without changing what it means. */
import type { Diagnostic, Span } from '../diagnostic.js';
import { type DocumentKind, kindOf } from '../grammar/kind.js';
import type { Limits } from '../scan/limits.js';
import { scan } from '../scan/scan.js';
import type { XmlDocument, XmlElement, XmlNode, XmlText } from '../scan/tree.js';
import { type Layout, layoutOf, sortAttributes, sortChildren } from './layout.js';
import {
  type Attribute,
  type Block,
  type Content,
  type ElementBlock,
  type Markup,
  type Piece,
  print,
} from './print.js';

export type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Formats a document, valid or not, as long as it is well-formed; else the diagnostics say why it is not. Comments, instructions, the XML
 * declaration and blank lines between elements stay, line ends become line feeds. Formatting the result again changes nothing.
 */
export function formatDocument(text: string, limits: Partial<Limits> = {}): FormatResult {
  const scanned = scan(text, limits);
  if (!scanned.ok) return scanned;
  return { ok: true, text: formatTree(scanned.document) };
}

/** The same for a document that has been scanned already. */
export function formatTree(document: XmlDocument): string {
  const { text, declaration, doctype, nodes, root } = document;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const head = declaration ? `${unixLines(text.slice(declaration.start, declaration.end))}\n` : '';
  const items: Item[] = doctype ? [...nodes, { kind: 'doctype', span: doctype }] : [...nodes];
  const inOrder = items.toSorted((a, b) => a.span.start - b.span.start);
  return mark + head + print(blocksOf(inOrder, undefined, { text, kind: kindOf(root.name) }));
}

interface Scope {
  readonly text: string;
  /** Undefined within an element that is not known: there, nothing is known of any name. */
  readonly kind: DocumentKind | undefined;
}

/** What may stand in an element or a document; the document type is no node of the tree. */
type Item = XmlNode | { readonly kind: 'doctype'; readonly span: Span };

function blocksOf(items: readonly Item[], layout: Layout | undefined, scope: Scope): Block[] {
  const { elements, end } = group(items, scope);
  return [...sortChildren(layout, elements).flatMap(({ blocks }) => blocks), ...end];
}

/** An element with the comments and instructions before it, which move with it. */
interface Group {
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** Puts comments and instructions to the elements that they belong to; those behind the last element are the end. */
function group(items: readonly Item[], scope: Scope): { elements: Group[]; end: Block[] } {
  const elements: Group[] = [];
  let waiting: Block[] = [];
  let open: { block: ElementBlock; trailing: Markup[] } | undefined;
  let before: Item | undefined;
  for (const item of items) {
    if (item.kind === 'text' || item.kind === 'cdata') continue;
    const gap = before ? unixLines(scope.text.slice(before.span.end, item.span.start)) : '\n';
    before = item;
    if (item.kind === 'element') {
      const trailing: Markup[] = [];
      const block: ElementBlock = { ...elementBlock(item, scope), blankBefore: hasBlankLine(gap), trailing };
      elements.push({ name: item.name, blocks: [...waiting, block] });
      waiting = [];
      open = { block, trailing };
    } else if (open && !gap.includes('\n')) {
      open.trailing.push(markup(item, scope));
    } else {
      waiting.push({ ...markup(item, scope), blankBefore: hasBlankLine(gap) });
      open = undefined;
    }
  }
  return { elements, end: waiting };
}

function hasBlankLine(gap: string): boolean {
  return /\n[ \t]*\n/.test(gap);
}

function elementBlock(element: XmlElement, scope: Scope): ElementBlock {
  const { layout, inner } = known(element, scope);
  const { name } = element;
  return {
    kind: 'element',
    name,
    attributes: attributesOf(element, layout),
    content: contentOf(element, layout, inner),
  };
}

function known({ name }: XmlElement, scope: Scope): { layout: Layout | undefined; inner: Scope } {
  const layout = scope.kind && layoutOf(scope.kind, name);
  return { layout, inner: layout ? scope : { ...scope, kind: undefined } };
}

function contentOf(element: XmlElement, layout: Layout | undefined, inner: Scope): Content {
  if (textCounts(element, layout)) return { kind: 'pieces', pieces: piecesOf(element, inner) };
  return { kind: 'blocks', blocks: blocksOf(element.children, layout, inner) };
}

/** White space alone is text too where it stands alone in an element that may hold text: `<incremental> </incremental>` names a checkpoint. */
function textCounts({ attributes, children }: XmlElement, layout: Layout | undefined): boolean {
  if (attributes.some(({ name, value }) => name === 'xml:space' && value === 'preserve')) return true;
  const texts = children.filter(isText);
  if (texts.some(({ value }) => /[^ \t\r\n]/.test(value))) return true;
  return !layout && texts.length > 0 && !children.some(({ kind }) => kind === 'element');
}

function piecesOf(element: XmlElement, scope: Scope): Piece[] {
  return element.children.map((child): Piece => {
    if (isText(child)) return { kind: 'text', value: child.value };
    if (child.kind !== 'element') return markup(child, scope);
    const { layout, inner } = known(child, scope);
    return {
      kind: 'element',
      name: child.name,
      attributes: attributesOf(child, layout),
      pieces: piecesOf(child, inner),
    };
  });
}

function attributesOf(element: XmlElement, layout: Layout | undefined): Attribute[] {
  return sortAttributes(layout, element.attributes).map(({ name, value }): Attribute => [name, value]);
}

function markup(item: Item, { text }: Scope): Markup {
  return { kind: 'markup', source: unixLines(text.slice(item.span.start, item.span.end)) };
}

function isText(node: XmlNode): node is XmlText {
  return node.kind === 'text' || node.kind === 'cdata';
}

/** Line ends as XML reads them. */
function unixLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
