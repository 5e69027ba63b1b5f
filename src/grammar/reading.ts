/** Reads elements along with a grammar, as they stand. */
import { isBlank, isNamespaceDeclaration, textOf, type XmlElement } from '../scan/tree.js';
import { type Derivatives, testOf } from './derive.js';
import type { Pattern } from './pattern.js';
import type { Survey } from './survey.js';

/** What came of reading an element from a pattern. */
interface Outcome {
  readonly opened: Pattern;
  readonly behind: Pattern;
}

/** Reads elements and texts from a pattern on, and tells what may come behind them. */
export class Reading {
  readonly #outcomes: Map<XmlElement, Outcome> | undefined;

  /** With `keeps` it remembers how it last read each element, for documents that are read again and again. */
  constructor(
    readonly derive: Derivatives,
    readonly survey: Survey,
    keeps = false,
  ) {
    this.#outcomes = keeps ? new Map() : undefined;
  }

  /** What may come behind an element, where `before` is what may come in its place; `notAllowed` where it does not fit. */
  element(before: Pattern, element: XmlElement): Pattern {
    return this.inside(this.derive.open(before, element.name), element);
  }

  /** The same, from where the element's name has been read. */
  inside(opened: Pattern, element: XmlElement): Pattern {
    if (opened.kind === 'notAllowed') return opened;
    if (!this.#outcomes) return this.#inside(opened, element);
    const known = this.#outcomes.get(element);
    if (known?.opened === opened) return known.behind;
    const behind = this.#inside(opened, element);
    this.#outcomes.set(element, { opened, behind });
    return behind;
  }

  #inside(opened: Pattern, element: XmlElement): Pattern {
    let pattern = opened;
    for (const attribute of element.attributes) {
      if (pattern.kind === 'notAllowed') return pattern;
      if (isNamespaceDeclaration(attribute)) continue;
      const contents = this.survey.attributes(pattern).get(attribute.name) ?? [];
      pattern = this.derive.attribute(pattern, attribute.name, testOf(contents, attribute.value));
    }
    const inside = this.#content(this.derive.close(pattern), element);
    return inside.kind === 'notAllowed' ? inside : this.derive.end(inside);
  }

  /** What may come behind a text that is read. */
  text(pattern: Pattern, value: string): Pattern {
    return this.derive.text(pattern, testOf(this.survey.texts(pattern), value));
  }

  /** What may come behind a text of which that is known. A blank one may be left unread. */
  afterText(pattern: Pattern, value: string, read: Pattern): Pattern {
    return read !== pattern && isBlank(value) ? this.derive.pool.choice(read, pattern) : read;
  }

  #text(pattern: Pattern, value: string): Pattern {
    return this.afterText(pattern, value, this.text(pattern, value));
  }

  #content(before: Pattern, element: XmlElement): Pattern {
    if (before.kind === 'notAllowed') return before;
    if (!element.children.some(({ kind }) => kind === 'element')) return this.#text(before, textOf(element));
    let pattern: Pattern = before;
    for (const child of element.children) {
      if (pattern.kind === 'notAllowed') return pattern;
      if (child.kind === 'element') pattern = this.element(pattern, child);
      else if ((child.kind === 'text' || child.kind === 'cdata') && !isBlank(child.value))
        pattern = this.#text(pattern, child.value);
    }
    return pattern;
  }
}
