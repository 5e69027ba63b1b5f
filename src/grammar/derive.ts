/**
 * Derivatives of patterns, after James Clark's "An algorithm for RELAX NG validation": what may still come once a start tag, an attribute,
 * a text or an end tag has been read. Memoised, as patterns are interned.
 *
 * Each derivative can be taken with a release unlocked: patterns that only this release knows then count as well.
 */
import type { ReleaseName } from '../diagnostic.js';
import {
  type AfterPattern,
  asToken,
  type ChoicePattern,
  type GroupPattern,
  type InterleavePattern,
  type NameClass,
  type OneOrMorePattern,
  type Pattern,
  type PatternPool,
  type SincePattern,
} from './pattern.js';

/** Keeps what is locked beside what is not, still locked: what has been read so far fits it, and what comes may tell. */
export const KEEP_LOCKED = 'keep';

/** A release whose additions count although the target release is older; undefined for none. */
export type Unlocked = ReleaseName | undefined;

/** Whether the content pattern of an attribute or of text takes a value. */
export type Accepts = (content: Pattern) => boolean;

/**
 * What the content of an attribute, or the data in an element, is compared with. Equal `key`s must stand for the same answers, with the same release
 * unlocked; a key is made of what the grammar says, not of the value, as answers are remembered by it.
 */
export interface ValueTest {
  readonly key: string | number;
  readonly accepts: Accepts;
}

/** What has been derived from a pattern, by what was read. */
type Known<Key> = Map<Key, Pattern>;

/** Derives patterns of one pool, and remembers what it has derived. What nothing fits is `notAllowed`. */
export class Derivatives {
  // Each by the id of the pattern that it is derived from. These are asked again and again: a key that has to be put together would take most of the time.
  // No name or value of a document is kept: there is no end to them, and a piece of a text keeps all of it.
  readonly #opened: Known<string>[] = [];
  readonly #attributes: Map<string, Known<string | number>>[] = [];
  readonly #texts: Known<string | number>[] = [];
  readonly #closed: Pattern[] = [];
  readonly #ended: Pattern[] = [];
  readonly #unlocked: Known<string>[] = [];

  constructor(readonly pool: PatternPool) {}

