import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, GOOD, MISSPELT, shell } from './process.js';

const DOMAIN = "<?xml version='1.0'?>\n<!-- web1 -->\n<domain type='kvm'><name>web1</name></domain>\n";

function listed(args: readonly string[], cwd: string): string[] {
  const { status, stdout, stderr } = backupxml(['validate', '--list-files', ...args], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

describe('which files are judged', () => {
  it('passes over XML of another kind in a folder and counts it, and judges what is named', () => {
    const cwd = folderWith({ 'b/good.xml': GOOD, 'b/domain.xml': DOMAIN, 'b/pom.xml': '<project/>' });
    expect(backupxml(['validate', 'b'], { cwd })).toEqual({
      status: 0,
      stdout: '1 file: 1 valid, 2 skipped\n',
      stderr: '',
    });
    const { stdout } = backupxml(['validate', '--format', 'json', 'b', 'b/domain.xml'], { cwd });
    const { files, summary } = JSON.parse(stdout);
    expect(files.map(({ path }: { path: string }) => path)).toEqual(['b/domain.xml', 'b/good.xml']);
    expect(summary).toEqual({ files: 2, valid: 1, invalid: 1, skipped: 1, errors: 1, warnings: 0 });
  });

  it.each<[string, string]>([
    ['a misspelt root', GOOD.replaceAll('domainbackup', 'domianbackup')],
    ['a root in other letters', GOOD.replaceAll('domainbackup', 'DomainBackup')],
    ['a root in parts', GOOD.replaceAll('domainbackup', 'domain-backup')],
    ['a root in a namespace', GOOD.replaceAll('domainbackup', 'v:domainbackup').replace(' mode', " xmlns:v='u' mode")],
    ['half a root', GOOD.replaceAll('domainbackup', 'backup')],
    ['nothing', ''],
    ['what is no XML', 'disks:\n  - vda\n'],
  ])('judges in a folder what may be meant as ours: %s', (_name, text) => {
    const cwd = folderWith({ 'b/a.xml': text });
    expect(backupxml(['validate', 'b'], { cwd })).toMatchObject({ status: 1, stderr: '' });
  });

  it('counts what is passed over where there is nothing else, too', () => {
    const cwd = folderWith({ 'b/domain.xml': DOMAIN });
    const summary = (...args: string[]) => backupxml(['validate', ...args], { cwd });
    expect(summary('b')).toMatchObject({ status: 2, stdout: '0 files: 1 skipped\n' });
    expect(summary('b', 'none.xml')).toMatchObject({ status: 2, stdout: '0 files: 2 skipped\n' });
    expect(summary('--allow-empty', 'b')).toMatchObject({ status: 0, stdout: '0 files: 1 skipped\n' });
  });

  it('passes over a large file of another kind, and says so of a large one of ours', () => {
    const long = `<!--${'x'.repeat(1 << 21)}-->`;
    const cwd = folderWith({ 'a.xml': GOOD, 'b.xml': DOMAIN + long });
    expect(backupxml(['validate', '.'], { cwd })).toMatchObject({ status: 0, stderr: '' });
    const large = folderWith({ 'a.xml': GOOD, 'b.xml': GOOD + long });
    const { status, stderr } = backupxml(['validate', '.'], { cwd: large });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: b\.xml: .*--max-size.*\n$/);
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['an empty folder', { 'notes.txt': '' }, ['.'], /^error: \.: the folder holds no \.xml file.*\n$/],
    [
      'only XML of another kind',
      { 'a.xml': DOMAIN },
      ['.'],
      /^error: there is no document.*1 XML file of another kind.*\n$/,
    ],
    ['a glob that nothing fits', { 'a.xml': GOOD }, ['*.json'], /^error: \*\.json: no file fits.*\n$/],
    ['a file that is left out', { 'a.xml': GOOD }, ['--exclude', '*.xml', 'a.xml'], /^error: a\.xml: is left out.*\n$/],
    ['a folder that is left out', { 'a.xml': GOOD, '.gitignore': '*.xml' }, ['.'], /^error: .* holds no \.xml.*\n$/],
  ])('finds nothing: %s', (_name, files, args, words) => {
    const cwd = folderWith(files);
    const { status, stderr } = backupxml(['validate', ...args], { cwd });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(words) });
    expect(backupxml(['validate', '--allow-empty', ...args], { cwd })).toMatchObject({ status: 0, stderr: '' });
  });

  it('lists what would be judged, by name, from files, folders and globs', () => {
    const cwd = folderWith({
      'z.xml': GOOD,
      'a.xml': MISSPELT,
      'b/x.xml': GOOD,
      'b/domain.xml': DOMAIN,
      'c/y.backup': GOOD,
      'c/z.xml': GOOD,
      'skip/s.xml': GOOD,
      '.gitignore': 'skip/\n',
    });
    symlinkSync('..', join(cwd, 'b/loop'));
    expect(listed(['.'], cwd)).toEqual(['a.xml', 'b/x.xml', 'c/z.xml', 'z.xml']);
    expect(listed(['z.xml', 'b', 'c/*.backup', 'a.xml', 'z.xml'], cwd)).toEqual([
      'a.xml',
      'b/x.xml',
      'c/y.backup',
      'z.xml',
    ]);
    expect(listed(['--no-ignore', '--exclude', 'c', '--exclude', '[az].xml', '.'], cwd)).toEqual([
      'b/x.xml',
      'skip/s.xml',
    ]);
    expect(listed(['skip'], cwd)).toEqual(['skip/s.xml']);
  });

  it('reports by name, whatever the order of the arguments', () => {
    const cwd = folderWith({ 'b.xml': MISSPELT, 'a.xml': MISSPELT, 'c/a.xml': MISSPELT });
    const { stdout } = backupxml(['validate', 'c', 'b.xml', 'a.xml'], { cwd });
    expect([...stdout.matchAll(/^(\S+?\.xml):\d/gm)].map(([, path]) => path)).toEqual(['a.xml', 'b.xml', 'c/a.xml']);
  });

  it('calls standard input by the name that it is given', () => {
    const { status, stdout } = backupxml(['validate', '--stdin-filename', 'backups/a.xml', '-'], { input: MISSPELT });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^backups\/a\.xml:4:8: error/);
    const args = ['validate', '--exclude', 'backups', '--stdin-filename', 'backups/a.xml', '-'];
    expect(backupxml(args, { input: MISSPELT })).toMatchObject({ status: 2 });
    expect(backupxml([...args, '--allow-empty'], { input: MISSPELT })).toMatchObject({ status: 0 });
  });

  it('shows escapes of listed names instead of sending them', () => {
    const cwd = folderWith({ 'a\u001b[31m.xml': GOOD });
    expect(listed(['.'], cwd)).toEqual(['a\\x1b[31m.xml']);
  });
});

