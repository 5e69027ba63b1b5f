/** Makes the smallest document that shows an element or attribute, from the grammar and the values that its documentation names. */
import { formatDocument } from '../author/format.js';
import { documentationOf } from '../grammar/load.js';
import { NEWEST_RELEASE, parseRelease } from '../release.js';
import { checkRules } from '../rules/index.js';
import { scan } from '../scan/scan.js';
import type { XmlElement } from '../scan/tree.js';
import { nameOf, patternsIn, type SchemaSource, type TakenValue, type Use, valuesIn } from './walk.js';

/** The document for one of the places, laid out as libvirt does it. Of those tried, one that no rule has a word against where there is one. */
export function sampleFor(uses: readonly [Use, ...Use[]]): string {
  let smallest: string | undefined;
  for (const { source, route } of uses) {
    for (const candidate of candidates(source, route)) {
      if (isClean(candidate)) return candidate;
      smallest ??= candidate;
    }
  }
  return smallest ?? '';
}

function isClean(text: string): boolean {
  const release = parseRelease(NEWEST_RELEASE);
  const scanned = scan(text);
  if (!release || !scanned.ok) return false;
  return checkRules(scanned.document, { release }).every(({ severity }) => severity === 'info');
}

/** At each place where the grammar leaves a choice, which way to go: 0 is the first, and the shortest. */
type Decisions = readonly number[];

/** So many decisions differ from the first at most. */
const MOST_CHANGES = 3;

/** Documents in the order of how many decisions differ from the first: none, one, and so on. */
function* candidates(source: SchemaSource, route: ReadonlySet<XmlElement>): Generator<string> {
  let level: readonly Decisions[] = [[]];
  for (let changes = 0; changes <= MOST_CHANGES; changes += 1) {
    const next: Decisions[] = [];
    for (const decisions of level) {
      const { text, ways } = write(source, route, decisions);
      yield text;
      next.push(...deviations(ways, decisions));
    }
    level = next;
  }
}

/** What differs from some decisions in one further one, behind them all. */
function deviations(ways: readonly number[], from: Decisions): Decisions[] {
  return ways.flatMap((count, i) => {
    if (i < from.length) return [];
    const before = [...from, ...Array.from({ length: i - from.length }, () => 0)];
    return Array.from({ length: count - 1 }, (_, way) => [...before, way + 1]);
  });
}

/** A document, and how many ways there were at each decision that was met. */
interface Written {
  readonly text: string;
  readonly ways: readonly number[];
}

function write(source: SchemaSource, route: ReadonlySet<XmlElement>, decisions: Decisions): Written {
  const ways: number[] = [];
  const decide = (count: number): number => {
    ways.push(count);
    return decisions[ways.length - 1] ?? 0;
  };
  const { content } = new Writer(source, route, decide).write(source.start);
  const formatted = formatDocument(content);
  if (!formatted.ok) throw new Error(`the sample for a name is not well-formed: ${content}`);
  return { text: formatted.text, ways };
}

interface Markup {
  readonly attributes: string;
  readonly content: string;
}

const NOTHING: Markup = { attributes: '', content: '' };

class Writer {
  constructor(
    readonly source: SchemaSource,
    readonly route: ReadonlySet<XmlElement>,
    readonly decide: (count: number) => number,
  ) {}

  write(node: XmlElement): Markup {
    switch (node.name) {
      case 'ref':
        return this.write(this.source.resolve(node));
      case 'element':
        return this.#element(node);
      case 'attribute':
        return { attributes: ` ${nameOf(node)}='${this.#value(node)}'`, content: '' };
      case 'choice':
        return this.#choice(node);
      case 'optional':
      case 'zeroOrMore':
        return this.#isOnRoute(node) || this.decide(2) === 1 ? this.#parts(node) : NOTHING;
      default:
        return this.#parts(node);
    }
  }

  #parts(node: XmlElement): Markup {
    return patternsIn(node)
      .map((part) => this.write(part))
      .reduce(
        (all, one) => ({ attributes: all.attributes + one.attributes, content: all.content + one.content }),
        NOTHING,
      );
  }

  #element(node: XmlElement): Markup {
    const name = nameOf(node);
    const { attributes, content } = this.#parts(node);
    const text = valuesIn(node, this.source).length > 0 || hasText(node) ? this.#value(node) : '';
    return { attributes: '', content: `<${name}${attributes}>${content}${text}</${name}>` };
  }

  #choice(node: XmlElement): Markup {
    const alternatives = patternsIn(node);
    const wanted = alternatives.find((part) => this.#isOnRoute(part));
    const chosen = wanted ?? alternatives[this.decide(alternatives.length)];
    return chosen ? this.write(chosen) : NOTHING;
  }

  #isOnRoute(node: XmlElement): boolean {
    return this.route.has(node);
  }

  /** A value of an attribute or a text: the one that its documentation names, or the first of its kind. */
  #value(node: XmlElement): string {
    const taken = valuesIn(node, this.source);
    return sampleValue(documentationOf(node) ?? '', taken);
  }
}

const hasText = (node: XmlElement): boolean => patternsIn(node).some(({ name }) => name === 'text');

/** What stands behind "such as" in the documentation, or in that of the type; else the first value that is enumerated. */
export function sampleValue(documentation: string, taken: readonly TakenValue[]): string {
  const enumerated = taken.flatMap((value) => ('value' in value ? [value.value] : []));
  const [first] = enumerated;
  if (first !== undefined) return enumerated.includes('qcow2') ? 'qcow2' : first;
  const words = taken.flatMap((value) => ('words' in value ? [value.words] : []));
  return [documentation, ...words].map(namedIn).find((name) => name !== undefined) ?? 'any';
}

function namedIn(text: string): string | undefined {
  return /\bsuch as (\S*[^\s.,;:])/.exec(text)?.[1];
}
