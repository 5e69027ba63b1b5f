/** Reads a grammar's text as patterns, for one release: what only newer releases know is marked as such. */
import type { ReleaseName } from '../diagnostic.js';
import { GENERATIONS, type Generation, type Release } from '../release.js';
import { scan } from '../scan/scan.js';
import { elementsOf, textOf, type XmlElement } from '../scan/tree.js';
import { Derivatives } from './derive.js';
import type { DocumentKind } from './kind.js';
import { type Pattern, PatternPool, partsOf } from './pattern.js';
import { generationChanges, wholeGrammar } from './schema.js';
import { createSurvey, type Survey } from './survey.js';

export interface Grammar {
  readonly kind: DocumentKind;
  readonly release: Release;
  readonly start: Pattern;
  readonly derive: Derivatives;
  readonly survey: Survey;
  /** What the documentation calls a pattern that is defined by a name of its own. */
  readonly words: ReadonlyMap<Pattern, string>;
}

/** A definition as a generation has it, and the release from which on the whole grammar's holds. */
interface Override {
  readonly definition: XmlElement;
  readonly until: ReleaseName;
}

/** Loads the grammar of a kind of document as patterns. Throws where one of our own schema files is broken. */
export function loadGrammar(kind: DocumentKind, release: Release): Grammar {
  const root = parseSchema(wholeGrammar(kind));
  const builder = new Builder(definitionsOf(root), overridesOf(kind, release.generation));
  const start = elementsOf(root).find((child) => child.name === 'start');
  if (!start) throw new Error(`the grammar of ${kind} has no start`);
  const pattern = builder.group(start);
  buildContents(pattern, new Set());
  const derive = new Derivatives(builder.pool);
  return { kind, release, start: pattern, derive, survey: createSurvey(), words: builder.words };
}

/**
 * Builds what all elements hold, in the order of the grammar. Patterns are put in order by the ids that they are given as they are made: left to the first
 * document that holds such an element, the order of what a message lists would depend on the documents before it.
 */
function buildContents(pattern: Pattern, seen: Set<Pattern>): void {
  if (seen.has(pattern)) return;
  seen.add(pattern);
  for (const part of partsOf(pattern)) buildContents(part, seen);
}

/** The root element of a schema file's text. */
export function parseSchema(text: string): XmlElement {
  const result = scan(text);
  if (!result.ok) throw new Error(`a grammar of ours is not well-formed: ${result.diagnostics[0]?.message}`);
  return result.document.root;
}

/** The definitions of a grammar or an include, by name. */
export function definitionsOf(grammar: XmlElement): Map<string, XmlElement> {
  const definitions = elementsOf(grammar).filter((child) => child.name === 'define');
  return new Map(definitions.map((definition) => [attributeOf(definition, 'name'), definition]));
}

/** The value of an attribute that a schema element must have. */
export function attributeOf(element: XmlElement, name: string): string {
  const found = element.attributes.find((attribute) => attribute.name === name);
  if (!found) throw new Error(`a <${element.name}> of the grammar has no ${name}`);
  return found.value;
}

/** The words of documentation that stand in a schema element, or undefined. */
export function documentationOf(element: XmlElement): string | undefined {
  const found = elementsOf(element).find((child) => child.name === 'a:documentation');
  return found && textOf(found);
}

/** What a generation's file replaces, by the name of the definition. */
export function changesOf(kind: DocumentKind, generation: Generation): Map<string, XmlElement> {
  const text = generationChanges(kind, generation);
  const include = text && elementsOf(parseSchema(text)).find((child) => child.name === 'include');
  return include ? definitionsOf(include) : new Map();
}

function overridesOf(kind: DocumentKind, generation: Generation): Map<string, Override> {
  const changes = changesOf(kind, generation);
  if (changes.size === 0) return new Map();
  const newer = GENERATIONS.slice(GENERATIONS.indexOf(generation) + 1).map((next) => ({
    next,
    changes: changesOf(kind, next),
  }));
  const until = (name: string): ReleaseName => newer.find((later) => !later.changes.has(name))?.next ?? generation;
  return new Map([...changes].map(([name, definition]) => [name, { definition, until: until(name) }]));
}

