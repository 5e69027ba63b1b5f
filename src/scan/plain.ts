/**
 * The short way through a document that is written plainly, as nearly all are: elements, attributes, text and comments, and nothing in them that stands
 * for something else. It takes a sixth of the time that saxes does. Whatever it does not know, or a limit, it leaves to the long way and its words.
 */
import { forbiddenCharacter, isBlank } from './characters.js';
import type { Limits } from './limits.js';
import { AttributeNode, CommentNode, ElementNode, TextNode } from './nodes.js';
import { Siblings } from './siblings.js';
import type { XmlAttribute, XmlDocument, XmlNode } from './tree.js';

/** What may stand nowhere in a plain document: references, line ends that are not line feeds, what text may not hold. */
const NOT_PLAIN = /[&\r]|\]\]>/;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const EQUALS = 0x3d;
const SINGLE = 0x27;
const DOUBLE = 0x22;

/**
 * The tree of a document, the very same that the long way makes; undefined where the document is not plain.
 * `base` is where the declaration ends, if there is one.
 */
export function readPlain(text: string, base: number, limits: Limits): XmlDocument | undefined {
  if (NOT_PLAIN.test(text) || forbiddenCharacter(text) >= 0 || mayLookUp(text) > limits.lookups) return undefined;
  const reader = new PlainReader(text, limits);
  let at = base;
  while (at >= 0 && at < text.length) at = reader.readFrom(at);
  return at < 0 ? undefined : reader.document();
}

/** As much as may be looked at to look names up, were all namespace declarations in scope everywhere, and a name in every third place. */
function mayLookUp(text: string): number {
  let declarations = 0;
  for (let at = text.indexOf('xmlns'); at >= 0; at = text.indexOf('xmlns', at + 1)) declarations += 1;
  return (declarations * text.length) / 3;
}

/** Where reading goes on from is -1 where what stands there is not plain. */
class PlainReader {
  readonly #text: string;
  readonly #limits: Limits;
  readonly #nodes: XmlNode[] = [];
  readonly #siblings: Siblings;
  #current: ElementNode | undefined;
  #root: ElementNode | undefined;

  constructor(text: string, limits: Limits) {
    this.#text = text;
    this.#limits = limits;
    this.#siblings = new Siblings(limits.children);
  }

  document(): XmlDocument | undefined {
    if (!this.#root || this.#current) return undefined;
    return { text: this.#text, root: this.#root, nodes: this.#nodes, declaration: undefined, doctype: undefined };
  }

  /** Reads text and the markup behind it. Gives where that ends. */
  readFrom(offset: number): number {
    const text = this.#text;
    const start = this.#current ? this.#readText(this.#current, offset) : behindBlanks(text, offset);
    if (start < 0 || start === text.length) return start;
    if (text.charCodeAt(start) !== LESS) return -1;
    const next = text.charCodeAt(start + 1);
    if (next === BANG) return this.#readComment(start);
    return next === SLASH ? this.#readEndTag(start) : this.#readStartTag(start);
  }

  #readText(element: ElementNode, start: number): number {
    const end = this.#text.indexOf('<', start);
    if (end - start > this.#limits.valueLength) return -1;
    if (end > start) element.children.push(new TextNode('text', this.#text.slice(start, end), start, end));
    return end;
  }

  #readComment(start: number): number {
    if (!this.#text.startsWith('<!--', start)) return -1;
    const dashes = this.#text.indexOf('--', start + 4);
    if (dashes < 0 || this.#text.charCodeAt(dashes + 2) !== GREATER) return -1;
    const end = dashes + 3;
    this.#add(new CommentNode(this.#text.slice(start + 4, dashes), start, end));
    return end;
  }

  #readEndTag(start: number): number {
    const element = this.#current;
    if (!element || !this.#text.startsWith(element.name, start + 2)) return -1;
    const close = behindBlanks(this.#text, start + 2 + element.name.length);
    if (this.#text.charCodeAt(close) !== GREATER) return -1;
    const end = close + 1;
    element.endWithTag(start, end);
    this.#current = element.parent;
    this.#siblings.close();
    return end;
  }

  #readStartTag(start: number): number {
    const text = this.#text;
    if (this.#root && !this.#current) return -1;
    const nameEnd = behindName(text, start + 1);
    if (nameEnd === start + 1 || nameEnd - start > this.#limits.nameLength) return -1;
    if (this.#siblings.depth >= this.#limits.depth) return -1;
    const name = text.slice(start + 1, nameEnd);
    const twins = this.#siblings.add(name);
    const element = new ElementNode(name, this.#current, twins.count, twins, start);
    const end = readAttributes(text, nameEnd, element.attributes, this.#limits);
    if (this.#siblings.areTooMany || end < 0) return -1;
    element.endStartTag(end);
    this.#add(element);
    this.#root ??= element;
    if (text.charCodeAt(end - 2) === SLASH) {
      element.endWithoutTag();
      return end;
    }
    this.#current = element;
    this.#siblings.open();
    return end;
  }

  #add(node: XmlNode): void {
    if (this.#current) this.#current.children.push(node);
    else this.#nodes.push(node);
  }
}

/** Reads what follows the name in a start tag. Gives the offset behind the tag, or -1 where it is not plain. */
function readAttributes(text: string, from: number, attributes: XmlAttribute[], limits: Limits): number {
  let at = from;
  for (;;) {
    const start = behindBlanks(text, at);
    const code = text.charCodeAt(start);
    if (code === GREATER) return start + 1;
    if (code === SLASH) return text.charCodeAt(start + 1) === GREATER ? start + 2 : -1;
    if (start === at || attributes.length >= limits.attributes) return -1;
    at = readAttribute(text, start, attributes, limits);
    if (at < 0) return -1;
  }
}

function readAttribute(text: string, start: number, attributes: XmlAttribute[], limits: Limits): number {
  const nameEnd = behindName(text, start);
  if (nameEnd === start || nameEnd - start > limits.nameLength) return -1;
  const equals = behindBlanks(text, nameEnd);
  if (text.charCodeAt(equals) !== EQUALS) return -1;
  const quote = behindBlanks(text, equals + 1);
  const end = behindValue(text, quote);
  if (end < 0 || end - quote - 2 > limits.valueLength) return -1;
  const name = text.slice(start, nameEnd);
  for (const other of attributes) if (other.name === name) return -1;
  attributes.push(new AttributeNode(name, text.slice(quote + 1, end - 1), start, quote + 1, end));
  return end;
}

/** The offset behind a quoted value; -1 where it is none, or holds a `<` or white space that XML makes blanks of. */
function behindValue(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  if (quote !== SINGLE && quote !== DOUBLE) return -1;
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === LESS || code < 0x20) return -1;
  }
  return -1;
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const NAME = /[A-Za-z_][A-Za-z0-9_.:-]*/y;

/** The offset behind a name of letters, digits, dots, dashes, underscores and colons of ASCII; the same offset where none starts. */
function behindName(text: string, from: number): number {
  NAME.lastIndex = from;
  return NAME.test(text) ? NAME.lastIndex : from;
}
