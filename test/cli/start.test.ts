import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, GOOD, MISSPELT, PACKAGE, shell } from './process.js';

/** Runs the command as bin/backupxml.js does, and tells on standard error what it has loaded: files of ours, and modules of Node's. */
const TELLING = `
const { basename, join } = require('node:path');
const { compile, evaluate } = require(${JSON.stringify(join(PACKAGE, 'bin/load.js'))});
const before = new Set(process.moduleLoadList);
const files = [];
const cli = evaluate(${JSON.stringify(join(PACKAGE, 'dist/cli/cli.cjs'))}, (file) => {
  files.push(basename(file));
  return compile(file);
});
process.on('exit', () => {
  const modules = process.moduleLoadList.filter((name) => !before.has(name));
  require('node:fs').writeSync(2, JSON.stringify({ files: files.sort(), modules }));
});
cli.main();
`;

function loadedBy(document: string): { files: string[]; modules: string[] } {
  const cwd = folderWith({ 'a.xml': document, 'telling.cjs': TELLING });
  return JSON.parse(shell('node telling.cjs validate a.xml', [], cwd).stderr);
}

/** Each file, and each module of these, takes a part of a millisecond or several before anything is judged. */
describe('what a run loads', () => {
  it('is one file and what holds files together, for a document with nothing to say of', () => {
    const { files, modules } = loadedBy(GOOD);
    expect(files).toEqual(['cli.cjs', 'rolldown-runtime.cjs']);
    expect(
      modules.filter((name) => /NativeModule (child_process|net|os|stream|tty|url|worker_threads)$/.test(name)),
    ).toEqual([]);
  });

  it('is what explains, and the report of it, for one that is refused', () => {
    expect(loadedBy(MISSPELT).files).toEqual(['cli.cjs', 'refused.cjs', 'rolldown-runtime.cjs', 'text.cjs']);
  });

  it('is saxes for one that is not well-formed', () => {
    expect(loadedBy('<domainbackup>').files).toEqual(['cli.cjs', 'rolldown-runtime.cjs', 'text.cjs', 'with-saxes.cjs']);
  });
});
