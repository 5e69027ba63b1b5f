/** Puts single faults into valid documents, each with the lines it is on and the names that a good message says. */
import { lineIndex } from '../../src/read/lines.js';
import { elementsOf, type XmlAttribute, type XmlElement } from '../../src/scan/tree.js';
import type { Fault } from '../corpus.js';
import { treeOf } from './explain.js';

export type Random = () => number;

/** A generator of numbers from 0 to 1 that a seed fixes. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function pick<T>(next: Random, items: readonly T[]): T {
  const item = items[Math.floor(next() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

export interface FaultyDocument extends Fault {
  readonly xml: string;
}

/** A change of the text, and where the fault then is. */
interface Change {
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly at: readonly [number, number];
  readonly names: readonly string[];
}

type Maker = (next: Random, root: XmlElement, xml: string) => Change | undefined;

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

const MAKERS: Readonly<Record<string, Maker>> = {
  'attr-typo': (next, root) => {
    const place = anyAttribute(next, root);
    if (!place) return undefined;
    const { attribute } = place;
    const name = typo(next, attribute.name);
    return { edits: [{ ...attribute.nameSpan, text: name }], at: onLine(attribute), names: [name] };
  },
  'el-typo': (next, root) => renamed(inner(next, root), (name) => typo(next, name)),
  'el-case': (next, root) =>
    renamed(inner(next, root), (name) => pick(next, [name.toUpperCase(), `${name[0]?.toUpperCase()}${name.slice(1)}`])),
  'attr-unknown': (next, root) => {
    const element = pick(next, allOf(root));
    const name = pick(next, ['bus', 'ip', 'compress', 'path', 'host', 'uri', 'cache', 'unit']);
    const at = element.nameSpan.end;
    return {
      edits: [{ start: at, end: at, text: ` ${name}="${pick(next, ['1', 'x', '/a', 'yes'])}"` }],
      at: [at, at],
      names: [name],
    };
  },
  'el-unknown': (next, root) => {
    const element = withContent(next, root);
    if (!element?.closeSpan) return undefined;
    const name = pick(next, ['source', 'name', 'description', 'metadata', 'readonly', 'alias', 'option']);
    const at = pick(next, [element.openSpan.end, element.closeSpan.start]);
    return {
      edits: [{ start: at, end: at, text: pick(next, [`<${name}/>`, `<${name}>x</${name}>`, `<${name} a='b'/>`]) }],
      at: [at, at],
      names: [name],
    };
  },
  'attr-missing': (next, root) => {
    const place = anyAttribute(next, root);
    if (!place) return undefined;
    const { element, attribute } = place;
    return { edits: [{ ...attribute.span, text: '' }], at: around(element), names: [attribute.name, element.name] };
  },
  'el-missing': (next, root) => {
    const element = inner(next, root);
    if (!element?.parent) return undefined;
    return {
      edits: [{ ...element.span, text: '' }],
      at: around(element.parent),
      names: [element.name, element.parent.name],
    };
  },
  'el-duplicate': (next, root, xml) => {
    const element = pick(next, allOf(root));
    if (!element.parent || ['disk', 'seclabel', 'label'].includes(element.name)) return undefined;
    const { start, end } = element.span;
    return {
      edits: [{ start: end, end, text: `\n${xml.slice(start, end)}` }],
      at: [start, end + 1 + end - start],
      names: [element.name],
    };
  },
  'loc-swap': (next, root) => {
    const places = allOf(root).filter(({ name }) => name === 'target' || name === 'scratch');
    return renamed(places.length > 0 ? pick(next, places) : undefined, (name) =>
      name === 'target' ? 'scratch' : 'target',
    );
  },
  'mode-flip': (_next, root) => {
    const mode = root.attributes.find(({ name }) => name === 'mode');
    if (!mode) return undefined;
    const names = ['mode', 'server', 'target', 'scratch', 'exportname', 'exportbitmap', 'pull', 'push'];
    return { edits: [{ ...mode.valueSpan, text: mode.value === 'pull' ? 'push' : 'pull' }], at: around(root), names };
  },
  'stray-text': (next, root) => {
    const element = withContent(next, root);
    if (!element?.closeSpan || ['incremental', 'label'].includes(element.name)) return undefined;
    const at = pick(next, [element.openSpan.end, element.closeSpan.start]);
    return {
      edits: [{ start: at, end: at, text: pick(next, ['x', 'TODO', '0', 'a &amp; b']) }],
      at: around(element),
      names: ['text', element.name],
    };
  },
  'attr-value': (next, root) => {
    const place = anyAttribute(next, root);
    if (!place) return undefined;
    const { attribute } = place;
    const { value } = attribute;
    const wrong = pick(next, [
      '',
      'x y',
      'relative/path',
      '-1',
      'true',
      'NO',
      'both',
      'network',
      '99999999999',
      value.toUpperCase(),
      `${value}${value.slice(-1)}`,
    ]);
    return { edits: [{ ...attribute.valueSpan, text: wrong }], at: onLine(attribute), names: [attribute.name] };
  },
};