  /** The start tag's name is read: `<name`. */
  open(pattern: Pattern, written: string, unlocked?: Unlocked): Pattern {
    const derived = unlocked === undefined ? this.#opened[pattern.id]?.get(written) : undefined;
    if (derived) return derived;
    const name = this.pool.nameFor(written);
    if (isLeaf(pattern)) return this.#openLeaf(pattern, name);
    if (unlocked !== undefined)
      return this.#unlock(pattern, `<${name} ${unlocked}`, () => this.#open(pattern, name, unlocked));
    const known = knownOf(this.#opened, pattern);
    const found = known.get(name) ?? this.#open(pattern, name, unlocked);
    known.set(name, found);
    return found;
  }

  /** An attribute is read. */
  attribute(pattern: Pattern, written: string, test: ValueTest, unlocked?: Unlocked | typeof KEEP_LOCKED): Pattern {
    const derived = unlocked === undefined ? this.#attributes[pattern.id]?.get(written)?.get(test.key) : undefined;
    if (derived) return derived;
    const name = this.pool.nameFor(written);
    if (isLeaf(pattern)) return this.#attributeLeaf(pattern, name, test);
    if (unlocked !== undefined) {
      const key = `@${name} ${test.key} ${unlocked}`;
      return this.#unlock(pattern, key, () => this.#attribute(pattern, name, test, unlocked));
    }
    const byName = knownOf(this.#attributes, pattern);
    const known = byName.get(name) ?? new Map<string | number, Pattern>();
    if (known.size === 0) byName.set(name, known);
    const found = known.get(test.key) ?? this.#attribute(pattern, name, test, unlocked);
    known.set(test.key, found);
    return found;
  }

  /** The start tag ends: no more attributes come. */
  close(pattern: Pattern, unlocked?: Unlocked): Pattern {
    const derived = unlocked === undefined ? this.#closed[pattern.id] : undefined;
    if (derived) return derived;
    if (isLeaf(pattern)) return pattern.kind === 'attribute' ? this.pool.notAllowed : pattern;
    if (unlocked !== undefined) return this.#unlock(pattern, `>${unlocked}`, () => this.#close(pattern, unlocked));
    const found = this.#close(pattern, unlocked);
    this.#closed[pattern.id] = found;
    return found;
  }

  /** A run of text is read. */
  text(pattern: Pattern, test: ValueTest, unlocked?: Unlocked): Pattern {
    const derived = unlocked === undefined ? this.#texts[pattern.id]?.get(test.key) : undefined;
    if (derived) return derived;
    if (isLeaf(pattern)) return this.#textLeaf(pattern, test);
    if (unlocked !== undefined)
      return this.#unlock(pattern, `"${test.key} ${unlocked}`, () => this.#text(pattern, test, unlocked));
    const found = this.#text(pattern, test, unlocked);
    knownOf(this.#texts, pattern).set(test.key, found);
    return found;
  }

  /** The end tag is read. */
  end(pattern: Pattern, unlocked?: Unlocked): Pattern {
    if (unlocked !== undefined) return this.#unlock(pattern, `/${unlocked}`, () => this.#end(pattern, unlocked));
    const derived = this.#ended[pattern.id];
    if (derived) return derived;
    const found = this.#end(pattern, unlocked);
    this.#ended[pattern.id] = found;
    return found;
  }

  /** A whole element of the name is read, and whatever it holds is taken to be right. */
  skip(pattern: Pattern, name: string, unlocked?: Unlocked): Pattern {
    const opened = this.open(pattern, name, unlocked);
    return this.pool.choice(
      ...alternatives(opened).map((part) => (part.kind === 'after' ? part.behind : this.pool.notAllowed)),
    );
  }

  #unlock(pattern: Pattern, key: string, make: () => Pattern): Pattern {
    const known = knownOf(this.#unlocked, pattern);
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  }

  #openLeaf(pattern: Leaf, name: string): Pattern {
    const { pool } = this;
    return pattern.kind === 'element' && takesName(pattern.name, name)
      ? pool.after(pattern.content(), pool.empty)
      : pool.notAllowed;
  }

  #attributeLeaf(pattern: Leaf, name: string, test: ValueTest): Pattern {
    const taken = pattern.kind === 'attribute' && takesName(pattern.name, name) && test.accepts(pattern.content);
    return taken ? this.pool.empty : this.pool.notAllowed;
  }

  #textLeaf(pattern: Leaf, test: ValueTest): Pattern {
    if (pattern.kind === 'text') return pattern;
    const taken = (pattern.kind === 'data' || pattern.kind === 'value') && test.accepts(pattern);
    return taken ? this.pool.empty : this.pool.notAllowed;
  }

