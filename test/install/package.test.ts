import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD, MISSPELT, ROOT } from '../cli/process.js';
import { installPacked } from '../packed.js';

let project: string;
let files: readonly string[];
let tarball: string;

function run(program: string, args: readonly string[], cwd = project) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  return { status, stdout, stderr };
}

const node = (...args: string[]) => run(process.execPath, args);
const tool = (name: string) => join(ROOT, 'node_modules/.bin', name);

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'backupxml-install-'));
  ({ files, tarball } = installPacked(project, join(ROOT, 'node_modules/libxmljs2')));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'good.xml'), GOOD);
  writeFileSync(join(project, 'bad.xml'), MISSPELT);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

const COMMAND = 'node_modules/backupxml/bin/backupxml.js';

describe('the package', () => {
  it('holds what is needed and nothing else', () => {
    const folders = new Set(files.map((path) => path.replace(/[^/]+$/, '').replace(/^(dist\/types\/).*/, '$1')));
    expect([...folders].sort()).toEqual(['', 'bin/', 'dist/cli/', 'dist/lib/', 'dist/types/', 'man/', 'schemas/']);
    expect(files.filter((path) => !path.includes('/')).sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    const declared = files.filter((path) => path.startsWith('dist/types/') && !path.endsWith('.d.ts'));
    expect(declared).toEqual([]);
  });

  it('names files that are there', () => {
    const manifest: { bin: Record<string, string>; man: string; exports: { '.': Record<string, string> } } = JSON.parse(
      readFileSync(join(project, 'node_modules/backupxml/package.json'), 'utf8'),
    );
    const named = [...Object.values(manifest.bin), manifest.man, ...Object.values(manifest.exports['.'])];
    for (const path of named) expect(existsSync(join(project, 'node_modules/backupxml', path)), path).toBe(true);
  });

  it('validates', () => {
    expect(node(COMMAND, 'validate', 'good.xml')).toEqual({ status: 0, stdout: '1 file: 1 valid\n', stderr: '' });
    expect(node(COMMAND, 'validate', 'bad.xml')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('bad.xml:4:8: error[element-misspelt]'),
    });
  });

  it('writes a document that it accepts', () => {
    expect(node(COMMAND, 'new', '--pull', '--disk', 'vda', '-o', 'new.xml').status).toBe(0);
    expect(node(COMMAND, 'validate', 'new.xml').status).toBe(0);
  });

  it('explains', () => {
    expect(node(COMMAND, 'explain', 'server/@port').stdout).toContain('TCP port');
  });

  it('can be imported', () => {
    const script = `import { NEWEST_RELEASE, validate } from 'backupxml';
import manifest from 'backupxml/package.json' with { type: 'json' };
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
const grammar = readFileSync(fileURLToPath(import.meta.resolve('backupxml/schemas/domainbackup.rng')), 'utf8');
console.log(validate('<domainbackup/>').valid, validate('<backup/>').valid, manifest.name, NEWEST_RELEASE, grammar.length > 0);`;
    writeFileSync(join(project, 'import.js'), script);
    expect(node('--no-warnings', 'import.js')).toEqual({
      status: 0,
      stdout: 'true false backupxml 12.8.0 true\n',
      stderr: '',
    });
  });

  it('has types that hold in a strict project which knows nothing of Node', () => {
    const script = `import { createBackup, type DiagnosticReport, type FileReport, formatDocument, plan, validate } from 'backupxml';
const report: FileReport = validate('<domainbackup/>', { libvirt: '9.0.0' });
export const codes: string[] = report.diagnostics.map((diagnostic: DiagnosticReport) => diagnostic.code);
export const text: string = createBackup({ mode: 'push' }).backup;
export const planned = plan(text, { domain: '<domain/>' });
export const formatted = formatDocument(text);
// @ts-expect-error: a release is text.
validate(text, { libvirt: 9 });
`;
    writeFileSync(join(project, 'types.ts'), script);
    const args = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--types', '', 'types.ts'];
    expect(run(tool('tsc'), args)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('is clean for publint', () => {
    expect(
      run(tool('publint'), ['--strict', '--pack', 'false', join(project, 'node_modules/backupxml')]),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('All good!'),
    });
  });

  it('is clean for arethetypeswrong, as an ECMAScript module', () => {
    const { status, stdout } = run(tool('attw'), [tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii']);
    expect(status, stdout).toBe(0);
  });
});
