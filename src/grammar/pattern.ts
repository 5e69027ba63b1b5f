/**
 * RELAX NG patterns in the simplified form of the specification (section 4), and the pool that makes them. Patterns of one pool are
 * interned: equal patterns are the same object with the same `id`, so that derivatives can be memoised.
 */
import type { ReleaseName } from '../diagnostic.js';

interface Interned {
  readonly id: number;
  /** How many elements are open in it: the nesting of `after`. */
  readonly depth: number;
}

/** A name that an element or attribute pattern takes; undefined is `anyName`. */
export type NameClass = string | undefined;

export interface EmptyPattern extends Interned {
  readonly kind: 'empty';
}
export interface NotAllowedPattern extends Interned {
  readonly kind: 'notAllowed';
}
export interface TextPattern extends Interned {
  readonly kind: 'text';
}
export interface DataPattern extends Interned {
  readonly kind: 'data';
  /** Whether a whole value, nothing trimmed, is of the type. */
  readonly accepts: (value: string) => boolean;
  /** What the grammar's documentation calls such a value. */
  readonly words: string;
}
export interface ValuePattern extends Interned {
  readonly kind: 'value';
  /** A token: white space around it and runs of it inside do not count where it is compared. */
  readonly value: string;
}
export interface ChoicePattern extends Interned {
  readonly kind: 'choice';
  readonly parts: readonly Pattern[];
}
export interface InterleavePattern extends Interned {
  readonly kind: 'interleave';
  readonly parts: readonly Pattern[];
}
export interface GroupPattern extends Interned {
  readonly kind: 'group';
  readonly first: Pattern;
  readonly second: Pattern;
}
export interface OneOrMorePattern extends Interned {
  readonly kind: 'oneOrMore';
  readonly content: Pattern;
}
export interface AttributePattern extends Interned {
  readonly kind: 'attribute';
  readonly name: NameClass;
  readonly content: Pattern;
}
export interface ElementPattern extends Interned {
  readonly kind: 'element';
  readonly name: NameClass;
  /** A function, as elements may hold themselves. */
  readonly content: () => Pattern;
}
/** What is left of an open element's content, and what may come once it is closed. */
export interface AfterPattern extends Interned {
  readonly kind: 'after';
  readonly inside: Pattern;
  readonly behind: Pattern;
}
/** A pattern that only releases from `release` on know. */
export interface SincePattern extends Interned {
  readonly kind: 'since';
  readonly release: ReleaseName;
  readonly content: Pattern;
}

export type Pattern =
  | EmptyPattern
  | NotAllowedPattern
  | TextPattern
  | DataPattern
  | ValuePattern
  | ChoicePattern
  | InterleavePattern
  | GroupPattern
  | OneOrMorePattern
  | AttributePattern
  | ElementPattern
  | AfterPattern
  | SincePattern;

type Draft<P extends Pattern> = P extends Pattern ? Omit<P, 'id'> : never;

/** Makes interned patterns, simplified as they are made: `notAllowed` and `empty` vanish where they say nothing. */
export class PatternPool {
  readonly #known = new Map<string, Pattern>();
  readonly #afters = new Map<number, Pattern>();
  readonly #groups = new Map<number, Pattern>();
  readonly #names = new Map<string, string>();
  #count = 0;

  readonly empty: EmptyPattern = this.#make({ kind: 'empty', depth: 0 });
  readonly notAllowed: NotAllowedPattern = this.#make({ kind: 'notAllowed', depth: 0 });
  readonly text: TextPattern = this.#make({ kind: 'text', depth: 0 });

  data(words: string, accepts: (value: string) => boolean): DataPattern {
    return this.#make({ kind: 'data', depth: 0, words, accepts });
  }

  value(value: string): Pattern {
    const token = asToken(value);
    return this.#intern(`v${token}`, { kind: 'value', depth: 0, value: token });
  }

  element(name: NameClass, content: () => Pattern): ElementPattern {
    this.#learn(name);
    return this.#make({ kind: 'element', depth: 0, name, content });
  }

  attribute(name: NameClass, content: Pattern): Pattern {
    this.#learn(name);
    return this.#intern(`@${name ?? ''}|${content.id}`, { kind: 'attribute', depth: 0, name, content });
  }

