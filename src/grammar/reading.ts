/** Reads elements along with a grammar, as they stand. */
import { elementsOf, isBlank, isNamespaceDeclaration, type XmlElement } from '../scan/tree.js';
import { type Derivatives, testOf } from './derive.js';
import type { Pattern } from './pattern.js';
import type { Survey } from './survey.js';

export class Reading {
  constructor(
    readonly derive: Derivatives,
    readonly survey: Survey,
  ) {}

  /** What may come behind an element, where `before` is what may come in its place; `notAllowed` where it does not fit. */
  element(before: Pattern, element: XmlElement): Pattern {
    return this.inside(this.derive.open(before, element.name), element);
  }

  /** The same, from where the element's name has been read. */
  inside(opened: Pattern, element: XmlElement): Pattern {
    let pattern = opened;
    for (const attribute of element.attributes) {
      if (pattern.kind === 'notAllowed') return pattern;
      if (isNamespaceDeclaration(attribute)) continue;
      const contents = this.survey.attributes(pattern).get(attribute.name) ?? [];
      pattern = this.derive.attribute(pattern, attribute.name, testOf(contents, attribute.value));
    }
    return this.derive.end(this.#content(this.derive.close(pattern), element));
  }

  /** What may come behind a text. A blank one may be left unread. */
  text(pattern: Pattern, value: string): Pattern {
    const read = this.derive.text(pattern, testOf(this.survey.texts(pattern), value));
    return isBlank(value) ? this.derive.pool.choice(read, pattern) : read;
  }

  #content(before: Pattern, element: XmlElement): Pattern {
    if (elementsOf(element).length === 0) return this.text(before, textOf(element));
    let pattern = before;
    for (const child of element.children) {
      if (pattern.kind === 'notAllowed') return pattern;
      if (child.kind === 'element') pattern = this.element(pattern, child);
      else if ((child.kind === 'text' || child.kind === 'cdata') && !isBlank(child.value))
        pattern = this.text(pattern, child.value);
    }
    return pattern;
  }
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.value : '')).join('');
}
