/** Finds the documents that the paths of a command line mean. */
import { isUtf8 } from 'node:buffer';
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { IgnoreRules } from './gitignore.js';
import type { PathTest } from './glob.js';
import { ReadError, reasonOf } from './read.js';

export interface FoundFile {
  readonly kind: 'file';
  /** To be given to `readSource`; `-` for standard input. */
  readonly path: string;
  /** Whether the user named the file, rather than a folder that holds it or a glob that it fits. */
  readonly named: boolean;
}

export interface PathProblem {
  readonly path: string;
  /** One line for people, the path in it included. */
  readonly message: string;
}

export interface Found {
  /** By name (code unit order), each path once. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly PathProblem[];
}

export interface FindOptions {
  /** What is left out, whether it was named or found: a file, or a folder with all that it holds. */
  readonly excluded?: PathTest | undefined;
  /** Whether what `.gitignore` files name is left out of folders; true where left out. */
  readonly gitignore?: boolean;
  /** Whether a path that leads to no document is no problem; false where left out. */
  readonly allowEmpty?: boolean;
  /** What standard input is called; it is known by no name where left out. */
  readonly stdinName?: string | undefined;
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * A file stays as named. A folder gives its `.xml` files at any depth, without what `.git` and `node_modules` hold and what git ignores; a glob
 * gives the files that fit it, and the `.xml` files of the folders that do. In a folder, a symbolic link to a file counts as the file and one to a
 * folder is not followed, so that nothing loops or comes twice; a folder that is itself named may be a link. `-` is standard input.
 * What does not exist, may not be read or gives no document is a problem, and the other paths are still looked at.
 */
export async function findDocuments(paths: readonly string[], options: FindOptions = {}): Promise<Found> {
  const finder = new Finder(options);
  for (const path of paths) await finder.add(path);
  return finder.found();
}

class Finder {
  readonly #files = new Map<string, FoundFile>();
  readonly #problems: PathProblem[] = [];
  readonly #options: FindOptions;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  found(): Found {
    const files = [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return { files, problems: this.#problems };
  }

  async add(path: string): Promise<void> {
    if (path === '-') return this.#addStdin(path);
    const stats = statOf(path);
    if (stats instanceof ReadError) return this.#addMissing(path, stats);
    if (this.#isExcluded(path)) return this.#addEmpty(path, LEFT_OUT);
    if (!stats.isDirectory()) return this.#addFile(path, true);
    const before = this.#count();
    await this.#walk(path, () => false, true, await this.#rulesAbove(path));
    if (this.#count() === before) this.#addEmpty(path, NO_XML);
  }

  #addStdin(path: string): void {
    const { stdinName } = this.#options;
    if (stdinName !== undefined && this.#isExcluded(stdinName)) this.#addEmpty(stdinName, LEFT_OUT);
    else this.#addFile(path, true);
  }

  /** What does not exist may be a glob. */
  async #addMissing(path: string, problem: ReadError): Promise<void> {
    const { globSearch, isGlob, isTame, WILD } = await import('./glob.js');
    if (!isGlob(path) || !isTame(path)) {
      this.#addProblem(isGlob(path) ? new ReadError(path, WILD) : problem);
      return;
    }
    const search = globSearch(path);
    const before = this.#count();
    if (!(statOf(search.folder) instanceof ReadError)) {
      await this.#walk(search.folder, search.test, false, await this.#rulesAbove(search.folder));
    }
    if (this.#count() === before) this.#addEmpty(path, 'no file fits the glob, or what fits is left out');
  }

  #count(): number {
    return this.#files.size + this.#problems.length;
  }

  /** `-` by itself would be standard input. */
  #addFound(path: string): void {
    this.#addFile(path === '-' ? './-' : path, false);
  }

  #addFile(path: string, named: boolean): void {
    const before = this.#files.get(path);
    this.#files.set(path, { kind: 'file', path, named: named || before?.named === true });
  }

  #addProblem({ path, message }: ReadError): void {
    this.#problems.push({ path, message });
  }

  #addEmpty(path: string, reason: string): void {
    if (!this.#options.allowEmpty) this.#addProblem(new ReadError(path, reason));
  }