  choice(...patterns: readonly Pattern[]): Pattern {
    const allowed = patterns.filter((pattern) => pattern.kind !== 'notAllowed');
    const [first] = allowed;
    if (!first) return this.notAllowed;
    if (allowed.every((pattern) => pattern === first)) return first;
    const parts = new Set(allowed.flatMap((pattern) => (pattern.kind === 'choice' ? pattern.parts : pattern)));
    const sorted = sortById([...parts]);
    return this.#intern(`|${ids(sorted)}`, { kind: 'choice', depth: (sorted[0] ?? first).depth, parts: sorted });
  }

  interleave(...patterns: readonly Pattern[]): Pattern {
    const flat = patterns.flatMap((pattern) => (pattern.kind === 'interleave' ? pattern.parts : [pattern]));
    if (flat.some((part) => part.kind === 'notAllowed')) return this.notAllowed;
    const sorted = sortById(flat.filter((part) => part.kind !== 'empty'));
    const [only] = sorted;
    if (!only) return this.empty;
    if (sorted.length === 1) return only;
    return this.#intern(`&${ids(sorted)}`, { kind: 'interleave', depth: 0, parts: sorted });
  }

  group(first: Pattern, second: Pattern): Pattern {
    if (first.kind === 'notAllowed' || second.kind === 'notAllowed') return this.notAllowed;
    if (first.kind === 'empty') return second;
    if (second.kind === 'empty') return first;
    const known = this.#groups.get(pairOf(first, second));
    if (known) return known;
    const made = this.#make<GroupPattern>({ kind: 'group', depth: 0, first, second });
    this.#groups.set(pairOf(first, second), made);
    return made;
  }

  oneOrMore(content: Pattern): Pattern {
    if (content.kind === 'notAllowed' || content.kind === 'empty' || content.kind === 'oneOrMore') return content;
    return this.#intern(`+${content.id}`, { kind: 'oneOrMore', depth: 0, content });
  }

  after(inside: Pattern, behind: Pattern): Pattern {
    if (inside.kind === 'notAllowed' || behind.kind === 'notAllowed') return this.notAllowed;
    const known = this.#afters.get(pairOf(inside, behind));
    if (known) return known;
    const made = this.#make<AfterPattern>({ kind: 'after', depth: behind.depth + 1, inside, behind });
    this.#afters.set(pairOf(inside, behind), made);
    return made;
  }

  since(release: ReleaseName, content: Pattern): Pattern {
    if (content.kind === 'notAllowed') return content;
    return this.#intern(`s${release},${content.id}`, { kind: 'since', depth: content.depth, release, content });
  }

  /** A name as the patterns have it, and one and the same for all that none of them speaks of by name: documents may hold any number. */
  nameFor(name: string): string {
    return this.#names.get(name) ?? UNKNOWN_NAME;
  }

  #learn(name: NameClass): void {
    if (name !== undefined) this.#names.set(name, name);
  }

  #intern(key: string, draft: Draft<Pattern>): Pattern {
    const known = this.#known.get(key);
    if (known) return known;
    const made = this.#make<Pattern>(draft);
    this.#known.set(key, made);
    return made;
  }

  #make<P extends Pattern>(draft: Draft<NoInfer<P>>): P {
    this.#count += 1;
    return { id: this.#count, ...draft } as unknown as P;
  }
}

/** Nothing in a document has such a name. */
const UNKNOWN_NAME = '';

/** A value as it is compared, by the rules of XML Schema's type `token`. */
export function asToken(value: string): string {
  if (!/[ \t\r\n]/.test(value)) return value;
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

/** A key for two patterns. There are far fewer than 2^26. */
const pairOf = (one: Pattern, other: Pattern): number => one.id * 2 ** 26 + other.id;

const sortById = (patterns: Pattern[]): Pattern[] => patterns.sort((a, b) => a.id - b.id);
const ids = (patterns: readonly Pattern[]): string => patterns.map((pattern) => pattern.id).join(',');

/** The patterns that a pattern is made of. */
export function partsOf(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case 'choice':
    case 'interleave':
      return pattern.parts;
    case 'group':
      return [pattern.first, pattern.second];
    case 'oneOrMore':
    case 'attribute':
    case 'since':
      return [pattern.content];
    case 'element':
      return [pattern.content()];
    case 'after':
      return [pattern.inside, pattern.behind];
    default:
      return [];
  }
}
