/** The elements of each name that stand in one element. */
interface Twins {
  count: number;
}

/** What stands directly in one open element so far. */
interface Level {
  count: number;
  readonly byName: Map<string, Twins>;
  readonly outside: Level | undefined;
}

/** Counts elements as they are read: those directly in each open one, and of these those of each name. */
export class Siblings {
  readonly #limit: number;
  #innermost: Level | undefined;
  #depth = 0;
  #work = 0;

  /** `limit` is how many elements may stand directly in one. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many elements are open. */
  get depth(): number {
    return this.#depth;
  }

  /** How many elements stand directly in the innermost open one so far. */
  get count(): number {
    return this.#innermost?.count ?? 0;
  }

  /**
   * Whether there are too many, in the innermost open element or in all long lists together. libxml2's time to validate grows with the square of the
   * number of siblings, so the squares are added up: many lists that are each within the limit take it as much time as a single one that is not.
   */
  get areTooMany(): boolean {
    return this.count > this.#limit || this.#work > 2 * this.#limit * this.#limit;
  }

  /** Counts one more element in the innermost open one, and gives those of its name; the root stands alone. */
  add(name: string): Twins {
    const around = this.#innermost;
    if (!around) return { count: 1 };
    around.count += 1;
    this.#work += 2 * around.count - 1;
    const known = around.byName.get(name);
    if (known) known.count += 1;
    const twins = known ?? { count: 1 };
    if (!known) around.byName.set(name, twins);
    return twins;
  }

  /** What is counted from now on stands in the element that was counted last. */
  open(): void {
    this.#innermost = { count: 0, byName: new Map(), outside: this.#innermost };
    this.#depth += 1;
  }

  close(): void {
    this.#innermost = this.#innermost?.outside;
    this.#depth -= 1;
  }
}
