/** The grammars work without backupxml: in xmllint and jing, and gcc's form in vim, where they are installed. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, ROOT } from '../cli/process.js';

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;

const SCHEMAS = readdirSync(join(ROOT, 'schemas')).filter((name) => name.endsWith('.rng'));

/** A document that each grammar takes, and what to make of it so that it does not. */
const TAKEN: Readonly<Record<string, string>> = {
  domainbackup: "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
  domaincheckpoint: '<domaincheckpoint>\n  <name>monday</name>\n</domaincheckpoint>\n',
};

describe.each([
  ['xmllint', (schema: string, document: string) => ['--noout', '--relaxng', schema, document]],
  ['jing', (schema: string, document: string) => [schema, document]],
] as const)('%s', (program, args) => {
  it.skipIf(!isInstalled(program)).each(SCHEMAS)('judges by %s', (schema) => {
    const taken = TAKEN[/^[a-z]+/.exec(schema)?.[0] ?? ''] ?? '';
    const folder = folderWith({
      'good.xml': taken,
      'bad.xml': taken.replace('name', 'nome').replace('/name', '/nome'),
    });
    const judge = (document: string) =>
      spawnSync(program, args(join(ROOT, 'schemas', schema), join(folder, document)), { encoding: 'utf8' }).status;
    expect(judge('good.xml')).toBe(0);
    expect(judge('bad.xml')).not.toBe(0);
  });

  it.skipIf(!isInstalled(program))('knows what each generation lacks', () => {
    const folder = folderWith({
      'fd.xml': "<domainbackup mode='pull'>\n  <server transport='fd' fdgroup='nbd'/>\n</domainbackup>\n",
    });
    const judge = (schema: string) =>
      spawnSync(program, args(join(ROOT, 'schemas', schema), join(folder, 'fd.xml'))).status;
    expect(judge('domainbackup-11.3.0.rng')).toBe(0);
    expect(judge('domainbackup-10.0.0.rng')).not.toBe(0);
  });
});

it('the README of the grammars names each of them', () => {
  const text = readFileSync(join(ROOT, 'schemas/README.md'), 'utf8');
  expect([...text.matchAll(/^\| `(.*?)` /gm)].map(([, name]) => name).sort()).toEqual(SCHEMAS.sort());
});

it.skipIf(!isInstalled('vim'))('vim finds the faults by the error format of the README', () => {
  const text = readFileSync(join(ROOT, 'schemas/README.md'), 'utf8');
  const format = /setlocal errorformat=(.*)$/m.exec(text)?.[1] ?? '';
  const { stdout: report } = backupxml(['validate', '--format', 'gcc', 'examples/broken/two-faults.xml']);
  const folder = folderWith({ report });
  const script = [
    `set errorformat=${format}`,
    `cgetfile ${join(folder, 'report')}`,
    `call writefile(map(getqflist(), {_, e -> bufname(e.bufnr) . '|' . e.lnum . '|' . e.col . '|' . e.type}), '${join(folder, 'list')}')`,
    'qall!',
  ];
  spawnSync('vim', ['-u', 'NONE', '-es', ...script.flatMap((line) => ['-c', line])], { cwd: ROOT });
  expect(readFileSync(join(folder, 'list'), 'utf8')).toBe(
    'examples/broken/two-faults.xml|2|44|e\nexamples/broken/two-faults.xml|4|46|e\n',
  );
});
