import type { XmlAttribute } from './tree.js';

/**
 * Counts how often a namespace is looked up, and among how many declarations: libxml2 walks through all that are in scope for each element, and for each
 * attribute with a prefix, and finds those of the innermost elements first.
 */
export class NamespaceLookups {
  readonly #limit: number;
  /** How many declarations are in scope around each open element, and in it. */
  readonly #inScope: number[] = [0];
  #work = 0;

  /** `limit` is how many declarations may be looked at in all. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get areTooMany(): boolean {
    return this.#work > this.#limit;
  }

  /** An element begins that has these attributes. */
  open(attributes: readonly XmlAttribute[]): void {
    const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:')).length;
    const prefixed = attributes.filter(({ name }) => name.includes(':') && !name.startsWith('xmlns:')).length;
    const inScope = (this.#inScope.at(-1) ?? 0) + declared;
    this.#inScope.push(inScope);
    this.#work += inScope * (1 + prefixed);
  }

  close(): void {
    this.#inScope.pop();
  }
}
