/** Which rules speak of which elements and attributes: told by their examples. */
import { RULES, type Rule } from '../rules/index.js';
import { scan } from '../scan/scan.js';
import { elementsOf, pathOf, type XmlElement } from '../scan/tree.js';
import { diagnosticsOf } from './code.js';
import { type NameEntry, titleOf } from './entries.js';

/** The rules that point at an element or attribute in their wrong example, and then those whose right example differs in it. */
export function rulesAbout(entry: NameEntry): Rule[] {
  if (entry.document !== 'domainbackup') return [];
  const title = titleOf(entry);
  const pointing = RULES.filter((rule) => pointedAt(rule).has(title));
  const differing = RULES.filter((rule) => !pointing.includes(rule) && changedIn(rule).has(title));
  return [...pointing, ...differing];
}

function pointedAt(rule: Rule): Set<string> {
  return new Set(diagnosticsOf(rule).map(({ path }) => titleOfPath(path)));
}

/** `disk/@name` for `/domainbackup/disks/disk[2]/@name`. */
function titleOfPath(path: string): string {
  const steps = path.replaceAll(/\[\d+\]/g, '').split('/');
  const last = steps.at(-1) ?? '';
  return last.startsWith('@') ? `${steps.at(-2)}/${last}` : last;
}

/** The elements and attributes whose presence or value differs between the two examples of a rule. */
function changedIn({ wrong, right }: Rule): Set<string> {
  const before = factsIn(wrong);
  const after = factsIn(right);
  const changed = [
    ...before.filter((fact) => !after.includes(fact)),
    ...after.filter((fact) => !before.includes(fact)),
  ];
  return new Set(changed.map((fact) => fact.split('=', 1)[0] ?? ''));
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