  #open(pattern: Branch, name: string, unlocked: Unlocked): Pattern {
    const { pool } = this;
    const inner = (part: Pattern): Pattern => this.open(part, name, unlocked);
    switch (pattern.kind) {
      case 'choice':
        return pool.choice(...pattern.parts.map(inner));
      case 'interleave':
        return pool.choice(
          ...pattern.parts.map((part, at) =>
            this.#applyAfter(inner(part), (rest) => pool.interleave(rest, ...without(pattern.parts, at))),
          ),
        );
      case 'group': {
        const first = this.#applyAfter(inner(pattern.first), (rest) => pool.group(rest, pattern.second));
        return isNullable(pattern.first, unlocked) ? pool.choice(first, inner(pattern.second)) : first;
      }
      case 'oneOrMore':
        return this.#applyAfter(inner(pattern.content), (rest) => pool.group(rest, pool.choice(pattern, pool.empty)));
      case 'after':
        return this.#applyAfter(inner(pattern.inside), (rest) => pool.after(rest, pattern.behind));
      case 'since':
        return pattern.release === unlocked ? inner(pattern.content) : pool.notAllowed;
    }
  }

  #applyAfter(pattern: Pattern, change: (behind: Pattern) => Pattern): Pattern {
    if (pattern.kind === 'after') return this.pool.after(pattern.inside, change(pattern.behind));
    if (pattern.kind === 'choice')
      return this.pool.choice(...pattern.parts.map((part) => this.#applyAfter(part, change)));
    return this.pool.notAllowed;
  }

  #attribute(pattern: Branch, name: string, test: ValueTest, unlocked: Unlocked | typeof KEEP_LOCKED): Pattern {
    const { pool } = this;
    const inner = (part: Pattern): Pattern => this.attribute(part, name, test, unlocked);
    switch (pattern.kind) {
      case 'after':
        return pool.after(inner(pattern.inside), pattern.behind);
      case 'choice':
        return pool.choice(...pattern.parts.map(inner));
      case 'interleave':
        return this.#oneOf(pattern, inner);
      case 'group':
        return pool.choice(
          pool.group(inner(pattern.first), pattern.second),
          pool.group(pattern.first, inner(pattern.second)),
        );
      case 'oneOrMore':
        return pool.group(inner(pattern.content), pool.choice(pattern, pool.empty));
      case 'since':
        if (unlocked === KEEP_LOCKED) return pool.since(pattern.release, inner(pattern.content));
        return pattern.release === unlocked ? inner(pattern.content) : pool.notAllowed;
    }
  }

  /** Reads with one of the parts of an interleave; most do not take what is read. */
  #oneOf({ parts }: InterleavePattern, read: (part: Pattern) => Pattern): Pattern {
    const { pool } = this;
    return pool.choice(
      ...parts.map((part, at) => {
        const rest = read(part);
        return rest.kind === 'notAllowed' ? rest : pool.interleave(rest, ...without(parts, at));
      }),
    );
  }

  #close(pattern: Branch, unlocked: Unlocked): Pattern {
    const { pool } = this;
    const inner = (part: Pattern): Pattern => this.close(part, unlocked);
    switch (pattern.kind) {
      case 'choice':
        return pool.choice(...pattern.parts.map(inner));
      case 'interleave':
        return pool.interleave(...pattern.parts.map(inner));
      case 'group':
        return pool.group(inner(pattern.first), inner(pattern.second));
      case 'oneOrMore':
        return pool.oneOrMore(inner(pattern.content));
      case 'after':
        return pool.after(inner(pattern.inside), pattern.behind);
      case 'since':
        return pattern.release === unlocked
          ? inner(pattern.content)
          : pool.since(pattern.release, inner(pattern.content));
    }
  }

  #text(pattern: Branch, test: ValueTest, unlocked: Unlocked): Pattern {
    const { pool } = this;
    const inner = (part: Pattern): Pattern => this.text(part, test, unlocked);
    switch (pattern.kind) {
      case 'choice':
        return pool.choice(...pattern.parts.map(inner));
      case 'interleave':
        return this.#oneOf(pattern, inner);
      case 'group': {
        const first = pool.group(inner(pattern.first), pattern.second);
        return isNullable(pattern.first, unlocked) ? pool.choice(first, inner(pattern.second)) : first;
      }
      case 'oneOrMore':
        return pool.group(inner(pattern.content), pool.choice(pattern, pool.empty));
      case 'after':
        return pool.after(inner(pattern.inside), pattern.behind);
      case 'since':
        return pattern.release === unlocked ? inner(pattern.content) : pool.notAllowed;
    }
  }

  #end(pattern: Pattern, unlocked: Unlocked): Pattern {
    if (pattern.kind === 'choice') return this.pool.choice(...pattern.parts.map((part) => this.end(part, unlocked)));
    if (pattern.kind === 'after') return isNullable(pattern.inside, unlocked) ? pattern.behind : this.pool.notAllowed;
    return this.pool.notAllowed;
  }
}

