/** Globs on paths: `*`, `?`, `[a-z]` and `{a,b}` within a name, `**` for any number of folders. Only loaded where there are some. */
import { relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';

/** Whether a path, as the user named it or as found in a folder, is one of those that are meant. */
export type PathTest = (path: string) => boolean;

/** What tells a glob from a plain name. */
const MAGIC = /[*?[\]{}]/;

export function isGlob(text: string): boolean {
  return MAGIC.test(text);
}

/** So many characters a glob may have, and so many of each in one name of it: the time for matching grows with the power of their number. */
const LIMITS = { length: 512, stars: 3, braces: 2 } as const;

/** Whether a glob can be matched in little time, whatever the path. */
export function isTame(glob: string): boolean {
  if (glob.length > LIMITS.length) return false;
  return glob
    .split('/')
    .filter((name) => name !== '**')
    .every((name) => count(name, '*') <= LIMITS.stars && count(name, '{') <= LIMITS.braces);
}

/** What matching a name takes with so many `*` in a glob's name, in hundredths of a millisecond at worst. */
const COSTS = [0, 1, 10, 1000] as const;

/** What some globs may cost together. */
const MOST_COST = 20_000;

/** Whether so many globs can be matched in little time: each tame one can, but there may be thousands. */
export function areTame(globs: readonly string[]): boolean {
  const stars = globs.map((glob) => Math.max(...glob.split('/').map((name) => (name === '**' ? 0 : count(name, '*')))));
  return stars.reduce((sum, number) => sum + (COSTS[number] ?? MOST_COST), 0) <= MOST_COST;
}

/** What to say of a glob that is not tame. */
export const WILD = `is no glob that can be matched quickly: it may have ${LIMITS.length} characters, and in one name ${LIMITS.stars} times * and ${LIMITS.braces} times {}`;

const count = (text: string, character: string): number => text.split(character).length - 1;

/**
 * The test for some globs, which count from the folder `base`. A glob without a slash is compared with names, at any depth. What fits a folder
 * fits all that it holds.
 */
export function globTest(globs: readonly string[], base: string): PathTest {
  const patterns = globs.map((glob) => {
    const names = namesOf(glob);
    return patternOf(names.length > 1 ? names : ['**', ...names]);
  });
  return (path) => {
    const parts = relative(resolve(base), resolve(path)).split(sep);
    return patterns.some((pattern) => ends(pattern, parts).some((fits) => fits));
  };
}

/** A glob of a command line: the folder in which to look, and which of the paths there are meant, as they are found. */
export interface GlobSearch {
  readonly folder: string;
  readonly test: PathTest;
}

export function globSearch(glob: string): GlobSearch {
  const names = glob.split('/');
  const plain = names.findIndex((name) => isGlob(name));
  const folder = glob.startsWith('/') ? `/${names.slice(1, plain).join('/')}` : names.slice(0, plain).join('/') || '.';
  const pattern = patternOf(names.slice(plain).filter((name) => name !== ''));
  return { folder, test: (path) => ends(pattern, relative(folder, path).split(sep)).at(-1) === true };
}

/** The names of a glob; a leading or closing slash and `./` say nothing but that it counts from the base. */
function namesOf(glob: string): string[] {
  const names = glob.replace(/\/+$/, '').split('/');
  return names.filter((name, i) => name !== '.' && (name !== '' || i === 0));
}

type NameTest = (name: string) => boolean;

/** A test for each name of a path; undefined for `**`. */
type Pattern = readonly (NameTest | undefined)[];

/** Parentheses and the like are characters as any other: with them, a glob of somebody else could be made to take forever. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true } as const;

function patternOf(names: readonly string[]): Pattern {
  return names
    .filter((name) => name !== '')
    .map((name) => (name === '**' ? undefined : picomatch(name.replace(/[()|+@!]/g, '\\$&'), OPTIONS)));
}

/** For each part of a path whether the pattern fits the path up to there, that part included. */
function ends(pattern: Pattern, parts: readonly string[]): boolean[] {
  let before = [true, ...parts.map(() => false)];
  for (const test of pattern) {
    const now = [test === undefined && before[0] === true];
    parts.forEach((part, i) => {
      now.push(test ? before[i] === true && test(part) : before[i + 1] === true || now[i] === true);
    });
    before = now;
  }
  return before.slice(1);
}
