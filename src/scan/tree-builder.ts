import type { SaxesParser } from 'saxes';
import type { Span } from '../diagnostic.js';
import { isBlank, skipBlanks } from './characters.js';
import * as refuse from './gate.js';
import type { Limits } from './limits.js';
import { NamespaceLookups } from './lookups.js';
import { isForgottenDeclaration } from './namespaces.js';
import { AttributeNode, CommentNode, ElementNode, TextNode } from './nodes.js';
import { Siblings } from './siblings.js';
import type { XmlDocument, XmlElement, XmlNode } from './tree.js';

/** How far a scan has come: all before `mark` is well-formed and in the tree. */
export interface Place {
  readonly text: string;
  /** What follows `end` is not to be looked at. */
  readonly end: number;
  /** Where the text or the markup starts that is being read. */
  readonly mark: number;
  /** The innermost element whose start tag is complete. */
  readonly open: XmlElement | undefined;
  /** The element whose start tag is being read, as far as it has come. */
  readonly opening: XmlElement | undefined;
  /** The root, once it has ended. */
  readonly root: XmlElement | undefined;
  readonly doctype: Span | undefined;
}

/** Makes the tree from what saxes reports, adds the spans that it does not have, and keeps the limits. */
export class TreeBuilder {
  readonly #text: string;
  readonly #base: number;
  readonly #limits: Limits;
  readonly #nodes: XmlNode[] = [];
  #mark: number;
  #current: ElementNode | undefined;
  readonly #siblings: Siblings;
  readonly #lookups: NamespaceLookups;
  #root: XmlElement | undefined;
  #doctype: Span | undefined;
  #position: () => number = () => 0;

  /** `base` is where in the text the parser starts. */
  constructor(text: string, base: number, limits: Limits) {
    this.#text = text;
    this.#base = base;
    this.#mark = base;
    this.#limits = limits;
    this.#siblings = new Siblings(limits.children);
    this.#lookups = new NamespaceLookups(limits.lookups);
  }

