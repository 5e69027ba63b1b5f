/** Turns of phrase that the messages share. */
import type { Grammar } from '../../grammar/load.js';
import type { Pattern } from '../../grammar/pattern.js';
import { valuesOf, wordsOf } from '../../grammar/survey.js';
import type { XmlElement } from '../../scan/tree.js';
import type { Condition } from '../condition.js';

/** The longest value that is quoted whole. */
const LONGEST = 60;

export const tag = (name: string): string => `<${name}>`;

/** A value in quotes, cut where it is long. */
export function quote(value: string): string {
  const shown = value.length > LONGEST ? cut([...value]) : value;
  return `"${shown.replace(/[\r\n\t]/g, (c) => (c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'))}"`;
}

function cut(characters: readonly string[]): string {
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}...` : characters.join('');
}

/** `a`, `a or b`, `a, b or c` */
export function list(items: readonly string[], word: 'or' | 'and' = 'or'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** As many values are listed one by one. */
const MOST_LISTED = 4;

/** What an attribute or a text may be, in words: `"yes" or "no"`, `a number from 0 to 4294967295, digits only`. Empty where anything goes. */
export function expectation({ grammar, expectations }: Phrasing, contents: readonly Pattern[]): string {
  const known = expectations.get(contents) ?? expected(grammar, contents);
  expectations.set(contents, known);
  return known;
}

/** What the words for a pattern come from. */
export interface Phrasing {
  readonly grammar: Grammar;
  /** What has been put into words before. */
  readonly expectations: WeakMap<readonly Pattern[], string>;
}

function expected({ words }: Grammar, contents: readonly Pattern[]): string {
  if (contents.some((content) => content.kind === 'text')) return '';
  const values = contents.flatMap(valuesOf);
  const many = values.length > MOST_LISTED ? contents.flatMap((content) => words.get(content) ?? []) : [];
  const listed = many.length > 0 ? [] : quoted(values);
  return list([...new Set([...listed, ...many, ...contents.flatMap(wordsOf)])]);
}

/** All values that an attribute may have, where they are too many to stand in a headline. Empty otherwise. */
export function allValues(contents: readonly Pattern[]): string {
  const values = contents.flatMap(valuesOf);
  return values.length > MOST_LISTED ? list(quoted(values).sort()) : '';
}

const quoted = (values: readonly string[]): string[] => [...new Set(values)].map((value) => `"${value}"`);

/** What must be for a thing to be allowed: `mode="pull" on <domainbackup>`. The element is left out where it is the one spoken of. */
export function needs({ element, attribute, needed }: Condition, spokenOf?: XmlElement): string {
  const on = element === spokenOf ? '' : ` on ${tag(element.name)}`;
  if (needed.length === 0) return `no ${attribute}${on}`;
  return `${list(needed.map((value) => `${attribute}="${value}"`))}${on}`;
}

/** What is instead: `which has mode="push"`, `which has no mode and so is "push"`. */
export function hasInstead({ element, attribute, written, implied }: Condition, spokenOf?: XmlElement): string {
  const who = element === spokenOf ? 'but it' : 'which';
  if (written) return `${who} has ${attribute}=${quote(written.value)}`;
  return implied === undefined ? `${who} has no ${attribute}` : `${who} has no ${attribute} and so is "${implied}"`;
}
