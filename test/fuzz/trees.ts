/** Documents mutated at the level of trees: they stay well-formed, and many are nearly valid. */
import { applyEdits } from '../../src/fix/apply.js';
import { scan } from '../../src/scan/scan.js';
import { elementsOf, type XmlAttribute, type XmlElement } from '../../src/scan/tree.js';

/** What people and machines write where something else belongs. */
// biome-ignore format: a list
const VALUES = [
  '', ' ', 'yes', 'no', 'push', 'pull', 'file', 'block', 'network', 'full', 'incremental', 'tcp', 'unix', 'fd', 'raw', 'qcow2', 'qcow', 'luks', 'qemu',
  'vda', 'hda', 'nvme0n1', 'ioemu:vda', '/a', '/', 'a', 'C:\\a', '/a/../b', '0', '1', '-1', '+1', '10809', '65536', '4294967295', '4294967296',
  `${'9'.repeat(400)}`, '1e9', '0x10', 'localhost', '127.0.0.1', '999.1.1.1', '::1', '[::1]', 'fe80::1%eth0', 'passphrase',
  '3e3fce45-4f53-4fa7-bb32-11f34168b82b', ' pull ', 'PULL', 'Yes', '\u00e9', '\u{1F600}', '\u202e', '\u009b31m', '&#10;', '&#9;', '&amp;&lt;', '&#x85;&#x2028;',
  '::error file=a::b', '%0A::warning::x', ']]&gt;', '&lt;script&gt;', '../..', 'x'.repeat(300),
] as const;
// biome-ignore format: a list
const NAMES = [
  'domainbackup', 'incremental', 'server', 'disks', 'disk', 'target', 'scratch', 'driver', 'seclabel', 'label', 'encryption', 'secret', 'cipher', 'ivgen',
  'source', 'name', 'mode', 'type', 'file', 'dev', 'backup', 'backupmode', 'exportname', 'exportbitmap', 'transport', 'port', 'socket', 'fdgroup', 'tls',
  'model', 'relabel', 'labelskip', 'format', 'engine', 'uuid', 'usage', 'size', 'hash', 'domaincheckpoint', 'domain', 'Disk', 'TARGET', 'dsik', 'taget', 'nmae',
  'a', 'b:c', 'xml:lang', 'xml:id', '\u00e9', 'constructor', '__proto__', 'toString', 'hasOwnProperty',
] as const;

/** Gives documents with one or several changes. `documents` must be well-formed. */
export function treeMutator(documents: readonly string[], next: () => number): () => string {
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const value = (): string => `"${pick(VALUES) ?? ''}"`;
  const name = (): string => pick(NAMES) ?? 'a';

  const mutate = (text: string, others: readonly string[]): string => {
    const scanned = scan(text);
    if (!scanned.ok) return text;
    const elements = descendants(scanned.document.root);
    const element = pick(elements) ?? scanned.document.root;
    const attribute = pick(element.attributes);
    const other = pick(elements) ?? element;
    const { span, openSpan, closeSpan, nameSpan } = element;
    const source = text.slice(span.start, span.end);
    const nameEnd = nameSpan.end;
    const inside = closeSpan?.start;
    const change = (start: number, end: number, by: string): string => applyEdits(text, [{ start, end, text: by }]);
    const renamed = (to: string): string =>
      applyEdits(text, [
        { ...nameSpan, text: to },
        ...(closeSpan
          ? [{ start: closeSpan.start + 2, end: closeSpan.start + 2 + element.name.length, text: to }]
          : []),
      ]);
    const changes: (() => string)[] = [
      () => (element.parent ? change(span.start, span.end, '') : text),
      () => (element.parent ? change(span.end, span.end, source) : text),
      () => renamed(name()),
      () => renamed(misspelt(element.name, below(1000))),
      () => change(nameEnd, nameEnd, ` ${name()}=${value()}`),
      () => (attribute ? change(attribute.span.start, attribute.span.end, '') : text),
      () =>
        attribute
          ? change(attribute.nameSpan.start, attribute.nameSpan.end, misspelt(attribute.name, below(1000)))
          : text,
      () => (attribute ? change(attribute.nameSpan.end, attribute.span.end, `=${value()}`) : text),
      () =>
        attribute ? change(attribute.nameSpan.end, attribute.span.end, `="${valueElsewhere(elements, below)}"`) : text,
      () => (attribute ? change(attribute.nameSpan.start, attribute.nameSpan.end, name()) : text),
      () => (inside === undefined ? text : change(inside, inside, pick(VALUES) ?? '')),
      () => (inside === undefined ? text : change(inside, inside, `<${name()}/>`)),
      () => (inside === undefined ? text : change(openSpan.end, inside, '')),
      () => {
        const around = name();
        return change(span.start, span.end, `<${around}>${source}</${around}>`);
      },
      () => {
        const home = pick(elements.filter((one) => one.closeSpan && !isWithin(one, element)));
        if (!home?.closeSpan || !element.parent) return text;
        const at = home.closeSpan.start;
        return applyEdits(text, [
          { start: span.start, end: span.end, text: '' },
          ...(at > span.start && at < span.end ? [] : [{ start: at, end: at, text: source }]),
        ]);
      },
      () => (isWithin(other, element) || isWithin(element, other) ? text : swapped(text, element, other)),
      () => {
        const foreign = scan(pick(others) ?? text);
        const guest = foreign.ok ? pick(descendants(foreign.document.root)) : undefined;
        if (!guest || inside === undefined || !foreign.ok) return text;
        return change(inside, inside, foreign.document.text.slice(guest.span.start, guest.span.end));
      },
    ];
    return (pick(changes) ?? (() => text))();
  };

  return () => {
    let text = pick(documents) ?? '<a/>';
    for (let times = 1 + below(3); times > 0; times -= 1) text = mutate(text, documents);
    return text;
  };
}

function descendants(element: XmlElement): XmlElement[] {
  return [element, ...elementsOf(element).flatMap(descendants)];
}

function isWithin(inner: XmlElement, outer: XmlElement): boolean {
  return inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}

function swapped(text: string, a: XmlElement, b: XmlElement): string {
  return applyEdits(text, [
    { start: a.span.start, end: a.span.end, text: text.slice(b.span.start, b.span.end) },
    { start: b.span.start, end: b.span.end, text: text.slice(a.span.start, a.span.end) },
  ]);
}

function misspelt(name: string, chance: number): string {
  const at = chance % name.length;
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
  const ways = [before + letter.toUpperCase() + after, `${before}${letter}${letter}${after}`, `${before}x${after}`];
  const way = ways[chance % ways.length] ?? name;
  return /^[A-Za-z_]/.test(way) ? way : name;
}

function valueElsewhere(elements: readonly XmlElement[], below: (limit: number) => number): string {
  const attributes: XmlAttribute[] = elements.flatMap((element) => element.attributes);
  const value = attributes[below(attributes.length)]?.value ?? '';
  return value.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