  /** `fail` is to throw what is wrong at the place that has been reached. */
  listen(parser: SaxesParser, fail: () => never): void {
    this.#position = () => this.#base + parser.position;
    parser.on('opentagstart', (tag) => this.#startElement(tag.name));
    parser.on('attribute', (attribute) => this.#addAttribute(attribute.name, attribute.value));
    parser.on('opentag', () => this.#endStartTag());
    parser.on('closetag', (tag) => this.#endElement(tag.isSelfClosing));
    parser.on('text', (value) => this.#addText('text', value, this.#position() - 1));
    parser.on('cdata', (value) => this.#addText('cdata', value, this.#position()));
    parser.on('comment', (value) => {
      // Reported at `--`: where the next character is no `>`, the parser is about to say so.
      if (this.#text.charAt(this.#position()) !== '>') return;
      const { start, end } = this.#advance(this.#position() + 1);
      this.#add(new CommentNode(value, start, end));
    });
    parser.on('processinginstruction', ({ target, body }) => {
      const nameStart = this.#start() + 2;
      const nameEnd = nameStart + target.length;
      // saxes takes a "?" within the name for the start of the body; libxml2 does not.
      if (!isBlank(this.#text.charCodeAt(nameEnd)) && !this.#text.startsWith('?>', nameEnd)) fail();
      this.#checkName(target, nameStart);
      this.#add({ kind: 'instruction', target, body, span: this.#advance(this.#position()) });
    });
    parser.on('doctype', (body) => {
      const span = { start: this.#start(), end: this.#position() };
      const problem = refuse.doctype(this.#text, span, body);
      if (problem) throw problem;
      this.#doctype = this.#advance(span.end);
    });
  }

  place(end: number): Place {
    const current = this.#current;
    const isOpening = current !== undefined && !current.isOpen;
    return {
      text: this.#text,
      end,
      mark: this.#mark,
      open: isOpening ? current.parent : current,
      opening: isOpening ? current : undefined,
      root: this.#current ? undefined : this.#root,
      doctype: this.#doctype,
    };
  }

  /** Without the declaration, which comes before what the parser is given. */
  document(): XmlDocument {
    if (!this.#root) throw new Error('the parser has accepted a document without a root');
    return { text: this.#text, root: this.#root, nodes: this.#nodes, declaration: undefined, doctype: this.#doctype };
  }

  /** Where the markup starts that is being read. Outside of the root, the parser does not tell of all white space before it. */
  #start(): number {
    return this.#current ? this.#mark : skipBlanks(this.#text, this.#mark);
  }

  #advance(end: number): Span {
    const start = this.#start();
    this.#mark = end;
    return { start, end };
  }

  #startElement(name: string): void {
    const start = this.#start();
    if (this.#root && !this.#current) return; // a second root: the parser is about to say so
    this.#mark = start;
    const parent = this.#current;
    const twins = this.#siblings.add(name);
    const element = new ElementNode(name, parent, twins.count, twins, start);
    this.#add(element);
    this.#checkSiblings(element);
    this.#current = element;
    this.#root ??= element;
    this.#siblings.open();
    this.#checkName(name, start + 1);
    if (this.#siblings.depth > this.#limits.depth) throw refuse.tooDeep(element, this.#limits.depth);
  }

  #addAttribute(name: string, value: string): void {
    const element = this.#current;
    if (!element) return;
    const text = this.#text;
    const end = this.#position();
    // The value holds no quote of its own kind, so the last one before the end opens it.
    const open = text.lastIndexOf(text.charAt(end - 1), end - 2);
    let nameEnd = open;
    while (text.charCodeAt(nameEnd - 1) === 0x3d || isBlank(text.charCodeAt(nameEnd - 1))) nameEnd -= 1;
    const start = nameEnd - name.length;
    const attribute = new AttributeNode(name, value, start, open + 1, end);
    const twin = element.attributes.find((other) => other.name === name && !isForgottenDeclaration(name, other.value));
    if (twin && !isForgottenDeclaration(name, value)) throw refuse.attributeTwice(text, element, twin, attribute);
    element.attributes.push(attribute);
    this.#checkName(name, start);
    if (value.length > this.#limits.valueLength) {
      throw refuse.valueTooLong(element, attribute, this.#limits.valueLength);
    }
    if (element.attributes.length > this.#limits.attributes) {
      throw refuse.tooManyAttributes(element, attribute, this.#limits.attributes);
    }
  }

  #endStartTag(): void {
    const element = this.#current;
    if (!element) return;
    element.endStartTag(this.#advance(this.#position()).end);
    this.#lookups.open(element.attributes);
    if (this.#lookups.areTooMany) throw refuse.tooManyNamespaces(element);
  }

  #endElement(isSelfClosing: boolean): void {
    const element = this.#current;
    if (!element) return;
    // Another element's end tag: the parser is about to say so.
    if (!isSelfClosing && !this.#text.startsWith(element.name, this.#mark + 2)) return;
    const end = this.#position();
    if (isSelfClosing) {
      element.endWithoutTag();
    } else {
      const nameEnd = this.#mark + 2 + element.name.length;
      if (skipBlanks(this.#text, nameEnd) !== end - 1) return;
      element.endWithTag(this.#advance(end).start, end);
    }
    this.#current = element.parent;
    this.#siblings.close();
    this.#lookups.close();
  }

  #addText(kind: 'text' | 'cdata', value: string, end: number): void {
    const element = this.#current;
    if (!element) {
      // Where it is more than white space, the parser is about to say so.
      if (skipBlanks(this.#text, this.#mark) >= end) this.#mark = end;
      return;
    }
    const span = this.#advance(end);
    if (value.length > this.#limits.valueLength) throw refuse.textTooLong(element, span, this.#limits.valueLength);
    this.#add(new TextNode(kind, value, span.start, span.end));
  }

  #add(node: XmlNode): void {
    if (this.#current) this.#current.children.push(node);
    else this.#nodes.push(node);
  }

  #checkSiblings(element: ElementNode): void {
    const { parent } = element;
    if (!parent || !this.#siblings.areTooMany) return;
    const { children: limit } = this.#limits;
    throw refuse.tooManyChildren(parent, element, limit, this.#siblings.count > limit);
  }

  #checkName(name: string, start: number): void {
    if (name.length <= this.#limits.nameLength) return;
    throw refuse.nameTooLong({ start, end: start + name.length }, this.#current, this.#limits.nameLength);
  }
}
