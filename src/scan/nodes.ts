/**
 * The nodes of the tree, as both ways of the scan make them. They hold offsets, and make a span of them when it is asked for: of most nodes nobody asks, and
 * a tree of spans takes three times the room.
 */
import type { Span } from '../diagnostic.js';
import type { XmlAttribute, XmlComment, XmlElement, XmlNode, XmlText } from './tree.js';

export class AttributeNode implements XmlAttribute {
  constructor(
    readonly name: string,
    readonly value: string,
    private readonly start: number,
    private readonly valueStart: number,
    private readonly end: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.start + this.name.length };
  }

  get valueSpan(): Span {
    return { start: this.valueStart, end: this.end - 1 };
  }
}

export class TextNode implements XmlText {
  constructor(
    readonly kind: 'text' | 'cdata',
    readonly value: string,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

export class CommentNode implements XmlComment {
  readonly kind = 'comment';

  constructor(
    readonly value: string,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** An element. What follows its name is added as it is read. */
export class ElementNode implements XmlElement {
  readonly kind = 'element';
  readonly attributes: XmlAttribute[] = [];
  readonly children: XmlNode[] = [];
  /** -1 until it is known; -1 for good where there is no end tag. */
  private openEnd = -1;
  private closeStart = -1;
  private end = -1;

  constructor(
    readonly name: string,
    readonly parent: ElementNode | undefined,
    readonly ordinal: number,
    readonly twins: XmlElement['twins'],
    private readonly start: number,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get nameSpan(): Span {
    return { start: this.start + 1, end: this.start + 1 + this.name.length };
  }

  get openSpan(): Span {
    return { start: this.start, end: this.openEnd };
  }

  get closeSpan(): Span | undefined {
    return this.closeStart < 0 ? undefined : { start: this.closeStart, end: this.end };
  }

  /** Whether the start tag has been read to its end. */
  get isOpen(): boolean {
    return this.openEnd >= 0;
  }

  endStartTag(end: number): void {
    this.openEnd = end;
  }

  endWithTag(start: number, end: number): void {
    this.closeStart = start;
    this.end = end;
  }

  /** For `<name/>`. */
  endWithoutTag(): void {
    this.end = this.openEnd;
  }
}