describe('ten thousand files', () => {
  const MANY = 10_000;
  const files = Object.fromEntries(
    Array.from({ length: MANY }, (_, i) => [`${String(i).padStart(5, '0')}.xml`, i % 100 === 0 ? MISSPELT : GOOD]),
  );

  it('show progress on a terminal, on stderr alone, and end quietly where the reader goes away', () => {
    const cwd = folderWith(files);
    const piped = backupxml(['validate', '.'], { cwd });
    expect(piped).toMatchObject({ status: 1, stderr: '' });
    expect(piped.stdout).toContain(`${MANY} files: 9900 valid, 100 with errors (100 errors)\n`);
    const terminal = shell(
      `script -qec "node '$0' validate . > out.txt" typed.txt > /dev/null; echo $?; cat typed.txt`,
      [],
      cwd,
    );
    expect(terminal.stdout).toMatch(/^1\n/);
    expect(terminal.stdout).toContain(`\r[${'#'.repeat(30)}] ${MANY}/${MANY}`);
    expect(terminal.stdout).not.toContain('error[');
    expect(shell('cat out.txt', [], cwd).stdout).toBe(piped.stdout);
    const head = shell('node "$0" validate . | head -n 1; echo $PIPESTATUS', [], cwd);
    expect(head).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^00000\.xml:4:8: error.*\n1\n$/) });
  });
});
