/** What a configuration says, and how a value from a file is read as one. schemas/backupxml.config.schema.json says the same for editors. */
import { allCodes } from '../codes.js';
import { nearest } from '../explain/near.js';
import { areTame, isTame, WILD } from '../read/glob.js';
import { GENERATIONS, inOrder, parseRelease, type Release } from '../release.js';
import { LEVELS, type Level } from '../settle/policy.js';
import { SETTABLE } from './settable.js';

export interface Config {
  /** The releases to judge for, oldest first. */
  readonly libvirt?: readonly Release[];
  readonly rules?: ReadonlyMap<string, Level>;
  /** Globs of what is left out, from the configuration's folder. */
  readonly ignore?: readonly string[];
  /** Of those that fit a file, the later win. */
  readonly overrides?: readonly Override[];
  /** Whether warnings fail. */
  readonly strict?: boolean;
  /** How many warnings may be there. */
  readonly maxWarnings?: number;
  /** Whether comments that suppress must say why. */
  readonly requireReason?: boolean;
  /** Whether comments that suppress are forbidden. */
  readonly noInline?: boolean;
}

export interface Override {
  /** Globs of the files that it is for, from the configuration's folder. */
  readonly files: readonly string[];
  readonly rules?: ReadonlyMap<string, Level>;
  readonly libvirt?: readonly Release[];
}

/** Where a value stands in a configuration: keys and indexes from the outside in. */
export type ConfigPath = readonly (string | number)[];

/** What is wrong with a configuration. The message does not name the place. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
  constructor(
    readonly path: ConfigPath,
    message: string,
  ) {
    super(message);
  }
}

type Reader<T> = (value: unknown, path: ConfigPath) => T;

type Readers = Readonly<Record<string, Reader<unknown>>>;

const CONFIG: Readers = {
  $schema: readString,
  libvirt: readReleases,
  rules: readRules,
  ignore: listOf(readGlob),
  overrides: listOf((value, path) => {
    const override = readObject(value, path, OVERRIDE);
    if (override.files === undefined) throw new ConfigProblem(path, 'files is missing: say which files it is for');
    return override;
  }),
  strict: readBoolean,
  maxWarnings: readCount,
  requireReason: readBoolean,
  noInline: readBoolean,
};

const OVERRIDE: Readers = {
  files: (value, path) => (typeof value === 'string' ? [readGlob(value, path)] : listOf(readGlob)(value, path)),
  rules: readRules,
  libvirt: readReleases,
};

/** Reads a value, such as JSON gives it, as a configuration. Throws a `ConfigProblem` for the first thing that is wrong. */
export function readConfig(value: unknown): Config {
  const { $schema: _, ...read } = readObject(value, [], CONFIG);
  const config = read as Config;
  if (!areTame([...(config.ignore ?? []), ...(config.overrides ?? []).flatMap(({ files }) => files)]))
    throw new ConfigProblem([], 'the globs cannot be matched quickly: write fewer of them, with fewer *');
  return config;
}

function readObject(value: unknown, path: ConfigPath, readers: Readers): Record<string, unknown> {
  const entries = entriesOf(value, path);
  const keys = Object.keys(readers);
  return Object.fromEntries(
    entries.map(([key, item]) => {
      const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
      if (!reader) throw new ConfigProblem([...path, key], `there is no key ${JSON.stringify(key)}${meant(key, keys)}`);
      return [key, reader(item, [...path, key])];
    }),
  );
}

function entriesOf(value: unknown, path: ConfigPath): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw wrong(value, path, 'an object');
}

function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(value, path, 'a list');
    return value.map((item, i) => read(item, [...path, i]));
  };
}

function readString(value: unknown, path: ConfigPath): string {
  if (typeof value !== 'string') throw wrong(value, path, 'a text');
  return value;
}

function readBoolean(value: unknown, path: ConfigPath): boolean {
  if (typeof value !== 'boolean') throw wrong(value, path, 'true or false');
  return value;
}

function readCount(value: unknown, path: ConfigPath): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw wrong(value, path, 'a whole number from 0');
  }
  return value;
}

function readGlob(value: unknown, path: ConfigPath): string {
  const glob = readString(value, path);
  if (glob === '') throw wrong(value, path, 'a glob');
  if (!isTame(glob)) throw new ConfigProblem(path, `${JSON.stringify(glob)} ${WILD}`);
  return glob;
}

function readReleases(value: unknown, path: ConfigPath): Release[] {
  const names = typeof value === 'string' ? [value] : listOf(readString)(value, path);
  const releases = names.map((name) => parseRelease(name)).filter((release) => release !== undefined);
  if (releases.length < names.length || names.length === 0) {
    throw wrong(value, path, `a release of libvirt from ${GENERATIONS[0]} on, or a list of some`);
  }
  return inOrder(releases);
}

function readRules(value: unknown, path: ConfigPath): Map<string, Level> {
  return new Map(
    entriesOf(value, path).map(([code, level]) => {
      const problem = codeProblem(code);
      if (problem !== undefined) throw new ConfigProblem([...path, code], problem);
      const known = LEVELS.find((candidate) => candidate === level);
      if (known === undefined) throw wrong(level, [...path, code], LEVELS.join(', '));
      return [code, known];
    }),
  );
}

/** Why the severity of a code cannot be set, or undefined where it can. */
export function codeProblem(code: string): string | undefined {
  const codes = SETTABLE.map((doc) => doc.code);
  if (codes.includes(code)) return undefined;
  if (allCodes().some((doc) => doc.code === code)) {
    return `the severity of ${code} cannot be set: libvirt refuses such a document`;
  }
  return `there is no rule ${JSON.stringify(code)}${meant(code, codes)}`;
}

function meant(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates);
  return near === undefined ? `; known are ${shortList(candidates)}` : `; did you mean ${near}?`;
}

function shortList(names: readonly string[]): string {
  return names.length > 12 ? 'those that `backupxml explain` lists' : names.join(', ');
}

function wrong(value: unknown, path: ConfigPath, expected: string): ConfigProblem {
  const name = path.findLast((part) => typeof part === 'string');
  return new ConfigProblem(path, `${name ?? 'the configuration'} is ${shown(value)}; it must be ${expected}`);
}

/** A list or an object may go on for ever, or lead back into itself. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