  #isExcluded(path: string): boolean {
    return this.#options.excluded?.(path) === true;
  }

  /** Takes of a folder what fits, and the `.xml` files where `isWhole` or in a folder that fits. */
  async #walk(folder: string, fits: PathTest, isWhole: boolean, above: IgnoreRules | undefined): Promise<void> {
    const read = entriesOf(folder);
    if (read instanceof ReadError) {
      this.#addProblem(read);
      return;
    }
    const { entries, misnamed } = read;
    const rules = await this.#rulesIn(folder, entries, above);
    const { isIgnored } = rules ? await import('./gitignore.js') : { isIgnored: () => false };
    const prefix = join(folder, 'x').slice(0, -1);
    for (const entry of entries) {
      const path = prefix + entry.name;
      const isFolder = entry.isDirectory();
      if (isFolder ? SKIPPED.has(entry.name) : !fits(path) && !(isWhole && path.endsWith('.xml'))) continue;
      if (this.#isExcluded(path) || isIgnored(path, isFolder, rules)) continue;
      if (misnamed.has(entry)) this.#addProblem(new ReadError(path, MISNAMED));
      else if (isFolder) await this.#walk(path, fits, isWhole || fits(path), rules);
      else this.#addEntry(entry, path);
    }
  }

  #addEntry(entry: Dirent, path: string): void {
    if (entry.isFile()) this.#addFound(path);
    else if (entry.isSymbolicLink()) this.#addLink(path);
  }

  #addLink(path: string): void {
    const stats = statOf(path);
    if (stats instanceof ReadError) this.#addProblem(stats);
    else if (stats.isFile()) this.#addFound(path);
  }

  async #rulesIn(
    folder: string,
    entries: readonly Dirent[],
    above: IgnoreRules | undefined,
  ): Promise<IgnoreRules | undefined> {
    if (this.#options.gitignore === false) return undefined;
    if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return above;
    return (await import('./gitignore.js')).readIgnoreRules(folder, above);
  }

  /** The rules of the repository that a named folder lies in. They count for nothing where they leave out that very folder. */
  async #rulesAbove(folder: string): Promise<IgnoreRules | undefined> {
    if (this.#options.gitignore === false) return undefined;
    const holding = foldersAbove(folder).filter((above) => isFileAt(join(above, '.gitignore')));
    if (holding.length === 0) return undefined;
    const { isIgnored, readIgnoreRules } = await import('./gitignore.js');
    const rules = holding.reduce<IgnoreRules | undefined>((outer, above) => readIgnoreRules(above, outer), undefined);
    return isIgnored(folder, true, rules) ? undefined : rules;
  }
}

const LEFT_OUT = 'is left out, as --exclude or the configuration says';
const MISNAMED = 'its name is not UTF-8, so it cannot be opened: rename it';
const NO_XML = 'the folder holds no .xml file: name the documents themselves';

/** The folders from the root of the repository down to the one above the given one; none where it lies in no repository. */
function foldersAbove(folder: string): string[] {
  const above: string[] = [];
  let at = resolve(folder);
  while (!existsSync(join(at, '.git'))) {
    const parent = dirname(at);
    if (parent === at) return [];
    above.unshift(parent);
    at = parent;
  }
  return above;
}

function isFileAt(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    return new ReadError(path, reasonOf(error));
  }
}

interface Entries {
  readonly entries: readonly Dirent[];
  /** Those whose names are only near to what they are really called. */
  readonly misnamed: ReadonlySet<Dirent>;
}

function entriesOf(folder: string): Entries | ReadError {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return { entries, misnamed: misnamedOf(folder, entries) };
  } catch (error) {
    return new ReadError(folder, reasonOf(error));
  }
}

/** What is no UTF-8 in a name is read as U+FFFD, which a name may also hold itself. */
function misnamedOf(folder: string, entries: readonly Dirent[]): ReadonlySet<Dirent> {
  const doubtful = entries.filter(({ name }) => name.includes('\uFFFD'));
  if (doubtful.length === 0) return NONE;
  const names = readdirSync(folder, 'buffer').filter(isUtf8).map(String);
  const real = new Set(names);
  // Of several that are read as the same name, one at most has it.
  return new Set(doubtful.filter(({ name }) => !real.delete(name)));
}

const NONE: ReadonlySet<Dirent> = new Set();
