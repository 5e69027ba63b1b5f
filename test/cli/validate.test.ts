import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupxml, copyWith, folderWith, GOOD, MISSPELT, MODULES, PACKAGE, shell } from './process.js';

describe('validate: what it judges', () => {
  it('accepts a good file in silence but for the summary', () => {
    const folder = folderWith({ 'a.xml': GOOD });
    expect(backupxml(['validate', 'a.xml'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '1 file: 1 valid\n',
      stderr: '',
    });
  });

  it('shows what is wrong with a broken one, and ends with 1', () => {
    const folder = folderWith({ 'a.xml': MISSPELT });
    const { status, stdout, stderr } = backupxml(['validate', 'a.xml'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^a\.xml:4:8: error\[[a-z-]+\]: .*taget/);
    expect(lines.slice(1, 4)).toEqual(['  |', "4 |       <taget file='/backup/vda.qcow2'/>", '  |        ^^^^^']);
    expect(lines.at(-2)).toBe('1 file: 1 with errors (1 error)');
  });

  it('judges the .xml files of a folder at any depth, in the order of their names', () => {
    const folder = folderWith({ 'b.xml': MISSPELT, 'a.xml': MISSPELT, 'deep/er/c.xml': MISSPELT, 'notes.txt': 'x' });
    const { status, stdout } = backupxml(['validate', folder]);
    expect(status).toBe(1);
    expect([...stdout.matchAll(/^(.*\.xml):\d/gm)].map((match) => match[1])).toEqual(
      ['a.xml', 'b.xml', 'deep/er/c.xml'].map((name) => join(folder, name)),
    );
  });

  it.each<[string, string, number, string]>([
    ['good', GOOD, 0, '1 file: 1 valid\n'],
    ['broken', MISSPELT, 1, '-:4:8: error'],
    ['nothing at all', '', 1, '-:1:1: error'],
  ])('judges standard input: %s', (_name, input, status, start) => {
    const outcome = backupxml(['validate', '-'], { input });
    expect(outcome).toMatchObject({ status, stderr: '' });
    expect(outcome.stdout.slice(0, start.length)).toBe(start);
  });

  it('works from another folder, whatever its name', () => {
    const folder = folderWith({ 'a b/ü.xml': GOOD });
    expect(backupxml(['validate', 'ü.xml'], { cwd: join(folder, 'a b') })).toMatchObject({ status: 0 });
  });

  it.each<[string, string]>([
    ['<domain>', '<domain><name>web1</name></domain>'],
    ['<html>', '<html/>'],
  ])('names a document of another kind: %s', (name, text) => {
    const { status, stdout } = backupxml(['validate', '-'], { input: text });
    expect(status).toBe(1);
    expect(stdout.split('\n')[0]).toContain(name);
    expect(stdout).toContain('1 error)');
  });

  it('judges for the release that is asked for', () => {
    const text = "<domainbackup mode='pull'><server transport='fd' fdgroup='g'/></domainbackup>";
    expect(backupxml(['validate', '--schema-only', '-'], { input: text })).toMatchObject({ status: 0 });
    const { status, stdout } = backupxml(['validate', '--schema-only', '--libvirt', 'v9.0', '-'], { input: text });
    expect(status).toBe(1);
    expect(stdout).toContain('11.3.0');
  });

  it('runs the rules where the grammar accepts, unless --schema-only', () => {
    const input = "<domainbackup mode='pull'><server name='localhost'/></domainbackup>";
    expect(backupxml(['validate', '-'], { input })).toMatchObject({ status: 1 });
    expect(backupxml(['validate', '--schema-only', '-'], { input })).toMatchObject({ status: 0 });
  });
});

describe('validate: input that cannot be had', () => {
  it('says in one line what to do, judges the other files, and ends with 2', () => {
    const folder = folderWith({ 'a.xml': MISSPELT });
    const { status, stdout, stderr } = backupxml(['validate', 'missing.xml', 'a.xml'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: missing\.xml: .*\n$/);
    expect(stdout).toContain('a.xml:4:8: error');
    expect(stdout).toContain('1 file: 1 with errors, 1 skipped (1 error)');
  });

  it('counts it as skipped in JSON', () => {
    const folder = folderWith({ 'a.xml': GOOD });
    const { stdout } = backupxml(['validate', '--format', 'json', 'missing.xml', 'a.xml'], { cwd: folder });
    const report = JSON.parse(stdout);
    expect(report.files.map((file: { path: string }) => file.path)).toEqual(['a.xml']);
    expect(report.summary).toEqual({ files: 1, valid: 1, invalid: 0, skipped: 1, errors: 0, warnings: 0 });
  });

  it('says so for a folder without .xml files', () => {
    const folder = folderWith({ 'notes.txt': 'x' });
    const { status, stderr } = backupxml(['validate', folder]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: .* holds no \.xml file.*\n$/);
  });

  it.skipIf(process.getuid?.() === 0)('says so for a file that may not be read', () => {
    const folder = folderWith({ 'a.xml': GOOD });
    chmodSync(join(folder, 'a.xml'), 0o000);
    const { status, stderr } = backupxml(['validate', 'a.xml'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: a\.xml: .*permission denied\n$/);
  });

  it('says so for a folder in the place of a file', () => {
    const folder = folderWith({ 'a.xml': GOOD });
    mkdirSync(join(folder, 'b.xml'));
    expect(backupxml(['validate', 'b.xml'], { cwd: folder })).toMatchObject({ status: 2 });
  });

  it('refuses a file above the limit of size, which can be raised', () => {
    const folder = folderWith({ 'a.xml': GOOD.replace('<disks>', `<!--${'x'.repeat(1 << 20)}-->\n<disks>`) });
    const { status, stderr } = backupxml(['validate', 'a.xml'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: a\.xml: .*--max-size.*\n$/);
    expect(backupxml(['validate', '--max-size', '2M', 'a.xml'], { cwd: folder })).toMatchObject({ status: 0 });
  });
});

describe('wrong usage', () => {
  it.each<[string, string[], RegExp]>([
    ['an unknown option, with its near miss', ['validate', '--formt', 'json', 'a.xml'], /--formt.*--format/],
    ['an unknown command, with its near miss', ['validte', 'a.xml'], /validte.*validate/],
    ['an unknown format', ['validate', '--format', 'xml', 'a.xml'], /xml.*text, json/],
    ['a release before backups', ['validate', '--libvirt', '5.9.0', 'a.xml'], /5\.9\.0.*6\.0\.0.*12\.8\.0/],
    ['no release', ['validate', '--libvirt', 'newest', 'a.xml'], /newest.*6\.0\.0.*12\.8\.0/],
    ['no path', ['validate'], /path/],
    ['no size', ['validate', '--max-size', 'big', 'a.xml'], /big.*4M/],
    ['a fix of standard input', ['validate', '--fix', '-'], /--fix.*standard input.*--fix-dry-run/],
    ['a diff as JSON', ['validate', '--fix-dry-run', '--format', 'json', 'a.xml'], /--fix-dry-run.*json/],
    ['both ways to fix', ['validate', '--fix-dry-run', '--fix', 'a.xml'], /--fix-dry-run.*--fix/],
    ['an escape in an argument', ['validate', '--\u001b[31m', 'a.xml'], /\\x1b/],
  ])('is told in one line: %s', (_name, args, words) => {
    const { status, stdout, stderr } = backupxml(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).not.toContain('\u001b');
    expect(stderr).toMatch(words);
  });

  it.each<[string[]]>([[['--help']], [['help']], [['validate', '--help']], [['help', 'validate']]])(
    '%j prints help',
    (args) => {
      const { status, stdout, stderr } = backupxml(args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: backupxml.*\n/);
      expect(stdout).toContain('validate');
    },
  );

  it('without any argument prints help to stderr, and ends with 2', () => {
    const { status, stdout, stderr } = backupxml([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: backupxml/);
  });

  it('--version prints the version of the package', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    expect(backupxml(['--version']).stdout).toMatch(`backupxml ${manifest.version}\n`);
  });
});

describe('output', () => {
  const folder = () => folderWith({ 'a.xml': MISSPELT });

  it.each<[string, Record<string, string>, boolean]>([
    ['plain when piped', {}, false],
    ['plain when piped, on a terminal that has colour', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, false],
    ['in colour by FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['plain by NO_COLOR', { NO_COLOR: '1' }, false],
    ['plain by FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
  ])('is %s', (_name, env, coloured) => {
    const { stdout } = backupxml(['validate', 'a.xml'], { cwd: folder(), env });
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  it('is the same in colour but for the colour', () => {
    const cwd = folder();
    const plain = backupxml(['validate', 'a.xml'], { cwd }).stdout;
    const coloured = backupxml(['validate', 'a.xml'], { cwd, env: { FORCE_COLOR: '3' } }).stdout;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escapes
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
  });

  it('ends quietly where its reader goes away', () => {
    const many = folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}.xml`, MISSPELT])));
    const { status, stdout, stderr } = shell('node "$0" validate "$1" | head -n 1; echo $PIPESTATUS', [many]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^.*0\.xml:4:8: error.*\n1\n$/);
  });

  it('writes all of a long report into a slow pipe', () => {
    const many = folderWith(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i}.xml`, MISSPELT])));
    const { stdout } = shell('node "$0" validate --format json "$1" | { sleep 0.5; cat; }', [many]);
    expect(JSON.parse(stdout).files).toHaveLength(600);
  });

  it('says so where it cannot be written', () => {
    const { status, stderr } = shell('node "$0" validate "$1" > /dev/full', [join(folder(), 'a.xml')]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: the output cannot be written: .*\n$/);
  });

  it('shows escapes of a file name instead of sending them', () => {
    const cwd = folderWith({ 'a\u001b[31m.xml': MISSPELT });
    const { stdout, stderr } = backupxml(['validate', '.', 'b\u001b[31m.xml'], { cwd });
    expect(stdout).toContain('a\\x1b[31m.xml:4:8:');
    expect(stderr).toContain('b\\x1b[31m.xml');
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('where the command is installed', () => {
  it('works through a symbolic link, as npm makes it', () => {
    const { status } = shell('ln -s "$0" "$1/backupxml" && cd "$1" && ./backupxml validate a.xml', [
      folderWith({ 'a.xml': GOOD }),
    ]);
    expect(status).toBe(0);
  });

  it('works without the code cache, and with one that does not fit', () => {
    const cwd = folderWith({ 'a.xml': GOOD, 'b.xml': MISSPELT });
    const copy = copyWith({});
    const command = 'node "$1/bin/backupxml.js" validate b.xml';
    const usual = shell(command, [copy], cwd);
    expect(usual).toMatchObject({ status: 1, stderr: '' });
    // Of a file that only some runs load, of all, and none at all.
    for (const change of [
      'rm "$1/dist/cli/refused.cjs.cache"',
      'for file in "$1"/dist/cli/*.cache; do echo "not a cache" > "$file"; done',
      'rm "$1"/dist/cli/*.cache',
    ]) {
      expect(shell(change, [copy])).toMatchObject({ status: 0 });
      expect(shell(command, [copy], cwd)).toEqual(usual);
      expect(shell('node "$1/bin/backupxml.js" validate a.xml', [copy], cwd)).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('works where the native part of libxmljs2 lies elsewhere than we look first', () => {
    const main = `module.exports = require(${JSON.stringify(join(MODULES, 'libxmljs2'))});`;
    const copy = folderWith({ 'a.xml': GOOD, 'b.xml': MISSPELT, 'node_modules/libxmljs2/index.js': main });
    expect(shell('cp -r "$2/bin" "$2/package.json" "$2/schemas" "$2/dist" "$1"', [copy, PACKAGE]).status).toBe(0);
    expect(shell('node bin/backupxml.js validate a.xml', [], copy)).toMatchObject({ status: 0, stderr: '' });
    expect(shell('node bin/backupxml.js validate b.xml', [], copy)).toMatchObject({ status: 1, stderr: '' });
  });

  it('names its functions and files in a stack trace, wherever it was built', () => {
    const copy = copyWith({ 'a.xml': GOOD, 'schemas/domainbackup.rng': 'broken' });
    const { status, stderr } = shell('node bin/backupxml.js validate --debug a.xml', [], copy);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^ {4}at judgeAll \(.*\/dist\/cli\/cli\.cjs:\d+:\d+\)$/m);
    expect(stderr).toMatch(/^error: this is a bug in backupxml: .*\n$/m);
  });

  it('says what to do where its native part does not fit', () => {
    const native = 'node_modules/libxmljs2/build/Release/xmljs.node';
    const copy = folderWith({ 'a.xml': GOOD, [native]: 'of another Node' });
    expect(shell('cp -r "$2/bin" "$2/package.json" "$2/schemas" "$2/dist" "$1"', [copy, PACKAGE]).status).toBe(0);
    const { status, stderr } = shell('node bin/backupxml.js validate a.xml', [], copy);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: .*npm rebuild.*\n$/);
  });

  it('says what to do where it is not built', () => {
    const copy = folderWith({});
    const { status, stderr } = shell('cp -r "$(dirname "$0")" "$1" && node "$1/bin/backupxml.js" --version', [copy]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: .*npm install.*\n$/);
  });

  it('is executable', () => {
    expect(shell('"$0" --version')).toMatchObject({ status: 0 });
  });
});
