/** What a pattern lets come next, by name: the "expected" of a message and the candidates of a repair. */
import type { ReleaseName } from '../diagnostic.js';
import { isNullable } from './derive.js';
import { type AttributePattern, type ElementPattern, type Pattern, partsOf } from './pattern.js';

export interface Survey {
  /** The names of the elements that may come next. What only newer releases know is left out, and so is `anyName`. */
  elements(pattern: Pattern): ReadonlySet<string>;
  /** The attributes that the open start tag may still have, with the contents each may have. */
  attributes(pattern: Pattern): ReadonlyMap<string, readonly Pattern[]>;
  /** The attributes that it may still have in this or any newer release, with their contents. */
  attributesEver(pattern: Pattern): ReadonlyMap<string, readonly Pattern[]>;
  /** The attributes of this release, with the values that each may have by name; none where it takes anything of a type. */
  choices(pattern: Pattern): ReadonlyMap<string, readonly string[]>;
  /** The contents that the text of the innermost open element may have, where it is not any text. */
  texts(pattern: Pattern): readonly Pattern[];
  /** The values that a content enumerates; empty where it takes anything of a type. */
  values(content: Pattern): readonly string[];
}

/** A survey that remembers what it has found, for the patterns of one pool. */
export function createSurvey(): Survey {
  return {
    elements: remembering(elementsIn),
    attributes: remembering(attributesIn),
    attributesEver: remembering(attributesEverIn),
    choices: remembering(choicesIn),
    texts: remembering(textsIn),
    values: remembering(valuesOf),
  };
}

/** What is found in a pattern, by its id. Nothing depends on what comes behind the innermost open element: that is known once for all that differ only there. */
function remembering<T>(find: (pattern: Pattern) => T): (pattern: Pattern) => T {
  const known: T[] = [];
  return (pattern) => {
    const open = pattern.kind === 'after' ? pattern.inside : pattern;
    const found = known[open.id];
    if (found !== undefined) return found;
    const made = find(open);
    known[open.id] = made;
    return made;
  };
}

function elementsIn(pattern: Pattern): Set<string> {
  const leaves = new Set<ElementPattern>();
  const visit = (part: Pattern): void => {
    if (part.kind === 'element') leaves.add(part);
    else for (const next of comingIn(part)) visit(next);
  };
  visit(pattern);
  return new Set(inOrder(leaves).flatMap(({ name }) => name ?? []));
}

/** The parts of a pattern that what comes next may belong to. */
function comingIn(pattern: Pattern): readonly Pattern[] {
  if (pattern.kind === 'after') return [pattern.inside];
  if (pattern.kind === 'group' && !isNullable(pattern.first)) return [pattern.first];
  return isLeaf(pattern) ? [] : partsOf(pattern);
}

function attributesIn(pattern: Pattern): Map<string, Pattern[]> {
  return attributesAmong(pattern, insideOf);
}

function attributesEverIn(pattern: Pattern): Map<string, Pattern[]> {
  return attributesAmong(pattern, (part) => (part.kind === 'since' ? [part.content] : insideOf(part)));
}

function attributesAmong(pattern: Pattern, inside: (part: Pattern) => readonly Pattern[]): Map<string, Pattern[]> {
  const leaves = new Set<AttributePattern>();
  const visit = (part: Pattern): void => {
    if (part.kind === 'attribute') leaves.add(part);
    else for (const inner of inside(part)) visit(inner);
  };
  visit(pattern);
  const found = new Map<string, Pattern[]>();
  for (const { name, content } of inOrder(leaves)) {
    if (name === undefined) continue;
    const contents = found.get(name) ?? [];
    if (!contents.includes(content)) found.set(name, [...contents, content]);
  }
  return found;
}

function choicesIn(pattern: Pattern): Map<string, readonly string[]> {
  const choices = [...attributesIn(pattern)].map(
    ([name, contents]) => [name, [...new Set(contents.flatMap(valuesOf))]] as const,
  );
  return new Map(choices);
}

/** In the order in which the grammar was read: that of the parts of a pattern depends on what has been derived before, for other documents. */
function inOrder<P extends Pattern>(leaves: Iterable<P>): P[] {
  return [...leaves].sort((a, b) => a.id - b.id);
}

function textsIn(pattern: Pattern): Pattern[] {
  return inOrder(textLeavesOf(pattern));
}

function textLeavesOf(pattern: Pattern): Pattern[] {
  if (pattern.kind === 'data' || pattern.kind === 'value') return [pattern];
  return insideOf(pattern).flatMap(textLeavesOf);
}

/** The parts of a pattern that belong to the innermost open element. */
function insideOf(pattern: Pattern): readonly Pattern[] {
  if (pattern.kind === 'after') return [pattern.inside];
  return isLeaf(pattern) ? [] : partsOf(pattern);
}

/** Elements and attributes are not looked into, and what is locked does not count. */
const isLeaf = ({ kind }: Pattern): boolean => kind === 'element' || kind === 'attribute' || kind === 'since';

/** The values that a content pattern enumerates, in the grammar's order; empty where it takes anything of a type. */
export function valuesOf(content: Pattern): string[] {
  if (content.kind === 'value') return [content.value];
  if (content.kind === 'choice') return content.parts.flatMap(valuesOf);
  return [];
}

/** What a content pattern takes, in the words of the grammar's documentation: `an IPv4 address`. Empty for any text. */
export function wordsOf(content: Pattern): string[] {
  if (content.kind === 'data') return [content.words];
  if (content.kind === 'choice') return [...new Set(content.parts.flatMap(wordsOf))];
  return [];
}

/** The releases that something in the pattern waits for. */
export function releasesIn(start: Pattern): ReleaseName[] {
  const found = new Set<ReleaseName>();
  const seen = new Set<Pattern>();
  const visit = (pattern: Pattern): void => {
    if (seen.has(pattern)) return;
    seen.add(pattern);
    if (pattern.kind === 'since') found.add(pattern.release);
    for (const part of partsOf(pattern)) visit(part);
  };
  visit(start);
  return [...found];
}