/** Whether a schema element is a pattern, rather than an annotation or a part of one. */
export const isPattern = (element: XmlElement): boolean =>
  !element.name.includes(':') && element.name !== 'param' && element.name !== 'anyName';

class Builder {
  readonly pool = new PatternPool();
  readonly words = new Map<Pattern, string>();
  readonly #built = new Map<string, Pattern>();

  constructor(
    readonly definitions: ReadonlyMap<string, XmlElement>,
    readonly overrides: ReadonlyMap<string, Override>,
  ) {}

  /** The pattern of what stands in a schema element, as a group. */
  group(element: XmlElement): Pattern {
    return this.#parts(element).reduceRight<Pattern>(
      (second, first) => this.pool.group(first, second),
      this.pool.empty,
    );
  }

  #parts(element: XmlElement): Pattern[] {
    return elementsOf(element)
      .filter(isPattern)
      .map((child) => this.#pattern(child));
  }

  #pattern(element: XmlElement): Pattern {
    const { pool } = this;
    switch (element.name) {
      case 'ref':
        return this.#definition(attributeOf(element, 'name'));
      case 'element':
        return this.#element(element);
      case 'attribute':
        return pool.attribute(
          nameClassOf(element),
          elementsOf(element).some(isPattern) ? this.group(element) : pool.text,
        );
      case 'group':
        return this.group(element);
      case 'choice':
        return pool.choice(...this.#parts(element));
      case 'interleave':
        return pool.interleave(...this.#parts(element));
      case 'optional':
        return pool.choice(this.group(element), pool.empty);
      case 'oneOrMore':
        return pool.oneOrMore(this.group(element));
      case 'zeroOrMore':
        return pool.choice(pool.oneOrMore(this.group(element)), pool.empty);
      case 'text':
        return pool.text;
      case 'empty':
        return pool.empty;
      case 'notAllowed':
        return pool.notAllowed;
      case 'value':
        return pool.value(textOf(element));
      case 'data':
        return pool.data(wordsFor(element), dataTest(element));
      default:
        throw new Error(`the grammar uses <${element.name}>, which is not understood`);
    }
  }

  #element(element: XmlElement): Pattern {
    let content: Pattern | undefined;
    return this.pool.element(nameClassOf(element), () => {
      content ??= this.group(element);
      return content;
    });
  }

  #definition(name: string): Pattern {
    const known = this.#built.get(name);
    if (known) return known;
    const definition = this.definitions.get(name);
    if (!definition) throw new Error(`the grammar defines no ${name}`);
    const override = this.overrides.get(name);
    const whole = this.group(definition);
    const built = override
      ? this.pool.choice(this.group(override.definition), this.pool.since(override.until, whole))
      : whole;
    this.#built.set(name, built);
    const words = documentationOf(definition);
    if (words) this.words.set(built, words);
    return built;
  }
}

function nameClassOf(element: XmlElement): string | undefined {
  return element.attributes.find((attribute) => attribute.name === 'name')?.value;
}

/** What people call a value of the type: the documentation of the definition that it stands in. */
function wordsFor(data: XmlElement): string {
  for (let at = data.parent; at; at = at.parent) {
    const words = at.name === 'define' && documentationOf(at);
    if (words) return words;
  }
  return `a value of type ${attributeOf(data, 'type')}`;
}

/** The greatest number that each numeric type of XML Schema takes, of those that the grammars use. */
const GREATEST: Readonly<Record<string, bigint>> = { unsignedInt: 2n ** 32n - 1n, unsignedLong: 2n ** 64n - 1n };

function dataTest(data: XmlElement): (value: string) => boolean {
  const type = attributeOf(data, 'type');
  const pattern = elementsOf(data).find((child) => child.name === 'param' && attributeOf(child, 'name') === 'pattern');
  if (!pattern) throw new Error(`a <data> of type ${type} in the grammar has no pattern`);
  const form = new RegExp(`^(?:${asJavaScript(textOf(pattern))})$`, 'u');
  const greatest = GREATEST[type];
  return greatest === undefined
    ? (value) => form.test(value)
    : (value) => form.test(value) && BigInt(value) <= greatest;
}

/** XML Schema's `.` stops at line ends only; JavaScript's stops at two characters more. */
function asJavaScript(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\./g, (token) => (token === '.' ? '[^\\n\\r]' : token));
}
