/** What is told of a release: its generation of the grammar, what that brought, and what it does not know yet. */
import type { ReleaseName } from '../diagnostic.js';
import { changesOf, definitionsOf, documentationOf, parseSchema } from '../grammar/load.js';
import { wholeGrammar } from '../grammar/schema.js';
import { compareReleases, GENERATIONS, type Generation, NEWEST_RELEASE, type Release } from '../release.js';
import { RULES } from '../rules/index.js';
import { type NameEntry, nameEntries, titleOf } from './entries.js';

/** Something that a generation brought: an element, attribute or value by its name, or a way to combine them. */
export interface Novelty {
  readonly since: ReleaseName;
  /** `disk/@name`, or undefined for a new combination. */
  readonly name: string | undefined;
  readonly text: string;
}

/** A rule for some releases only. */
export interface ReleaseRule {
  readonly code: string;
  readonly what: string;
  readonly applies: boolean;
}

export interface ReleaseEntry {
  readonly release: ReleaseName;
  readonly generation: Generation;
  /** The first release of the next generation; undefined for the newest. */
  readonly until: Generation | undefined;
  /** Whether it is newer than any that the grammar was held against. */
  readonly untested: boolean;
  readonly brought: readonly Novelty[];
  readonly lacks: readonly Novelty[];
  readonly rules: readonly ReleaseRule[];
}

export function releaseEntry(release: Release): ReleaseEntry {
  const { name, generation } = release;
  const novelties = allNovelties();
  return {
    release: name,
    generation,
    until: GENERATIONS[GENERATIONS.indexOf(generation) + 1],
    untested: compareReleases(name, NEWEST_RELEASE) > 0,
    brought: novelties.filter(({ since }) => since === generation),
    lacks: novelties.filter(({ since }) => compareReleases(since, generation) > 0),
    rules: RULES.flatMap(({ code, what, releases }) => {
      if (!releases) return [];
      const { since, before } = releases;
      const applies = (!since || compareReleases(since, name) <= 0) && (!before || compareReleases(name, before) < 0);
      return [{ code, what, applies }];
    }),
  };
}

/** What came after the first generation, oldest first. */
export function allNovelties(): Novelty[] {
  const names = nameEntries('domainbackup');
  return GENERATIONS.slice(1).flatMap((generation) => [
    ...newNames(names, generation),
    ...newValues(names, generation),
    ...newCombinations(generation),
  ]);
}

function newNames(names: readonly NameEntry[], generation: Generation): Novelty[] {
  const isNewElement = (element: string | undefined): boolean =>
    names.some((entry) => entry.attribute === undefined && entry.element === element && entry.since === generation);
  return names
    .filter(({ since, attribute, element, parents }) => {
      if (since !== generation) return false;
      // What stands in a new element is new with it.
      return attribute === undefined ? !parents.every(isNewElement) : !isNewElement(element);
    })
    .map((entry) => ({ since: generation, name: titleOf(entry), text: entry.senses[0]?.text ?? '' }));
}

function newValues(names: readonly NameEntry[], generation: Generation): Novelty[] {
  return names
    .filter(({ since }) => since !== generation)
    .flatMap((entry) =>
      entry.senses.flatMap(({ values }) =>
        values
          .filter(({ since }) => since === generation)
          .map(({ value, words }) => ({
            since: generation,
            name: value === undefined ? titleOf(entry) : `${titleOf(entry)}="${value}"`,
            text: value === undefined ? `Takes ${words} as well.` : documentationFor(value, entry),
          })),
      ),
    );
}

/** What a value means is said by the definition that it leads to. */
function documentationFor(value: string, { senses }: NameEntry): string {
  const taken = senses
    .flatMap(({ uses }) => uses)
    .find(({ values }) => values.some((one) => 'value' in one && one.value === value));
  const definition = [...(taken?.route ?? [])].findLast((node) => node.name === 'define' && documentationOf(node));
  return (definition && documentationOf(definition)) ?? senses[0]?.text ?? '';
}

/** Definitions that were not allowed before, and that bring no new name but a documentation of their own. */
function newCombinations(generation: Generation): Novelty[] {
  const before = GENERATIONS[GENERATIONS.indexOf(generation) - 1];
  if (!before) return [];
  const lacking = changesOf('domainbackup', before);
  const still = changesOf('domainbackup', generation);
  const definitions = definitionsOf(parseSchema(wholeGrammar('domainbackup')));
  const named = newValues(nameEntries('domainbackup'), generation).map(({ text }) => text);
  return [...lacking.keys()]
    .filter((name) => !still.has(name))
    .flatMap((name) => {
      const definition = definitions.get(name);
      const text = definition && documentationOf(definition);
      const isValue = text !== undefined && /^[a-z]/.test(text);
      return text === undefined || isValue || named.includes(text)
        ? []
        : [{ since: generation, name: undefined, text }];
    });
}