/** Whether nothing at all satisfies the pattern. */
export function isNullable(pattern: Pattern, unlocked?: Unlocked): boolean {
  switch (pattern.kind) {
    case 'empty':
    case 'text':
      return true;
    case 'choice':
      return pattern.parts.some((part) => isNullable(part, unlocked));
    case 'interleave':
      return pattern.parts.every((part) => isNullable(part, unlocked));
    case 'group':
      return isNullable(pattern.first, unlocked) && isNullable(pattern.second, unlocked);
    case 'oneOrMore':
      return isNullable(pattern.content, unlocked);
    case 'since':
      return pattern.release === unlocked && isNullable(pattern.content, unlocked);
    default:
      return false;
  }
}

/** Whether the content pattern of an attribute takes a value. The content of an attribute holds no elements or attributes. */
export function acceptsValue(content: Pattern, value: string, unlocked?: Unlocked): boolean {
  switch (content.kind) {
    case 'text':
      return true;
    case 'empty':
      return value.trim() === '';
    case 'data':
      return content.accepts(value);
    case 'value':
      return content.value === value || (value.length >= content.value.length && content.value === asToken(value));
    case 'choice':
      for (const part of content.parts) if (acceptsValue(part, value, unlocked)) return true;
      return false;
    case 'since':
      return content.release === unlocked && acceptsValue(content.content, value, unlocked);
    default:
      return false;
  }
}

/** The test of a value against the contents at hand; values that the same contents take share their key. Any text takes it, at hand or not. */
export function testOf(contents: readonly Pattern[], value: string, unlocked?: Unlocked): ValueTest {
  if (contents.length < 2) {
    const only = contents[0];
    return only && acceptsValue(only, value, unlocked) ? onlyFor(only) : FITS_NONE;
  }
  const taking = contents.filter((content) => acceptsValue(content, value, unlocked));
  const only = taking[0];
  if (!only) return FITS_NONE;
  if (taking.length === 1) return onlyFor(only);
  return {
    key: taking.map((content) => content.id).join(','),
    accepts: (content) => content.kind === 'text' || taking.includes(content),
  };
}

const onlyFor = (taking: Pattern): ValueTest => ({
  key: taking.id,
  accepts: (content) => content.kind === 'text' || content === taking,
});

/** What a value passes that no content at hand takes: any text still does. */
const FITS_NONE: ValueTest = { key: 0, accepts: (content) => content.kind === 'text' };

/** A test that only the one content passes: as if the value were right for it. */
export function exactly(content: Pattern): ValueTest {
  return { key: -content.id, accepts: (other) => other === content };
}

/** A test that every content passes: as if any value were right. */
export const ANYTHING: ValueTest = { key: '*', accepts: () => true };

/** A pattern that a derivative is told from at once. */
type Leaf = Exclude<Pattern, Branch>;
type Branch = ChoicePattern | InterleavePattern | GroupPattern | OneOrMorePattern | AfterPattern | SincePattern;

function isLeaf(pattern: Pattern): pattern is Leaf {
  switch (pattern.kind) {
    case 'choice':
    case 'interleave':
    case 'group':
    case 'oneOrMore':
    case 'after':
    case 'since':
      return false;
    default:
      return true;
  }
}

const without = (parts: readonly Pattern[], at: number): Pattern[] => parts.filter((_, other) => other !== at);

function knownOf<K, V>(memo: Map<K, V>[], { id }: Pattern): Map<K, V> {
  const known = memo[id] ?? new Map<K, V>();
  memo[id] = known;
  return known;
}

/** The parts of a choice; any other pattern by itself. */
function alternatives(pattern: Pattern): readonly Pattern[] {
  return pattern.kind === 'choice' ? pattern.parts : [pattern];
}

function takesName(nameClass: NameClass, name: string): boolean {
  return nameClass === undefined || nameClass === name;
}
