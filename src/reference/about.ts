/** Which rules speak of which elements and attributes: told by their examples. */
import type { DocumentKind } from '../grammar/kind.js';
import { RULES, type Rule } from '../rules/index.js';
import { scan } from '../scan/scan.js';
import { elementsOf, pathOf, type XmlElement } from '../scan/tree.js';
import { diagnosticsOf } from './code.js';
import { type NameEntry, titleOf } from './entries.js';

/** The rules on an element or attribute: those that point at it in their wrong example, and then those whose right example differs in it. */
export type RulesAbout = (entry: Pick<NameEntry, 'document' | 'element' | 'attribute'>) => Rule[];

/** Reads the examples of all rules once. */
export function createRulesAbout(): RulesAbout {
  const read = RULES.map((rule) => ({ rule, pointedAt: pointedAt(rule), changed: changedIn(rule) }));
  return (entry) => {
    const key = keyOf(entry.document, titleOf(entry));
    const pointing = read.filter((one) => one.pointedAt.has(key));
    const differing = read.filter((one) => !one.pointedAt.has(key) && one.changed.has(key));
    return [...pointing, ...differing].map(({ rule }) => rule);
  };
}

const keyOf = (document: string, title: string): string => `${document} ${title}`;

function pointedAt(rule: Rule): Set<string> {
  return new Set(diagnosticsOf(rule).map(({ path }) => keyOf(path.split('/')[1] ?? '', titleOfPath(path))));
}

/** `disk/@name` for `/domainbackup/disks/disk[2]/@name`. */
function titleOfPath(path: string): string {
  const steps = path.replaceAll(/\[\d+\]/g, '').split('/');
  const last = steps.at(-1) ?? '';
  return last.startsWith('@') ? `${steps.at(-2)}/${last}` : last;
}

/** The elements and attributes whose presence or value differs between the two examples of a rule. */
function changedIn({ wrong, right, setting }: Rule): Set<string> {
  const pair = setting?.newCheckpoint;
  return new Set([
    ...changedBetween('domainbackup', wrong, right),
    ...(pair ? changedBetween('domaincheckpoint', pair.wrong, pair.right) : []),
  ]);
}

function changedBetween(document: DocumentKind, wrong: string, right: string): string[] {
  const before = factsIn(wrong);
  const after = factsIn(right);
  const changed = [
    ...before.filter((fact) => !after.includes(fact)),
    ...after.filter((fact) => !before.includes(fact)),
  ];
  return changed.map((fact) => keyOf(document, fact.split('=', 1)[0] ?? ''));
}

/** One fact for each attribute, and each element with its text. */
function factsIn(text: string): string[] {
  const scanned = scan(text);
  return scanned.ok ? factsOf(scanned.document.root) : [];
}

function factsOf(element: XmlElement): string[] {
  const text = element.children.map((child) => (child.kind === 'text' ? child.value.trim() : '')).join('');
  return [
    `${titleOfPath(pathOf(element))}=${text}`,
    ...element.attributes.map(({ name, value }) => `${titleOfPath(pathOf(element, name))}=${value}`),
    ...elementsOf(element).flatMap(factsOf),
  ];
}
