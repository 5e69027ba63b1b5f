/** Turns of phrase that the messages share. */
import type { Pattern } from '../../grammar/pattern.js';
import { valuesOf, wordsOf } from '../../grammar/survey.js';
import type { Condition } from '../condition.js';

/** The longest value that is quoted whole. */
const LONGEST = 60;

export const tag = (name: string): string => `<${name}>`;

/** A value in quotes, cut where it is long. */
export function quote(value: string): string {
  const characters = [...value];
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}...` : value;
  return `"${shown.replace(/[\r\n\t]/g, (c) => (c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'))}"`;
}

/** `a`, `a or b`, `a, b or c` */
export function list(items: readonly string[], word: 'or' | 'and' = 'or'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** What an attribute or a text may be, in words: `"yes" or "no"`, `a number from 0 to 4294967295, digits only`. Empty where anything goes. */
export function expectation(contents: readonly Pattern[]): string {
  if (contents.some((content) => content.kind === 'text')) return '';
  const values = [...new Set(contents.flatMap(valuesOf))].map((value) => `"${value}"`);
  const words = [...new Set(contents.flatMap(wordsOf))];
  return [list(values), list(words)].filter(Boolean).join(', or ');
}

/** What must be for a thing to be allowed: `mode="pull" on <domainbackup>`. */
export function needs(condition: Condition): string {
  const { element, attribute, needed } = condition;
  const on = ` on ${tag(element.name)}`;
  if (needed.length === 0) return `no ${attribute}${on}`;
  return `${list(needed.map((value) => `${attribute}="${value}"`))}${on}`;
}

/** What is instead: `this one has mode="push"`, `this one has no mode and so is "push"`. */
export function hasInstead({ attribute, written, implied }: Condition): string {
  if (written) return `which has ${attribute}=${quote(written.value)}`;
  return implied === undefined ? `which has no ${attribute}` : `which has no ${attribute} and so is "${implied}"`;
}
