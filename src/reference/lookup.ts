/** Finds what people mean by a word: a code, an element or attribute, or a release. */
import { allCodes } from '../codes.js';
import { nearest } from '../explain/near.js';
import { GENERATIONS, parseRelease } from '../release.js';
import { type CodeEntry, codeEntry, findCode } from './code.js';
import { type NameEntry, titleOf } from './entries.js';
import type { Reference } from './reference.js';
import { type ReleaseEntry, releaseEntry } from './release.js';

export type Entry =
  | ({ readonly kind: 'code' } & CodeEntry)
  | { readonly kind: 'name'; readonly entry: NameEntry }
  | ({ readonly kind: 'release' } & ReleaseEntry);

export type Lookup =
  | { readonly found: true; readonly entries: readonly Entry[] }
  /** `near` is what was most likely meant; undefined where nothing is near. */
  | { readonly found: false; readonly near: string | undefined };

/**
 * Looks a word up: a code, `disk`, `disk/@name`, `@name`, an XPath such as a diagnostic has, or a release. A name that several elements or attributes have
 * gives all of them.
 */
export function lookUp(thing: string, { names }: Reference): Lookup {
  const word = thing.trim();
  const code = findCode(word);
  if (code) return { found: true, entries: [{ kind: 'code', ...codeEntry(code) }] };
  const release = parseRelease(word);
  if (release) return { found: true, entries: [{ kind: 'release', ...releaseEntry(release) }] };
  const entries = namesFor(word, names).map((entry) => ({ kind: 'name' as const, entry }));
  if (entries.length > 0) return { found: true, entries };
  return { found: false, near: nearRelease(word) ?? nearest(word, candidates(names)) };
}

/** For a number that is no release: the release that it begins, or the first one. */
function nearRelease(word: string): string | undefined {
  if (!/^v?\d+(\.\d+)*$/.test(word)) return undefined;
  return parseRelease(`${word}.0`)?.name ?? GENERATIONS[0];
}

function namesFor(word: string, names: readonly NameEntry[]): NameEntry[] {
  const steps = stepsOf(word);
  const inPath = names.filter((entry) => standsAt(entry, steps));
  if (inPath.length > 0 || steps.length !== 1) return inPath;
  return names.filter(({ attribute }) => attribute === steps[0]);
}

/** The steps of a path, without the indices of an XPath and the brackets of a tag: `disks`, `disk`, `@name`. */
function stepsOf(word: string): string[] {
  return word
    .replace(/^<\/?([^\s<>/]+)\/?>$/, '$1')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/(?<=[^/])@/g, '/@')
    .split('/')
    .filter((step) => step !== '');
}

/** Whether some place of an entry ends with the steps. */
function standsAt({ attribute, senses }: NameEntry, steps: readonly string[]): boolean {
  return senses
    .flatMap(({ uses }) => uses)
    .some(({ path }) => {
      const whole = attribute === undefined ? path : [...path, `@${attribute}`];
      return steps.length > 0 && steps.every((step, i) => step === whole[whole.length - steps.length + i]);
    });
}

function candidates(names: readonly NameEntry[]): Set<string> {
  const attributes = names.flatMap(({ attribute }) => (attribute === undefined ? [] : [attribute, `@${attribute}`]));
  return new Set([...allCodes().map(({ code }) => code), ...names.map(titleOf), ...attributes]);
}