/** The valid document with a fault, or undefined where it has no place for the kind that was drawn. It may still be valid. */
export function faulty(next: Random, xml: string): FaultyDocument | undefined {
  const kind = pick(next, Object.keys(MAKERS));
  const change = MAKERS[kind]?.(next, treeOf(xml).root, xml);
  if (!change) return undefined;
  const edits = [...change.edits].sort((a, b) => b.start - a.start);
  const text = edits.reduce((done, { start, end, text }) => done.slice(0, start) + text + done.slice(end), xml);
  const lines = lineIndex(text);
  const grown = text.length - xml.length;
  const [first, last] = change.at;
  const line = (offset: number): number => lines.position(Math.min(offset, text.length)).line;
  return {
    kind,
    xml: text,
    names: change.names,
    lines: [line(first), line(last > first ? last + Math.max(grown, 0) : last)],
  };
}

const allOf = (element: XmlElement): XmlElement[] => [element, ...elementsOf(element).flatMap(allOf)];
const onLine = ({ nameSpan }: XmlAttribute): [number, number] => [nameSpan.start, nameSpan.start];
const around = ({ span }: XmlElement): [number, number] => [span.start, span.end];

function inner(next: Random, root: XmlElement): XmlElement | undefined {
  const elements = allOf(root).slice(1);
  return elements.length > 0 ? pick(next, elements) : undefined;
}

function withContent(next: Random, root: XmlElement): XmlElement | undefined {
  const elements = allOf(root).filter(({ closeSpan }) => closeSpan);
  return elements.length > 0 ? pick(next, elements) : undefined;
}

function anyAttribute(next: Random, root: XmlElement): { element: XmlElement; attribute: XmlAttribute } | undefined {
  const places = allOf(root).flatMap((element) => element.attributes.map((attribute) => ({ element, attribute })));
  return places.length > 0 ? pick(next, places) : undefined;
}

function renamed(element: XmlElement | undefined, change: (name: string) => string): Change | undefined {
  if (!element) return undefined;
  const name = change(element.name);
  const close = element.closeSpan ? element.closeSpan.start + 2 : undefined;
  const edits = [
    { ...element.nameSpan, text: name },
    ...(close === undefined ? [] : [{ start: close, end: close + element.name.length, text: name }]),
  ];
  return { edits, at: [element.nameSpan.start, element.nameSpan.start], names: [name] };
}

/** A slip of the pen: a letter dropped, doubled, replaced or swapped with the next. */
function typo(next: Random, name: string): string {
  const at = Math.floor(next() * name.length);
  const slips = [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + name.charAt(at) + name.slice(at),
    name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2),
    name.slice(0, at) + pick(next, LETTERS) + name.slice(at + 1),
  ];
  const slip = pick(next, slips);
  return slip === name || slip === '' ? `${name}${name.slice(-1)}` : slip;
}
