/** Finds the documents that the paths of a command line mean. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ReadError, reasonOf } from './read.js';

export interface FoundFile {
  /** To be given to `readSource`; `-` for standard input. */
  readonly path: string;
  /** Whether the user named the file, rather than a folder that holds it. */
  readonly named: boolean;
}

export interface PathProblem {
  readonly path: string;
  /** One line for people, the path in it included. */
  readonly message: string;
}

export interface Found {
  readonly files: FoundFile[];
  readonly problems: PathProblem[];
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * A file stays as named. A folder gives its `.xml` files at any depth, by name (code unit order), without what `.git` and `node_modules`
 * hold. In a folder, a symbolic link to a file counts as the file and one to a folder is not followed, so that nothing loops or
 * comes twice; a folder that is itself named may be a link. `-` is standard input.
 * What does not exist, may not be read or holds no `.xml` file is a problem, and the other paths are still looked at.
 */
export function findDocuments(paths: readonly string[]): Found {
  const found: Found = { files: [], problems: [] };
  for (const path of paths) addPath(path, found);
  return found;
}

function addPath(path: string, found: Found): void {
  if (path === '-') {
    found.files.push({ path, named: true });
    return;
  }
  try {
    if (!statSync(path).isDirectory()) {
      found.files.push({ path, named: true });
      return;
    }
  } catch (error) {
    found.problems.push(problem(path, error));
    return;
  }
  const before = found.files.length + found.problems.length;
  addFolder(path, found);
  if (found.files.length + found.problems.length > before) return;
  const { message } = new ReadError(path, 'the folder holds no .xml file: name the documents themselves');
  found.problems.push({ path, message });
}

function addFolder(folder: string, found: Found): void {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(folder);
  } catch (error) {
    found.problems.push(problem(folder, error));
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) addFolder(path, found);
    } else if (entry.name.endsWith('.xml')) {
      if (entry.isFile()) found.files.push({ path, named: false });
      else if (entry.isSymbolicLink()) addLink(path, found);
    }
  }
}

function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function addLink(path: string, found: Found): void {
  try {
    if (statSync(path).isFile()) found.files.push({ path, named: false });
  } catch (error) {
    found.problems.push(problem(path, error));
  }
}

function problem(path: string, error: unknown): PathProblem {
  return { path, message: new ReadError(path, reasonOf(error)).message };
}
