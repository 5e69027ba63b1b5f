import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith, GOOD, MISSPELT, ROOT, shell, UNFIXABLE } from '../cli/process.js';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly types: readonly string[];
  readonly files: string;
}

const HOOKS: readonly Hook[] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));

function hook(id: string): Hook {
  const found = HOOKS.find((one) => one.id === id);
  if (!found) throw new Error(`no hook ${id}`);
  return found;
}

/** A hook's pattern is one of Python, where flags stand in front. */
function pattern({ files }: Hook): RegExp {
  const [, flags = '', rest = ''] = /^(?:\(\?([a-z]+)\))?(.*)$/s.exec(files) ?? [];
  return new RegExp(rest, flags);
}

/** Stages the files in a new repository and calls the hook's entry with those that are meant, as pre-commit does. */
function commit(id: string, staged: Readonly<Record<string, string>>, unstaged: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({ ...staged, ...unstaged });
  const script = `
    set -e
    mkdir .git-bin && ln -s "$0" .git-bin/backupxml && PATH="$PWD/.git-bin:$PATH"
    git init -q && git add -- "\${@:3}"
    git diff --staged --name-only --no-ext-diff -z --diff-filter=ACMRTUXB |
      grep -zZEi "$1" | xargs -0 -r $2`;
  const outcome = shell(script, [pattern(hook(id)).source, hook(id).entry, ...Object.keys(staged)], folder);
  return { ...outcome, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}

describe('.pre-commit-hooks.yaml', () => {
  it('has hooks that pre-commit can install: the entry is the command of the package', () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(HOOKS.map(({ id }) => id)).toEqual(['backupxml', 'backupxml-fix']);
    for (const { entry, language, types } of HOOKS) {
      expect({ language, types }).toEqual({ language: 'node', types: ['xml'] });
      expect(Object.keys(bin)).toContain(entry.split(' ')[0]);
    }
  });

  it('can be installed: npm pack prints the name of the package alone, whatever prepare prints', () => {
    const noisy = { name: 'noisy', version: '1.0.0', scripts: { prepare: 'echo noise' } };
    const folder = folderWith({ 'package.json': JSON.stringify(noisy), '.npmrc': readFileSync(join(ROOT, '.npmrc')) });
    expect(shell('npm pack 2> /dev/null', [], folder)).toMatchObject({ status: 0, stdout: 'noisy-1.0.0.tgz\n' });
  });

  it.each<[string, boolean]>([
    ['backup.xml', true],
    ['vm/web1-backup.xml', true],
    ['vm/Checkpoint1.xml', true],
    ['backup/readme.md', false],
    ['backups/domain.xml', false],
    ['backup.xml.in', false],
  ])('means %s: %s', (path, meant) => {
    for (const one of HOOKS) expect(pattern(one).test(path)).toBe(meant);
  });

  it('judges the staged files and no others', () => {
    const outcome = commit(
      'backupxml',
      { 'a backup.xml': MISSPELT, 'vm/backup.xml': GOOD, 'pom.xml': '<project/>' },
      { 'backup-not-staged.xml': MISSPELT },
    );
    expect(outcome.status).not.toBe(0);
    expect(outcome.stdout).toMatch(/^a backup\.xml:4:8: error\[/);
    expect(outcome.stdout).toMatch(/\n2 files: 1 valid, 1 with errors \(1 error\)\n$/);
  });

  it('lets what is good pass', () => {
    expect(commit('backupxml', { 'backup.xml': GOOD })).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(HOOKS.map(({ id }) => [id]))('lets a commit pass that stages nothing but what is left out: %s', (id) => {
    const ignored = { '.backupxmlrc.json': '{"ignore": ["old"]}', 'old/backup.xml': MISSPELT };
    expect(commit(id, ignored)).toMatchObject({ status: 0, stdout: '0 files: nothing to judge\n', stderr: '' });
    const outcome = commit(id, { ...ignored, 'backup.xml': UNFIXABLE });
    expect(outcome.status).not.toBe(0);
    expect(outcome.stdout).toMatch(/^backup\.xml:3:/);
    expect(outcome.read('old/backup.xml')).toBe(MISSPELT);
  });

  it('corrects what is near certain', () => {
    const outcome = commit('backupxml-fix', { 'backup1.xml': MISSPELT, 'backup2.xml': UNFIXABLE });
    expect(outcome.status).not.toBe(0);
    expect(outcome.read('backup1.xml')).toBe(GOOD);
    expect(outcome.read('backup2.xml')).toBe(UNFIXABLE);
    expect(outcome.stdout).toMatch(/^backup2\.xml:3:/);
  });
});
